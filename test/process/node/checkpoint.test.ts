import assert from 'node:assert/strict';
import { execFileSync, execSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { planCheckpoint } from '../../../src/core/checkpoint.ts';
import type { Effect, Target } from '../../../src/core/verdict.ts';
import { listCheckpoints, takeCheckpoint } from '../../../src/node/checkpoint/checkpointStore.ts';
import type { CheckpointRequest } from '../../../src/node/checkpoint/checkpointStore.ts';
import { restoreCheckpoint, type RestoreRequest } from '../../../src/node/checkpoint/restoreCheckpoint.ts';

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
  const restore = (id = 'cp-1', keepAs = 'cp-2', more: Partial<RestoreRequest> = {}): ReturnType<typeof restoreCheckpoint> => restoreCheckpoint({ store, id, keepAs, at: new Date(1000), newer: 'overwrite', ...more });
  /** The same, with what a whole or broken off restore reports. */
  const reported = async (...args: Parameters<typeof restore>): Promise<Exclude<Awaited<ReturnType<typeof restore>>, { kind: 'newer' }>> => {
    const result = await restore(...args);
    if (result.kind === 'newer') assert.fail('newer work was found');
    return result;
  };
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
    const first = await reported();
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
    const restored = await reported();
    assert.deepEqual([restored.kind, restored.notes, snapshot()], ['restored', [], before]);
  });

  it('says exactly what it restored', async () => {
    makeDirty();
    await take([{ kind: 'path', path: path.join(root, 'cache'), recursive: true }]);
    run('rm -rf cache/deep');
    const { restored, removed, unchanged, notes: lines } = await reported();
    assert.deepEqual([restored, removed, unchanged, lines], [[path.join(root, 'cache/deep'), path.join(root, 'cache/deep/x.bin')], [], 1, []]);
  });

  const damage = (title: string, spoil: (directory: string) => void, why: RegExp): void => {
    it(`touches nothing when ${title}`, async () => {
      makeDirty();
      await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }, repository('tracked-changes')]);
      run('rm -rf notes && git reset -q --hard');
      spoil(path.join(store, 'cp-1'));
      const before = snapshot();
      const result = await reported();
      assert.deepEqual([result.kind, result.kind === 'failed' && result.touched, result.restored, snapshot()], ['failed', false, [], before]);
      assert.match(result.kind === 'failed' ? result.why : '', why);
    });
  };
  damage('the checkpoint is gone', (directory) => fs.rmSync(directory, { recursive: true }), /there is no checkpoint/);
  const pack = (): string => path.join(store, 'packs/cp-1.pack');
  damage('one byte of a copy was changed', () => fs.writeFileSync(pack(), Buffer.from(fs.readFileSync(pack()).map((byte, index) => (index === 3 ? byte ^ 1 : byte)))), /is damaged/);
  damage('a copy was cut short', () => fs.truncateSync(pack(), 10), /is damaged/);
  damage('a copy is missing', () => fs.rmSync(pack()), /cannot be used/);
  damage('the list was changed', (directory) => fs.writeFileSync(path.join(directory, 'manifest'), fs.readFileSync(path.join(directory, 'manifest'), 'utf8').replace('a.txt', 'b.txt')), /nothing of it can be trusted/);
  damage('a directory on the way became a symlink', () => fs.symlinkSync(os.tmpdir(), path.join(root, 'notes')), /nothing is restored through it/);

  const refusal = (title: string, more: Partial<CheckpointRequest>, prepare: () => void, why: RegExp): void => {
    it(`refuses as a whole: ${title}`, async () => {
      makeDirty();
      prepare();
      const result = await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }, repository('tracked-changes')], more);
      const left = fs.existsSync(store) ? fs.readdirSync(store, { recursive: true }).filter((name) => name !== 'packs' && name !== 'objects') : [];
      assert.deepEqual([result.kind, left, listCheckpoints(store)], ['failed', [], []]);
      assert.match(result.kind === 'failed' ? result.why : '', why);
    });
  };
  const nothing = (): void => undefined;
  refusal('too many files', { limits: { files: 3, bytes: 1e9 } }, nothing, /more than 3 files/);
  refusal('too many bytes', { limits: { files: 100, bytes: 10 } }, nothing, /MB would have to be kept/);
  refusal('a name that leads elsewhere', { id: '../x' }, nothing, /not valid/);
  refusal('out of time', { signal: AbortSignal.abort(new DOMException('late', 'TimeoutError')) }, nothing, /too long/);
  refusal('cancelled', { signal: AbortSignal.abort() }, nothing, /cancelled/);
  refusal('git does not work', {}, () => fs.writeFileSync(path.join(root, '.git/HEAD'), 'damaged'), /not a git repository/);
  if (process.getuid?.() !== 0) refusal('a file that cannot be read', {}, () => fs.chmodSync(path.join(root, 'notes/idea with space.md'), 0), /permission denied|cannot be read|EACCES/);

  it('needs none where nothing of the plan exists', async () => {
    assert.deepEqual([await take([{ kind: 'path', path: path.join(root, 'absent'), recursive: true }]), await take([])], [{ kind: 'not-needed' }, { kind: 'not-needed' }]);
  });

  it('keeps everything to its owner and lists what it has', async () => {
    makeDirty();
    const taken = await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }]);
    const modes = [store, path.join(store, 'cp-1'), path.join(store, 'cp-1/manifest'), pack()].map((place) => (fs.statSync(place).mode & 0o777).toString(8));
    assert.deepEqual([modes, listCheckpoints(store), taken], [
      ['700', '700', '600', '600'],
      [{ v: 2, id: 'cp-1', kind: 'files', root, files: 4, bytes: 25, beyond: [], at: '1970-01-01T00:00:00.000Z' }],
      { kind: 'taken', checkpoint: { id: 'cp-1', kind: 'files', root, files: 4, bytes: 25, verified: true } },
    ]);
  });

  it('keeps the same content once, small and large, and not as a link into the work tree', async () => {
    write('notes/a.bin', 'x'.repeat(3_000_000));
    write('notes/b.bin', 'x'.repeat(3_000_000));
    for (const id of ['cp-1', 'cp-2']) {
      write('notes/small.md', 'the same\n');
      await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }], { id });
    }
    const objects = fs.readdirSync(path.join(store, 'objects'));
    assert.deepEqual([objects.length, fs.statSync(path.join(store, 'objects', objects[0] ?? '')).nlink, fs.readdirSync(path.join(store, 'packs'))], [1, 1, ['cp-1.pack']]);
    run('rm -rf notes');
    assert.deepEqual([(await restore('cp-2', 'cp-3')).kind, fs.statSync(path.join(root, 'notes/b.bin')).size, fs.readFileSync(path.join(root, 'notes/small.md'), 'utf8')], ['restored', 3_000_000, 'the same\n']);
  });

  it('does not build on an earlier copy that is damaged', async () => {
    write('notes/small.md', 'the same\n');
    await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }]);
    fs.writeFileSync(pack(), 'the SAME\n');
    const taken = await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }], { id: 'cp-2' });
    run('rm -rf notes');
    assert.deepEqual([taken.kind, (await restore('cp-2', 'cp-3')).kind, fs.readFileSync(path.join(root, 'notes/small.md'), 'utf8')], ['taken', 'restored', 'the same\n']);
  });

  describe('work that is newer than the act', () => {
    const notes = (): Target => ({ kind: 'path', path: path.join(root, 'notes'), recursive: true });
    const text = (name: string): string | undefined => (fs.existsSync(path.join(root, name)) ? fs.readFileSync(path.join(root, name), 'utf8') : undefined);
    beforeEach(async () => {
      write('notes/a.md', 'old a\n');
      write('notes/b.md', 'old b\n');
      await take([notes()]);
      run('rm -rf notes');
      write('notes/a.md', 'new a\n');
    });

    it('is listed, and nothing is changed', async () => {
      const found = await restore('cp-1', 'cp-2', { newer: 'ask' });
      assert.deepEqual([found, text('notes/a.md'), text('notes/b.md'), listCheckpoints(store).length], [{ kind: 'newer', newer: [{ kind: 'file', path: path.join(root, 'notes/a.md') }] }, 'new a\n', undefined, 1]);
    });

    it('is left alone', async () => {
      assert.deepEqual([(await restore('cp-1', 'cp-2', { newer: 'skip' })).kind, text('notes/a.md'), text('notes/b.md')], ['restored', 'new a\n', 'old b\n']);
    });

    it('stays beside what was kept', async () => {
      assert.deepEqual([(await restore('cp-1', 'cp-2', { newer: 'keep-both' })).kind, text('notes/a.md'), text('notes/a (restored cp-1).md'), text('notes/b.md')], ['restored', 'new a\n', 'old a\n', 'old b\n']);
    });

    it('is none when the act itself wrote it', async () => {
      assert.deepEqual([(await restore('cp-1', 'cp-2', { newer: 'ask', actEndedMs: Date.now() + 1000 })).kind, text('notes/a.md')], ['restored', 'old a\n']);
    });

    it('comes back when restoring is undone, and what restoring made goes', async () => {
      const first = await restore();
      const undone = await restore('cp-2', 'cp-3', { newer: 'ask', actEndedMs: Date.now() + 1000 });
      assert.deepEqual([first.kind, undone.kind, text('notes/a.md'), text('notes/b.md')], ['restored', 'restored', 'new a\n', undefined]);
    });

    it('does not matter for another file', async () => {
      assert.deepEqual([(await restore('cp-1', 'cp-2', { newer: 'ask', only: [path.join(root, 'notes/b.md')] })).kind, text('notes/a.md'), text('notes/b.md')], ['restored', 'new a\n', 'old b\n']);
      assert.equal((await restore('cp-1', 'cp-3', { only: [path.join(root, 'elsewhere')] })).kind, 'failed');
    });
  });

  it('knows what a reset left from newer work, and newer commits from older ones', async () => {
    makeDirty();
    await take([repository('commits')]);
    run('git reset -q --hard HEAD~1');
    const soon = Date.now() + 10_000;
    assert.equal((await restore('cp-1', 'cp-2', { newer: 'ask', actEndedMs: soon })).kind, 'restored');
    await take([repository('commits')], { id: 'cp-3' });
    run('git reset -q --hard HEAD~1');
    run('GIT_COMMITTER_DATE=2090-01-01T00:00:00Z git commit -q --allow-empty -m later');
    const later = git('rev-parse', 'HEAD');
    const asked = await restore('cp-3', 'cp-4', { newer: 'ask', actEndedMs: soon });
    const both = await reported('cp-3', 'cp-5', { newer: 'keep-both', actEndedMs: soon });
    assert.deepEqual([asked, both.kind, git('rev-parse', 'main'), git('log', '-1', '--format=%s', 'restored/cp-3/main')], [{ kind: 'newer', newer: [{ kind: 'branch', root, name: 'refs/heads/main', checkpoint: 'cp-3' }] }, 'restored', later, 'second\n']);
  });

  describe('several acts in one step', () => {
    const text = (name: string): string | undefined => (fs.existsSync(path.join(root, name)) ? fs.readFileSync(path.join(root, name), 'utf8') : undefined);
    const soon = (): number => Date.now() + 1000;
    /** One act after the other, each behind a checkpoint of its own. */
    const twice = async (between: () => void): Promise<number> => {
      write('notes/a.md', 'old a\n');
      write('notes/b.md', 'old b\n');
      await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }]);
      run('rm -rf notes');
      const endedMs = Date.now();
      between();
      await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }, { kind: 'path', path: path.join(root, 'a.txt'), recursive: false }], { id: 'cp-2' });
      run('rm -rf notes a.txt');
      return endedMs;
    };

    it('bring everything back to before the first of them, and one restore undoes that', async () => {
      const endedMs = await twice(() => undefined);
      const gone = snapshot();
      const restored = await restore('cp-1', 'cp-3', { newer: 'ask', actEndedMs: endedMs, later: [{ id: 'cp-2', actEndedMs: soon() }] });
      assert.deepEqual([restored.kind, text('notes/a.md'), text('notes/b.md'), text('a.txt')?.length === 0, text('a.txt') === undefined], ['restored', 'old a\n', 'old b\n', false, false]);
      assert.deepEqual([(await restore('cp-3', 'cp-4')).kind, snapshot()], ['restored', gone]);
    });

    it('ask about what somebody wrote between them, though nothing of it is there now', async () => {
      const endedMs = await twice(() => {
        write('notes/a.md', 'by hand\n');
        fs.utimesSync(path.join(root, 'notes/a.md'), new Date(), new Date(Date.now() + 5000));
      });
      const how = { actEndedMs: endedMs, later: [{ id: 'cp-2', actEndedMs: soon() }] };
      const asked = await restore('cp-1', 'cp-3', { newer: 'ask', ...how });
      assert.deepEqual([asked, text('notes/a.md')], [{ kind: 'newer', newer: [{ kind: 'file', path: path.join(root, 'notes/a.md') }] }, undefined]);
      assert.deepEqual([(await restore('cp-1', 'cp-4', { newer: 'keep-both', ...how })).kind, text('notes/a.md'), text('notes/a (restored cp-1).md'), text('notes/b.md')], ['restored', 'by hand\n', 'old a\n', 'old b\n']);
      assert.deepEqual([(await restore('cp-1', 'cp-5', { newer: 'overwrite', ...how })).kind, text('notes/a.md')], ['restored', 'old a\n']);
    });

    it('ask about commits that came between two resets', async () => {
      const before = git('rev-parse', 'HEAD');
      await take([repository('commits')]);
      run('git reset -q --hard HEAD~1');
      const endedMs = Date.now();
      run('git commit -q --allow-empty -m between');
      const between = git('rev-parse', 'HEAD');
      await take([repository('commits')], { id: 'cp-2' });
      run('git reset -q --hard HEAD~1');
      const how = { actEndedMs: endedMs + 2000, later: [{ id: 'cp-2', actEndedMs: soon() + 2000 }] };
      assert.deepEqual(await restore('cp-1', 'cp-3', { newer: 'ask', ...how }), { kind: 'newer', newer: [{ kind: 'branch', root, name: 'refs/heads/main', checkpoint: 'cp-1' }] });
      const both = await reported('cp-1', 'cp-4', { newer: 'keep-both', ...how });
      assert.deepEqual([both.kind, git('rev-parse', 'main'), git('rev-parse', 'restored/cp-1/main')], ['restored', between, before]);
    });
  });

  it('goes on with a restore that was interrupted', async () => {
    makeDirty();
    const before = snapshot();
    await take([{ kind: 'path', path: path.join(root, 'notes'), recursive: true }]);
    run('rm -rf notes');
    fs.writeFileSync(path.join(store, 'cp-1/restoring.json'), JSON.stringify({ keptAs: 'cp-0', at: new Date(1000).toISOString() }));
    fs.mkdirSync(path.join(root, 'notes'));
    write('notes/idea with space.md', 'never committed\n', 0o600);
    const result = await reported();
    assert.deepEqual([result.kind, snapshot(), fs.existsSync(path.join(store, 'cp-1/restoring.json'))], ['restored', before, false]);
    assert.match(result.notes.join(), /interrupted; what it had replaced is kept as cp-0/);
  });

  way('git checkout -q -f topic', () => [repository('tracked-changes')], () => {
    git('checkout', '-q', '-b', 'topic');
    write('draft.txt', 'of the topic');
    commit('on topic');
    git('checkout', '-q', 'main');
    write('draft.txt', 'mine, never committed');
  });
  it('brings back commits that only a reflog had', async () => {
    write('a.txt', 'amended away');
    commit('lost');
    const lost = git('rev-parse', 'HEAD').trim();
    git('reset', '-q', '--hard', 'HEAD~1');
    const reflog = git('reflog');
    await take([repository('unreachable')]);
    run('git reflog expire --expire=now --all && git gc -q --prune=now');
    assert.throws(() => git('cat-file', '-e', lost));
    const restored = await restore();
    assert.deepEqual([restored.kind, git('cat-file', '-t', lost), git('reflog')], ['restored', 'commit\n', reflog]);
  });

  it('keeps names that find matches at any depth, hidden ones too', async () => {
    write('notes/deep/one.md', '1');
    write('notes/.hidden.md', '2');
    write('notes/.dot', '3');
    const before = tree();
    await take([{ kind: 'path', path: root, recursive: true, pattern: '**/*.md' }, { kind: 'path', path: path.join(root, 'notes'), recursive: true, pattern: '*' }]);
    run('find . -name "*.md" -delete; rm -f notes/.dot');
    assert.deepEqual([(await restore()).kind, tree()], ['restored', before]);
  });
});
