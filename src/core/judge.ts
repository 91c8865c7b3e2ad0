import type { Action } from './action.ts';
import type { Policy } from './policy/policy.ts';
import type { Effect } from './verdict.ts';
import type { World } from './world.ts';
import type { ProgramLookup } from './classify/programTable.ts';

export interface JudgeContext {
  readonly world: World;
  readonly policy: Policy;
  readonly programs: ProgramLookup;
}

/** The part of the pipeline between an action and its decision: parse → resolve → effects. Never throws on bad input. */
export type Judge = (action: Action, context: JudgeContext) => readonly Effect[];
