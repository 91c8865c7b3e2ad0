import type { Action } from '../action.ts';
import { matchesName } from '../globName.ts';
import { relativeTo } from '../resolve/lexicalPath.ts';
import type { Effect } from '../verdict.ts';
import { environmentsOf } from './environments.ts';
import type { EffectMatch, Environment } from './policy.ts';

/** True when a glob matches a path (minimatch semantics, dot files included). */
export type PathMatcher = (glob: string, path: string) => boolean;

/** What a match may look at. */
export interface MatchContext {
  readonly root: string;
  /** Absent = path selectors hold for every path when raising, for none when lowering. */
  readonly matchesPath?: PathMatcher;
  readonly environments?: readonly Environment[];
  readonly agent?: string;
  /** The action that an effect belongs to. */
  readonly actionOf?: (effect: Effect) => Action | undefined;
}

/**
 * True when all given members of a selector hold for the effect. An empty selector matches everything. With `whole` (a rule
 * that lowers) every path of the effect must match, and nothing that is not known does.
 */
export function matches(match: EffectMatch, effect: Effect, context: MatchContext, whole = false): boolean {
  return (
    includes(match.kind, effect.kind) &&
    includes(match.reversibility, effect.reversibility) &&
    includes(match.blastRadius, effect.blastRadius) &&
    (match.program === undefined || programMatches(match.program, effect)) &&
    (match.rule === undefined || match.rule.some((rule) => ruleMatches(rule, effect.rule))) &&
    (match.agent === undefined || (context.agent === undefined ? !whole : match.agent.includes(context.agent))) &&
    (match.task === undefined || actionMatches(match.task, effect, context, (action) => (action.kind === 'task' ? action.label : undefined))) &&
    (match.mcpServer === undefined || actionMatches(match.mcpServer, effect, context, (action) => (action.kind === 'mcp' ? action.server : undefined))) &&
    (match.mcpTool === undefined || actionMatches(match.mcpTool, effect, context, (action) => (action.kind === 'mcp' ? action.tool : undefined))) &&
    (match.path === undefined || pathMatches(match.path, effect, context, whole)) &&
    (match.environment === undefined || environmentMatches(match.environment, effect, context))
  );
}

const includes = <T>(wanted: readonly T[] | undefined, value: T): boolean => wanted === undefined || wanted.includes(value);

/** `git.*` stands for every rule of the family. */
const ruleMatches = (wanted: string, rule: string): boolean => (wanted.endsWith('*') ? rule.startsWith(wanted.slice(0, -1)) : rule === wanted);

function programMatches(programs: readonly string[], { program, rule }: Effect): boolean {
  const end = rule.indexOf('.');
  const family = end < 0 ? rule : rule.slice(0, end);
  return programs.some((wanted) => ruleMatches(wanted, family) || (program !== undefined && ruleMatches(wanted, program)));
}

function actionMatches(patterns: readonly string[], effect: Effect, { actionOf }: MatchContext, nameOf: (action: Action) => string | undefined): boolean {
  const action = actionOf?.(effect);
  const name = action === undefined ? undefined : nameOf(action);
  return name !== undefined && patterns.some((pattern) => matchesName(pattern, name));
}

function pathMatches(globs: readonly string[], effect: Effect, { root, matchesPath }: MatchContext, whole: boolean): boolean {
  const { target } = effect;
  const paths = target?.kind === 'path' ? [target.path] : target?.kind === 'git' ? (target.paths ?? [target.repository]) : [];
  if (matchesPath === undefined) return paths.length > 0 && !whole;
  const one = (path: string): boolean => {
    const inside = relativeTo(root, path, false);
    return globs.some((glob) => matchesPath(glob, path) || (inside !== undefined && matchesPath(glob, inside)));
  };
  return whole ? paths.length > 0 && paths.every(one) : paths.some(one);
}

function environmentMatches(wanted: readonly string[], effect: Effect, context: MatchContext): boolean {
  const { target, blastRadius } = effect;
  const named = target?.kind === 'environment' ? target.name : target?.kind === 'database' ? target.connection : target?.kind === 'remote' ? target.name : '';
  const text = `${blastRadius} ${named}`.toLowerCase();
  const known = context.environments === undefined || context.environments.length === 0 ? [] : environmentsOf(effect, context.environments, context);
  return wanted.some((name) => text.includes(name.toLowerCase()) || known.includes(name.toLowerCase()));
}
