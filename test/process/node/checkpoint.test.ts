import assert from 'node:assert/strict';
import { execFileSync, execSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { planCheckpoint } from '../../../src/core/checkpoint.ts';
import type { Effect, Target } from '../../../src/core/verdict.ts';
import { listCheckpoints, takeCheckpoint } from '../../../src/node/checkpointStore.ts';
import type { CheckpointRequest } from '../../../src/node/checkpointStore.ts';
import { restoreCheckpoint } from '../../../src/node/restoreCheckpoint.ts';

const effect = (target: Target): Effect => ({ kind: target.kind === 'git' ? 'git-discard' : 'delete', reversibility: 'irreversible', blastRadius: 'workspace', target, span: { start: 0, end: 1 }, uninspectable: false, rule: 'test.rule', reason: 'loses work' });

describe('checkpoint', function () {
  this.timeout(30_000);
  let base: string;
  let root: string;
  let store: string;
  let template: string;
  before(() => {
    template = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-template-')));
    root = template;
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Dana');
    git('config', 'user.email', 'dana@example.test');
    write('a.txt', 'one\n');
    write('src/b.txt', 'two\n');
    write('src/run.sh', '#!/bin/sh\n', 0o755);
    write('.gitignore', 'cache/\n*.db\n');
    commit('first');
    write('a.txt', 'one more\n');
    commit('second');
  });
  after(() => fs.rmSync(template, { recursive: true, force: true }));
  beforeEach(() => {
    base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-checkpoint-')));
    root = path.join(base, 'work');
    store = path.join(base, 'checkpoints');
    fs.cpSync(template, root, { recursive: true, preserveTimestamps: true });
  });
  afterEach(() => fs.rmSync(base, { recursive: true, force: true }));

  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  const commit = (message: string): void => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
  };
  const write = (name: string, text: string, mode = 0o644): void => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
    fs.chmodSync(path.join(root, name), mode);
  };
  /** Work in every state that a work tree knows. */
  const makeDirty = (): void => {
    write('a.txt', 'staged\n');
    write('new.txt', 'staged and new\n');
    git('add', 'a.txt', 'new.txt');
    write('a.txt', 'staged, then changed again\n');
    fs.chmodSync(path.join(root, 'src/run.sh'), 0o644);
    fs.rmSync(path.join(root, 'src/b.txt'));
    write('notes/idea with space.md', 'never committed\n', 0o600);
    write('notes/é\n.md', 'odd name\n');
    fs.mkdirSync(path.join(root, 'notes/empty'));
    fs.symlinkSync('../a.txt', path.join(root, 'notes/link'));
    fs.symlinkSync('/nowhere', path.join(root, 'notes/dangling'));
    write('cache/deep/x.bin', 'ignored\0');
  };
  const tree = (folder = root): string[] =>
    fs.readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== '.git').sort((first, second) => (first.name < second.name ? -1 : 1)).flatMap((entry): string[] => {
      const place = path.join(folder, entry.name);
      const name = `${path.relative(root, place)} ${(fs.lstatSync(place).mode & 0o777).toString(8)}`;
      if (entry.isSymbolicLink()) return [`${name} → ${fs.readlinkSync(place)}`];
      return entry.isDirectory() ? [`${name}/`, ...tree(place)] : [`${name} ${fs.readFileSync(place, 'hex')}`];
    });
  const snapshot = (): unknown => ({
    tree: tree(),
    git: execSync('git ls-files -s; echo; git status --porcelain --ignored; cat .git/HEAD; git for-each-ref; git stash list; git config --local --list', { cwd: root, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } }).split('\n'),
  });
  const take = (targets: readonly Target[], more: Partial<CheckpointRequest> = {}): ReturnType<typeof takeCheckpoint> => takeCheckpoint({ plan: planCheckpoint(targets.map(effect)), store, id: 'cp-1', at: new Date(0), root, cwd: root, ...more });
  const restore = (id = 'cp-1', keepAs = 'cp-2'): ReturnType<typeof restoreCheckpoint> => restoreCheckpoint({ store, id, keepAs, at: new Date(1000) });
  const run = (command: string): void => void execSync(command, { cwd: root, stdio: 'pipe', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });

  const repository = (loses: Extract<Target, { kind: 'git' }>['loses'], ...paths: string[]): Target => ({ kind: 'git', repository: root, loses, ...(paths.length === 0 ? {} : { paths: paths.map((name) => path.join(root, name)) }) });
  const way = (command: string, targets: () => readonly Target[], prepare: () => void = makeDirty): void => {
    it(`${command} and back: tree, modes, index, refs and stash as they were`, async () => {
      prepare();
      const before = snapshot();
      const taken = await take(targets());
      assert.equal(taken.kind, 'taken', JSON.stringify(taken));
      run(command);
      assert.notDeepEqual(snapshot(), before, 'the command changed nothing');
      const restored = await restore();
      assert.deepEqual([restored.kind, restored.kind === 'failed' ? restored.why : '', snapshot()], ['restored', '', before]);
    });
  };

  way('rm -rf notes', () => [{ kind: 'path', path: path.join(root, 'notes'), recursive: true }]);
  way('rm -rf cache', () => [{ kind: 'path', path: path.join(root, 'cache'), recursive: true }]);
  way('rm -rf notes/link', () => [{ kind: 'path', path: path.join(root, 'notes/link'), recursive: false }]);
  way('rm -rf n*/*.md', () => [{ kind: 'path', path: root, recursive: true, pattern: 'n*/*.md' }]);
  way('echo gone > notes/idea\\ with\\ space.md', () => [{ kind: 'path', path: path.join(root, 'notes/idea with space.md'), recursive: false }]);
  way('git reset --hard', () => [repository('tracked-changes')]);
  way('git reset --hard HEAD~1', () => [repository('commits')]);
  way('git checkout -- .', () => [repository('tracked-changes')]);
  way('git checkout -f HEAD~1', () => [repository('tracked-changes')]);
  way('git restore --staged --worktree .', () => [repository('tracked-changes')]);
  way('git clean -fdx', () => [repository('untracked-and-ignored')]);
  way('git clean -fd', () => [repository('untracked')]);
  way('git clean -fdX', () => [repository('ignored')]);
  way('git clean -fd notes', () => [repository('untracked', 'notes')]);
  way('git reset --hard && git clean -fdx', () => [repository('tracked-changes'), repository('untracked-and-ignored')]);
  way('git stash drop', () => [repository('stash')], () => {
    for (const text of ['first', 'second']) {
      write('a.txt', text);
      git('stash', 'push', '-q', '-m', text);
    }
  });
  way('git stash drop "stash@{1}"', () => [repository('stash')], () => {
    for (const text of ['first', 'second', 'third']) {
      write('a.txt', text);
      git('stash', 'push', '-q', '-m', text);
    }
  });
  way('git stash clear', () => [repository('stash')], () => {
    write('a.txt', 'x');
    git('stash', 'push', '-q');
  });
  way('git branch -D topic', () => [repository('refs')], () => {
    git('checkout', '-q', '-b', 'topic');
    write('topic.txt', 'x');
    commit('on topic');
    git('checkout', '-q', 'main');
    git('config', 'branch.topic.remote', 'origin');
    git('config', 'branch.topic.description', 'two\nlines');
  });
  way('git branch -D topic && git tag -d v1 && git reflog expire --expire=now --all && git gc -q --prune=now', () => [repository('refs')], () => {
    git('checkout', '-q', '-b', 'topic');
    write('topic.txt', 'x');
    commit('on topic');
    git('tag', '-a', 'v1', '-m', 'tag');
    git('checkout', '-q', 'main');
  });
  way('git reset --hard && git reflog expire --expire=now --all && git gc -q --prune=now', () => [repository('tracked-changes')]);

  it('keeps an SQLite database with its log as one, and removes a log that came later', async () => {
    const header = 'SQLite format 3\0';
    write('shop.db', `${header}pages`);
    write('shop.db-wal', 'log');
    const before = tree();
    await take([{ kind: 'database', connection: 'file:./shop.db', statement: 'DROP TABLE orders' }]);
    write('shop.db', `${header}other`);
    fs.rmSync(path.join(root, 'shop.db-wal'));
    write('shop.db-journal', 'stale');
    const restored = await restore();
    assert.deepEqual([restored.kind, tree()], ['restored', before]);
  });

  it('never replaces something newer without keeping it first', async () => {
    makeDirty();
    await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }]);
    write('notes/idea with space.md', 'newer\n');
    write('notes/later.md', 'later\n');
    const newer = snapshot();
    const first = await restore();
    const text = fs.readFileSync(path.join(root, 'notes/idea with space.md'), 'utf8');
    const second = await restore('cp-2', 'cp-3');
    assert.deepEqual([first.kind, text, second.kind, snapshot(), first.keptBeside?.id], ['restored', 'never committed\n', 'restored', newer, 'cp-2']);
  });

  it('keeps new commits when a branch goes back', async () => {
    await take([repository('commits')]);
    run('git reset -q --hard HEAD~1');
    write('later.txt', 'later');
    commit('later');
    const later = git('rev-parse', 'HEAD');
    await restore();
    git('reflog', 'expire', '--expire=now', '--all');
    git('gc', '-q', '--prune=now');
    const gone = git('log', '--format=%s');
    const back = await restore('cp-2', 'cp-3');
    assert.deepEqual([gone, back.kind, git('rev-parse', 'HEAD'), fs.readFileSync(path.join(root, 'later.txt'), 'utf8')], ['second\nfirst\n', 'restored', later, 'later']);
  });

  it('leaves a branch alone that only went on', async () => {
    git('branch', 'other');
    await take([repository('refs')]);
    git('checkout', '-q', 'other');
    write('more.txt', 'more');
    commit('more');
    git('checkout', '-q', 'main');
    const before = snapshot();
    const restored = await restore();
    assert.deepEqual([restored.kind, restored.git, snapshot()], ['restored', [], before]);
  });

  it('says exactly what it restored', async () => {
    makeDirty();
    await take([{ kind: 'path', path: path.join(root, 'cache'), recursive: true }]);
    run('rm -rf cache/deep');
    const { restored, removed, unchanged, git: lines } = await restore();
    assert.deepEqual([restored, removed, unchanged, lines], [[path.join(root, 'cache/deep'), path.join(root, 'cache/deep/x.bin')], [], 1, []]);
  });

  const damage = (title: string, spoil: (directory: string) => void, why: RegExp): void => {
    it(`touches nothing when ${title}`, async () => {
      makeDirty();
      await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }, repository('tracked-changes')]);
      run('rm -rf notes && git reset -q --hard');
      spoil(path.join(store, 'cp-1'));
      const before = snapshot();
      const result = await restore();
      assert.deepEqual([result.kind, result.kind === 'failed' && result.touched, result.restored, snapshot()], ['failed', false, [], before]);
      assert.match(result.kind === 'failed' ? result.why : '', why);
    });
  };
  damage('the checkpoint is gone', (directory) => fs.rmSync(directory, { recursive: true }), /there is no checkpoint/);
  damage('a copy was changed', (directory) => fs.appendFileSync(path.join(directory, 'data', fs.readdirSync(path.join(directory, 'data'))[0] ?? ''), 'x'), /is damaged/);
  damage('a copy is missing', (directory) => fs.rmSync(path.join(directory, 'data', fs.readdirSync(path.join(directory, 'data'))[0] ?? '')), /cannot be read/);
  damage('the list was changed', (directory) => fs.writeFileSync(path.join(directory, 'manifest.json'), fs.readFileSync(path.join(directory, 'manifest.json'), 'utf8').replace('a.txt', 'b.txt')), /nothing of it can be trusted/);
  damage('a directory on the way became a symlink', () => fs.symlinkSync(os.tmpdir(), path.join(root, 'notes')), /nothing is restored through it/);

  const refusal = (title: string, more: Partial<CheckpointRequest>, prepare: () => void, why: RegExp): void => {
    it(`refuses as a whole: ${title}`, async () => {
      makeDirty();
      prepare();
      const result = await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }, repository('tracked-changes')], more);
      assert.deepEqual([result.kind, fs.existsSync(store) ? fs.readdirSync(store) : [], listCheckpoints(store)], ['failed', [], []]);
      assert.match(result.kind === 'failed' ? result.why : '', why);
    });
  };
  const nothing = (): void => undefined;
  refusal('too many files', { limits: { files: 3, bytes: 1e9 } }, nothing, /more than 3 files/);
  refusal('too many bytes', { limits: { files: 100, bytes: 10 } }, nothing, /MB would have to be kept/);
  refusal('a name that leads elsewhere', { id: '../x' }, nothing, /not valid/);
  refusal('git does not work', {}, () => fs.writeFileSync(path.join(root, '.git/HEAD'), 'damaged'), /not a git repository/);
  if (process.getuid?.() !== 0) refusal('a file that cannot be read', {}, () => fs.chmodSync(path.join(root, 'notes/idea with space.md'), 0), /permission denied|cannot be read|EACCES/);

  it('needs none where nothing of the plan exists', async () => {
    assert.deepEqual([await take([{ kind: 'path', path: path.join(root, 'absent'), recursive: true }]), await take([])], [{ kind: 'not-needed' }, { kind: 'not-needed' }]);
  });

  it('keeps everything to its owner and lists what it has', async () => {
    makeDirty();
    const taken = await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }]);
    const modes = [store, path.join(store, 'cp-1'), path.join(store, 'cp-1/manifest.json'), path.join(store, 'cp-1/data', fs.readdirSync(path.join(store, 'cp-1/data'))[0] ?? '')].map((place) => (fs.statSync(place).mode & 0o777).toString(8));
    assert.deepEqual([modes, listCheckpoints(store), taken], [
      ['700', '700', '600', '600'],
      [{ id: 'cp-1', kind: 'files', root, files: 4, bytes: 25, verified: true, at: '1970-01-01T00:00:00.000Z' }],
      { kind: 'taken', checkpoint: { id: 'cp-1', kind: 'files', root, files: 4, bytes: 25, verified: true } },
    ]);
  });
});
