import type { AgentId } from '../../core/action.ts';
import { askQuestion, callMade, freshBudget, letGoOn, questionEnded, type QuestionBudget, type QuestionEnd, type QuestionLimits } from '../../core/budget/questionBudget.ts';
import type { AskMessage } from '../../protocol/channel.ts';

/** An agent in a workspace: whoever it is there, in whichever session, has one budget. */
export interface Asker {
  readonly workspace: string;
  readonly agent: AgentId;
}

export interface QuestionsOptions {
  readonly now: () => number;
  readonly limits: (asker: Asker) => QuestionLimits;
  /** Agents whose breaker was open when the window before this one closed. */
  readonly open: readonly Asker[];
  /** The breaker opened, or a person let the agent go on. Failures are the callee's. */
  readonly opened: (asker: Asker, ask: AskMessage | undefined, limits: QuestionLimits) => void;
  readonly closed: (asker: Asker) => void;
}

/** Counts the questions of each agent, in the same step as deciding whether the person sees them. */
export class Questions {
  readonly #options: QuestionsOptions;
  readonly #budgets = new Map<string, { readonly asker: Asker; budget: QuestionBudget }>();

  constructor(options: QuestionsOptions) {
    this.#options = options;
    for (const asker of options.open) this.#entry(asker).budget = { state: 'open', asked: [], credit: 0 };
  }

  /** Whether the person sees this question now; otherwise it waits with those that are looked at together. */
  admit(ask: AskMessage): boolean {
    const entry = this.#entry(askerOf(ask));
    const limits = this.#options.limits(entry.asker);
    const before = entry.budget.state;
    const { budget, show } = askQuestion(entry.budget, ask.id, this.#options.now(), limits);
    entry.budget = budget;
    if (before !== 'open' && budget.state === 'open') this.#options.opened(entry.asker, ask, limits);
    return show;
  }

  /** Whether the person would see this question; counts nothing. */
  wouldShow(ask: AskMessage): boolean {
    return askQuestion(this.#entry(askerOf(ask)).budget, ask.id, this.#options.now(), this.#options.limits(askerOf(ask))).show;
  }

  ended(ask: AskMessage, end: QuestionEnd): void {
    const entry = this.#entry(askerOf(ask));
    const before = entry.budget.state;
    entry.budget = questionEnded(entry.budget, ask.id, end, this.#options.limits(entry.asker));
    if (before === 'half-open' && entry.budget.state === 'open') this.#options.opened(entry.asker, undefined, this.#options.limits(entry.asker));
  }

  called(asker: Asker): void {
    const entry = this.#entry(asker);
    entry.budget = callMade(entry.budget, this.#options.limits(entry.asker));
  }

  isOpen(asker: Asker): boolean {
    return this.#budgets.get(keyOf(asker))?.budget.state === 'open';
  }

  /** SECURITY: after a gesture of a person. */
  letGoOn(asker: Asker): void {
    const entry = this.#entry(asker);
    if (entry.budget.state !== 'open') return;
    entry.budget = letGoOn(entry.budget);
    this.#options.closed(asker);
  }

  #entry(asker: Asker): { readonly asker: Asker; budget: QuestionBudget } {
    const key = keyOf(asker);
    const known = this.#budgets.get(key);
    if (known !== undefined) return known;
    const entry = { asker, budget: freshBudget(this.#options.limits(asker)) };
    this.#budgets.set(key, entry);
    return entry;
  }
}

const askerOf = ({ workspace, actor }: AskMessage): Asker => ({ workspace, agent: actor.agent });
const keyOf = ({ workspace, agent }: Asker): string => `${agent} ${workspace}`;
