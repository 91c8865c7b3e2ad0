import type { Proposal } from '../core/action.ts';
import type { Verdict } from '../core/verdict.ts';

/** A proposal that is judged in the editor window, with what the hook process knows by itself. */
export interface JudgeAgainRequest {
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
  judgeAgain(request: JudgeAgainRequest): Verdict;
}
