import type { Effect } from '../verdict.ts';
import { relativeTo } from '../resolve/lexicalPath.ts';
import type { EffectMatch } from './policy.ts';

/** True when a glob matches a path (minimatch semantics, dot files included). */
export type PathMatcher = (glob: string, path: string) => boolean;

/** What a match may look at. */
export interface MatchContext {
  readonly root: string;
  readonly matchesPath?: PathMatcher;
}

/** True when all given members of a selector hold for the effect. An empty selector matches everything. */
export function matches(match: EffectMatch, effect: Effect, context: MatchContext): boolean {
  return (
    includes(match.kind, effect.kind) &&
    includes(match.reversibility, effect.reversibility) &&
    includes(match.blastRadius, effect.blastRadius) &&
    (match.rule === undefined || match.rule.some((rule) => ruleMatches(rule, effect.rule))) &&
    (match.program === undefined || match.program.some((program) => ruleMatches(program, effect.rule.split('.')[0] ?? ''))) &&
    (match.path === undefined || pathMatches(match.path, effect, context)) &&
    (match.environment === undefined || match.environment.some((name) => environmentOf(effect).includes(name.toLowerCase())))
  );
}

const includes = <T>(wanted: readonly T[] | undefined, value: T): boolean => wanted === undefined || wanted.includes(value);

/** `git.*` stands for every rule of the family. */
const ruleMatches = (wanted: string, rule: string): boolean => (wanted.endsWith('*') ? rule.startsWith(wanted.slice(0, -1)) : rule === wanted);

function pathMatches(globs: readonly string[], effect: Effect, { root, matchesPath }: MatchContext): boolean {
  const { target } = effect;
  const paths = target?.kind === 'path' ? [target.path] : target?.kind === 'git' ? (target.paths ?? [target.repository]) : [];
  if (matchesPath === undefined) return paths.length > 0;
  return paths.some((path) => {
    const inside = relativeTo(root, path, false);
    return globs.some((glob) => matchesPath(glob, path) || (inside !== undefined && matchesPath(glob, inside)));
  });
}

/** Text in which the environment of an effect can be found. */
function environmentOf({ target, blastRadius }: Effect): string {
  const name = target?.kind === 'environment' ? target.name : target?.kind === 'database' ? target.connection : target?.kind === 'remote' ? target.name : '';
  return `${blastRadius} ${name}`.toLowerCase();
}
