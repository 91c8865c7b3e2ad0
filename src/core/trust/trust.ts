/** How far an answer reaches, narrowest first: one verb of a program, what only reads, whatever names nothing outside the workspace. */
export const trustScopes = ['verb', 'reading', 'workspace'] as const;
export type TrustScope = (typeof trustScopes)[number];

/** One answer of a person. It holds in one workspace until the person takes it back. */
export interface ProgramTrust {
  /** Bare name of the program. */
  readonly program: string;
  readonly scope: TrustScope;
  /** First words of the command, `tasks get`; empty = no sub-command. Only of scope `verb`. */
  readonly verb?: string;
}

/** A question that a person may answer for the whole workspace instead of each time. Only effects that may be trusted carry one. */
export interface TrustOffer {
  readonly program: string;
  readonly verb: string;
  /** What may be answered, narrowest first; each of them covers the command at hand. */
  readonly scopes: readonly TrustScope[];
  /** The answer that a person gave before: this effect alone asks no more. Freezes and rules still count. */
  readonly given?: TrustScope;
}

/** Completes an offer with the answer that was given before, where there is one. */
export function withAnswer(offer: Omit<TrustOffer, 'given'>, trusted: readonly ProgramTrust[]): TrustOffer {
  const given = offer.scopes.find((scope) => trusted.some((one) => one.program === offer.program && one.scope === scope && (scope !== 'verb' || one.verb === offer.verb)));
  return given === undefined ? offer : { ...offer, given };
}

/** What the memory holds after an offer was answered with a scope. */
export const trustOf = ({ program, verb }: TrustOffer, scope: TrustScope): ProgramTrust => (scope === 'verb' ? { program, scope, verb } : { program, scope });

/** Whether two answers are the same one. */
export const sameTrust = (one: ProgramTrust, other: ProgramTrust): boolean => one.program === other.program && one.scope === other.scope && one.verb === other.verb;
