import type { GrantLength } from '../../core/grant/grant.ts';
import { questionWithdrawn } from '../../core/trace/event.ts';
import type { TrustScope } from '../../core/trust/trust.ts';
import { faultPoint } from '../../node/faultPoint.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { AskQueue, Settlement } from './askQueue.ts';
import { insteadText, type EditedAct } from './editedAct.ts';
import type { ShownRecord } from '../../core/trace/record.ts';
import type { ApprovalPorts } from './ports.ts';

/** What is known about the gesture that decided. */
export interface Gesture {
  readonly by: string;
  readonly method: 'panel' | 'quick-pick' | 'grant' | 'signature';
  /** Milliseconds between the first showing and the gesture. */
  readonly dwellMs: number;
  /** The loss line that the person saw. */
  readonly displayed: string;
  /** All that the person saw. */
  readonly shown?: ShownRecord;
  /** The person typed that they go on although nothing can be kept. */
  readonly withoutWayBack: boolean;
  /** The person answered for the workspace: what is asked here passes without a question from now on. */
  readonly trust?: TrustScope;
  /** Acts like this one pass for so long. Never together with `trust`. */
  readonly grant?: GrantLength;
  /** The grant that stands for the gesture. */
  readonly grantId?: string;
  /** Fingerprint of the key that stands for the gesture. */
  readonly key?: string;
}

export type ApprovalResult =
  | { readonly kind: 'approved'; readonly checkpoint?: string }
  /** The person decided on a command of their own: that one is asked about next, or the agent was told of it. */
  | { readonly kind: 'instead' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'frozen'; readonly why: string }
  | { readonly kind: 'no-way-back'; readonly why: string }
  | { readonly kind: 'not-recorded'; readonly why: string };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Turns a gesture into an answer. INVARIANT, in this order: answer recorded durably → way back taken and verified →
 * answer on the connection that asked. A failure between two steps loses the approval, it never invents one.
 */
export async function approve(queue: AskQueue, ports: ApprovalPorts, id: string, gesture: Gesture, edited?: EditedAct): Promise<ApprovalResult> {
  const waiting = queue.find(id);
  if (waiting === undefined) return { kind: 'gone' };
  const { ask } = waiting;
  const frozenBefore = ports.frozen(ask);
  if (frozenBefore !== undefined) return { kind: 'frozen', why: frozenBefore };
  if (edited !== undefined) return answerEdited(queue, ports, edited, gesture);
  try {
    ports.record(ask, { kind: 'answer', outcome: 'approved', by: gesture.by, method: gesture.method, dwellMs: gesture.dwellMs, displayed: gesture.displayed, ...(gesture.shown === undefined ? {} : { shown: gesture.shown }), ...(gesture.grantId === undefined ? {} : { grant: gesture.grantId }), ...(gesture.key === undefined ? {} : { key: gesture.key }) });
  } catch (error) {
    return { kind: 'not-recorded', why: messageOf(error) };
  }
  faultPoint('window answer recorded');
  const kept = gesture.withoutWayBack ? { kind: 'not-needed' as const } : await takeCheckpoint(ports, ask);
  if (kept.kind === 'failed') {
    tryRecord(ports, ask, { kind: 'failure', stage: 'checkpoint', message: kept.why });
    return { kind: 'no-way-back', why: kept.why };
  }
  faultPoint('window checkpoint taken');
  const frozenSince = ports.frozen(ask);
  if (frozenSince !== undefined) return { kind: 'frozen', why: frozenSince };
  const checkpoint = kept.kind === 'taken' ? kept.checkpoint.id : undefined;
  if (kept.kind === 'taken') {
    try {
      ports.record(ask, { kind: 'checkpoint', checkpoint: kept.checkpoint });
    } catch (error) {
      return { kind: 'not-recorded', why: messageOf(error) };
    }
  }
  faultPoint('window checkpoint recorded');
  try {
    remember(ports, ask, gesture);
  } catch (error) {
    return { kind: 'not-recorded', why: messageOf(error) };
  }
  const who = gesture.grantId === undefined ? `approved by ${gesture.by}` : `allowed by grant ${gesture.grantId} of ${gesture.by}`;
  const reason = checkpoint === undefined ? who : `${who} behind checkpoint ${checkpoint}`;
  const settled = queue.settle(id, { outcome: 'approved', by: gesture.by, reason, method: gesture.method, ...(checkpoint === undefined ? {} : { checkpoint }) });
  if (!settled) return { kind: 'gone' };
  return { kind: 'approved', ...(checkpoint === undefined ? {} : { checkpoint }) };
}

