import type { Action } from '../action.ts';
import type { FreezeState } from '../freeze/freeze.ts';
import { holds } from '../freeze/phase.ts';
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
  /** The freezes over the act and the moment (ISO 8601, UTC). Absent: it is tried whether a rule fits apart from them. */
  readonly freeze?: FreezeState;
  readonly now?: string;
}

export interface Matcher {
  /**
   * True when all given members of a selector hold. An empty selector matches everything. With `whole` (a rule that lowers)
   * every path of the effect must match, and nothing that is not known does.
   */
  readonly matches: (match: EffectMatch, whole: boolean) => boolean;
  /** The effect's paths relative to the workspace, those outside of it left out; undefined where globs cannot be tried. */
  readonly inside: () => readonly string[] | undefined;
}

/** Tries selectors on one effect; what several of them ask is found out once. */
export function matcherFor(effect: Effect, context: MatchContext): Matcher {
  const { rule, program, kind, reversibility, blastRadius } = effect;
  const end = rule.indexOf('.');
  const family = end < 0 ? rule : rule.slice(0, end);
  const paths = once(() => pathsOf(effect, context.root));
  const environments = once(() => environmentText(effect, context));
  const action = once(() => context.actionOf?.(effect));
  const matches: Matcher['matches'] = (match, whole) =>
    includes(match.kind, kind) &&
    includes(match.reversibility, reversibility) &&
    includes(match.blastRadius, blastRadius) &&
    (match.program === undefined || match.program.some((wanted) => ruleMatches(wanted, family) || (program !== undefined && ruleMatches(wanted, program)))) &&
    (match.rule === undefined || match.rule.some((wanted) => ruleMatches(wanted, rule))) &&
    (match.agent === undefined || (context.agent === undefined ? !whole : match.agent.includes(context.agent))) &&
    (match.freeze === undefined || holdsFreeze(match.freeze, context, whole)) &&
    (match.task === undefined || isNamed(match.task, taskOf(action()))) &&
    (match.mcpServer === undefined || isNamed(match.mcpServer, serverOf(action()))) &&
    (match.mcpTool === undefined || isNamed(match.mcpTool, toolOf(action()))) &&
    (match.path === undefined || pathMatches(match.path, paths(), context.matchesPath, whole)) &&
    (match.environment === undefined || match.environment.some((name) => environments().includes(name.toLowerCase())));
  return { matches, inside: () => (context.matchesPath === undefined ? undefined : paths().flatMap(({ inside }) => inside ?? [])) };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}

const includes = <T>(wanted: readonly T[] | undefined, value: T): boolean => wanted === undefined || wanted.includes(value);

/** `git.*` stands for every rule of the family. */
const ruleMatches = (wanted: string, rule: string): boolean => (wanted.endsWith('*') ? rule.startsWith(wanted.slice(0, -1)) : rule === wanted);

const isNamed = (patterns: readonly string[], name: string | undefined): boolean => name !== undefined && patterns.some((pattern) => matchesName(pattern, name));
/** What is not known about freezes raises and never lowers. */
function holdsFreeze(ids: readonly string[], { freeze, now = '' }: MatchContext, whole: boolean): boolean {
  if (freeze === undefined) return true;
  if (freeze.kind === 'unknown') return !whole;
  return freeze.kind === 'on' && freeze.freezes.some((one) => isNamed(ids, one.id) && holds(one, [Date.parse(now)]));
}

const taskOf = (action: Action | undefined): string | undefined => (action?.kind === 'task' ? action.label : undefined);
const serverOf = (action: Action | undefined): string | undefined => (action?.kind === 'mcp' ? action.server : undefined);
const toolOf = (action: Action | undefined): string | undefined => (action?.kind === 'mcp' ? action.tool : undefined);

/** A path as it is and as it lies in the workspace. */
interface Spelled {
  readonly absolute: string;
  readonly inside: string | undefined;
  /** With all below it. */
  readonly whole: boolean;
}

function pathsOf({ target }: Effect, root: string): readonly Spelled[] {
  const paths = target?.kind === 'path' ? [target.path] : target?.kind === 'git' ? (target.paths ?? [target.repository]) : [];
  const whole = target?.kind !== 'path' || target.recursive;
  return paths.map((absolute) => ({ absolute, inside: relativeTo(root, absolute, false), whole }));
}

function pathMatches(globs: readonly string[], paths: readonly Spelled[], matchesPath: PathMatcher | undefined, whole: boolean): boolean {
  if (matchesPath === undefined) return paths.length > 0 && !whole;
  const matched = (glob: string, path: string | undefined): boolean => path !== undefined && mayMatch(glob, path) && matchesPath(glob, path);
  const one = ({ absolute, inside }: Spelled): boolean => globs.some((glob) => matched(glob, inside) || matched(glob, absolute));
  if (whole) return paths.length > 0 && paths.every(one);
  // Who takes a directory away takes what lies in it.
  return paths.some((path) => one(path) || (path.whole && globs.some((glob) => holdsGlob(path.inside, glob) || holdsGlob(path.absolute, glob))));
}

/** Whether what a glob names lies below a directory, by the glob's literal beginning. */
const holdsGlob = (directory: string | undefined, glob: string): boolean => directory !== undefined && (directory === '' ? !glob.startsWith('/') : glob.startsWith(`${directory}/`));

const magic = new Set('*?[{!\\+@(#');

/** Whether a glob can match by its literal beginning: most are told by their first letters. `src/**` matches `src` too. */
function mayMatch(glob: string, path: string): boolean {
  for (let at = 0; at < glob.length; at++) {
    const letter = glob.charAt(at);
    if (magic.has(letter) || at === path.length) return true;
    if (letter !== path.charAt(at)) return false;
  }
  return true;
}

/** Text in which the environments of an effect can be found, lower case. */
function environmentText(effect: Effect, context: MatchContext): string {
  const { target, blastRadius } = effect;
  const named = target?.kind === 'environment' ? target.name : target?.kind === 'database' ? target.connection : target?.kind === 'remote' ? target.name : '';
  const known = context.environments === undefined || context.environments.length === 0 ? [] : environmentsOf(effect, context.environments, context);
  return [blastRadius, named.toLowerCase(), ...known].join('\n');
}
