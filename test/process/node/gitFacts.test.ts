import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitFacts } from '../../../src/core/world.ts';
import { gitFacts } from '../../../src/node/git/gitFacts.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('git facts', () => {
  const place = temporaryDirectory();
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=dana', '-c', 'user.email=dana@mail.example', '-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always', ...args], { cwd: place.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const write = (name: string, text = name): void => {
    fs.mkdirSync(path.dirname(path.join(place.path, name)), { recursive: true });
    fs.writeFileSync(path.join(place.path, name), text);
  };
  const facts = (timeLeftMs = 5000): GitFacts => gitFacts(place.path, { env: { ...process.env, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' }, timeLeftMs: () => timeLeftMs });
  const status = (...names: readonly string[]): readonly string[] => {
    const found = facts();
    return names.map((name) => found.status(path.join(place.path, name)));
  };

  beforeEach(() => {
    git('init');
    write('.gitignore', 'dist/\n*.log\n');
    write('src/a.ts');
    write('src/b c.ts');
    write('docs/read.md');
    git('add', '.');
    git('commit', '-m', 'first');
  });

  it('tells a clean work tree', () => {
    const { root, branch, clean, trackedClean, cleanDryRunEmpty, merging, upstream } = facts();
    assert.deepEqual({ root, branch, clean, trackedClean, cleanDryRunEmpty, merging, upstream }, { root: place.path, branch: 'main', clean: true, trackedClean: true, cleanDryRunEmpty: true, merging: false, upstream: undefined });
  });

  it('starts no program that the repository names', () => {
    const started = path.join(place.path, '..', `${path.basename(place.path)}-started`);
    write('.gitattributes', '*.ts filter=mine\n');
    git('config', '--local', 'filter.mine.clean', `touch '${started}'; cat`);
    // As long as before and of another time: then git has to read it, through the filter.
    write('src/a.ts', 'src/A.ts');
    fs.utimesSync(path.join(place.path, 'src/a.ts'), 1, 1);
    try {
      assert.deepEqual(status('src/a.ts', 'docs/read.md'), ['modified', 'clean']);
      assert.equal(fs.existsSync(started), false);
      git('status');
      assert.equal(fs.existsSync(started), true, 'git by itself does');
    } finally {
      fs.rmSync(started, { force: true });
    }
  });

  it('tells the status of files and the worst of directories', () => {
    write('src/b c.ts', 'changed');
    write('src/new.ts');
    write('notes/todo/x.md');
    write('dist/out.js');
    write('docs/x.log');
    assert.deepEqual(
      Object.fromEntries(['src/a.ts', 'src/b c.ts', 'src/new.ts', 'src', 'notes', 'notes/todo/x.md', 'dist/out.js', 'dist', 'docs', 'docs/read.md', 'gone.ts', '', '.git', '.git/config'].map((name) => [name, status(name)[0]])),
      {
        'src/a.ts': 'clean', 'src/b c.ts': 'modified', 'src/new.ts': 'untracked', src: 'untracked', notes: 'untracked', 'notes/todo/x.md': 'untracked',
        'dist/out.js': 'ignored', dist: 'ignored', docs: 'ignored', 'docs/read.md': 'clean', 'gone.ts': 'absent', '': 'untracked', '.git': 'unknown', '.git/config': 'unknown',
      },
    );
    const { clean, trackedClean, cleanDryRunEmpty } = facts();
    assert.deepEqual([clean, trackedClean, cleanDryRunEmpty], [false, false, false]);
  });

  it('does not believe `clean` of files that git was told not to look at', () => {
    for (const flag of ['--assume-unchanged', '--skip-worktree']) {
      git('update-index', flag, 'src/a.ts');
      assert.deepEqual(status('src/a.ts', 'src', 'docs/read.md'), ['modified', 'modified', 'clean'], flag);
      assert.equal(facts().trackedClean, false, flag);
      git('update-index', flag.replace('--', '--no-'), 'src/a.ts');
    }
  });

  it('leaves repositories inside to themselves', () => {
    fs.mkdirSync(path.join(place.path, 'vendor/tool'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: path.join(place.path, 'vendor/tool') });
    write('vendor/tool/x');
    assert.deepEqual(status('vendor/tool/x', 'vendor/tool', 'vendor'), ['unknown', 'unknown', 'untracked']);
  });

  it('knows a detached head, a merge under way, upstream and aliases', () => {
    git('branch', 'other');
    git('config', 'branch.main.remote', '.');
    git('config', 'branch.main.merge', 'refs/heads/other');
    git('config', 'alias.wipe', 'reset --hard\n# twice');
    fs.writeFileSync(path.join(place.path, '.git/MERGE_HEAD'), '');
    const { upstream, merging, aliases } = facts();
    assert.deepEqual({ upstream, merging, wipe: aliases['wipe'] }, { upstream: 'other', merging: true, wipe: 'reset --hard\n# twice' });
    git('checkout', '-q', '--detach');
    assert.equal(facts().branch, undefined);
  });

  it('runs nothing that the repository holds', () => {
    const mark = path.join(place.path, 'ran');
    const script = path.join(place.path, 'script.sh');
    fs.writeFileSync(script, `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    for (const hook of ['post-index-change', 'fsmonitor-watchman']) fs.copyFileSync(script, path.join(place.path, '.git/hooks', hook));
    git('config', 'core.fsmonitor', script);
    git('config', 'core.pager', script);
    git('config', 'alias.status', `!${script}`);
    const found = facts();
    assert.deepEqual([found.status(path.join(place.path, 'src')), found.clean, fs.existsSync(mark)], ['clean', false, false]);
  });

  it('says unknown when there is no time or no sound repository', () => {
    const { clean, trackedClean, cleanDryRunEmpty, aliases } = facts(0);
    assert.deepEqual({ clean, trackedClean, cleanDryRunEmpty, aliases, status: facts(0).status(path.join(place.path, 'src')) }, { clean: undefined, trackedClean: undefined, cleanDryRunEmpty: undefined, aliases: {}, status: 'unknown' });
    fs.writeFileSync(path.join(place.path, '.git/index'), 'damaged');
    assert.deepEqual([status('src/a.ts'), facts().clean], [['unknown'], undefined]);
  });
});
