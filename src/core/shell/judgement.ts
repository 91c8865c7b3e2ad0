import type { JudgeContext } from '../judge.ts';
import type { Effect } from '../verdict.ts';
import type { Node } from './ast.ts';

/** Bounds and facts shared by everything that belongs to one judgement. */
export interface Judgement {
  readonly context: JudgeContext;
  commands: number;
  /** What was spent of `maxWork`. */
  work: number;
  /** Bodies of functions that were called, and how often; the others are judged at the end of their program. */
  readonly called: Map<readonly Node[], number>;
  /** Rounds of the innermost loop that is walked: those of all loops around it multiplied. */
  rounds: number;
  /** How often each body of a function is running inside itself. */
  readonly running: Map<readonly Node[], number>;
  /** A call of a function was too deep to be followed. */
  tooDeep: boolean;
  /** Limits that were reached. They are no part of what a handler gets, so that none can leave them out. */
  readonly breaches: Effect[];
}

/** A judgement at its beginning. */
export const newJudgement = (context: JudgeContext, breaches: Effect[]): Judgement => ({ context, breaches, commands: 0, work: 0, called: new Map(), rounds: 1, running: new Map(), tooDeep: false });
