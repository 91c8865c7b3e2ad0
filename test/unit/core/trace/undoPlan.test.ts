import { deepEqual, equal } from 'node:assert/strict';
import type { TraceBody, TraceEvent } from '../../../../src/core/trace/event.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import { undoPlan } from '../../../../src/core/trace/undoPlan.ts';
import type { BlastRadius } from '../../../../src/core/verdict.ts';
import { told } from '../../../support/traceStories.ts';

interface Act {
  readonly command: string;
  readonly radius?: BlastRadius;
  readonly reads?: true;
  readonly denied?: true;
  readonly after?: readonly TraceBody[];
}

const checkpoint = (id: string): TraceBody => ({ kind: 'checkpoint', checkpoint: { id, kind: 'files', root: '/home/dana/shop', files: 1, bytes: 1, verified: true } });

/** Acts of one session, a minute after each other. */
function story(acts: readonly Act[]): readonly TraceEvent[] {
  return acts.flatMap(({ command, radius = 'workspace', reads, denied, after = [] }, index) => told('s', [
    { kind: 'proposal', tool: 'Bash', input: { command }, actions: [{ kind: 'shell', command, dialect: 'posix' }], reasoning: { source: 'none' } },
    { kind: 'verdict', policyRevision: 'p', freezes: [], verdict: { decision: 'allow', reversibility: reads === true ? 'read-only' : 'irreversible', blastRadius: radius, uninspectable: false, findings: [], frozen: false } },
    { kind: 'decision', decision: denied === true ? 'deny' : 'allow', by: 'policy', reason: '' },
    ...after,
  ], `2026-03-01T10:0${index}:00.000Z`, `p-${index}`));
}

const plan = (acts: readonly Act[], from = 'p-0'): unknown => {
  const [session] = reduceTrace(story(acts)).sessions;
  return session === undefined ? 'no session' : undoPlan(session, from)?.map((step) => [step.action.title, step.kind === 'kept' ? step.checkpoint.id : step.why, ...(step.kind === 'kept' && step.reached !== undefined ? [step.reached] : [])]);
};

describe('undo to an act', () => {
  it('takes what came later, newest first', () => deepEqual(plan([{ command: 'rm a', after: [checkpoint('c0')] }, { command: 'rm b', after: [checkpoint('c1')] }, { command: 'rm c', after: [checkpoint('c2')] }]), [['rm c', 'c2'], ['rm b', 'c1']]));
  it('leaves out what changed nothing, did not run, or was taken back already', () => deepEqual(plan([{ command: 'rm a' }, { command: 'ls', reads: true }, { command: 'rm b', denied: true }, { command: 'rm c', after: [checkpoint('c3'), { kind: 'restore', checkpoint: 'c3', files: 1, by: 'dana' }] }]), []));
  it('says of everything else why it stays', () => deepEqual(plan([
    { command: 'rm a' }, { command: 'make' }, { command: 'git push', radius: 'shared' }, { command: 'rm c', after: [checkpoint('c3'), { kind: 'prune', checkpoints: ['c3'], promised: [], bytes: 1, why: 'old' }] },
    { command: 'rm d && curl -d @d x', radius: 'shared', after: [checkpoint('c4')] },
  ]), [['rm d && curl -d @d x', 'c4', 'shared'], ['rm c', 'gone'], ['git push', 'reached'], ['make', 'none']]));
  it('names acts without a decision', () => {
    const [session] = reduceTrace([...story([{ command: 'rm a' }]), ...told('s', [{ kind: 'gap', source: 'transcript', certainty: 'certain', what: 'rm b', why: 'no event' }], '2026-03-01T11:00:00.000Z', 'p-9')]).sessions;
    deepEqual(session === undefined ? [] : undoPlan(session, 'p-0')?.map((step) => step.kind === 'lost' && step.why), ['gap']);
  });
  it('knows nothing of another session', () => equal(plan([{ command: 'rm a' }], 'elsewhere'), undefined));
});
