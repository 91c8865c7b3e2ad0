import assert from 'node:assert/strict';
import { execFileSync, execSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CheckpointPolicy } from '../../../src/core/policy/policy.ts';
import type { TraceEvent } from '../../../src/core/trace/event.ts';
import { listCheckpoints } from '../../../src/node/checkpoint/checkpointStore.ts';
import { declareFreeze } from '../../../src/node/freeze/freezeStore.ts';
import { restoreCheckpoint } from '../../../src/node/checkpoint/restoreCheckpoint.ts';
import { spoolDirectory } from '../../../src/node/trace/spool.ts';
import { checkpointStoreOf } from '../../../src/node/stateDirectory.ts';
import { buildBundles, dist, start, type Ended, type Started } from '../../support/hookProcess.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

/** The whole way of "make it reversible, then let it go": the hook decides, the act runs, the checkpoint brings everything back. */
describe('a checkpoint in place of a question, in the hook', function () {
  this.timeout(60_000);
  const place = temporaryDirectory();
  const state = (): string => path.join(place.path, 'state');
  const shop = (): string => path.join(place.path, 'shop');
  const store = (): string => checkpointStoreOf(state(), shop());
  const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: path.join(place.path, 'home'), TMPDIR: path.join(place.path, 'tmp') });
  let calls = 0;
  const hook = (command: string): Started => start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', 'codex', '--state', state()], JSON.stringify(shellEvent('codex', command, shop(), `call_${calls++}`)), environment());
  const propose = (command: string): Promise<Ended> => hook(command).ended;
  const sh = (command: string): string => execSync(command, { cwd: shop(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  const limit = (checkpoints: Partial<CheckpointPolicy>): void => {
    fs.mkdirSync(state(), { recursive: true });
    fs.writeFileSync(path.join(state(), 'policy.yaml'), `version: 1\ncheckpoints: ${JSON.stringify(checkpoints)}\n`);
  };
  const bodies = (): readonly TraceEvent['body'][] => {
    const directory = spoolDirectory(state(), shop());
    return fs.readdirSync(directory).sort().flatMap((name) => fs.readFileSync(path.join(directory, name), 'utf8').trim().split('\n')).map((line) => (JSON.parse(line) as TraceEvent).body);
  };
  const kinds = (): readonly string[] => bodies().map(({ kind }) => kind);
  const tree = (folder: string): string[] => fs.readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== '.git').sort((one, other) => (one.name < other.name ? -1 : 1)).flatMap((entry): string[] => {
    const file = path.join(folder, entry.name);
    const name = path.relative(shop(), file);
    if (entry.isSymbolicLink()) return [`${name} → ${fs.readlinkSync(file)}`];
    return entry.isDirectory() ? [name, ...tree(file)] : [`${name} ${(fs.statSync(file).mode & 0o777).toString(8)} ${fs.readFileSync(file, 'latin1')}`];
  });
  const snapshot = (): unknown => [tree(shop()), sh('git ls-files -s; git status --porcelain --ignored; cat .git/HEAD; git for-each-ref; git stash list').split('\n')];
  const passed: Ended = { stdout: '', stderr: '', end: 0 };
  const isAsked = ({ end, stderr }: Ended): boolean => end === 2 && /open this folder in VS Code/.test(stderr);

  before(buildBundles);
  beforeEach(() => {
    fs.mkdirSync(path.join(shop(), 'src'), { recursive: true });
    fs.mkdirSync(path.join(shop(), 'drafts/empty'), { recursive: true });
    fs.mkdirSync(path.join(place.path, 'home'));
    fs.mkdirSync(path.join(place.path, 'papers'));
    fs.writeFileSync(path.join(place.path, 'papers/thesis.md'), 'outside');
    sh(`git init -q -b main && git config user.name Dana && git config user.email dana@example.test
      echo one > src/a.txt && echo two > src/b.txt && printf 'local.env\\n*.db\\n' > .gitignore && git add -A && git commit -q -m first
      git checkout -q -b topic && echo t > topic.txt && git add -A && git commit -q -m topic && git checkout -q main
      echo stashed > src/b.txt && git stash push -q -m kept && echo more >> src/a.txt && git commit -q -am second
      echo staged > src/a.txt && git add src/a.txt && echo changed > src/a.txt
      echo chapter > drafts/novel.md && chmod 600 drafts/novel.md && ln -s ${path.join(place.path, 'papers')} drafts/papers && echo S=1 > local.env && printf 'SQLite format 3\\0rows' > shop.db`);
  });

  for (const command of [
    'rm -rf drafts', 'rm -rf src', 'rm drafts/papers', 'rm shop.db', 'rm local.env drafts/novel.md', '> drafts/novel.md', 'find drafts -type f -delete', 'find . -name "*.md" | xargs rm',
    'git clean -fdx', 'git checkout -- .', 'git reset --hard', 'git reset --hard HEAD~1', 'git stash drop', 'git branch -D topic', 'git clean -fd && git reset --hard HEAD~1',
  ]) {
    it(`${command}: runs without a question, and comes back`, async () => {
      const before = snapshot();
      assert.deepEqual(await propose(command), passed);
      assert.deepEqual(kinds(), ['proposal', 'verdict', 'checkpoint', 'decision']);
      sh(command);
      assert.notDeepEqual(snapshot(), before, 'the command changed nothing');
      const [kept] = listCheckpoints(store());
      assert.deepEqual([kept?.before?.instead, kept?.before?.proposal === undefined], [true, false]);
      const restored = await restoreCheckpoint({ store: store(), id: kept?.id ?? '', keepAs: 'undo', at: new Date(), newer: 'ask', actEndedMs: Date.now() + 10_000 });
      assert.deepEqual([restored.kind, snapshot()], ['restored', before]);
      assert.equal(fs.readFileSync(path.join(place.path, 'papers/thesis.md'), 'utf8'), 'outside');
    });
  }

  for (const command of ['rm -rf /var/lib/papers', 'rm -rf .git', 'rm -rf drafts && acmectl purge', 'rm -rf "$TARGET"', 'git push --force origin main']) {
    it(`${command}: stays a question`, async () => {
      assert.ok(isAsked(await propose(command)));
      assert.deepEqual(listCheckpoints(store()), []);
    });
  }

  const limits: Readonly<Record<string, Partial<CheckpointPolicy>>> = { 'switched off': { replaceQuestions: false }, 'too many files': { maxFiles: 1 }, 'too large': { maxMegabytes: 0 }, 'no budget': { perTenMinutes: 0 }, 'no session budget': { perSession: 0 }, 'no room in the session': { sessionMegabytes: 0 } };
  for (const [title, checkpoints] of Object.entries(limits)) {
    it(`is a question as before: ${title}`, async () => {
      limit(checkpoints);
      assert.ok(isAsked(await propose('rm -rf drafts')));
      assert.deepEqual([kinds(), listCheckpoints(store())], [['proposal', 'verdict', 'decision'], []]);
    });
  }

  it('is a question when the store cannot be written', async () => {
    fs.mkdirSync(path.dirname(store()), { recursive: true });
    fs.writeFileSync(store(), 'in the way');
    assert.ok(isAsked(await propose('rm -rf drafts')));
  });

  it('is refused under a freeze', async () => {
    declareFreeze(state(), shop(), { id: 'f1', mode: 'deny', reason: 'release week', by: 'dana', since: '2030-01-01T00:00:00Z' }, Date.now());
    const { end, stderr } = await propose('rm -rf drafts');
    assert.deepEqual([end, /release week/.test(stderr), listCheckpoints(store())], [2, true, []]);
  });

  it('lets no more pass than the budget, also of many at once', async () => {
    limit({ perTenMinutes: 3 });
    for (let at = 0; at < 8; at++) fs.writeFileSync(path.join(shop(), `scratch-${at}.md`), String(at));
    const ended = await Promise.all(Array.from({ length: 8 }, (_, at) => propose(`rm scratch-${at}.md`)));
    assert.deepEqual([ended.filter(({ end }) => end === 0).length, ended.filter(isAsked).length], [3, 5]);
  });

  it('never allows when it is killed while it keeps', async () => {
    for (let at = 0; at < 3000; at++) fs.writeFileSync(path.join(shop(), 'drafts', `${at}.md`), `${at}`.repeat(2000));
    const unfinished = (): boolean => fs.existsSync(store()) && fs.readdirSync(store()).some((name) => name.endsWith('.unfinished'));
    let killed = 0;
    for (let round = 0; round < 5; round++) {
      const started = hook('rm -rf drafts');
      const until = Date.now() + 20_000;
      while (!unfinished() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, round * 40));
      process.kill(started.pid, 'SIGKILL');
      const ended = await started.ended;
      if (ended.end === 'SIGKILL') killed += 1;
      else assert.deepEqual(ended, passed);
      fs.readdirSync(store()).filter((name) => name.endsWith('.unfinished')).forEach((name) => fs.rmSync(path.join(store(), name), { recursive: true }));
    }
    const decisions = bodies().filter(({ kind }) => kind === 'decision').length;
    assert.ok(killed > 0 && decisions <= 5 - killed, `${killed} killed, ${decisions} decisions`);
    assert.deepEqual(execFileSync('ls', [path.join(shop(), 'drafts')], { encoding: 'utf8' }).split('\n').length > 3000, true);
  });
});
