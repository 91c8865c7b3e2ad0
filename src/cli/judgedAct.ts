import type { AgentEvent, Answer, Reply } from '../adapters/adapter.ts';
import type { DecisionBy, Reasoning, TraceBody } from '../core/trace/event.ts';
import type { Effect, Verdict } from '../core/verdict.ts';
import type { SessionNote } from '../node/sessionStore.ts';
import type { HookRun } from './hookRun.ts';
import type { Judgement, Situation } from './judgement.ts';
import { failedText } from './refusalText.ts';

/** A proposal that was judged, with the means to record and answer it. */
export interface JudgedAct {
  readonly event: Extract<AgentEvent, { kind: 'proposal' }>;
  readonly run: HookRun;
  readonly situation: Situation;
  readonly id: string;
  readonly judgement: Judgement;
  readonly reasoning: Reasoning;
  /** Throws when the disk refuses. */
  readonly record: (bodies: readonly TraceBody[], notes?: readonly SessionNote[]) => void;
}

/** A refusal stands also when it cannot be recorded. */
export function refused(act: JudgedAct, before: readonly TraceBody[], reason: string, by: DecisionBy, denied: (effect: Effect) => boolean): Reply {
  try {
    act.record([...before, { kind: 'decision', decision: 'deny', by, reason }], act.judgement.objects(denied).map((target) => ({ kind: 'denied', target })));
  } catch (error) {
    act.run.host.complain(`a refusal was not recorded: ${messageOf(error)}`);
  }
  return answer(act, { kind: 'deny', reason });
}

/** The reply in the agent's own words. */
export const answer = ({ run, event }: JudgedAct, given: Answer): Reply => run.adapter.render(given, event);

/** For the agent: the disk did not take the record. */
export const notRecorded = (error: unknown): string => failedText(`it could not be recorded (${messageOf(error)})`);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What no person and no lasting rule refused may be proposed again later. */
export const nothing = (): boolean => false;

/** What the session is to remember of an act that runs: paths that it writes (scripts among them are trusted no more than the agent's own words), and what it leaves in its shell. */
export function leftBy({ effects, filesMade, shellLeft }: Judgement): readonly SessionNote[] {
  const paths = effects.flatMap(({ kind, target }) => (target?.kind === 'path' && kind !== 'read' && kind !== 'delete' ? [target.path] : []));
  return [...[...new Set(paths)].map((path): SessionNote => ({ kind: 'written', path })), ...filesMade.map(({ path, content }): SessionNote => ({ kind: 'made', path, content })), ...(shellLeft === undefined ? [] : [{ kind: 'shell' as const, left: shellLeft }])];
}

/** Who refused, where a rule did. */
export function decidedBy(verdict: Verdict): DecisionBy {
  if (verdict.frozen) return 'freeze';
  return verdict.findings.some(({ decision, source }) => decision === 'deny' && source === 'limit') ? 'failure' : 'policy';
}
