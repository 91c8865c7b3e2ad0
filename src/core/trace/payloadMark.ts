/**
 * A long text is kept beside the chain under its own hash, and stands in the event by its beginning and a mark, so that it
 * can be erased while every hash of the chain stays good.
 */
export interface PayloadReference {
  /** SHA-256 of the text as UTF-8, lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Texts longer than that, in UTF-16 units, are kept beside the chain. */
export const longestInline = 8 * 1024;
/** What of such a text stays in the event. */
const preview = 1024;

const mark = /‹payload:([0-9a-f]{64}):(\d{1,12})›$/;

/** The beginning of a long text with the reference to all of it. */
export const withPayloadMark = (text: string, { sha256, bytes }: PayloadReference): string => `${text.slice(0, preview)}…‹payload:${sha256}:${bytes}›`;

/** The reference at the end of a stored text; undefined where all of the text is there. */
export function payloadOf(text: string): PayloadReference | undefined {
  const [, sha256, bytes] = mark.exec(text.slice(-96)) ?? [];
  return sha256 === undefined ? undefined : { sha256, bytes: Number(bytes) };
}

/** Every payload that some data refers to, without repeats. */
export function payloadsIn(data: unknown): readonly PayloadReference[] {
  const found = new Map<string, PayloadReference>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      const reference = value.endsWith('›') ? payloadOf(value) : undefined;
      if (reference !== undefined) found.set(reference.sha256, reference);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(data);
  return [...found.values()];
}

/** What a mark stands for, where that is still there. */
type FindPayload = (reference: PayloadReference) => { readonly kind: 'text'; readonly text: string } | { readonly kind: string };

/** The same data with every long text in its place again; a mark whose text is gone stays. */
export function withPayloads<T>(data: T, find: FindPayload): T;
export function withPayloads(data: unknown, find: FindPayload): unknown {
  if (typeof data === 'string') {
    const reference = data.endsWith('›') ? payloadOf(data) : undefined;
    const found = reference === undefined ? undefined : find(reference);
    return found !== undefined && 'text' in found ? found.text : data;
  }
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((entry: unknown) => withPayloads(entry, find));
  return Object.fromEntries(Object.entries(data).map(([name, member]: [string, unknown]) => [name, withPayloads(member, find)]));
}
