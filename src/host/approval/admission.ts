import { AskQueue, type Settlement } from './askQueue.ts';
import { approve, type Gesture } from './approvalFlow.ts';
import type { Duplicates } from './duplicates.ts';
import type { GrantLedger } from '../oversight/grantLedger.ts';
import type { ApprovalPorts } from './ports.ts';
import type { Questions } from '../oversight/questions.ts';
import type { QuestionEnd } from '../../core/budget/questionBudget.ts';
import type { AskMessage } from '../../protocol/channel.ts';

export interface AdmissionOptions {
  readonly ports: ApprovalPorts;
  readonly grants: GrantLedger;
  readonly questions: Questions;
  readonly duplicates: Duplicates;
  /** Asks the person; `unseen` puts the act with those that are looked at as one set. */
  readonly ask: (ask: AskMessage, gone: AbortSignal, unseen: boolean) => Promise<Settlement>;
  readonly failed: (stage: string, error: unknown) => void;
}

/**
 * What happens to a question before a person sees it: a grant that covers it answers, one that asks what another asks already
 * waits with that one, and one that comes too often waits unseen. INVARIANT: a grant goes the same way as a gesture (record,
 * way back, ticket, answer), and whatever fails on that way ends in asking the person.
 */
export async function admit(ask: AskMessage, gone: AbortSignal, options: AdmissionOptions): Promise<Settlement> {
  const { ports, grants, questions, duplicates, ask: askPerson, failed } = options;
  const granted = await answerByGrant(ask, ports, grants, failed);
  if (granted !== undefined) return granted;
  for (let other = duplicates.attach(ask); other !== undefined; other = duplicates.attach(ask)) {
    const attached = await Promise.race([other, left(gone)]);
    if (attached === 'gone') return { outcome: 'denied', by: 'tagout', reason: 'the agent no longer waits', method: 'failure' };
    if (attached.kind === 'answered') return recorded(ask, attached.settlement, options);
  }
  const settlement = await duplicates.lead(ask, askPerson(ask, gone, !questions.admit(ask)));
  questions.ended(ask, endOf(settlement));
  return settlement;
}

const left = (gone: AbortSignal): Promise<'gone'> => new Promise((resolve) => (gone.aborted ? resolve('gone') : gone.addEventListener('abort', () => resolve('gone'), { once: true })));

/** A refusal counts also when it cannot be recorded. */
function recorded(ask: AskMessage, settlement: Settlement, { ports, failed }: AdmissionOptions): Settlement {
  const { by, method, reason } = settlement;
  try {
    ports.record(ask, { kind: 'answer', outcome: 'denied', by, method, reason });
  } catch (error) {
    failed('recording a refusal', error);
  }
  return settlement;
}

/** Takes an act that nobody has to see (again) through the approval flow; undefined where that did not let it pass. */
export async function approveAtOnce(ask: AskMessage, ports: ApprovalPorts, gesture: Gesture): Promise<Settlement | undefined> {
  const queue = new AskQueue();
  const answer = queue.add(ask, ports.now());
  const result = await approve(queue, ports, ask.id, gesture);
  return result.kind === 'approved' ? answer : undefined;
}

async function answerByGrant(ask: AskMessage, ports: ApprovalPorts, grants: GrantLedger, failed: AdmissionOptions['failed']): Promise<Settlement | undefined> {
  try {
    const grant = grants.use(ask);
    if (grant === undefined) return undefined;
    return await approveAtOnce(ask, ports, { by: grant.by, method: 'grant', grantId: grant.id, dwellMs: 0, displayed: '', withoutWayBack: false });
  } catch (error) {
    failed('answering by a grant', error);
    return undefined;
  }
}

function endOf({ outcome, method }: Settlement): QuestionEnd {
  if (outcome === 'approved') return 'approved';
  return method === 'panel' || method === 'quick-pick' || method === 'signature' ? 'denied' : 'unanswered';
}
