import type { Action } from '../core/action.ts';
import { decide, type DecideContext } from '../core/decide.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import { judge, type JudgeContext } from '../core/judge.ts';
import { withAlternatives } from '../core/explain/alternatives.ts';
import { deniedBefore, objectsOf } from '../core/session/denied.ts';
import type { Effect, Verdict } from '../core/verdict.ts';
import type { DecidedAct } from './engineModule.ts';

export { judge };

/** See {@link EngineModule}. */
export function decideAct(actions: readonly Action[], context: JudgeContext, freezeAt: (targets: readonly string[]) => FreezeState, facts: Pick<DecideContext, 'now' | 'matchesPath' | 'agent'>): DecidedAct {
  const { world, policy } = context;
  const acts = actions.map((action) => ({ action, effects: judge(action, context) }));
  const effects = acts.flatMap((act) => act.effects);
  const freeze = freezeAt(effects.flatMap(placesOf));
  const denied = world.session.denied.length === 0 ? undefined : deniedBefore(acts, world.session, world.caseInsensitive);
  const owners = new Map(acts.flatMap((act) => act.effects.map((effect) => [effect, act.action] as const)));
  const actionOf = (effect: Effect): Action | undefined => owners.get(effect);
  const decideOn = (found: readonly Effect[]): Verdict => decide(found, { policy, freeze, root: world.root, actionOf, ...facts });
  const verdict = decideOn(effects);
  return {
    // What is allowed needs no other form, and the part that finds one is not loaded for it.
    effects, freeze, verdict: verdict.decision === 'allow' ? verdict : withAlternatives(verdict, actionOf, world, (action) => decideOn(judge(action, context)).decision === 'allow'),
    objects: (chosen) => objectsOf(acts, chosen), ...(denied === undefined ? {} : { deniedBefore: denied }),
  };
}

/** Places whose freezes count for an effect. */
function placesOf({ target }: Effect): readonly string[] {
  if (target?.kind === 'path') return [target.path];
  return target?.kind === 'git' ? [target.repository] : [];
}
