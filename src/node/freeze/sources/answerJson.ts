import type { SourceAnswer, SourceReply } from '../remoteSource.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What a system answered, as JSON; in words what is wrong with it. */
export type ReadReply = { readonly ok: true; readonly value: unknown } | Extract<SourceAnswer, { ok: false }>;

/** Any answer but a good one with JSON in it is none: nothing is known then. The text is not repeated, for nobody knows what it holds. */
export function readReply({ status, text }: SourceReply): ReadReply {
  if (status !== 200) return { ok: false, problem: `it answered with status ${status}` };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof SyntaxError) return notUnderstood;
    throw error;
  }
}

export const notUnderstood: Extract<SourceAnswer, { ok: false }> = { ok: false, problem: 'its answer is not understood' };

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
export const textIn = (value: unknown, name: string): string | undefined => (isFields(value) && typeof value[name] === 'string' ? value[name] : undefined);

/** `Authorization: Bearer`, where a token is named and there. */
export const bearer = (token: string | undefined): Readonly<Record<string, string>> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
