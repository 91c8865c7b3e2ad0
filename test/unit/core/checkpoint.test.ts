import assert from 'node:assert/strict';
import { databaseFiles, planCheckpoint } from '../../../src/core/checkpoint.ts';
import type { CheckpointPlan } from '../../../src/core/checkpoint.ts';
import type { Effect, Target } from '../../../src/core/verdict.ts';

const effect = (target: Target | undefined, more: Partial<Effect> = {}): Effect => ({
  kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 0, end: 1 }, uninspectable: false, rule: 'test.rule', reason: 'loses work', ...(target === undefined ? {} : { target }), ...more,
});

describe('checkpoint plan', () => {
  const t = (title: string, effects: readonly Effect[], expected: Partial<CheckpointPlan>): void => {
    it(title, () => assert.deepEqual(planCheckpoint(effects), { paths: [], repositories: [], beyond: [], ...expected }));
  };
  const nothing = { root: '/r', tracked: false, untracked: false, ignored: false, stash: false, commits: false, reflogs: false };

  t('nothing', [], {});
  t('paths, each once', [effect({ kind: 'path', path: '/r/a', recursive: true }), effect({ kind: 'path', path: '/r/a', recursive: true })], { paths: [{ path: '/r/a' }] });
  t('a glob keeps its pattern', [effect({ kind: 'path', path: '/r', recursive: true, pattern: '*.log' }), effect({ kind: 'path', path: '/r', recursive: true, pattern: '*.tmp' })], { paths: [{ path: '/r', pattern: '*.log' }, { path: '/r', pattern: '*.tmp' }] });
  t('what can be made again is not kept', [effect({ kind: 'path', path: '/r/dist', recursive: true }, { reversibility: 'reversible' }), effect({ kind: 'path', path: '/r/a', recursive: false }, { reversibility: 'read-only' })], {});
  t('what is not understood is kept and said', [effect({ kind: 'path', path: '/r/a', recursive: true }, { uninspectable: true, reversibility: 'reversible', reason: 'unknown program' })], { paths: [{ path: '/r/a' }], beyond: ['unknown program'] });
  t('git effects of one repository become one', [effect({ kind: 'git', repository: '/r', loses: 'commits' }), effect({ kind: 'git', repository: '/r', loses: 'untracked', paths: ['/r/a'] })], { repositories: [{ ...nothing, commits: true, tracked: true, untracked: true }] });
  t('limits stay where all have some', [effect({ kind: 'git', repository: '/r', loses: 'untracked', paths: ['/r/a'] }), effect({ kind: 'git', repository: '/r', loses: 'ignored', paths: ['/r/b'] })], { repositories: [{ ...nothing, untracked: true, ignored: true, paths: ['/r/a', '/r/b'] }] });
  t('two repositories stay two', [effect({ kind: 'git', repository: '/r', loses: 'stash' }), effect({ kind: 'git', repository: '/q', loses: 'refs' })], { repositories: [{ ...nothing, stash: true }, { ...nothing, root: '/q', commits: true }] });
  t('what nothing leads to is kept with the reflogs', [effect({ kind: 'git', repository: '/r', loses: 'unreachable' })], { repositories: [{ ...nothing, commits: true, tracked: true, stash: true, reflogs: true }] });
  t('a database file is kept, a server is beyond', [effect({ kind: 'database', connection: 'file:./dev.db' }), effect({ kind: 'database', connection: 'postgres://db.prod/shop' })], { paths: [{ path: './dev.db' }, { path: 'prisma/dev.db' }], beyond: ["a database outside this machine's files: loses work"] });
  t('remotes, environments and the unknown are beyond', [effect({ kind: 'remote', name: 'origin' }, { reason: 'a' }), effect({ kind: 'environment', name: 'production', evidence: 'x' }, { reason: 'b' }), effect(undefined, { reason: 'c' })], { beyond: ['a', 'b', 'c'] });
});

describe('database files', () => {
  const cases: readonly (readonly [string, ...string[]])[] = [
    ['file:./dev.db', './dev.db', 'prisma/dev.db'], ['file:dev.db?mode=rw', 'dev.db', 'prisma/dev.db'], ['file:///srv/x.db', '/srv/x.db', 'srv/x.db'], ['sqlite:///srv/x.db', '/srv/x.db', 'srv/x.db'], ['sqlite:////srv/x.db', '/srv/x.db'],
    ['sqlite://x.db', 'x.db'], ['sqlite:x.db', 'x.db'], ['jdbc:sqlite:/srv/x.db', '/srv/x.db'], ['libsql:./x.db', './x.db'], ['libsql://host.turso.io'], ['/srv/x', '/srv/x'], ['shop.sqlite3', 'shop.sqlite3'], ['sqlite::memory:'],
    [':memory:'], ['postgres://h/shop.db'], ['mysql://h/x'], ['default'], [''], ['file:///C:/x.db', 'C:/x.db'],
  ];
  for (const [connection, ...files] of cases) it(`${connection} → ${files.join(' or ') || 'none'}`, () => assert.deepEqual(databaseFiles(connection), files));
});
