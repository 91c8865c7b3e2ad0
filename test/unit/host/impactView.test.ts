import { deepEqual } from 'node:assert/strict';
import type { Impact } from '../../../src/core/impact.ts';
import { impactView } from '../../../src/host/impact/impactView.ts';
import { wayBackFor } from '../../../src/host/impact/verdictImpact.ts';
import type { Effect } from '../../../src/core/verdict.ts';
import { askFixture, effect } from './askFixture.ts';

const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');
const nothing: Impact = {
  loss: 'Deletes 2 files.', complete: true, uncounted: [], files: [], unsaved: [], parts: [], runs: [], others: [], order: [], beyond: [], keepable: true,
  totals: { files: 0, bytes: 0, lost: 0, lostBytes: 0, byState: { clean: 0, modified: 0, untracked: 0, ignored: 0, outside: 0, git: 0, unknown: 0 }, byAct: { delete: 0, overwrite: 0, discard: 0, trash: 0 } },
};

describe('measured loss in the panel', () => {
  it('lists files with their state, and has the rest page by page', () => {
    const files = [{ path: '/srv/drafts/a.md', bytes: 9, modifiedMs: 0, state: 'untracked', act: 'delete', recoverable: 'nothing' }, { path: '/etc/b', bytes: 1, modifiedMs: 0, state: 'clean', act: 'delete', recoverable: 'head' }] as const;
    const listed = impactView(askFixture(), { ...nothing, files, totals: { ...nothing.totals, files: 12 }, pages: (_order, from, count) => files.slice(from, from + count) }, translate);
    deepEqual([listed.targets, listed.moreTargets, listed.diff !== undefined, listed.files?.total, listed.files?.page?.('size', 1, 1).map(({ name }) => name), listed.files?.first], [[], 0, true, 12, ['/etc/b'], [{ name: 'drafts/a.md', status: 'untracked', bytes: 9, modifiedMs: 0, recoverable: 'nothing', note: 'only a new checkpoint' }, { name: '/etc/b', status: 'tracked', bytes: 1, modifiedMs: 0, recoverable: 'head', note: 'the last commit' }]]);
  });
  it('has no page of files that are still being counted', () => {
    const files = [{ path: '/srv/a', bytes: 9, modifiedMs: 0, state: 'unknown', act: 'delete', recoverable: 'unknown' }] as const;
    deepEqual(impactView(askFixture(), { ...nothing, files }, translate).files?.page, undefined);
  });
  it('puts databases and commits before files', () => {
    const { targets } = impactView(askFixture(), { ...nothing, parts: [{ kind: 'database', facts: [{ connection: 'shop', act: 'drop', table: 'orders', rows: 7 }, { connection: 'far', act: 'unknown', rows: 'unknown', why: 'a server' }] }, { kind: 'history', facts: { commits: [], moreCommits: 0, refs: [], stashes: ['stash@{0}: WIP'], recoverable: 'nothing' } }] }, translate);
    deepEqual(targets, [{ name: 'shop ▸ orders', status: 'database', note: '7 rows' }, { name: 'far', status: 'database', note: 'number of rows unknown: a server' }, { name: 'stash@{0}: WIP', status: 'stash' }]);
  });
  it('shows what the verdict names where nothing was measured', () => {
    deepEqual(impactView(askFixture(), nothing, translate).targets, [{ name: 'drafts/', status: 'unknown' }]);
  });
  it('says when the figures are only a part, and when it is too much to keep', () => {
    const { loss, wayBack } = impactView(askFixture(), { ...nothing, complete: false, keepable: false }, translate);
    deepEqual([loss, wayBack.kind], ['Deletes 2 files. (Measured only in part: it may be more.)', 'none']);
  });
});

describe('way back', () => {
  const remote = effect({ blastRadius: 'shared', target: { kind: 'remote', name: 'origin' } });
  const cases: readonly (readonly [string, readonly Effect[], string])[] = [
    ['local files', [effect()], 'checkpoint'],
    ['local files and a remote', [effect(), remote], 'partial'],
    ['a remote', [remote], 'none'],
    ['not understood', [effect({ uninspectable: true, target: { kind: 'other', name: 'x' } })], 'none'],
    ['can be undone', [effect({ reversibility: 'reversible' })], 'not-needed'],
  ];
  for (const [title, effects, expected] of cases) it(`${title}: ${expected}`, () => deepEqual(wayBackFor(askFixture({}, effects), translate).kind, expected));
});
