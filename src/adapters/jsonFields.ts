/** A JSON object of unknown content, as agents send it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as a JSON object; undefined for null, lists and anything that is not an object. */
export const objectOf = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

/** The value as a list; empty for anything else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The JSON objects in a list; empty for anything else. */
export const objectsOf = (value: unknown): readonly JsonObject[] => listOf(value).map(objectOf).filter((item) => item !== undefined);

/** The value as a string; undefined for anything else. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The value as a finite number; undefined for anything else. */
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** The value as a non-empty string: ids and paths, where an empty one says nothing. */
export const nameOf = (value: unknown): string | undefined => textOf(value) || undefined;

/** An own member of a table. A tool called `constructor` must not find what every object inherits. */
export const ownMember = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

/** Parsed JSON, or undefined where the text is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Members without the undefined ones, so that whole values can be compared and stored. */
export function definedOnly<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

/**
 * At most `limit` UTF-16 units: the beginning and the end of a longer text, with a mark where the middle was left out. No word
 * is cut in two: half a secret would not be known for one when the text is stored.
 */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor((limit - 3) / 2);
  let head = half;
  let tail = text.length - half;
  while (head > 0 && inWord(text, head)) head -= 1;
  while (tail < text.length && inWord(text, tail)) tail += 1;
  return `${text.slice(0, head)}\n…\n${text.slice(tail)}`;
}

/** Whether the place before this character lies within a run of what tokens are made of. */
const inWord = (text: string, at: number): boolean => wordCharacter.test(text.charAt(at - 1)) && wordCharacter.test(text.charAt(at));
const wordCharacter = /[\w.~+/=:@%-]/;

/** The texts of a content list (`[{text}, …]`), a plain string, or undefined where there is none. */
export function contentText(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  const texts = objectsOf(content).flatMap((part) => textOf(part['text']) ?? []);
  return texts.length > 0 ? texts.join('\n') : undefined;
}
