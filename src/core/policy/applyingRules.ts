import { decisions, type Decision, type Effect } from '../verdict.ts';
import { matcherFor, type MatchContext } from './match.ts';
import type { Policy, PolicyRule } from './policy.ts';
import { candidateRules } from './ruleIndex.ts';

export interface RuleContext extends MatchContext {
  readonly policy: Policy;
}

/** The rules that hold for an effect: those that are as strict as what was decided without them or stricter, and those that may lower it. */
export interface ApplyingRules {
  readonly raising: readonly PolicyRule[];
  readonly lowering: readonly PolicyRule[];
}

/** Finds the rules for an effect on which `own` was decided. A rule that allows what is allowed anyway is left out. Never throws: a rule that fails counts as raising. */
export function applyingRules(effect: Effect, own: Decision, context: RuleContext): ApplyingRules {
  const raising = new Set<PolicyRule>();
  const lowering = new Set<PolicyRule>();
  const { matches, inside } = matcherFor(effect, context);
  const weight = decisions.indexOf(own);
  for (const rules of candidateRules(context.policy, effect, inside())) for (const rule of rules) {
    const lowers = decisions.indexOf(rule.decision) < weight;
    if (lowers ? !rule.mayLower : rule.decision === 'allow') continue;
    try {
      if (matches(rule.match, lowers)) (lowers ? lowering : raising).add(rule);
    } catch {
      // A rule that cannot be evaluated must not vanish.
      if (!lowers) raising.add(rule);
    }
  }
  return { raising: [...raising], lowering: [...lowering] };
}
