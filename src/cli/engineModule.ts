import type { Action } from '../core/action.ts';
import type { DecideContext } from '../core/decide.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import type { Judge, JudgeContext } from '../core/judge.ts';
import type { Effect, Target, Verdict } from '../core/verdict.ts';
import type { DeniedObject } from '../core/world.ts';

/** Effects of all actions of an act together, and their verdict under the freezes over everything they touch. */
export interface DecidedAct {
  readonly verdict: Verdict;
  readonly effects: readonly Effect[];
  readonly freeze: FreezeState;
  /** Set when the act reaches an object whose loss was refused before in this session. */
  readonly deniedBefore?: DeniedObject['since'];
  /** The objects of chosen effects that stay refused when the act is. */
  readonly objects: (chosen: (effect: Effect) => boolean) => readonly Target[];
}

/**
 * The engine as the hook loads it, when there is a proposal to judge (bundle `engine.cjs`: the shell's grammar alone is
 * twice as large as all the rest of the hook).
 */
export interface EngineModule {
  /**
   * Judges an act. `freezeAt` gives the freezes over the working directory, the places that the actions name and these
   * further paths: who works in one workspace and destroys in another is under both.
   */
  decideAct(actions: readonly Action[], context: JudgeContext, freezeAt: (targets: readonly string[]) => FreezeState, facts: Pick<DecideContext, 'now' | 'matchesPath' | 'agent'>): DecidedAct;
  /** For the examples of a policy's rules. */
  judge: Judge;
}

/** Whether a loaded bundle is the engine of this version. */
export const isEngine = (value: unknown): value is EngineModule => typeof value === 'object' && value !== null && 'decideAct' in value && typeof value.decideAct === 'function';
