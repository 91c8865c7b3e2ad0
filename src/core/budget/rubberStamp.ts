import type { TraceTree } from '../trace/traceTree.ts';

/** One question that a person answered by a gesture. */
export interface AnsweredQuestion {
  /** Rules that asked. */
  readonly rules: readonly string[];
  readonly approved: boolean;
  /** Milliseconds between the showing and the gesture. */
  readonly dwellMs: number;
}

/** How a person answers the questions of one rule. */
export interface Habit {
  readonly rule: string;
  readonly asks: number;
  readonly approved: number;
  readonly medianDwellMs: number;
  /** Set where the answers are given without reading: the rule asks too much. */
  readonly stamp?: 'fast' | 'always';
}

/** Fewer answers say nothing about a habit. */
export const fewestAnswers = 50;
/** Nobody reads a loss and a command in less. */
const readingMs = 2000;
const alwaysShare = 0.97;

/** The habits of a person, the rules that asked most first. Linear but for sorting. */
export function habitsOf(answers: readonly AnsweredQuestion[]): readonly Habit[] {
  const byRule = new Map<string, AnsweredQuestion[]>();
  for (const answer of answers) {
    for (const rule of new Set(answer.rules)) {
      const known = byRule.get(rule);
      if (known === undefined) byRule.set(rule, [answer]);
      else known.push(answer);
    }
  }
  return [...byRule].map(([rule, own]) => habitOf(rule, own)).sort((one, other) => other.asks - one.asks || (one.rule < other.rule ? -1 : 1));
}

/** Questions of a trace that a person answered at a panel or list. Grants, deadlines and freezes are no answers. */
export function answersIn({ sessions }: TraceTree): readonly AnsweredQuestion[] {
  return sessions.flatMap(({ turns }) => turns.flatMap(({ actions }) => actions.flatMap(({ verdict, answer }): readonly AnsweredQuestion[] => {
    if (verdict === undefined || answer?.dwellMs === undefined || (answer.method !== 'panel' && answer.method !== 'quick-pick')) return [];
    return [{ rules: verdict.findings.filter(({ decision }) => decision === 'ask').map(({ rule }) => rule), approved: answer.outcome === 'approved', dwellMs: answer.dwellMs }];
  })));
}

function habitOf(rule: string, answers: readonly AnsweredQuestion[]): Habit {
  const approved = answers.filter((answer) => answer.approved).length;
  const dwells = answers.map(({ dwellMs }) => dwellMs).sort((one, other) => one - other);
  const middle = Math.floor(dwells.length / 2);
  const medianDwellMs = dwells.length % 2 === 1 ? dwells[middle] ?? 0 : ((dwells[middle - 1] ?? 0) + (dwells[middle] ?? 0)) / 2;
  const stamp = answers.length < fewestAnswers ? undefined : approved >= alwaysShare * answers.length ? 'always' : medianDwellMs < readingMs ? 'fast' : undefined;
  return { rule, asks: answers.length, approved, medianDwellMs, ...(stamp === undefined ? {} : { stamp }) };
}
