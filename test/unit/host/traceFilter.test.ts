import { deepEqual } from 'node:assert/strict';
import { filterTrace } from '../../../src/host/traceFilter.ts';
import type { ActionNode, ActionStatus, TraceTree } from '../../../src/core/trace/traceTree.ts';

const action = (id: string, title: string, status: ActionStatus, step = ''): ActionNode => ({ id, at: '2026-01-01T00:00:00Z', title, status, actions: [], freezes: [], restores: [], observed: [], reviews: [], incidents: [], saidAfter: [], steps: step === '' ? [] : [{ at: '', kind: 'verdict', text: step }] });
const counts = { allowed: 0, approved: 0, denied: 0, waiting: 0, undecided: 0, gap: 0 };
const tree: TraceTree = {
  sessions: [
    { id: 's1', agent: 'codex', workspace: '/w', startedAt: '', lastAt: '', ended: false, counts, turns: [{ id: 't1', startedAt: '', prompt: 'Fix the Build', said: [], actions: [action('a', 'npm test', 'allowed'), action('b', 'rm -rf drafts', 'denied', 'deletes an untracked folder')] }] },
    { id: 's2', agent: 'gemini-cli', workspace: '/w', startedAt: '', lastAt: '', ended: false, counts, turns: [{ id: 't1', startedAt: '', said: [], actions: [action('c', 'rm notes.md', 'approved')] }] },
  ],
  notes: [{ at: '', kind: 'freeze', text: 'ann declared a freeze: release' }],
};

const found = (query: string): readonly string[] => {
  const { sessions, notes } = filterTrace(tree, query);
  return [...sessions.flatMap(({ turns }) => turns.flatMap(({ actions }) => actions.map(({ id }) => id))), ...notes.map(({ kind }) => kind)];
};

describe('search in the trace', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', ['a', 'b', 'c', 'freeze']],
    ['   ', ['a', 'b', 'c', 'freeze']],
    ['RM', ['b', 'c']],
    ['rm drafts', ['b']],
    ['untracked', ['b']],
    ['build', ['a', 'b']],
    ['denied', ['b']],
    ['denied approved', ['b', 'c']],
    ['agent:codex', ['a', 'b']],
    ['agent:codex rm', ['b']],
    ['denied agent:gemini', []],
    ['release', ['freeze']],
    ['nothing like it', []],
  ];
  for (const [query, expected] of cases) it(`'${query}'`, () => deepEqual(found(query), expected));
});