/** What the approval means beyond this act. Throws when it cannot be kept: then nothing is approved. */
function remember(ports: ApprovalPorts, ask: AskMessage, { trust, grant }: Gesture): void {
  if (trust !== undefined) ports.trust(ask, trust);
  if (grant === undefined) return;
  if (ports.grants === undefined) throw new Error('nothing can be granted in this window');
  ports.grants.give(ask, grant);
}

/**
 * The changed command is not what the agent sent, so that this question ends here: with the command for the hook to ask about,
 * or refused with the words of what to run. Both commands stand in the record.
 */
function answerEdited(queue: AskQueue, ports: ApprovalPorts, { original, ask, command }: EditedAct, { by, dwellMs, displayed }: Gesture): ApprovalResult {
  const reason = insteadText(by, command);
  try {
    ports.record(original, { kind: 'edit', by, actions: ask.proposal.actions, verdict: ask.verdict });
    if (original.replaceable !== true) ports.record(original, { kind: 'answer', outcome: 'denied', by, method: 'edited', reason, dwellMs, displayed });
  } catch (error) {
    return { kind: 'not-recorded', why: messageOf(error) };
  }
  return queue.settle(original.id, { outcome: 'denied', by, method: 'edited', reason, ...(original.replaceable === true ? { instead: command } : {}) }) ? { kind: 'instead' } : { kind: 'gone' };
}

async function takeCheckpoint(ports: ApprovalPorts, ask: AskMessage): Promise<Awaited<ReturnType<ApprovalPorts['checkpoint']>>> {
  try {
    const result = await ports.checkpoint(ask);
    if (result.kind === 'taken' && !result.checkpoint.verified) return { kind: 'failed', why: 'the copy could not be verified' };
    return result;
  } catch (error) {
    return { kind: 'failed', why: messageOf(error) };
  }
}

/** Refuses a waiting act. A refusal counts even when it cannot be recorded: the missing record is itself the lesser harm. */
export function deny(queue: AskQueue, ports: ApprovalPorts, id: string, settlement: Omit<Settlement, 'outcome'> & { readonly dwellMs?: number; readonly displayed?: string }): boolean {
  const waiting = queue.find(id);
  if (waiting === undefined) return false;
  const { by, method, reason, dwellMs, displayed } = settlement;
  tryRecord(ports, waiting.ask, { kind: 'answer', outcome: 'denied', by, method, reason, ...(dwellMs === undefined ? {} : { dwellMs }), ...(displayed === undefined ? {} : { displayed }) });
  return queue.settle(id, { outcome: 'denied', by, reason, method });
}

/** Whoever asked is gone: the act leaves the queue, and the record says that nothing was decided. */
export function withdraw(queue: AskQueue, ports: ApprovalPorts, id: string): void {
  const waiting = queue.find(id);
  if (waiting === undefined) return;
  tryRecord(ports, waiting.ask, { kind: 'failure', stage: questionWithdrawn, message: 'the agent no longer waits' });
  queue.withdraw(id);
}

function tryRecord(ports: ApprovalPorts, ask: AskMessage, body: Parameters<ApprovalPorts['record']>[1]): void {
  try {
    ports.record(ask, body);
  } catch (error) {
    ports.recordFailed(messageOf(error));
  }
}
