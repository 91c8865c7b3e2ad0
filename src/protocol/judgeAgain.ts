import type { Proposal } from '../core/action.ts';
import type { TicketFacts } from '../core/ticket.ts';
import type { Verdict } from '../core/verdict.ts';

/** A proposal that is judged in the editor window, with what the hook process knows by itself. */
export interface JudgeAgainRequest {
  /** Id of the proposal in the trace. */
  readonly id: string;
  /** ISO 8601: when the question is refused by itself. */
  readonly deadline: string;
  readonly proposal: Proposal;
  readonly state: string;
  /** Absolute, symlinks resolved, as `workspace`. */
  readonly cwd: string;
  readonly workspace: string;
  /** Directory of the bundles and of `knowledge/`. */
  readonly bundles: string;
  /** Another bundle in it, by its file name. */
  readonly load: (name: string) => unknown;
}

/** What the bundle `judge-again.cjs` exports: the hook's own judgement, for a command that a person changed. */
export interface JudgeAgainModule {
  /** Reads the world, policy, freezes and the session's memory anew. Throws where a part is missing or fails: nothing is allowed then. */
  judgeAgain(request: JudgeAgainRequest): JudgedAgain;
}

/** A verdict, and what an approval of it would stand for as far as the window can see. */
export interface JudgedAgain {
  readonly verdict: Verdict;
  readonly facts: TicketFacts;
}
