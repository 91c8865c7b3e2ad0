import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { hookLauncherPath, installLauncher, launcherState } from '../../../../src/node/install/launcher.ts';
import { readInstallRecord } from '../../../../src/node/install/installRecord.ts';
import { hookLauncherCmd, quoteForSh } from '../../../../src/node/install/launcherText.ts';

const shells = ['sh', 'dash', 'bash', 'busybox'].filter((shell) => spawnSync(shell, shell === 'busybox' ? ['sh', '-c', ':'] : ['-c', ':']).status === 0);

/** What stands in for the hook: it does what its event says. */
const scriptedHook = `
const event = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
if (event.print) process.stdout.write(event.print);
if (event.report) process.stdout.write(JSON.stringify({ argv: process.argv.slice(2), options: process.env.NODE_OPTIONS ?? null }));
if (event.throw) throw new Error('broken');
if (event.kill) process.kill(process.pid, event.kill);
if (event.wait) { require('node:fs').writeFileSync(event.wait, String(process.pid)); setInterval(() => {}, 1000); }
else process.exitCode = event.exit ?? 0;
`;

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('hook launcher', function () {
  this.timeout(30_000);
  let root: string;
  let state: string;
  let dist: string;
  let launcher: string;

  before(async () => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "tagout it's ")));
    state = path.join(root, 'state');
    dist = path.join(root, 'dist');
    fs.mkdirSync(path.join(dist, 'knowledge'), { recursive: true });
    fs.writeFileSync(path.join(dist, 'hook.cjs'), scriptedHook);
    fs.writeFileSync(path.join(dist, 'tagout.cjs'), 'console.log(process.argv.slice(2).join(" "))');
    fs.writeFileSync(path.join(dist, 'extension.cjs'), 'never copied');
    fs.writeFileSync(path.join(dist, 'knowledge', 'rm.json'), '{}');
    await install('1.0.0');
    launcher = hookLauncherPath(state, process.platform);
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  const install = (version: string, into: string = state) =>
    installLauncher({ state: into, dist, version, env: { PATH: process.env['PATH'] }, home: root, ownRuntime: process.execPath, platform: process.platform });

  const run = (event: unknown, env: Readonly<Record<string, string>> = {}, file: string = launcher): Outcome => {
    const { status, stdout, stderr } = spawnSync(file, ['--agent', 'codex'], { input: JSON.stringify(event), encoding: 'utf8', env: { PATH: '/usr/bin:/bin', ...env } });
    return { status, stdout, stderr };
  };
  const refused = (why: string): string => `tagout: ${why} Refused. A person can run 'tagout doctor' to see what is wrong.\n`;

  const cases: readonly { readonly name: string; readonly event: unknown; readonly want: Outcome }[] = [
    { name: 'passes silence on', event: {}, want: { status: 0, stdout: '', stderr: '' } },
    { name: 'passes an answer on', event: { print: '{"a":1}' }, want: { status: 0, stdout: '{"a":1}', stderr: '' } },
    { name: 'passes a denial on', event: { print: '{}', exit: 2 }, want: { status: 2, stdout: '{}', stderr: '' } },
    { name: 'turns exit 1 into 2', event: { exit: 1 }, want: { status: 2, stdout: '', stderr: refused('the hook ended with status 1.') } },
    { name: 'turns exit 3 into 2', event: { exit: 3 }, want: { status: 2, stdout: '', stderr: refused('the hook ended with status 3.') } },
    { name: 'turns exit 127 into 2', event: { exit: 127 }, want: { status: 2, stdout: '', stderr: refused('the hook ended with status 127.') } },
  ];
  for (const { name, event, want } of cases) it(name, () => assert.deepEqual(run(event), want));

  it('refuses after a crash and after a kill', () => {
    const crash = run({ throw: true });
    assert.deepEqual([crash.status, crash.stderr.endsWith(refused('the hook ended with status 1.'))], [2, true]);
    const kill = run({ kill: 'SIGKILL' });
    assert.deepEqual([kill.status, kill.stdout, kill.stderr.endsWith(refused('the hook ended with status 137.'))], [2, '', true]);
  });

  it('hands over its own state directory and clears what would change Node', () => {
    const { stdout } = run({ report: true }, { NODE_OPTIONS: '--require /nowhere.js', ELECTRON_RUN_AS_NODE: '1' });
    assert.deepEqual(JSON.parse(stdout), { argv: ['--state', state, '--agent', 'codex'], options: null });
  });

  it('tells Copilot CLI from VS Code, which read the same hooks file', () => {
    const argv = [{}, { COPILOT_HOOK_DIR: '/home/dana/.copilot/hooks' }].map((env): unknown => {
      const { stdout } = spawnSync(launcher, ['--agent', 'vscode'], { input: '{"report":true}', encoding: 'utf8', env });
      return JSON.parse(stdout);
    });
    assert.deepEqual(argv, ['vscode', 'copilot-cli'].map((agent) => ({ argv: ['--state', state, '--agent', agent], options: null })));
  });

  for (const shell of shells) {
    it(`means the same to ${shell}`, () => {
      const args = [...(shell === 'busybox' ? ['sh'] : []), launcher, '--agent', 'codex'];
      const outcomes = [{}, { exit: 2 }, { exit: 7 }].map((event) => spawnSync(shell, args, { input: JSON.stringify(event), encoding: 'utf8' }));
      assert.deepEqual(outcomes.map(({ status, stdout, stderr }) => [status, stdout, stderr]), [
        [0, '', ''],
        [2, '', ''],
        [2, '', refused('the hook ended with status 7.')],
      ]);
    });
  }

  it('ends the hook and refuses when the agent stops waiting', async () => {
    const marker = path.join(root, 'pid');
    const child = spawn(launcher, ['--agent', 'codex'], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end(JSON.stringify({ wait: marker }));
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    while (!fs.existsSync(marker) || fs.readFileSync(marker, 'utf8') === '') await new Promise((resolve) => setTimeout(resolve, 10));
    const hook = Number(fs.readFileSync(marker, 'utf8'));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    assert.deepEqual([await ended, stderr], [2, refused('the agent stopped waiting.')]);
    assert.throws(() => process.kill(hook, 0), { code: 'ESRCH' });
  });

  it('refuses when the hook gives no answer in time', () => {
    const impatient = path.join(root, 'impatient');
    fs.writeFileSync(impatient, fs.readFileSync(launcher, 'utf8').replace(/codex\) limit=\d+/, 'codex) limit=1'), { mode: 0o700 });
    const outcome = run({ wait: path.join(root, 'pid2') }, {}, impatient);
    assert.deepEqual(outcome, { status: 2, stdout: '', stderr: refused('the hook gave no answer within 1 seconds.') });
  });

  it('refuses without Node and without its program', () => {
    const text = fs.readFileSync(launcher, 'utf8');
    const variants = { noNode: text.replace(/for candidate in [^;]*;/g, "for candidate in '/nowhere/node';"), noHook: text.replace('hook.cjs" ] ||', 'gone.cjs" ] ||') };
    const outcomes = Object.entries(variants).map(([name, body]) => {
      const file = path.join(root, name);
      fs.writeFileSync(file, body, { mode: 0o700 });
      return run({}, {}, file);
    });
    assert.deepEqual(outcomes, [
      { status: 2, stdout: '', stderr: refused('no Node.js was found where set-up recorded it.') },
      { status: 2, stdout: '', stderr: refused('the hook program is missing.') },
    ]);
  });

  it('starts Node without the options that it does not know, with the event still unread', () => {
    const older = path.join(root, 'older node');
    fs.writeFileSync(older, `#!/bin/sh\ncase "$1" in --*) echo "$0: bad option: $1" >&2; exit 9 ;; esac\nexec '${process.execPath}' "$@"\n`, { mode: 0o700 });
    const file = path.join(root, 'older');
    fs.writeFileSync(file, fs.readFileSync(launcher, 'utf8').replace(/for candidate in [^;]*;/, () => `for candidate in ${quoteForSh(older)};`), { mode: 0o700 });
    assert.deepEqual([run({ print: 'answer', exit: 2 }, {}, file), run({ exit: 9 }, {}, file).status], [{ status: 2, stdout: 'answer', stderr: `${older}: bad option: --no-sparkplug\n` }, 2]);
  });

  it('starts the command line with the same state', () => {
    const { stdout, status } = spawnSync(path.join(state, 'bin', 'tagout'), ['doctor', '--json'], { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [0, `--state ${state} doctor --json\n`]);
  });

  it('keeps the version in force and the one before, tells changes, and is closed to others', async () => {
    const other = path.join(root, 'other');
    const bundles = (): readonly string[] => fs.readdirSync(path.join(other, 'bin')).filter((name) => !name.startsWith('tagout')).map((name) => name.split('-')[0] ?? '');
    const seen: (readonly string[])[] = [];
    for (const version of ['1.0.0', '1.1.0', '1.1.0', '1.2.0']) {
      await install(version, other);
      seen.push(bundles().toSorted());
    }
    assert.deepEqual(seen, [['1.0.0'], ['1.0.0', '1.1.0'], ['1.0.0', '1.1.0'], ['1.1.0', '1.2.0']]);
    const bundle = readInstallRecord(other).launcher?.bundle ?? '';
    assert.deepEqual(fs.readdirSync(bundle).toSorted(), ['hook.cjs', 'knowledge', 'tagout.cjs']);
    assert.deepEqual(['bin', 'bin/tagout-hook', path.relative(other, bundle)].map((name) => (fs.statSync(path.join(other, name)).mode & 0o777).toString(8)), ['700', '700', '700']);
    const states = [launcherState(other, process.platform).kind];
    fs.appendFileSync(path.join(bundle, 'hook.cjs'), '// changed');
    states.push(launcherState(other, process.platform).kind);
    await install('1.2.0', other);
    states.push(launcherState(other, process.platform).kind);
    fs.appendFileSync(path.join(other, 'bin', 'tagout-hook'), '# changed');
    states.push(launcherState(other, process.platform).kind, launcherState(path.join(root, 'none'), process.platform).kind);
    assert.deepEqual(states, ['ready', 'changed', 'ready', 'changed', 'absent']);
  });

  it('says plainly that there is nothing to install', async () => {
    const empty = path.join(root, 'empty');
    fs.mkdirSync(empty);
    await assert.rejects(
      installLauncher({ state, dist: empty, version: '1', env: {}, home: root, ownRuntime: process.execPath, platform: process.platform }),
      { message: `${path.join(empty, 'hook.cjs')} is missing: build the project first` },
    );
  });

  it('writes a batch file that maps every status but 0 and 2', () => {
    const text = hookLauncherCmd({ version: '1.0.0', state: 'C:\\st%te', bundle: 'C:\\st%te\\bin\\1.0.0-abc', runtimes: [{ path: 'C:\\node.exe', version: '22.0.0', electron: false }, { path: 'C:\\Code.exe', version: '22.0.0', electron: true }] });
    assert.deepEqual(text.split('\r\n').filter((line) => !line.startsWith('set "')), [
      '@echo off',
      'setlocal',
      'rem Tagout 1.0.0. Written by set-up; do not edit. Every end of the hook but 0 and 2 becomes 2.',
      'if not defined TAGOUT_NODE if exist "C:\\node.exe" (set "TAGOUT_NODE=C:\\node.exe")',
      'if not defined TAGOUT_NODE if exist "C:\\Code.exe" (set "TAGOUT_NODE=C:\\Code.exe" & set "ELECTRON_RUN_AS_NODE=1")',
      'if not defined TAGOUT_NODE (echo tagout: no Node.js was found where set-up recorded it. Refused. 1>&2 & exit /b 2)',
      'if not exist "C:\\st%%te\\bin\\1.0.0-abc\\hook.cjs" (echo tagout: the program is missing. Refused. 1>&2 & exit /b 2)',
      'if "%TAGOUT_ARGS%"=="--agent vscode" if defined COPILOT_HOOK_DIR set "TAGOUT_ARGS=--agent copilot-cli"',
      '"%TAGOUT_NODE%" "C:\\st%%te\\bin\\1.0.0-abc\\hook.cjs" --state "C:\\st%%te" %TAGOUT_ARGS%',
      'if %errorlevel% equ 0 exit /b 0',
      'if %errorlevel% equ 2 exit /b 2',
      'echo tagout: the hook ended with status %errorlevel%. Refused. 1>&2',
      'exit /b 2',
      '',
    ]);
  });
});
