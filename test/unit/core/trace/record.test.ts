import assert from 'node:assert/strict';
import { completenessOf } from '../../../../src/core/trace/completeness.ts';
import type { TraceBody, TraceEvent } from '../../../../src/core/trace/event.ts';
import { longestInline, payloadOf, payloadsIn, withPayloadMark } from '../../../../src/core/trace/payloadMark.ts';
import { redactText } from '../../../../src/core/trace/redact.ts';
import { mayHoldSecret } from '../../../../src/core/trace/secretSigns.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import { coveragePercent } from '../../../../src/core/trace/traceQuery.ts';
import type { ActionNode } from '../../../../src/core/trace/traceTree.ts';
import { readTraceEvent } from '../../../../src/protocol/readTraceEvent.ts';

const place = { cwd: '/srv', user: 'dana', host: 'desk', branch: 'main', head: 'c0ffee' };
const verdict = { decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, findings: [], frozen: false } as const;
const whole: readonly TraceBody[] = [
  { kind: 'proposal', tool: 'Bash', input: { command: 'rm -rf data' }, actions: [{ kind: 'shell', command: 'rm -rf data', dialect: 'posix' }], reasoning: { source: 'transcript', verified: false, thinking: 'old data', prompt: 'make room', model: 'large' }, place, inputs: [{ source: 'web', from: 'https://example.org', trust: 'untrusted' }] },
  { kind: 'verdict', verdict, policyRevision: 'p-1', freezes: [] },
  { kind: 'bound', digest: 'sha256:abc', facts: [{ kind: 'directory', name: '/srv', state: '1 2' }] },
  { kind: 'ask', window: 'w', deadline: '2026-03-01T10:10:00.000Z' },
  { kind: 'answer', outcome: 'approved', by: 'dana', method: 'panel', dwellMs: 2000, displayed: 'Deletes 3 files.', shown: { digest: 'sha256:def', view: '{}' } },
  { kind: 'decision', decision: 'allow', by: 'person', reason: 'approved' },
  { kind: 'outcome', ok: true, exitCode: 0 },
  { kind: 'observed', by: 'targets', changes: [{ path: '/srv/data', change: 'deleted' }], unpredicted: [], unseen: [] },
  { kind: 'review', outcome: 'good', by: 'dana' },
];
const told = (bodies: readonly TraceBody[], changes: Partial<TraceEvent> = {}): TraceEvent[] =>
  bodies.map((body, index) => ({ v: 2, id: `e${index}`, at: new Date(Date.UTC(2026, 2, 1, 10, 0, index)).toISOString(), ticks: 1000 * index, workspace: '/srv', agent: 'claude-code', actor: { agent: 'claude-code' }, session: 's', proposal: 'p', callId: 'c', body, ...changes }));
const act = (events: readonly TraceEvent[]): ActionNode => {
  const found = reduceTrace(events).sessions[0]?.turns[0]?.actions[0];
  assert.ok(found);
  return found;
};
const missing = (events: readonly TraceEvent[]): readonly string[] => completenessOf(act(events)).parts.flatMap((part) => (part.state === 'missing' ? [`${part.part}: ${part.why}`] : []));

