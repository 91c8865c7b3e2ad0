import type { Verdict } from '../verdict.ts';
import { sameTrust, trustOf, type ProgramTrust, type TrustOffer, type TrustScope } from './trust.ts';

/** What a person may answer for the workspace instead of approving once. */
export interface OpenOffers {
  /** Each question once. */
  readonly offers: readonly TrustOffer[];
  /** Answers that cover all of them, narrowest first. */
  readonly scopes: readonly TrustScope[];
}

/**
 * The questions of a verdict, where nothing else stands in the way: every finding that asks is one that a person may
 * answer. Undefined for all other verdicts, and for every one that a freeze, a rule or a limit raised.
 */
export function openOffers(verdict: Verdict): OpenOffers | undefined {
  if (verdict.decision !== 'ask' || verdict.frozen) return undefined;
  const asking = verdict.findings.filter(({ decision }) => decision !== 'allow');
  const offers = asking.flatMap(({ source, effect }) => (source === 'default' && effect?.trust !== undefined ? [effect.trust] : []));
  const [first] = offers;
  if (first === undefined || offers.length < asking.length) return undefined;
  const distinct = [...new Map(offers.map((offer) => [JSON.stringify([offer.program, offer.verb]), offer])).values()];
  const scopes = first.scopes.filter((scope) => offers.every((offer) => offer.scopes.includes(scope)));
  return scopes.length === 0 ? undefined : { offers: distinct, scopes };
}

/** What the memory is to hold after all questions were answered with one scope. */
export function answersTo({ offers }: OpenOffers, scope: TrustScope): readonly ProgramTrust[] {
  const answers = offers.map((offer) => trustOf(offer, scope));
  return answers.filter((answer, index) => answers.findIndex((other) => sameTrust(other, answer)) === index);
}
