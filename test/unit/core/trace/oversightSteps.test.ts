import { deepEqual } from 'node:assert/strict';
import type { GrantRecord, TraceBody, TraceEvent } from '../../../../src/core/trace/event.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import { stepOf } from '../../../../src/core/trace/steps.ts';
import { readTraceEvent } from '../../../../src/protocol/readTraceEvent.ts';
import { told } from '../../../support/traceStories.ts';

const grant: GrantRecord = { id: 'g-1', length: 'session', scopes: [{ rule: 'git.branch', kind: 'git-history', reversibility: 'recoverable', blastRadius: 'workspace', place: { kind: 'git', repository: '/srv', loses: 'refs' } }], example: 'git branch -D x', uses: 2 };
const cases: readonly (readonly [TraceBody, string])[] = [
  [{ kind: 'grant', change: 'given', grant: { ...grant, uses: 0 }, by: 'ann' }, 'ann gave grant g-1 for `git branch -D x` (this session)'],
  [{ kind: 'grant', change: 'given', grant: { ...grant, length: 'quarter-hour' }, by: 'ann' }, 'ann gave grant g-1 for `git branch -D x` (15 minutes)'],
  [{ kind: 'grant', change: 'ended', grant, by: 'ann', ending: 'revoked' }, 'grant g-1 for `git branch -D x` ended after 2 uses: revoked by ann'],
  [{ kind: 'grant', change: 'ended', grant: { ...grant, uses: 1 }, by: 'tagout', ending: 'idle' }, 'grant g-1 for `git branch -D x` ended after 1 use: idle'],
  [{ kind: 'pause', change: 'paused', pause: { agent: 'codex', cause: 'person' }, by: 'ann', reason: 'lunch' }, 'ann paused codex: lunch'],
  [{ kind: 'pause', change: 'resumed', pause: { agent: 'codex', cause: 'questions' }, by: 'ann', reason: '' }, 'ann resumed codex'],
  [{ kind: 'retry', refusals: 1, frozen: false, evasion: false }, 'proposed again after 1 refusal'],
  [{ kind: 'retry', refusals: 3, frozen: true, evasion: true }, 'proposed again after 3 refusals under a freeze: counts as an attempt to get round the freeze'],
  [{ kind: 'second-person', step: 'requested', request: 'r-1', via: 'file', by: 'ann' }, 'ann handed the question on by file (request r-1)'],
  [{ kind: 'second-person', step: 'delivered', request: 'r-1', via: 'github', by: 'tagout' }, 'an answer to request r-1 came by github'],
  [{ kind: 'second-person', step: 'approved', request: 'r-1', via: 'file', by: 'bo@example.org', key: 'SHA256:abc' }, 'bo@example.org approved request r-1 by file with key SHA256:abc'],
  [{ kind: 'second-person', step: 'refused', request: 'r-1', via: 'link', by: 'tagout', why: 'no valid signature' }, 'an answer to request r-1 by link counts for nothing: no valid signature'],
];

describe('trace of what a person lets pass, stops and hands on', () => {
  for (const [body, line] of cases) {
    it(line, () => {
      const [event] = told('s-1', [body]);
      deepEqual(stepOf('', body).map(({ text }) => text), [line]);
      deepEqual(readTraceEvent(JSON.parse(JSON.stringify(event))), event);
    });
  }
  it('reads nothing with an unknown cause, step or length', () => {
    const bodies: readonly object[] = [{ kind: 'pause', change: 'paused', pause: { agent: 'codex', cause: 'mood' }, by: 'a', reason: '' }, { kind: 'second-person', step: 'won', request: 'r', via: 'x', by: 'a' }, { kind: 'grant', change: 'given', grant: { ...grant, length: 'for ever' }, by: 'a' }];
    deepEqual(bodies.map((body) => readTraceEvent({ v: 1, id: 'x', at: '2026-03-01T10:00:00.000Z', workspace: '/srv', body })), [undefined, undefined, undefined]);
  });
  it('keeps a retry with its action, and what belongs to no call as a note', () => {
    const paused: TraceEvent = { v: 1, id: 'p', at: '2026-03-01T10:00:00.000Z', workspace: '/srv', agent: 'codex', body: { kind: 'pause', change: 'paused', pause: { agent: 'codex', cause: 'questions' }, by: 'tagout', reason: 'asked 4 times' } };
    const { sessions, notes } = reduceTrace([...told('s-1', [{ kind: 'proposal', tool: 'Bash', input: {}, actions: [], reasoning: { source: 'none' } }, { kind: 'retry', refusals: 3, frozen: true, evasion: true }, { kind: 'answer', outcome: 'approved', by: 'ann', method: 'grant', grant: 'g-1' }]), paused]);
    const [action] = sessions[0]?.turns[0]?.actions ?? [];
    deepEqual([action?.retry, action?.answer?.grant, notes.map(({ kind, text }) => `${kind}: ${text}`)], [{ refusals: 3, evasion: true }, 'g-1', ['pause: tagout paused codex: asked 4 times']]);
  });
});
