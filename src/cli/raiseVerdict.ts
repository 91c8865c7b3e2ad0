import { strictestDecision, type Decision, type Finding, type FindingSource, type Verdict } from '../core/verdict.ts';

/** A reason of the hook itself, outside the judged text. */
export interface Objection {
  readonly decision: Exclude<Decision, 'allow'>;
  readonly rule: string;
  readonly source: FindingSource;
  readonly reason: string;
}

/** Adds reasons to a verdict; they can only make it stricter. Strictest finding first, as {@link Verdict} promises. */
export function raiseVerdict(verdict: Verdict, objections: readonly Objection[]): Verdict {
  if (objections.length === 0) return verdict;
  const raised: readonly Finding[] = objections.map((objection) => ({ ...objection, span: { start: 0, end: 0 } }));
  const decision = objections.reduce((found, objection) => strictestDecision(found, objection.decision), verdict.decision);
  const findings = (['deny', 'ask', 'allow'] as const).flatMap((wanted) => [...raised, ...verdict.findings].filter((finding) => finding.decision === wanted));
  return { ...verdict, decision, findings };
}
