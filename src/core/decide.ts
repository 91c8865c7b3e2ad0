import type { FreezeState } from './freeze/freeze.ts';
import { frozenDecision } from './freeze/evaluate.ts';
import { applyingRules, type ApplyingRules, type RuleContext } from './policy/applyingRules.ts';
import type { MatchContext } from './policy/match.ts';
import { policySources, type Policy, type PolicyRule } from './policy/policy.ts';
import { decisions, worstReversibility, widestRadius, strictestDecision, type Decision, type Effect, type Finding, type Verdict } from './verdict.ts';

/** What a decision rests on besides the effects. */
export interface DecideContext extends Pick<MatchContext, 'matchesPath' | 'agent' | 'actionOf'> {
  readonly policy: Policy;
  readonly freeze: FreezeState;
  /** ISO 8601, UTC; a freeze that ended before counts no more. */
  readonly now: string;
  /** Absolute workspace root: path globs are relative to it. */
  readonly root: string;
}

/**
 * The verdict over all effects of an act: every effect gives at least one finding, the strictest decides. No effects at
 * all (a harmless tool) is an allow. Never throws: a rule that fails counts as asking.
 */
export function decide(effects: readonly Effect[], context: DecideContext): Verdict {
  const facts: DecideContext & RuleContext = { ...context, environments: context.policy.environments };
  const findings = effects.flatMap((effect) => findingsFor(effect, facts));
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
  const blastRadius = worst.map((effect) => effect.blastRadius).reduce(widestRadius, 'file');
  const files = new Set(worst.flatMap(({ kind, target }) => (target?.kind === 'path' && kind !== 'guard' ? [target.path] : [])));
  return { reversibility, blastRadius: blastRadius === 'file' && files.size > 1 ? 'workspace' : blastRadius };
}

const noRules: ApplyingRules = { raising: [], lowering: [] };

function findingsFor(effect: Effect, context: DecideContext & RuleContext): readonly Finding[] {
  const { policy } = context;
  const own = ordinaryDecision(effect, policy);
  const { raising, lowering } = policy.rules.length === 0 ? noRules : applyingRules(effect, own, context);
  const base = lowered(own, effect, policy, lowering);
  const findings: Finding[] = [{ decision: base, rule: effect.rule, source: 'default', reason: effect.reason, span: effect.span, effect }];
  // A lowering rule shows as the reason of the lowered decision; it adds no weight of its own.
  for (const rule of lowering) findings.push({ decision: base, rule: rule.id, source: rule.source, reason: rule.reason, span: effect.span, effect });
  for (const rule of raising) findings.push({ decision: rule.decision, rule: rule.id, source: rule.source, reason: rule.reason, span: effect.span, effect, ...(rule.alternative === undefined ? {} : { alternative: rule.alternative }) });
  const frozen = context.freeze.kind === 'off' ? undefined : frozenDecision(effect, context);
  if (frozen !== undefined) findings.push({ decision: frozen.decision, rule: frozen.rule, source: 'freeze', reason: frozen.reason, span: effect.span, effect });
  return findings;
}

/** What the effect asks for, unless a person answered that question for the workspace. A refusal is no question. */
function ordinaryDecision(effect: Effect, policy: Policy): Decision {
  const decision = untrustedDecision(effect, policy);
  return decision === 'ask' && effect.trust?.given !== undefined ? 'allow' : decision;
}

/** The matrix, overridden by the effect's posture. Uninspectable is at least asked. */
function untrustedDecision(effect: Effect, policy: Policy): Decision {
  const { posture } = effect;
  const cell = policy.matrix[effect.reversibility][effect.blastRadius];
  if (effect.uninspectable) return strictestDecision('ask', posture === 'deny' ? 'deny' : 'ask');
  if (posture === undefined) return cell;
  switch (posture) {
    case 'routine':
      return 'allow';
    case 'person':
      // A cell that somebody named is theirs.
      return cell === 'deny' && policy.cellSources[effect.reversibility]?.[effect.blastRadius] === undefined ? 'ask' : strictestDecision(cell, 'ask');
    case 'ask':
    case 'deny':
      return strictestDecision(cell, posture);
  }
}

/** Never lowered: what could not be understood, what denies by posture, and a cell that a higher layer than the rule's named. */
function lowered(own: Decision, effect: Effect, policy: Policy, rules: readonly PolicyRule[]): Decision {
  if (effect.uninspectable || effect.posture === 'deny') return own;
  const cell = policySources.indexOf(policy.cellSources[effect.reversibility]?.[effect.blastRadius] ?? 'default');
  const lowering = rules.filter(({ source }) => policySources.indexOf(source) <= cell);
  return lowering.length === 0 ? own : lowering.map(({ decision }) => decision).reduce(strictestDecision);
}
