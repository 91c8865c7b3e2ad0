import { matchesName } from '../globName.ts';
import { environmentsOf } from '../policy/environments.ts';
import { matcherFor, type MatchContext } from '../policy/match.ts';
import { environmentMark } from '../resolve/environment.ts';
import type { Effect } from '../verdict.ts';
import { classesOf, type ActionClass } from './actionClass.ts';
import type { FreezeScope } from './freeze.ts';

/** What is known of an act. An absent member is not known, and then no selector leaves the act out. */
export interface ActFacts {
  /** Empty: it touches no branch. */
  readonly branches?: readonly string[];
  /** Whether anything that it touches matches one of these globs. */
  readonly touches?: (globs: readonly string[]) => boolean;
  /** Empty: it stays on this machine. */
  readonly environments?: readonly string[];
  /** It reaches production, whatever name the act has for it. */
  readonly production?: boolean;
  readonly services?: readonly string[];
  readonly actions?: readonly ActionClass[];
  readonly agent?: string;
}

/** Facts that no effect says by itself. */
export type ScopeContext = Pick<MatchContext, 'root' | 'matchesPath' | 'environments' | 'agent'>;

/** Whether a freeze is about an act; no scope is about everything. */
export function isInScope(scope: FreezeScope | undefined, facts: ActFacts): boolean {
  if (scope === undefined) return true;
  const { branches, touches, environments, production = false, services, actions, agent } = facts;
  if (scope.branches !== undefined && branches !== undefined && !some(scope.branches, branches, matchesName)) return false;
  if (scope.paths !== undefined && touches !== undefined && !touches(scope.paths)) return false;
  if (scope.environments !== undefined && environments !== undefined && !production && !some(scope.environments, environments, isEnvironment)) return false;
  if (scope.services !== undefined && services !== undefined && !some(scope.services, services, matchesName)) return false;
  if (scope.actions !== undefined && actions !== undefined && !scope.actions.some((action) => actions.includes(action))) return false;
  return scope.agents === undefined || agent === undefined || some(scope.agents, [agent], matchesName);
}

/** What is known of an effect. Nothing but the agent where it was not understood. Freezes of other services than the workspace's are left out before. */
export function factsOf(effect: Effect, context: ScopeContext): ActFacts {
  const { agent } = context;
  const always = agent === undefined ? {} : { agent };
  if (effect.uninspectable) return always;
  const { target, blastRadius } = effect;
  const branches = target?.kind === 'remote' ? (target.branch === undefined ? undefined : [target.branch]) : target?.kind === 'path' && isLocal(effect) ? [] : undefined;
  const environments = knownEnvironments(effect, context);
  const actions = classesOf(effect);
  return {
    ...always, production: blastRadius === 'production',
    ...(branches === undefined ? {} : { branches }), ...(environments === undefined ? {} : { environments }), ...(actions === undefined ? {} : { actions }),
    ...(target?.kind === 'path' ? { touches: (globs: readonly string[]) => matcherFor(effect, context).matches({ path: globs }, false) } : {}),
  };
}

/** What is lost on this machine is in no environment, unless the policy gives its directory to one. */
function knownEnvironments(effect: Effect, context: ScopeContext): readonly string[] | undefined {
  const { target } = effect;
  const declared = environmentsOf(effect, context.environments ?? [], context);
  const named = target?.kind === 'environment' ? [target.name] : [];
  const names = [...named, ...declared];
  return names.length > 0 || (target?.kind === 'path' && isLocal(effect)) ? names : undefined;
}

const isLocal = ({ blastRadius }: Effect): boolean => blastRadius === 'file' || blastRadius === 'workspace' || blastRadius === 'machine';

const some = (wanted: readonly string[], known: readonly string[], matches: (pattern: string, name: string) => boolean): boolean => known.some((name) => wanted.some((pattern) => matches(pattern, name)));

const productionNames: readonly string[] = ['production', 'prod', 'prd', 'live'];

/** `prod` names `production` and `acme-prod` too. */
function isEnvironment(pattern: string, name: string): boolean {
  const [wanted, known] = [pattern.toLowerCase(), name.toLowerCase()];
  if (matchesName(wanted, known) || environmentMark(known, [wanted]) !== undefined) return true;
  return productionNames.includes(wanted) && environmentMark(known, productionNames) !== undefined;
}
