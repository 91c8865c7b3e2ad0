import { deepEqual } from 'node:assert/strict';
import { causesOf, saidAndDid } from '../../../../src/core/trace/causes.ts';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import type { ActionNode, TurnNode } from '../../../../src/core/trace/traceTree.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../../support/traceStories.ts';

/** The last act of a story with its turn. */
function last(events: readonly TraceEvent[]): readonly [TurnNode, ActionNode] {
  const turn = reduceTrace(events).sessions[0]?.turns.at(-1);
  const act = turn?.actions.at(-1);
  if (turn === undefined || act === undefined) throw new Error('the story has no act');
  return [turn, act];
}
const kinds = (events: readonly TraceEvent[]): readonly string[] => causesOf(...last(events)).map(({ kind, verified }) => (verified ? kind : `${kind}?`));

describe('why an act happened', () => {
  it('goes from the prompt to the outcome', () => {
    deepEqual(kinds(allowed), ['prompt', 'act', 'decision', 'outcome']);
    deepEqual(kinds(approvedBehindCheckpoint), ['prompt', 'reasoning?', 'act', 'rule', 'answer', 'decision', 'outcome']);
  });
  it('tells what came in from outside and what was refused before', () => {
    const later = told('s-frozen', [
      { kind: 'proposal', tool: 'mcp__issues__read', input: {}, actions: [{ kind: 'mcp', server: 'issues', tool: 'read', input: {} }], reasoning: { source: 'none' } },
      { kind: 'decision', decision: 'allow', by: 'policy', reason: 'reads' },
    ], '2026-03-01T11:01:00.000Z', 's-frozen-2');
    const then = told('s-frozen', [{ kind: 'proposal', tool: 'Bash', input: {}, actions: [{ kind: 'shell', command: 'npx prisma db push', dialect: 'posix' }], reasoning: { source: 'none' } }], '2026-03-01T11:02:00.000Z', 's-frozen-3');
    const causes = causesOf(...last([...freezeStory.slice(0, -2), ...later, ...then]));
    deepEqual(causes.map(({ kind, act }) => [kind, act]), [['prompt', undefined], ['input', 's-frozen-2'], ['refusal', 's-frozen-1'], ['act', undefined]]);
  });
  it('takes the inputs that were recorded with the act before any that are inferred', () => {
    const events = told('s', [{ kind: 'proposal', tool: 'Bash', input: {}, actions: [{ kind: 'shell', command: 'ls', dialect: 'posix' }], reasoning: { source: 'none' }, inputs: [{ source: 'web', from: 'https://a.example/x', trust: 'untrusted' }] }]);
    deepEqual(causesOf(...last(events)).map(({ kind, text }) => [kind, text]), [['input', 'web: https://a.example/x'], ['act', 'ls']]);
  });
});

describe('what was said and what was done', () => {
  it('stand side by side', () => {
    const { said, did, unpredicted } = saidAndDid(...last(approvedBehindCheckpoint));
    deepEqual([said, did, unpredicted], [['Remove temporary data', 'Removed data/.'], ['rm -rf data', 'deletes 3 untracked files', 'succeeded with exit code 0'], []]);
  });
  it('names what changed without having been foreseen', () => {
    const observed = told('s-allowed', [{ kind: 'observed', by: 'git-status', changes: [{ path: '/w/a', change: 'deleted' }], unpredicted: ['/w/a'], unseen: [] }], '2026-03-01T09:01:00.000Z');
    const { did, unpredicted } = saidAndDid(...last([...allowed, ...observed]));
    deepEqual([did.includes('deleted /w/a'), unpredicted], [true, ['/w/a']]);
  });
});
