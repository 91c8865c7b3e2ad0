import { longestMessage, readSigned, type SignedMessage } from './messages.ts';

/**
 * An answer as a link that opens the editor. SECURITY: the link only carries the signed text; without a signature that counts
 * nothing follows from opening it.
 */
export const answerLink = (signed: SignedMessage): string => `vscode://tagout.tagout/answer?signed=${encodeURIComponent(JSON.stringify({ payload: signed.payload, signature: signed.signature }))}`;

/** The signed text of a link's path and query; undefined for every other link. */
export function signedInLink(path: string, query: string): SignedMessage | undefined {
  if (path !== '/answer' || query.length > 4 * longestMessage || !query.startsWith('signed=')) return undefined;
  const text = query.slice('signed='.length);
  // An editor may have decoded the query already.
  return readSigned(text) ?? readSigned(decoded(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
