import type { Proposal } from '../core/action.ts';
import type { TicketFacts } from '../core/ticket.ts';
import type { Reasoning } from '../core/trace/event.ts';
import type { Verdict } from '../core/verdict.ts';
import { announceComing, askWindow, type AskOutcome } from '../node/channel/channelClient.ts';
import { ticketDigest } from '../node/ticket/digest.ts';
import { channelVersion } from '../protocol/channel.ts';

/** All that a person is asked with. */
export interface Question {
  readonly id: string;
  readonly state: string;
  readonly workspace: string;
  readonly cwd: string;
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  readonly reasoning: Reasoning;
  /** Another command can be run in its place. */
  readonly replaceable: boolean;
  /** What an approval will stand for. */
  readonly facts: TicketFacts;
  /** Milliseconds since 1970 at which the hook gives up. */
  readonly deadlineAt: number;
  readonly onAcknowledged: (window: string) => void;
}

/** Tells that window beforehand what it will be asked about; see {@link announceComing}. */
export function announce({ id, state, workspace, cwd, proposal, verdict, reasoning, deadlineAt }: Omit<Question, 'facts' | 'onAcknowledged' | 'replaceable'>): Promise<() => void> {
  return announceComing({ v: channelVersion, type: 'coming', id, workspace, cwd, actor: proposal.actor, proposal, verdict, reasoning, deadline: new Date(deadlineAt).toISOString() }, state);
}

/** Asks the editor window that holds the question's directory; see {@link askWindow}. */
export function askPerson({ id, state, workspace, cwd, proposal, verdict, reasoning, facts, deadlineAt, onAcknowledged, replaceable }: Question): Promise<AskOutcome> {
  const deadline = new Date(deadlineAt).toISOString();
  return askWindow({ v: channelVersion, type: 'ask', id, workspace, cwd, actor: proposal.actor, proposal, verdict, reasoning, facts, digest: ticketDigest(facts), deadline, ...(replaceable ? { replaceable } : {}) }, { state, deadlineAt, onAcknowledged });
}

const parentCheckMs = 1000;

/** Calls back once when the agent that waits for us has ended or wants us to end: a signal, or a parent process that is another one than at the start: the agent does not wait any more. */
export function onAbandoned(callback: (why: string) => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => callback('the agent stopped waiting'));
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback('the agent ended while a person was asked');
  }, parentCheckMs);
  timer.unref();
}
