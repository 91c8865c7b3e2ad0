import type { Reply } from '../adapters/adapter.ts';
import type { Proposal } from '../core/action.ts';
import type { TraceBody } from '../core/trace/event.ts';
import type { JudgedAct } from './judgedAct.ts';
import type { Judgement } from './judgement.ts';

/** Judges the act, or another one in its place, on the world as it is now. */
export type JudgeAgain = (proposal?: Proposal) => Judgement;

/** The part of the hook that is loaded only for a question (bundle `ask.cjs`): sockets, hashes and what follows from an answer cost start time. */
export interface AskModule {
  /**
   * Asks the person at the window that holds the act's directory and answers the agent by what they said. `opening` is recorded
   * before; `judgeAgain` judges the act on the world as it is when the answer comes. Rejects only on errors of our own.
   */
  answerAsked(act: JudgedAct, opening: readonly TraceBody[], judgeAgain: JudgeAgain): Promise<Reply>;
  /** Whether this is a call that was approved and goes through `tagout run`, delivered to us again, and its ticket waits to be spent. */
  isOwnRun(state: string, proposal: Proposal): boolean;
}