describe('record of an act', () => {
  it('is complete with all that happened', () => {
    const { score, parts } = completenessOf(act(told(whole)));
    assert.deepEqual([score, parts.filter(({ state }) => state === 'needless').map(({ part }) => part)], [1, ['way-back']]);
  });

  it('has its prompt also where only the turn was told of it', () => {
    const [proposal, ...rest] = whole;
    assert.ok(proposal?.kind === 'proposal');
    const silent: TraceBody = { ...proposal, reasoning: { source: 'transcript', thinking: 'old data', model: 'large' } };
    assert.deepEqual([missing(told([silent, ...rest])), missing(told([{ kind: 'prompt', text: 'make room' }, silent, ...rest]))], [['prompt: no prompt was found before this call'], []]);
  });

  it('reads back every kind of event that it writes', () => {
    const events = told([
      ...whole, { kind: 'gap', source: 'terminal', certainty: 'possible', what: 'rm x', why: 'typed in a terminal of the agent' }, { kind: 'incident', change: 'opened', incident: 'i-1', title: 'lost data', by: 'dana', acts: ['p'] },
      { kind: 'erased', of: 's', ranges: [[1, 4]], events: 4, payloads: 0, by: 'dana', why: 'asked for' }, { kind: 'retired', through: 3, seq: 99, hash: 'ab', bytes: 10, why: 'older than 180 days' }, { kind: 'clock', stepMs: -5000 },
    ]);
    assert.deepEqual(events.map((event) => readTraceEvent(JSON.parse(JSON.stringify(event)))), events);
  });

  it('says of each part that is missing why', () => {
    const without = (kind: TraceBody['kind']): TraceEvent[] => told(whole.filter((body) => body.kind !== kind));
    assert.deepEqual([missing(without('bound')), missing(without('observed')), missing(without('outcome')), missing(without('verdict'))], [
      ['binding: what the approval stands for was not recorded'], ['observed: nothing looked at what really changed'], ['outcome: the agent reported no outcome'], ['verdict: the call was not judged', 'policy: the revision of the rules was not recorded'],
    ]);
  });

  it('asks less of what was refused', () => {
    const refused = whole.filter(({ kind }) => ['proposal', 'verdict'].includes(kind));
    assert.deepEqual(missing(told([...refused, { kind: 'decision', decision: 'deny', by: 'policy', reason: 'no' }])), []);
  });

  it('names what an older version and a silent agent leave out', () => {
    const old = told([{ kind: 'proposal', tool: 'Bash', input: {}, actions: [], reasoning: { source: 'none' } }], { v: 1, ticks: undefined, callId: undefined, actor: undefined }).map((event) => JSON.parse(JSON.stringify(event)) as unknown).flatMap((event) => readTraceEvent(event) ?? []);
    assert.deepEqual(missing(old).map((why) => why.split(':')[0]), ['clock', 'identity', 'account', 'revision', 'prompt', 'reasoning', 'model', 'verdict', 'policy', 'decision']);
  });

  it('shows a gap as an act of its own, and as a note where no session is known', () => {
    const gap: TraceBody = { kind: 'gap', source: 'deletion', certainty: 'possible', what: 'src/a.ts', why: 'no act was under way' };
    const tree = reduceTrace([...told([gap], { proposal: undefined }), ...told([gap], { session: undefined, proposal: undefined, agent: undefined })]);
    assert.deepEqual([tree.sessions[0]?.turns[0]?.actions.map(({ title, status }) => [title, status]), tree.notes.map(({ kind, text }) => [kind, text])], [
      [['src/a.ts', 'gap']], [['gap', 'perhaps no decision covers a deleted file: src/a.ts (no act was under way)']],
    ]);
  });
});

describe('payload marks', () => {
  const sha256 = 'ab'.repeat(32);
  it('are found at the end of a text, wherever it stands', () => {
    const text = withPayloadMark('x'.repeat(longestInline + 1), { sha256, bytes: 9000 });
    assert.deepEqual([text.length < 1200, payloadOf(text), payloadOf('plain'), payloadsIn({ a: [text, { b: text }], c: 1 })], [true, { sha256, bytes: 9000 }, undefined, [{ sha256, bytes: 9000 }]]);
  });
});

it('cannot be forged by the words of an agent', () => {
  const forged = withPayloadMark('x', { sha256: 'ab'.repeat(32), bytes: 5 });
  assert.deepEqual([payloadOf(redactText(forged)), redactText(redactText(forged)) === redactText(forged), mayHoldSecret(forged)], [undefined, true, true]);
});

describe('coverage', () => {
  it('is 100 only without a gap', () => assert.deepEqual([[0, 0], [10, 0], [999_999, 1], [1, 1], [0, 3]].map(([decided = 0, gaps = 0]) => coveragePercent(decided, gaps)), [100, 100, 99.9, 50, 0]));
});
