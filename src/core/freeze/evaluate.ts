import { matcherFor, type PathMatcher } from '../policy/match.ts';
import type { Decision, Effect } from '../verdict.ts';
import type { Freeze, FreezeState } from './freeze.ts';

/** What the evaluation of a freeze may look at. */
export interface FreezeContext {
  readonly freeze: FreezeState;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly root: string;
  readonly matchesPath?: PathMatcher;
}

/** What a freeze says about one effect; undefined = it does not touch it. */
export function frozenDecision(effect: Effect, context: FreezeContext): { readonly decision: Exclude<Decision, 'allow'>; readonly reason: string } | undefined {
  if (!isHeld(effect)) return undefined;
  const { freeze } = context;
  switch (freeze.kind) {
    case 'off':
      return undefined;
    case 'unknown':
      return { decision: 'deny', reason: `the state of the code freeze could not be read (${freeze.why}), so it counts as frozen` };
    case 'on': {
      const active = freeze.freezes.filter((one) => isActive(one, context.now) && isInScope(one, effect, context));
      const strict = active.find((one) => one.mode === 'deny') ?? active[0];
      return strict === undefined ? undefined : { decision: strict.mode, reason: declared(strict) };
    }
  }
}

/** Reading stays possible in a freeze, and so does work in the workspace that can be undone. */
function isHeld(effect: Effect): boolean {
  if (effect.uninspectable || effect.posture === 'deny') return true;
  if (effect.reversibility === 'read-only') return false;
  // Nobody changes what programs run by themselves while the code is frozen.
  if (effect.kind === 'config' && effect.posture === 'ask') return true;
  return effect.reversibility === 'irreversible' || effect.blastRadius === 'shared' || effect.blastRadius === 'production';
}

/** An end that cannot be read does not end. */
function isActive(freeze: Freeze, now: string): boolean {
  if (freeze.until === undefined) return true;
  const until = Date.parse(freeze.until);
  const at = Date.parse(now);
  return Number.isNaN(until) || Number.isNaN(at) || at < until;
}

/** A scope narrows only what is known: an effect whose branch, path or environment is not known is inside, and so is production, whatever name an act has for it. */
function isInScope(freeze: Freeze, effect: Effect, context: FreezeContext): boolean {
  const { scope } = freeze;
  if (scope === undefined || effect.uninspectable) return true;
  const { target } = effect;
  if (scope.branches !== undefined && target?.kind === 'remote' && target.branch !== undefined && !scope.branches.includes(target.branch)) return false;
  if (scope.paths !== undefined && target?.kind === 'path' && !matcherFor(effect, context).matches({ path: scope.paths }, false)) return false;
  if (scope.environments !== undefined && target?.kind === 'environment' && effect.blastRadius !== 'production' && !scope.environments.includes(target.name)) return false;
  return true;
}

/** A freeze in words. A freeze may be declared in a hurry, without a reason. */
function declared({ reason, by, until }: Freeze): string {
  const end = until === undefined ? 'until somebody lifts it' : `until ${until}`;
  return `code freeze${reason.trim() === '' ? '' : `: ${reason.trim()}`} (declared by ${by}, ${end})`;
}
