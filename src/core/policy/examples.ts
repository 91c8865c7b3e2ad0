import type { Action, ShellDialect } from '../action.ts';
import type { ProgramLookup } from '../classify/programTable.ts';
import type { Judge } from '../judge.ts';
import { describedWorld } from '../resolve/describedWorld.ts';
import type { World } from '../world.ts';
import { matcherFor, type PathMatcher } from './match.ts';
import type { EffectMatch, Policy } from './policy.ts';

/** An act that a rule's author says it matches, or does not. It is judged in a scene of its own: nothing of the machine is read. */
export interface RuleExample {
  /** What the author wrote, for messages. */
  readonly text: string;
  readonly action: Action;
  readonly dialect?: ShellDialect;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Path relative to the workspace → text; nothing else is there. */
  readonly files?: Readonly<Record<string, string>>;
  readonly agent?: string;
}

/** What a rule says and what it is tried with. */
export interface ExampledRule {
  readonly match: EffectMatch;
  readonly decision: 'allow' | 'ask' | 'deny';
  readonly examples: { readonly match: readonly RuleExample[]; readonly notMatch: readonly RuleExample[] };
}

export interface ExampleContext {
  readonly judge: Judge;
  readonly policy: Policy;
  readonly programs: ProgramLookup;
  readonly matchesPath: PathMatcher;
}

/** An example that does not hold: its place among the rule's own, and why in words. */
export interface FailedExample {
  readonly list: 'match' | 'notMatch';
  readonly index: number;
  readonly why: string;
}

/** Tries a rule with its examples. A rule that allows must have one that it matches: a selector that nobody tried is not known to be narrow. */
export function failedExamples(rule: ExampledRule, context: ExampleContext): readonly FailedExample[] {
  const { match, notMatch } = rule.examples;
  const wrong = (list: FailedExample['list'], examples: readonly RuleExample[], wanted: boolean): readonly FailedExample[] =>
    examples.flatMap((example, index) => (exampleHolds(rule, example, context) === wanted ? [] : [{ list, index, why: `the rule ${wanted ? 'does not match' : 'matches'} its example \`${example.text}\`` }]));
  const untried: readonly FailedExample[] = rule.decision === 'allow' && match.length === 0 ? [{ list: 'match', index: 0, why: 'a rule that allows needs an example under `match`' }] : [];
  return [...untried, ...wrong('match', match, true), ...wrong('notMatch', notMatch, false)];
}

/** The scene that an example is judged in. */
export function worldOfExample({ dialect, cwd, env, files }: RuleExample): World {
  const shell = dialect === 'powershell' ? 'pwsh' : dialect === 'cmd' ? 'cmd' : 'bash';
  return describedWorld({ shell, ...(cwd === undefined ? {} : { cwd: `${describedWorld({ shell }).root}/${cwd}` }), ...(env === undefined ? {} : { facts: { env } }), ...(files === undefined ? {} : { files }) });
}

/** Whether a rule matches an example. */
export function exampleHolds(rule: ExampledRule, example: RuleExample, { judge, policy, programs, matchesPath }: ExampleContext): boolean {
  const { action, agent } = example;
  const world = worldOfExample(example);
  const context = { root: world.root, matchesPath, environments: policy.environments, actionOf: () => action, ...(agent === undefined ? {} : { agent }) };
  return judge(action, { world, policy, programs }).some((effect) => matcherFor(effect, context).matches(rule.match, rule.decision === 'allow'));
}
