import type { Decision, Effect } from '../verdict.ts';
import { classesOf } from './actionClass.ts';
import { actionsLeft } from './breakGlass.ts';
import type { Freeze, FreezeState } from './freeze.ts';
import { holds, windowAt } from './phase.ts';
import { factsOf, isInScope, type ScopeContext } from './scope.ts';

/** What the evaluation of a freeze may look at. */
export interface FreezeContext extends ScopeContext {
  readonly freeze: FreezeState;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** What a freeze says about one effect. `allow`: it only observes. */
export interface FrozenDecision {
  readonly decision: Decision;
  /** `break-glass`: it would be refused, but somebody broke the freeze, and a person releases each act. */
  readonly rule: 'freeze' | 'break-glass';
  readonly reason: string;
}

const weights: readonly Decision[] = ['allow', 'ask', 'deny'];

/** What all freezes together say about one effect, the strictest of them; undefined = none touches it. */
export function frozenDecision(effect: Effect, context: FreezeContext): FrozenDecision | undefined {
  if (!isHeld(effect)) return undefined;
  const { freeze } = context;
  switch (freeze.kind) {
    case 'off':
      return undefined;
    case 'unknown':
      return { decision: 'deny', rule: 'freeze', reason: `the state of the code freeze could not be read (${freeze.why}), so it counts as frozen` };
    case 'on': {
      const facts = factsOf(effect, context);
      const instants = [Date.parse(context.now)];
      const said = freeze.freezes.filter((one) => holds(one, instants) && isInScope(one.scope, facts) && !isExcepted(one, effect)).map((one) => saidBy(one, instants));
      return said.reduce<FrozenDecision | undefined>((strict, one) => (strict === undefined || weights.indexOf(one.decision) > weights.indexOf(strict.decision) ? one : strict), undefined);
    }
  }
}

/** Why freezes stop an act that already runs: one refuses an effect of it now, and says so of what runs. Undefined: it goes on to its end. */
export function stoppedBy(effects: readonly Effect[], context: FreezeContext): string | undefined {
  if (context.freeze.kind !== 'on') return undefined;
  const freeze: FreezeState = { kind: 'on', freezes: context.freeze.freezes.filter(({ inflight }) => inflight === 'stop') };
  return effects.map((effect) => frozenDecision(effect, { ...context, freeze })).find((said) => said?.decision === 'deny')?.reason;
}

/** Reading stays possible in a freeze, and so does work in the workspace that can be undone. */
function isHeld(effect: Effect): boolean {
  if (effect.uninspectable || effect.posture === 'deny') return true;
  if (effect.reversibility === 'read-only') return false;
  // Nobody changes what an agent may do, or what runs without anybody's doing, while the code is frozen.
  if (effect.kind === 'guard') return true;
  return effect.reversibility === 'irreversible' || effect.blastRadius === 'shared' || effect.blastRadius === 'production';
}

/** An exception is for what was understood, and never for the guard itself. */
function isExcepted({ allow }: Freeze, effect: Effect): boolean {
  if (allow === undefined || effect.posture === 'deny' || effect.kind === 'guard') return false;
  return classesOf(effect)?.some((one) => allow.includes(one)) ?? false;
}

function saidBy(freeze: Freeze, instants: readonly number[]): FrozenDecision {
  const { mode, glass } = freeze;
  const words = declared(freeze, instants);
  if (mode === 'observe') return { decision: 'allow', rule: 'freeze', reason: `${words} only observes` };
  const left = glass === undefined ? 0 : actionsLeft(glass, instants);
  if (glass !== undefined && left > 0) return { decision: 'ask', rule: 'break-glass', reason: `${words} was broken by ${glass.by} until ${glass.until} (${glass.reason}); ${left} ${left === 1 ? 'act' : 'acts'} left` };
  return { decision: mode, rule: 'freeze', reason: words };
}

/** A freeze in words. A freeze may be declared in a hurry, without a reason. */
function declared(freeze: Freeze, instants: readonly number[]): string {
  const { title, reason, by, unknown, allow = [] } = freeze;
  if (unknown !== undefined) return `the state of the code freeze is not known (${unknown}), so it counts as frozen`;
  const why = [title ?? '', reason].map((text) => text.trim()).filter((text, index, all) => text !== '' && all.indexOf(text) === index).join(': ');
  const until = instants.map((at) => windowAt(freeze, at)).find((window) => window !== undefined)?.until;
  return `code freeze${why === '' ? '' : `: ${why}`} (declared by ${by}, ${until === undefined ? 'until somebody lifts it' : `until ${until}`}${allow.length === 0 ? '' : `; it lets through: ${allow.join(', ')}`})`;
}
