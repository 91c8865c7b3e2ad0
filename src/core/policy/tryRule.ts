import type { Action } from '../action.ts';
import { decide } from '../decide.ts';
import { describedWorld } from '../resolve/describedWorld.ts';
import type { Decision, Verdict } from '../verdict.ts';
import type { World } from '../world.ts';
import { comparePolicies, type PastAct, type PolicyComparison } from './comparePolicies.ts';
import { exampleHolds, worldOfExample, type ExampleContext, type RuleExample } from './examples.ts';
import type { LayerRule } from './layers.ts';
import type { Policy } from './policy.ts';

/** One example of a rule, tried. */
export interface TriedExample {
  readonly text: string;
  readonly list: 'match' | 'notMatch';
  /** Whether the rule does with it what its author says. */
  readonly holds: boolean;
  /** What the whole policy decides about it. */
  readonly decision: Decision;
}

export interface RuleTrial {
  readonly examples: readonly TriedExample[];
  /** Recorded acts that the rule had a say in. */
  readonly matched: number;
  /** What recorded acts would have come to without it, and with it. */
  readonly comparison: PolicyComparison;
}

export interface TrialContext extends ExampleContext {
  readonly now: string;
  /** Root of the workspace that the acts are of. */
  readonly root: string;
}

/** Tries one rule of a policy: its examples, and recorded acts with and without it. Nothing of the machine is read, nothing is run. */
export function tryRule(rule: LayerRule, acts: readonly PastAct[], context: TrialContext): RuleTrial {
  const { policy } = context;
  const without: Policy = { ...policy, rules: policy.rules.filter(({ id }) => id !== rule.id) };
  const place = describedWorld({ facts: { root: context.root } });
  const tried = (list: TriedExample['list'], examples: readonly RuleExample[]): readonly TriedExample[] => examples.map((example) => ({
    text: example.text, list, holds: exampleHolds(rule, example, context) === (list === 'match'), decision: verdictOf(example.action, policy, worldOfExample(example), context, example.agent).decision,
  }));
  let matched = 0;
  const comparison = comparePolicies(acts, (action, which, agent) => {
    const { decision, findings } = verdictOf(action, which === 'before' ? without : policy, place, context, agent);
    if (which === 'after' && findings.some((finding) => finding.rule === rule.id)) matched += 1;
    return decision;
  });
  return { examples: [...tried('match', rule.examples.match), ...tried('notMatch', rule.examples.notMatch)], matched, comparison };
}

function verdictOf(action: Action, policy: Policy, world: World, { judge, programs, matchesPath, now }: TrialContext, agent: string | undefined): Verdict {
  return decide(judge(action, { world, policy, programs }), { policy, freeze: { kind: 'off' }, now, root: world.root, matchesPath, actionOf: () => action, ...(agent === undefined ? {} : { agent }) });
}
