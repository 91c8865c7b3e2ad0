import { mayChange } from '../verdict.ts';
import type { ActionNode } from './traceTree.ts';

/** The parts that an act can be reconstructed from, in the order in which it happened. */
export const recordParts = [
  'clock', 'identity', 'account', 'revision', 'prompt', 'reasoning', 'model', 'arguments', 'verdict', 'policy', 'binding', 'displayed', 'approver', 'dwell', 'decision', 'way-back', 'outcome', 'observed',
] as const;
export type RecordPart = (typeof recordParts)[number];

/** `needless`: this act has no such part, so that nothing is missing. */
export type PartState =
  | { readonly part: RecordPart; readonly state: 'present' | 'needless' }
  | { readonly part: RecordPart; readonly state: 'missing'; /** In plain words. */ readonly why: string };

/** How much of an act's record is there. */
export interface Completeness {
  /** 0 to 1: parts present of those that this act needs. 1 says that nothing is missing. */
  readonly score: number;
  readonly parts: readonly PartState[];
}

const needless = Symbol('needless');
type Look = (act: ActionNode) => true | typeof needless | string;

/** Whether the act was let through, so that it had an outcome. */
const ran = ({ status }: ActionNode): boolean => status === 'allowed' || status === 'approved';
const changes = ({ verdict }: ActionNode): boolean => verdict === undefined || mayChange(verdict);
const byGesture = ({ answer }: ActionNode): boolean => answer !== undefined && ['panel', 'quick-pick', 'edited'].includes(answer.method);

const looks: Readonly<Record<RecordPart, Look>> = {
  clock: ({ ticks }) => ticks !== undefined || 'recorded by a version that noted only the wall clock',
  identity: ({ actor, callId }) => (actor === undefined ? 'the agent did not say who proposed' : callId !== undefined || 'the agent gives its calls no ids'),
  account: ({ place }) => (place?.user !== undefined && place.host !== undefined) || 'account and machine were not recorded',
  revision: ({ place }) => place?.head !== undefined || (place === undefined ? 'branch and commit were not recorded' : needless),
  prompt: ({ reasoning, turnPrompt }) => (reasoning?.prompt ?? turnPrompt) !== undefined || 'no prompt was found before this call',
  reasoning: ({ reasoning }) => (reasoning?.thinking ?? reasoning?.text) !== undefined || (reasoning === undefined || reasoning.source === 'none' ? 'the agent delivered none' : 'the transcript held none for this call'),
  model: ({ reasoning, actor }) => (reasoning?.model ?? actor?.model) !== undefined || 'the agent does not say which model it used',
  arguments: ({ tool }) => tool !== undefined || 'the proposal was not recorded',
  verdict: ({ verdict }) => verdict !== undefined || 'the call was not judged',
  policy: ({ policyRevision }) => policyRevision !== undefined || 'the revision of the rules was not recorded',
  binding: ({ ask, bound, status }) => (ask === undefined || status === 'denied' ? needless : bound !== undefined || 'what the approval stands for was not recorded'),
  displayed: (act) => (byGesture(act) ? act.answer?.shown !== undefined || act.answer?.displayed !== undefined || 'what the person saw was not recorded' : needless),
  approver: ({ ask, answer, status }) => (ask === undefined || status === 'waiting' ? needless : answer !== undefined || (ask.withdrawn === true ? needless : 'the record ends before an answer')),
  dwell: (act) => (byGesture(act) ? act.answer?.dwellMs !== undefined || 'how long the person looked was not recorded' : needless),
  decision: ({ decision, status }) => decision !== undefined || (status === 'waiting' ? needless : 'no decision was recorded'),
  'way-back': ({ checkpoint }) => checkpoint !== undefined || needless,
  outcome: (act) => (ran(act) ? act.outcome !== undefined || 'the agent reported no outcome' : needless),
  observed: (act) => (ran(act) && changes(act) ? act.observed.length > 0 || 'nothing looked at what really changed' : needless),
};

/** Which parts of an act's record are there, and why each other one is not. Pure; never throws. */
export function completenessOf(act: ActionNode): Completeness {
  const parts = recordParts.map((part): PartState => {
    const seen = looks[part](act);
    return seen === true ? { part, state: 'present' } : seen === needless ? { part, state: 'needless' } : { part, state: 'missing', why: seen };
  });
  const present = parts.filter(({ state }) => state === 'present').length;
  const missing = parts.filter(({ state }) => state === 'missing').length;
  return { score: present + missing === 0 ? 1 : present / (present + missing), parts };
}
