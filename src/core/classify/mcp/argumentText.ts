/** One text inside the arguments of a tool call. */
export interface ArgumentText {
  /** Key path in lower case, `arguments.options.command`; members of a list carry the list's key. */
  readonly key: string;
  readonly text: string;
}

const deepest = 8;
const most = 2000;

export interface ArgumentTexts {
  readonly texts: readonly ArgumentText[];
  /** False when the arguments are deeper or larger than what is looked through. */
  readonly complete: boolean;
}

/** All texts of a JSON value, nested JSON inside strings included; bounded in depth and number. */
export function argumentTexts(input: unknown): ArgumentTexts {
  const texts: ArgumentText[] = [];
  const complete = collect(input, '', 0, texts);
  return { texts, complete };
}

function collect(value: unknown, key: string, depth: number, into: ArgumentText[]): boolean {
  if (depth > deepest || into.length > most) return false;
  if (typeof value === 'string') {
    into.push({ key, text: value });
    const nested = parseJson(value);
    return nested === undefined ? true : collect(nested, key, depth + 1, into);
  }
  if (Array.isArray(value)) return value.every((item) => collect(item, key, depth + 1, into));
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, item]) => collect(item, name.toLowerCase(), depth + 1, into));
}

function parseJson(text: string): unknown {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || trimmed.length > 100_000) return undefined;
  try {
    const value: unknown = JSON.parse(trimmed);
    return value;
  } catch {
    return undefined;
  }
}

/** A member of an arguments object as text, under any of the given names (compared without case and `_`). */
export function textMember(input: unknown, ...names: readonly string[]): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const [key, value] of Object.entries(input)) {
    if (typeof value === 'string' && names.includes(key.toLowerCase().replace(/[_-]/g, ''))) return value;
  }
  return undefined;
}

/** A list of texts under any of the given names; undefined where it is no such list. */
export function listMember(input: unknown, ...names: readonly string[]): readonly string[] | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const [key, value] of Object.entries(input)) {
    if (!Array.isArray(value) || !names.includes(key.toLowerCase().replace(/[_-]/g, ''))) continue;
    const texts = value.filter((item): item is string => typeof item === 'string');
    if (texts.length === value.length) return texts;
  }
  return undefined;
}
