import { wordsOf, type Fact, type TicketFacts } from '../../src/core/ticket.ts';
import { ticketDigest } from '../../src/node/ticket/digest.ts';
import type { AskMessage } from '../../src/protocol/channel.ts';

/** A question with what an approval of it stands for: these facts beside its words. */
export function boundAsk(ask: Omit<AskMessage, 'facts' | 'digest'>, facts: readonly Fact[] = []): AskMessage {
  const bound: TicketFacts = { ...wordsOf(ask.id, ask.proposal), meaning: 'as judged', facts, expires: new Date(Date.parse(ask.deadline) + 120_000).toISOString() };
  return { ...ask, facts: bound, digest: ticketDigest(bound) };
}
