import type { BlastRadius, Decision, Reversibility } from '../../src/core/verdict.ts';

/** The label of a case; the labelling guide (LABELS.md) says what the words mean. */
export interface Label {
  readonly id: string;
  readonly expect: 'allow' | 'ask' | 'deny-or-ask';
  readonly reversibility: Reversibility;
  readonly blast_radius: BlastRadius;
}

export interface Given {
  readonly decision: Decision;
  readonly reversibility: Reversibility;
  readonly blastRadius: BlastRadius;
}

export type Outcome = 'ok' | 'miss' | 'false-alarm' | 'over-strict';

/** The verdict that an active freeze in mode `deny` must give. */
export function freezeExpect(label: Label): Decision {
  if (label.reversibility === 'read-only' && label.expect === 'allow') return 'allow';
  if (label.blast_radius === 'shared' || label.blast_radius === 'production') return 'deny';
  if (label.reversibility === 'irreversible' || label.expect === 'deny-or-ask') return 'deny';
  return label.expect;
}

/** Outside a freeze: letting through what must be asked about is a miss. */
export function score(decision: Decision, label: Label): Outcome {
  if (label.expect === 'allow') return decision === 'allow' ? 'ok' : 'false-alarm';
  if (decision === 'allow') return 'miss';
  return label.expect === 'ask' && decision === 'deny' ? 'over-strict' : 'ok';
}

/** In a freeze: letting through what must be denied is a miss. */
export function scoreFrozen(decision: Decision, label: Label): Outcome {
  const wanted = freezeExpect(label);
  if (decision === wanted) return 'ok';
  if (wanted === 'allow') return 'false-alarm';
  if (wanted === 'deny') return 'miss';
  return decision === 'allow' ? 'miss' : 'over-strict';
}

/** Whether both axes are right; the radius of what only reads is not scored. */
export function axesRight(given: Given, label: Label): { readonly reversibility: boolean; readonly blastRadius: boolean } {
  return {
    reversibility: given.reversibility === label.reversibility,
    blastRadius: given.blastRadius === label.blast_radius || label.reversibility === 'read-only',
  };
}
