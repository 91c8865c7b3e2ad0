import type { Reasoning } from '../core/trace/event.ts';
import type { Proposal } from '../core/action.ts';
import type { Verdict } from '../core/verdict.ts';
import type { AskOutcome } from '../node/channelClient.ts';

/** All that a person is asked with. */
export interface Question {
  readonly id: string;
  readonly state: string;
  readonly workspace: string;
  readonly cwd: string;
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  readonly reasoning: Reasoning;
  /** Milliseconds since 1970 at which the hook gives up. */
  readonly deadlineAt: number;
  readonly onAcknowledged: (window: string) => void;
}

/** The part of the hook that is loaded only for a question (bundle `ask.cjs`): it needs sockets, which cost start time. */
export interface AskModule {
  askPerson(question: Question): Promise<AskOutcome>;
  /** Calls back once when the agent that waits for us has ended or wants us to end. */
  onAbandoned(callback: (why: string) => void): void;
}
