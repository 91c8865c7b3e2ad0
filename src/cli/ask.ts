import { ticketDigest } from '../node/ticket/digest.ts';
import { channelVersion } from '../protocol/channel.ts';
import { askWindow, type AskOutcome } from '../node/channelClient.ts';
import type { Question } from './askModule.ts';

export { changes, factsOf, isOwnRun, runThrough } from './askTicket.ts';

/** Asks the editor window that holds the question's directory; see {@link askWindow}. */
export function askPerson({ id, state, workspace, cwd, proposal, verdict, reasoning, facts, deadlineAt, onAcknowledged }: Question): Promise<AskOutcome> {
  const deadline = new Date(deadlineAt).toISOString();
  return askWindow({ v: channelVersion, type: 'ask', id, workspace, cwd, actor: proposal.actor, proposal, verdict, reasoning, facts, digest: ticketDigest(facts), deadline }, { state, deadlineAt, onAcknowledged });
}

const parentCheckMs = 1000;

/** A signal to end, or a parent process that is another one than at the start: the agent does not wait any more. */
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
