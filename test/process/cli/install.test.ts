import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { CommandIo } from '../../../src/cli/commandIo.ts';
import { type Question, runInstall, runUninstall } from '../../../src/cli/install.ts';

interface Said {
  code: number;
  out: string;
  err: string;
}

describe('tagout install and uninstall', function () {
  this.timeout(20_000);
  let home: string;
  const settings = (): string => path.join(home, '.claude/settings.json');
  const original = '{\n  "model": "large"\n}\n';

  beforeEach(() => {
    home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-cli-')));
    for (const name of ['dist', '.claude', '.codex']) fs.mkdirSync(path.join(home, name));
    for (const name of ['hook.cjs', 'tagout.cjs']) fs.writeFileSync(path.join(home, 'dist', name), '');
    fs.writeFileSync(path.join(home, 'package.json'), '{"version":"1.2.3"}');
    fs.writeFileSync(settings(), original);
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

  async function run(command: typeof runInstall, args: readonly string[], answer: boolean | undefined, env: Readonly<Record<string, string>> = {}): Promise<Said> {
    const said: Said = { code: -1, out: '', err: '' };
    const io: CommandIo = {
      write: (text) => (said.out += text), complain: (text) => (said.err += text), readInput: () => '', env: { PATH: '', ...env }, platform: process.platform, cwd: home, home, tempDirectory: os.tmpdir(),
      state: path.join(home, 'state'), bundle: path.join(home, 'dist'), now: () => 0, colour: false,
    };
    const ask: Question = (question) => {
      said.out += question;
      return answer;
    };
    said.code = await command(args, io, ask);
    return said;
  }
  const unchanged = (): void => assert.deepEqual([fs.readFileSync(settings(), 'utf8'), fs.existsSync(path.join(home, 'state'))], [original, false]);

  it('only looks with --dry-run, and writes nothing without a yes', async () => {
    const dry = await run(runInstall, ['--agent', 'claude-code', '--dry-run'], true);
    assert.equal(dry.code, 0);
    assert.match(dry.out, /^Launcher: .*tagout-hook \(version 1\.2\.3[^]*--- .*settings\.json\n\+\+\+ .*settings\.json\n@@ -1,3 \+1,\d+ @@\n {\n-  "model": "large"\n\+  "model": "large",\n/);
    unchanged();
    const declined = await run(runInstall, ['--agent', 'claude-code'], false);
    assert.deepEqual([declined.code, declined.out.endsWith('Write this for Claude Code? [y/N] Nothing was written.\n')], [1, true]);
    unchanged();
    const nobody = await run(runInstall, ['--agent', 'claude-code'], undefined);
    assert.deepEqual([nobody.code, nobody.err], [1, 'Nothing was written, because there is no terminal to ask on. Add --yes, or --dry-run only to look.\n']);
    unchanged();
  });

  it('registers what it finds, names the steps that are left to the person, and is idle the second time', async () => {
    const first = await run(runInstall, [], true);
    assert.equal(first.code, 0);
    assert.match(first.out, /Done: .*Claude Code, Codex/);
    assert.match(first.out, /Codex, for you to do: Codex skips new hooks[^\n]*\n {2}→ start codex, type \/hooks/);
    assert.equal(fs.existsSync(path.join(home, '.codex/config.toml')), false, 'trust is never written');
    const second = await run(runInstall, [], undefined);
    assert.deepEqual([second.code, second.out.includes('The agents are registered already.')], [0, true]);
  });

  it('gives everything back, but not to an agent', async () => {
    await run(runInstall, ['--yes'], undefined);
    const agent = await run(runUninstall, ['--yes'], undefined, { CLAUDECODE: '1' });
    assert.deepEqual([agent.code, agent.err], [1, 'This was started by an agent (CLAUDECODE is set). Only a person removes the guard: run it in a terminal of your own.\n']);
    assert.match(fs.readFileSync(settings(), 'utf8'), /tagout-hook/);
    const person = await run(runUninstall, [], true);
    assert.deepEqual([person.code, fs.readFileSync(settings(), 'utf8'), fs.existsSync(path.join(home, '.codex/hooks.json'))], [0, original, false]);
    const again = await run(runUninstall, [], undefined);
    assert.deepEqual([again.code, again.out], [0, 'Nothing of Tagout is registered there.\n']);
  });

  it('leaves a broken file alone and still does the rest', async () => {
    fs.writeFileSync(settings(), '{');
    const said = await run(runInstall, ['--agent', 'claude-code', '--agent', 'codex', '--yes'], undefined);
    assert.deepEqual([said.code, said.err], [1, `\n${settings()} cannot be changed and is left as it is: line 1: CloseBraceExpected. Mend it and run this again.\n`]);
    assert.deepEqual([fs.readFileSync(settings(), 'utf8'), fs.existsSync(path.join(home, '.codex/hooks.json'))], ['{', true]);
  });

  it('refuses words that it does not know', async () => {
    await assert.rejects(run(runInstall, ['--agent', 'aider'], true), { message: /^`aider` is not one of / });
    await assert.rejects(run(runInstall, ['--force'], true), { message: /--force/ });
  });
});
