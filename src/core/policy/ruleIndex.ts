import type { Effect, EffectKind } from '../verdict.ts';
import type { Policy, PolicyRule } from './policy.ts';

/** Rules by what they name: a thousand of them cost a decision no more than the few that may apply. Each lies in one of the groups. */
interface RuleIndex {
  readonly programs: ReadonlyMap<string, readonly PolicyRule[]>;
  readonly rules: ReadonlyMap<string, readonly PolicyRule[]>;
  /** By the first segment of every glob, where it is literal. */
  readonly paths: ReadonlyMap<string, readonly PolicyRule[]>;
  readonly kinds: ReadonlyMap<EffectKind, readonly PolicyRule[]>;
  readonly others: readonly PolicyRule[];
}

const indexes = new WeakMap<Policy, RuleIndex>();

/**
 * The rules that can apply to an effect at all, by group; a rule for two programs may come twice. `inside`: the effect's paths
 * relative to the workspace; undefined = globs cannot be tried, so that every rule of a path may apply.
 */
export function candidateRules(policy: Policy, { rule, program, kind }: Effect, inside: readonly string[] | undefined): readonly (readonly PolicyRule[])[] {
  const index = indexes.get(policy) ?? remember(policy, indexOf(policy.rules));
  const end = rule.indexOf('.');
  const family = end < 0 ? rule : rule.slice(0, end);
  const byProgram = program === undefined || program === family ? none : (index.programs.get(program) ?? none);
  const pathed = inside === undefined || inside.includes('') ? [...index.paths.values()] : inside.map((path) => index.paths.get(firstSegment(path)) ?? none);
  return [index.programs.get(family) ?? none, byProgram, index.rules.get(rule) ?? none, index.kinds.get(kind) ?? none, index.others, ...pathed];
}

const none: readonly PolicyRule[] = [];

function remember(policy: Policy, index: RuleIndex): RuleIndex {
  indexes.set(policy, index);
  return index;
}

function indexOf(all: readonly PolicyRule[]): RuleIndex {
  const programs = new Map<string, PolicyRule[]>();
  const rules = new Map<string, PolicyRule[]>();
  const paths = new Map<string, PolicyRule[]>();
  const kinds = new Map<EffectKind, PolicyRule[]>();
  const others: PolicyRule[] = [];
  for (const rule of all) {
    const { match } = rule;
    if (isPlain(match.program)) addAll(programs, match.program, rule);
    else if (isPlain(match.rule)) addAll(rules, match.rule, rule);
    else if (match.path?.every((glob) => literal.test(firstSegment(glob))) === true) addAll(paths, match.path.map(firstSegment), rule);
    else if (match.kind !== undefined) addAll(kinds, match.kind, rule);
    else others.push(rule);
  }
  return { programs, rules, paths, kinds, others };
}

const firstSegment = (path: string): string => path.split('/', 1)[0] ?? '';
/** What no matcher reads as more than itself. */
const literal = /^[\w.-]+$/;

/** Names without a wildcard. */
const isPlain = (names: readonly string[] | undefined): names is readonly string[] => names?.every((name) => !name.endsWith('*')) === true;

function addAll<Key>(map: Map<Key, PolicyRule[]>, keys: readonly Key[], rule: PolicyRule): void {
  for (const key of keys) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [rule]);
    else list.push(rule);
  }
}
