import type { LabelledCase } from './corpusFile.ts';
import { judgeCase } from './judgeCase.ts';
import { axesRight, score, scoreFrozen } from './score.ts';

/** Ids of the cases that are judged otherwise than labelled, by what is wrong with them. */
export interface Failures {
  readonly miss: readonly string[];
  readonly falseAlarm: readonly string[];
  readonly overStrict: readonly string[];
  /** The same three in a freeze in mode `deny`. */
  readonly frozenMiss: readonly string[];
  readonly frozenFalseAlarm: readonly string[];
  readonly frozenOverStrict: readonly string[];
  readonly reversibility: readonly string[];
  readonly blastRadius: readonly string[];
}

export const failureKinds = ['miss', 'falseAlarm', 'overStrict', 'frozenMiss', 'frozenFalseAlarm', 'frozenOverStrict', 'reversibility', 'blastRadius'] as const;

/** Judges every case outside and inside a freeze. */
export function failuresOf(cases: readonly LabelledCase[]): Failures {
  const judged = cases.map((each) => {
    const { calm, frozen } = judgeCase(each);
    return { id: each.id, calm: score(calm.decision, each), frozen: scoreFrozen(frozen.decision, each), axes: axesRight(calm, each) };
  });
  const where = (wrong: (one: (typeof judged)[number]) => boolean): readonly string[] => judged.filter(wrong).map(({ id }) => id);
  return {
    miss: where(({ calm }) => calm === 'miss'),
    falseAlarm: where(({ calm }) => calm === 'false-alarm'),
    overStrict: where(({ calm }) => calm === 'over-strict'),
    frozenMiss: where(({ frozen }) => frozen === 'miss'),
    frozenFalseAlarm: where(({ frozen }) => frozen === 'false-alarm'),
    frozenOverStrict: where(({ frozen }) => frozen === 'over-strict'),
    reversibility: where(({ axes }) => !axes.reversibility),
    blastRadius: where(({ axes }) => !axes.blastRadius),
  };
}
