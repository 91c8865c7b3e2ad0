import type { Reasoning } from '../core/trace/event.ts';
import type { Proposal } from '../core/action.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Capabilities } from '../adapters/adapter.ts';
import type { TicketFacts } from '../core/ticket.ts';
import type { AskOutcome } from '../node/channelClient.ts';
import type { Judgement, Situation } from './judgement.ts';

/** All that a person is asked with. */
export interface Question {
  readonly id: string;
  readonly state: string;
  readonly workspace: string;
  readonly cwd: string;
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  readonly reasoning: Reasoning;
  /** What an approval will stand for. */
  readonly facts: TicketFacts;
  /** Milliseconds since 1970 at which the hook gives up. */
  readonly deadlineAt: number;
  readonly onAcknowledged: (window: string) => void;
}

/** An act that was judged, to be looked at for what an approval of it stands for. */
export interface BoundAct {
  readonly id: string;
  readonly proposal: Proposal;
  readonly situation: Situation;
  readonly judgement: Judgement;
  /** Milliseconds since 1970 at which the hook gives up. */
  readonly deadlineAt: number;
}

/** An approval as the window gave it. */
export type Approval = Extract<AskOutcome, { kind: 'answered' }>;

/** The part of the hook that is loaded only for a question (bundle `ask.cjs`): it needs sockets, which cost start time. */
export interface AskModule {
  askPerson(question: Question): Promise<AskOutcome>;
  /** Looks at all that an approval of this act would stand for, once more when something was `approved`. Throws when it cannot. */
  factsOf(act: BoundAct, approved?: TicketFacts): TicketFacts;
  /** What is not as it was approved, in words; empty where nothing changed. */
  changes(approved: TicketFacts, now: TicketFacts): readonly string[];
  /**
   * The tool's input with a command that goes through `tagout run`, which looks at everything again just before it starts;
   * undefined where this agent or this act does not allow that. Throws when the disk refuses.
   */
  runThrough(act: BoundAct, approval: Approval, facts: TicketFacts, capabilities: Capabilities): unknown;
  /** Whether this is a call that {@link runThrough} made, delivered to us again, and its ticket waits to be spent. */
  isOwnRun(state: string, proposal: Proposal): boolean;
  /** Calls back once when the agent that waits for us has ended or wants us to end. */
  onAbandoned(callback: (why: string) => void): void;
}
