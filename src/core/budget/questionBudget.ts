import type { QuestionRules } from '../policy/policy.ts';

/** How often an agent may call a person away. */
export interface QuestionLimits {
  /** Questions in any ten minutes, and at once after a pause. */
  readonly inTenMinutes: number;
  /** Questions that a hundred calls earn. */
  readonly inHundredCalls: number;
}

export const defaultQuestionLimits: QuestionLimits = { inTenMinutes: 3, inHundredCalls: 1 };

/**
 * `closed`: questions are shown. `open`: the agent asked too often; its questions wait, unseen, for a person to look at them as
 * one set. `half-open`: a person let it go on; the next question is a trial.
 */
export const breakerStates = ['closed', 'half-open', 'open'] as const;
export type BreakerState = (typeof breakerStates)[number];

/** The questions of one agent in one workspace; its sub-agents and its next sessions share it. Times in milliseconds since 1970. */
export interface QuestionBudget {
  readonly state: BreakerState;
  /** When it asked in the last ten minutes. */
  readonly asked: readonly number[];
  /** Questions that it may still ask, in hundredths. */
  readonly credit: number;
  /** The trial question that is out, while half-open. */
  readonly trial?: string;
}

const spanMs = 10 * 60 * 1000;
const whole = 100;

/** The settings of a person, held by what a policy allows at most. */
export const lowestLimits = (own: QuestionLimits, { inTenMinutes = Infinity, inHundredCalls = Infinity }: QuestionRules = {}): QuestionLimits => ({ inTenMinutes: Math.min(own.inTenMinutes, inTenMinutes), inHundredCalls: Math.min(own.inHundredCalls, inHundredCalls) });

export const freshBudget = (limits: QuestionLimits): QuestionBudget => ({ state: 'closed', asked: [], credit: limits.inTenMinutes * whole });

/** The agent made a call: that earns it a part of a question, never more than it may ask in ten minutes. */
export const callMade = (budget: QuestionBudget, limits: QuestionLimits): QuestionBudget => ({ ...budget, credit: Math.min(limits.inTenMinutes * whole, budget.credit + limits.inHundredCalls) });

/**
 * The agent asks. `show` says whether the person sees it now; otherwise it waits with the set. The same step counts it, so
 * that however many ask at once, no more than the limit are shown.
 */
export function askQuestion(budget: QuestionBudget, id: string, now: number, limits: QuestionLimits): { readonly budget: QuestionBudget; readonly show: boolean } {
  // A clock that was turned back keeps what was counted.
  const asked = budget.asked.filter((at) => now - at < spanMs);
  switch (budget.state) {
    case 'open':
      return { budget: { ...budget, asked }, show: false };
    case 'half-open':
      if (budget.trial !== undefined) return { budget: opened({ ...budget, asked }), show: false };
      return { budget: { ...budget, asked: [...asked, now], trial: id }, show: true };
    case 'closed':
      if (asked.length >= limits.inTenMinutes || budget.credit < whole) return { budget: opened({ ...budget, asked }), show: false };
      return { budget: { ...budget, asked: [...asked, now], credit: budget.credit - whole }, show: true };
  }
}

/** How a question ended: a person approved it, refused it, or nobody answered. */
export type QuestionEnd = 'approved' | 'denied' | 'unanswered';

/** Only an approval of the trial closes the breaker: it is the person who does. Any other end opens it again. */
export function questionEnded(budget: QuestionBudget, id: string, end: QuestionEnd, limits: QuestionLimits): QuestionBudget {
  if (budget.state !== 'half-open' || budget.trial !== id) return budget;
  return end === 'approved' ? freshBudget(limits) : opened(budget);
}

/** A person lets the agent go on, or has looked at all that waited: the next question is a trial. */
export const letGoOn = (budget: QuestionBudget): QuestionBudget => (budget.state === 'open' ? { state: 'half-open', asked: [], credit: budget.credit } : budget);

function opened({ asked, credit }: QuestionBudget): QuestionBudget {
  return { state: 'open', asked, credit };
}
