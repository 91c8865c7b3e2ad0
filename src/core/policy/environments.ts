import { matchesName } from '../globName.ts';
import { environmentMark } from '../resolve/environment.ts';
import { relativeTo } from '../resolve/lexicalPath.ts';
import type { Effect } from '../verdict.ts';
import type { MatchContext } from './match.ts';
import type { Environment, Policy } from './policy.ts';

/**
 * Whether a name (host, context, profile, url, connection string, word of a command) belongs to production: an environment
 * of the policy says so by a pattern, or a mark is in it. An environment that is not production takes a mark's word back.
 */
export function isProductionName(name: string, { environments, productionMarks }: Policy): boolean {
  const found = environments.filter((environment) => isNamed(environment, name));
  if (found.some(({ production }) => production)) return true;
  return found.length === 0 && environmentMark(name, productionMarks) !== undefined;
}

/** The environment that a directory belongs to by the policy's paths; production first. `path` is absolute. */
export function environmentOfPath(path: string, environments: readonly Environment[], { root, matchesPath }: Pick<MatchContext, 'root' | 'matchesPath'>): Environment | undefined {
  const inside = relativeTo(root, path, false);
  const found = environments.filter(({ paths }) => paths.some((glob) => within(glob, path, matchesPath) || (inside !== undefined && within(glob, inside, matchesPath))));
  return found.find(({ production }) => production) ?? found[0];
}

/** Lower-case names of the environments that an effect reaches. */
export function environmentsOf({ target, blastRadius }: Effect, environments: readonly Environment[], context: Pick<MatchContext, 'root' | 'matchesPath'>): readonly string[] {
  const names: string[] = [];
  for (const environment of environments) {
    const reached = (blastRadius === 'production' && environment.production)
      || (target?.kind === 'path' && environmentOfPath(target.path, [environment], context) !== undefined)
      || (target?.kind === 'environment' && isNamed(environment, target.name))
      || (target?.kind === 'database' && isNamed(environment, target.connection))
      || (target?.kind === 'remote' && (isNamed(environment, target.name) || (target.branch !== undefined && isBranch(environment, target.branch))));
    if (reached) names.push(environment.name.toLowerCase());
  }
  return names;
}

/** Whether a branch is one from which the environment is fed. */
export const isBranch = ({ branches }: Environment, branch: string): boolean => branches.some((pattern) => matchesName(pattern, branch));

function isNamed({ name, hosts, contexts, profiles }: Environment, text: string): boolean {
  const lower = text.toLowerCase();
  if (lower === name.toLowerCase()) return true;
  const patterns = [...hosts, ...contexts, ...profiles];
  if (patterns.length === 0) return false;
  // A name stands alone or as a part of a url, a connection string or an option.
  const parts = [lower, ...lower.split(/[^a-z0-9._*-]+/)];
  return patterns.some((pattern) => parts.some((part) => part !== '' && matchesName(pattern.toLowerCase(), part)));
}

/** A directory is inside `infra/prod/**` also as itself. */
function within(glob: string, path: string, matchesPath: MatchContext['matchesPath']): boolean {
  const directory = /^(.*)\/\*\*$/.exec(glob)?.[1];
  if (directory !== undefined && !/[*?[{]/.test(directory)) return path === directory || path.startsWith(`${directory}/`);
  return matchesPath?.(glob, path) ?? false;
}
