import { createHash, randomBytes } from 'node:crypto';
// RFC 8785 (JSON Canonicalization Scheme): who signs or checks an approval elsewhere must be able to compute the same bytes.
// The trace's own form (core/trace/canonicalJson.ts) also takes what that scheme refuses, for nothing may be left out there.
import canonicalize from 'canonicalize';
import type { TicketFacts } from '../../core/ticket.ts';

/**
 * The digest that an approval is bound to: SHA-256 over the canonical JSON of the facts, hexadecimal. Throws where they have
 * no canonical form (text with half a surrogate pair): then nothing can be approved.
 */
export function ticketDigest(facts: TicketFacts): string {
  const text = canonicalize(facts);
  if (text === undefined) throw new Error('the act has no canonical form');
  return sha256(text);
}

/** Hexadecimal SHA-256. */
export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** A secret of 192 bits that stands for itself in every shell: letters and digits. */
export const newTicketId = (): string => randomBytes(24).toString('hex');
