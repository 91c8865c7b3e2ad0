import { deepEqual } from 'node:assert/strict';
import { approve, deny, type Gesture } from '../../../src/host/approval/approvalFlow.ts';
import { AskQueue } from '../../../src/host/approval/askQueue.ts';
import type { ApprovalPorts, CheckpointResult } from '../../../src/host/approval/ports.ts';
import { askFixture } from './askFixture.ts';

const gesture: Gesture = { by: 'ann', method: 'panel', dwellMs: 4000, displayed: 'Deletes drafts.', withoutWayBack: false };
const taken: CheckpointResult = { kind: 'taken', checkpoint: { id: 'cp-1', kind: 'files', root: '/srv', files: 2, bytes: 10, verified: true } };

/** Runs one approval and writes down, in order, what happened outside. */
async function run(changes: { readonly checkpoint?: () => Promise<CheckpointResult>; readonly record?: (kind: string) => void; readonly frozen?: () => string | undefined; readonly trust?: () => void; readonly gesture?: Partial<Gesture> } = {}): Promise<readonly string[]> {
  const log: string[] = [];
  const queue = new AskQueue();
  const ports: ApprovalPorts = {
    now: () => 0,
    record: (_ask, body) => {
      changes.record?.(body.kind);
      log.push(`recorded ${body.kind}${body.kind === 'answer' ? ` ${body.outcome}` : ''}`);
    },
    recordFailed: (why) => log.push(`gap: ${why}`),
    checkpoint: async () => {
      log.push('checkpoint');
      return (await changes.checkpoint?.()) ?? taken;
    },
    frozen: () => changes.frozen?.(),
    trust: (_ask, scope) => {
      changes.trust?.();
      log.push(`trusted ${scope}`);
    },
  };
  void queue.add(askFixture(), 0).then(({ outcome, checkpoint }) => log.push(`answered ${outcome} ${checkpoint ?? '-'}`));
  const result = await approve(queue, ports, 'ask-1', { ...gesture, ...changes.gesture });
  await Promise.resolve();
  return [...log, `result ${result.kind}`, `${queue.waiting.length} waiting`];
}

describe('approval flow', () => {
  it('records, keeps, then answers', async () => {
    deepEqual(await run(), ['recorded answer approved', 'checkpoint', 'recorded checkpoint', 'answered approved cp-1', 'result approved', '0 waiting']);
  });
  it('answers without a checkpoint where nothing local is lost', async () => {
    deepEqual(await run({ checkpoint: () => Promise.resolve({ kind: 'not-needed' }) }), ['recorded answer approved', 'checkpoint', 'answered approved -', 'result approved', '0 waiting']);
  });
  it('does not approve what cannot be recorded', async () => {
    deepEqual(await run({ record: () => { throw new Error('disk full'); } }), ['result not-recorded', '1 waiting']);
  });
  it('does not approve when the checkpoint cannot be recorded', async () => {
    deepEqual(await run({ record: (kind) => { if (kind === 'checkpoint') throw new Error('disk full'); } }), ['recorded answer approved', 'checkpoint', 'result not-recorded', '1 waiting']);
  });
  it('does not approve when nothing could be kept', async () => {
    deepEqual(await run({ checkpoint: () => Promise.resolve({ kind: 'failed', why: 'disk full' }) }), ['recorded answer approved', 'checkpoint', 'recorded failure', 'result no-way-back', '1 waiting']);
  });
  it('does not approve when keeping throws', async () => {
    deepEqual(await run({ checkpoint: () => Promise.reject(new Error('EIO')) }), ['recorded answer approved', 'checkpoint', 'recorded failure', 'result no-way-back', '1 waiting']);
  });
  it('does not trust a copy that was not verified', async () => {
    deepEqual(await run({ checkpoint: () => Promise.resolve({ kind: 'taken', checkpoint: { id: 'cp-1', kind: 'files', root: '/srv', files: 2, bytes: 10, verified: false } }) }), ['recorded answer approved', 'checkpoint', 'recorded failure', 'result no-way-back', '1 waiting']);
  });
  it('goes on without a way back when the person typed so', async () => {
    deepEqual(await run({ gesture: { withoutWayBack: true } }), ['recorded answer approved', 'answered approved -', 'result approved', '0 waiting']);
  });
  it('remembers what the person trusts before it answers, and only after everything else held', async () => {
    deepEqual(await run({ gesture: { trust: 'verb' } }), ['recorded answer approved', 'checkpoint', 'recorded checkpoint', 'trusted verb', 'answered approved cp-1', 'result approved', '0 waiting']);
    deepEqual(await run({ gesture: { trust: 'verb' }, frozen: () => 'release week' }), ['result frozen', '1 waiting']);
    deepEqual(await run({ gesture: { trust: 'reading' }, trust: () => { throw new Error('disk full'); } }), ['recorded answer approved', 'checkpoint', 'recorded checkpoint', 'result not-recorded', '1 waiting']);
  });
  it('does not approve under a freeze', async () => {
    deepEqual(await run({ frozen: () => 'release week' }), ['result frozen', '1 waiting']);
  });
  it('does not approve when a freeze came while it kept', async () => {
    let asked = 0;
    deepEqual(await run({ frozen: () => (asked++ === 0 ? undefined : 'release week') }), ['recorded answer approved', 'checkpoint', 'result frozen', '1 waiting']);
  });
  it('finds nothing to approve for an id that does not wait', async () => {
    const queue = new AskQueue();
    const ports: ApprovalPorts = { now: () => 0, record: () => { throw new Error('must not record'); }, recordFailed: () => undefined, checkpoint: () => Promise.resolve(taken), frozen: () => undefined, trust: () => undefined };
    deepEqual(await approve(queue, ports, 'other', gesture), { kind: 'gone' });
  });
  it('denies even when the denial cannot be recorded, and tells the gap', async () => {
    const log: string[] = [];
    const queue = new AskQueue();
    const answer = queue.add(askFixture(), 0);
    const ports: ApprovalPorts = { now: () => 0, record: () => { throw new Error('disk full'); }, recordFailed: (why) => log.push(why), checkpoint: () => Promise.resolve(taken), frozen: () => undefined, trust: () => undefined };
    const settlement = { by: 'ann', method: 'panel', reason: 'not now' } as const;
    deepEqual([deny(queue, ports, 'ask-1', settlement), deny(queue, ports, 'ask-1', settlement), await answer, log], [true, false, { outcome: 'denied', ...settlement }, ['disk full']]);
  });
});
