import { isInput } from './sessionStory.ts';
import type { ActionNode, TurnNode } from './traceTree.ts';

/** One link of the chain that led to an act, and what came of it. Texts are redacted, but otherwise as they came. */
export interface Cause {
  readonly kind: 'prompt' | 'input' | 'refusal' | 'reasoning' | 'act' | 'rule' | 'answer' | 'decision' | 'outcome';
  /** ISO 8601; empty where the record does not say. */
  readonly at: string;
  readonly text: string;
  /** False for what an agent or somebody outside said: nobody has checked it. */
  readonly verified: boolean;
  /** Another act that this link is. */
  readonly act?: string;
}

/** Inputs and refusals at most, the latest. */
const mostOfEach = 5;

/**
 * Why an act happened: the prompt of its turn, what was taken in from outside since, what was refused on the way, what the
 * agent thought, the act, the rule, the person, the outcome. In the order of cause and effect; what was not recorded is not
 * there. Pure.
 */
export function causesOf(turn: TurnNode, act: ActionNode): readonly Cause[] {
  const { reasoning, verdict, answer, decision, outcome } = act;
  const prompt = turn.prompt ?? reasoning?.prompt;
  const before = turn.actions.filter(({ id, at }) => id !== act.id && at <= act.at);
  const thought = reasoning?.thinking ?? reasoning?.text ?? act.statedIntent;
  const [rule] = verdict?.findings ?? [];
  return [
    ...(prompt === undefined ? [] : [{ kind: 'prompt' as const, at: turn.startedAt, text: prompt, verified: true }]),
    ...inputsOf(act, before),
    ...before.filter(({ status }) => status === 'denied').slice(-mostOfEach).map(({ id, at, title, decision: refused }) => ({ kind: 'refusal' as const, at, text: refused === undefined ? title : `${title}: ${refused.reason}`, verified: true, act: id })),
    ...(thought === undefined ? [] : [{ kind: 'reasoning' as const, at: act.at, text: thought, verified: false }]),
    { kind: 'act', at: act.at, text: act.title, verified: true },
    ...(rule === undefined ? [] : [{ kind: 'rule' as const, at: act.at, text: `${rule.decision}: ${rule.reason} (${rule.rule})`, verified: true }]),
    ...(answer === undefined ? [] : [{ kind: 'answer' as const, at: answer.at, text: answerText(answer.reason, `${answer.outcome} by ${answer.by}`), verified: true }]),
    ...(decision === undefined ? [] : [{ kind: 'decision' as const, at: decision.at, text: `${decision.decision} by ${decision.by}: ${decision.reason}`, verified: true }]),
    ...(outcome === undefined ? [] : [{ kind: 'outcome' as const, at: outcome.at, text: outcomeText(act), verified: true }]),
  ];
}

/** As recorded with the act; where nothing is, the acts of the turn that by their tools brought something in. */
function inputsOf(act: ActionNode, before: readonly ActionNode[]): readonly Cause[] {
  if (act.inputs !== undefined && act.inputs.length > 0) return act.inputs.slice(-mostOfEach).map(({ source, from, at = '' }) => ({ kind: 'input', at, text: `${source}: ${from}`, verified: false }));
  return before.filter(isInput).slice(-mostOfEach).map(({ id, at, title }) => ({ kind: 'input', at, text: title, verified: false, act: id }));
}

/** One row of what an agent said beside what was recorded that it did; either side may be empty. */
export interface SaidAndDid {
  readonly said: readonly string[];
  readonly did: readonly string[];
  /** Something changed that the verdict does not name: what was said cannot have been all. */
  readonly unpredicted: readonly string[];
}

/** The agent's words before and after an act, beside the act, its effects and what was seen. Pure. */
export function saidAndDid(turn: TurnNode, act: ActionNode): SaidAndDid {
  const later = turn.said.filter(({ at }) => at >= (act.outcome?.at ?? act.decision?.at ?? act.at)).slice(0, 1);
  const said = [act.statedIntent, act.reasoning?.text, ...[...act.saidAfter, ...later].map(({ text }) => text)].filter((text) => text !== undefined).filter((text) => text.trim() !== '');
  const changed = act.observed.flatMap(({ changes }) => changes.map(({ change, path }) => `${change} ${path}`));
  const effects = (act.verdict?.findings ?? []).map(({ reason }) => reason);
  return {
    said: [...new Set(said)],
    did: [...new Set([act.title, ...effects, ...changed.slice(0, mostChanges), ...(changed.length > mostChanges ? [`and ${changed.length - mostChanges} more`] : []), ...(act.outcome === undefined ? [] : [outcomeText(act)])])],
    unpredicted: [...new Set(act.observed.flatMap(({ unpredicted }) => unpredicted))].slice(0, mostChanges),
  };
}

/** Changed files that are listed. */
const mostChanges = 20;

/** Reasons that a person gave may name the person already. */
const answerText = (reason: string | undefined, who: string): string => (reason === undefined ? who : reason.startsWith(who) ? reason : `${who}: ${reason}`);

function outcomeText({ outcome }: ActionNode): string {
  const result = outcome?.ok === undefined ? 'ended' : outcome.ok ? 'succeeded' : 'failed';
  return outcome?.exitCode === undefined ? result : `${result} with exit code ${outcome.exitCode}`;
}
