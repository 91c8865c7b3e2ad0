import { readAnswer, type SecondPersonAnswer, type SignedMessage } from '../../core/secondPerson/messages.ts';
import { ownFingerprints, readSignerPolicy, type SignerPolicy } from './allowedSigners.ts';
import { verifySigned, type Signature } from './sshSignature.ts';

/** What an answer is held against. */
export interface AnswerContext {
  readonly state: string;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Fingerprint of the key that signed the request. */
  readonly requesterKey: string;
}

export type CheckedAnswer = { readonly ok: true; readonly answer: SecondPersonAnswer; readonly by: Signature; /** Names of whoever sits here. */ readonly mine: ReadonlySet<string> } | { readonly ok: false; readonly why: string };

/**
 * Whether a message is an answer that somebody else signed who may. Keys of whoever sits here never count: neither those that
 * lie on this machine nor others of the same name. Which request it answers is the caller's to look at. Never throws.
 */
export async function checkAnswer(signed: SignedMessage, { state, platform, home, requesterKey }: AnswerContext): Promise<CheckedAnswer> {
  try {
    const policy = readSignerPolicy(state, platform);
    if (policy === undefined) return { ok: false, why: 'nobody is named who may answer (no allowed_signers)' };
    const answer = readAnswer(signed.payload);
    if (answer === undefined) return { ok: false, why: 'it is no answer that this version reads' };
    const verified = await verifySigned(signed, policy);
    if (!verified.ok) return verified;
    const own = new Set([...ownFingerprints(home), requesterKey]);
    const mine = ownPrincipals(policy, own);
    if (own.has(verified.by.key) || mine.has(verified.by.principal)) return { ok: false, why: 'it is signed by whoever asked: a second person has to answer' };
    return { ok: true, answer, by: verified.by, mine };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : 'it could not be checked' };
  }
}

/** Names under which the keys of whoever sits here are allowed. */
export const ownPrincipals = ({ signers }: SignerPolicy, own: ReadonlySet<string>): ReadonlySet<string> => new Set(signers.flatMap(({ fingerprint, principals }) => (own.has(fingerprint) ? principals : [])));
