import type { Action } from '../core/action.ts';
import { decide, type DecideContext } from '../core/decide.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import { judge, type JudgeContext } from '../core/judge.ts';
import type { Effect } from '../core/verdict.ts';
import type { DecidedAct } from './engineModule.ts';

/** See {@link EngineModule}. */
export function decideAct(actions: readonly Action[], context: JudgeContext, freezeAt: (targets: readonly string[]) => FreezeState, facts: Pick<DecideContext, 'now' | 'matchesPath'>): DecidedAct {
  const effects = actions.flatMap((action) => judge(action, context));
  const freeze = freezeAt(effects.flatMap(placesOf));
  return { effects, freeze, verdict: decide(effects, { policy: context.policy, freeze, root: context.world.root, ...facts }) };
}

/** Places whose freezes count for an effect. */
function placesOf({ target }: Effect): readonly string[] {
  if (target?.kind === 'path') return [target.path];
  return target?.kind === 'git' ? [target.repository] : [];
}
