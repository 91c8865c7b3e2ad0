import type { FreezeState } from './freeze/freeze.ts';
import { frozenDecision } from './freeze/evaluate.ts';
import { matches, type PathMatcher } from './policy/match.ts';
import type { Policy, PolicyRule } from './policy/policy.ts';
import { decisions, worstReversibility, widestRadius, strictestDecision, type Decision, type Effect, type Finding, type Verdict } from './verdict.ts';

/** What a decision rests on besides the effects. */
export interface DecideContext {
  readonly policy: Policy;
  readonly freeze: FreezeState;
  /** ISO 8601, UTC; a freeze that ended before counts no more. */
  readonly now: string;
  /** Absolute workspace root: path globs are relative to it. */
  readonly root: string;
  /** Matches a glob against a path. Injected, so that a host without path rules need not load a matcher; absent = path rules apply to every path. */
  readonly matchesPath?: PathMatcher;
}

/**
 * The verdict over all effects of an act: every effect gives at least one finding, the strictest decides. No effects at
 * all (a harmless tool) is an allow. Never throws: a rule that fails counts as asking.
 */
export function decide(effects: readonly Effect[], context: DecideContext): Verdict {
  const findings = effects.flatMap((effect) => findingsFor(effect, context));
  const order = new Map(findings.map((finding, index) => [finding, index]));
  const sorted = [...findings].sort((one, two) => decisions.indexOf(two.decision) - decisions.indexOf(one.decision) || (order.get(one) ?? 0) - (order.get(two) ?? 0));
  let verdict: Omit<Verdict, 'findings'> = { decision: 'allow', reversibility: 'read-only', blastRadius: 'file', uninspectable: false, frozen: false };
  for (const finding of sorted) {
    verdict = {
      ...verdict,
      decision: strictestDecision(verdict.decision, finding.decision),
      frozen: verdict.frozen || (finding.source === 'freeze' && finding.decision !== 'allow'),
    };
  }
  return { ...verdict, ...axesOf(effects), uninspectable: effects.some((effect) => effect.uninspectable), findings: sorted };
}

/** The worst effect says how far the act reaches; what comes back more easily adds nothing to that, unless it reaches production. */
function axesOf(effects: readonly Effect[]): Pick<Verdict, 'reversibility' | 'blastRadius'> {
  const reversibility = effects.map((effect) => effect.reversibility).reduce(worstReversibility, 'read-only');
  const worst = effects.filter((effect) => effect.reversibility === reversibility || (effect.reversibility !== 'read-only' && effect.blastRadius === 'production'));
  return { reversibility, blastRadius: worst.map((effect) => effect.blastRadius).reduce(widestRadius, 'file') };
}

function findingsFor(effect: Effect, context: DecideContext): readonly Finding[] {
  const own = ordinaryDecision(effect, context.policy);
  const rules = context.policy.rules.filter((rule) => applies(rule, effect, context));
  const base = lowered(own, effect, rules);
  const findings: Finding[] = [{ decision: base, rule: effect.rule, source: 'default', reason: effect.reason, span: effect.span, effect }];
  for (const rule of rules) {
    // A lowering rule shows as the reason of the lowered decision; it adds no weight of its own.
    findings.push({ decision: decisions.indexOf(rule.decision) < decisions.indexOf(own) ? base : rule.decision, rule: rule.id, source: rule.source, reason: rule.reason, span: effect.span, effect });
  }
  const frozen = frozenDecision(effect, context);
  if (frozen !== undefined) findings.push({ decision: frozen.decision, rule: 'freeze', source: 'freeze', reason: frozen.reason, span: effect.span, effect });
  return findings;
}

/** What the effect asks for, unless a person answered that question for the workspace. A refusal is no question. */
function ordinaryDecision(effect: Effect, policy: Policy): Decision {
  const decision = untrustedDecision(effect, policy);
  return decision === 'ask' && effect.trust?.given !== undefined ? 'allow' : decision;
}

/** The matrix, overridden by the effect's posture. Uninspectable is at least asked. */
function untrustedDecision(effect: Effect, policy: Policy): Decision {
  const cell = policy.matrix[effect.reversibility][effect.blastRadius];
  if (effect.uninspectable) return strictestDecision('ask', effect.posture === 'deny' ? 'deny' : 'ask');
  if (effect.posture === undefined) return cell;
  return effect.posture === 'routine' ? 'allow' : strictestDecision(cell, effect.posture);
}

/** Only the user and the organisation may lower, never what could not be understood or what denies by posture. */
function lowered(own: Decision, effect: Effect, rules: readonly PolicyRule[]): Decision {
  if (effect.uninspectable || effect.posture === 'deny') return own;
  const lowering = rules.filter((rule) => rule.source === 'user' || rule.source === 'organisation');
  return lowering.length === 0 ? own : lowering.map((rule) => rule.decision).reduce(strictestDecision);
}

function applies(rule: PolicyRule, effect: Effect, context: DecideContext): boolean {
  try {
    return matches(rule.match, effect, context);
  } catch {
    // A rule that cannot be evaluated must not vanish.
    return rule.decision !== 'allow';
  }
}
