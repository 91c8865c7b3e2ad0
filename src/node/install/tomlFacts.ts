import { readWhole } from './replaceFile.ts';

/** A dotted or quoted key as TOML writes it, split into its parts: `hooks.state."a.b:c"`. */
function keyParts(text: string): readonly string[] {
  return [...text.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*(?:\.|$)/g)].map(([, basic, literal, bare]) => (basic === undefined ? (literal ?? bare ?? '') : unescape(basic)));
}

const unescape = (text: string): string => text.replace(/\\(["\\])/g, '$1');

type Scalar = string | boolean;

function scalar(text: string): Scalar | undefined {
  const value = text.trim();
  const [, basic, literal, word] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(true|false))\s*(?:#.*)?$/.exec(value) ?? [];
  if (basic !== undefined) return unescape(basic);
  return literal ?? (word === undefined ? undefined : word === 'true');
}

/** Members of `{ a = "b", c = true }`, one level deep. */
function inlineTable(text: string): readonly (readonly [string, string])[] {
  const inside = /^\{(.*)\}\s*(?:#.*)?$/s.exec(text.trim())?.[1];
  if (inside === undefined) return [];
  return [...inside.matchAll(/((?:"[^"]*"|[\w.-])+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|true|false)/g)].map(([, key, value]) => [key ?? '', value ?? '']);
}

/**
 * Strings and booleans of a TOML text by their full key, joined with NUL. Reads what Codex itself writes into config.toml:
 * tables, quoted and dotted keys, one-line inline tables. Other values (numbers, lists, multi-line texts) are left out.
 */
export function tomlScalars(text: string): ReadonlyMap<string, string | boolean> {
  const found = new Map<string, Scalar>();
  let table: readonly string[] = [];
  const put = (key: readonly string[], value: string): void => {
    const read = scalar(value);
    if (read !== undefined) found.set(key.join('\0'), read);
    for (const [inner, text_] of inlineTable(value)) put([...key, ...keyParts(inner)], text_);
  };
  for (const line of text.split(/\r?\n/)) {
    const [, array, header] = /^\s*\[(\[?)(.+?)\]\]?\s*(?:#.*)?$/.exec(line) ?? [];
    if (header !== undefined) {
      table = array === '[' ? [...keyParts(header), '[]'] : keyParts(header);
      continue;
    }
    const [, key, value] = /^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.\s-])+?)\s*=\s*(.+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) put([...table, ...keyParts(key)], value);
  }
  return found;
}

/** One value of a TOML file; undefined where the file or the key is missing or cannot be read. */
export function tomlValue(file: string, key: readonly string[]): string | boolean | undefined {
  try {
    return tomlScalars(readWhole(file) ?? '').get(key.join('\0'));
  } catch {
    return undefined;
  }
}
