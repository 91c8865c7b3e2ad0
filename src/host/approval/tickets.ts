import { timingSafeEqual } from 'node:crypto';
import { ticketLifeMs, type Ticket } from '../../core/ticket.ts';
import type { AskAnswer, Redemption } from '../../node/channel/channelServer.ts';
import { faultPoint } from '../../node/faultPoint.ts';
import { newTicketId, sha256, ticketDigest } from '../../node/ticket/digest.ts';
import type { AskMessage } from '../../protocol/channel.ts';

interface Issued {
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * The approvals of this window that wait to be spent by `tagout run`. SECURITY: they are in this process's memory and nowhere
 * else, so that nothing on the disk can stand for one and all are void when the window is gone; each is good once, for one
 * digest, for {@link ticketLifeMs}.
 */
export class Tickets {
  readonly #now: () => number;
  readonly #issued = new Map<string, Issued>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Why a question cannot be asked: what it says of itself is not what its digest stands for. Undefined where it can. */
  problemOf({ id, facts, digest, proposal }: AskMessage): string | undefined {
    try {
      const same = facts.id === id && facts.session === proposal.session.id && JSON.stringify(facts.actions) === JSON.stringify(proposal.actions);
      return same && ticketDigest(facts) === digest ? undefined : 'the question is about something else than its digest';
    } catch (error) {
      return error instanceof Error ? error.message : 'the question has no digest';
    }
  }

  /** The answer with a ticket, where it is an approval. */
  withTicket(ask: AskMessage, answer: AskAnswer): AskAnswer {
    return answer.outcome === 'approved' ? { ...answer, ticket: this.#issue(ask) } : answer;
  }

  /** Spends a ticket. Whatever comes of it, the ticket is gone afterwards: a second try never finds it. */
  redeem(id: string, digest: string): Redemption {
    const issued = this.#issued.get(id);
    this.#issued.delete(id);
    if (issued === undefined) return { kind: 'refused', why: 'this approval is not known here: it was used before, or the editor window that gave it is gone' };
    if (this.#now() > issued.expiresAt) return { kind: 'refused', why: `the approval was not used within ${ticketLifeMs / 1000} s` };
    return sameText(issued.digest, digest) ? { kind: 'spent' } : { kind: 'refused', why: 'what would run is not what was approved' };
  }

  #issue({ digest, facts }: AskMessage): Ticket {
    const now = this.#now();
    for (const [id, { expiresAt }] of this.#issued) if (now > expiresAt) this.#issued.delete(id);
    const expiresAt = Math.min(now + ticketLifeMs, Date.parse(facts.expires));
    const id = newTicketId();
    this.#issued.set(id, { digest, expiresAt });
    faultPoint('window ticket issued');
    return { id, expires: new Date(expiresAt).toISOString() };
  }
}

/** In a time that does not depend on where they differ. */
const sameText = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
