import type { OptionStyle, Role } from './programTable.ts';

/** One option as a table lists it. */
export interface OptionRow {
  /** First name; guards and values are kept under it. */
  readonly canonical: string;
  readonly names: readonly string[];
  readonly value: 'none' | 'required' | 'attached';
  readonly role: Role;
  /** `!`: the command then only shows something. */
  readonly shows: boolean;
}

/** The options of a command. Rows are read when they are asked for: a command gives a few of a hundred. */
export interface OptionSet {
  /** The row of an option by one of its names. */
  named(name: string): OptionRow | undefined;
  /** The one row whose long names begin with this; undefined where there is none or more than one. */
  beginningWith(prefix: string): OptionRow | undefined;
}

const cache = new Map<string, OptionSet>();

/** Reads the option string of a table (`-f|--force -n|--lines= -o=write --help!`). Results are kept: tables are constant. */
export function optionSet(text: string): OptionSet {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const set = readOptions(text);
  cache.set(text, set);
  return set;
}

function readOptions(text: string): OptionSet {
  const rows = new Map<string, OptionRow>();
  const rowOf = (token: string): OptionRow => {
    const row = rows.get(token) ?? readRow(token);
    rows.set(token, row);
    return row;
  };
  const named = (name: string): OptionRow | undefined => {
    // The last row of a name counts: what a sub-command says stands behind what it inherits.
    for (let at = text.lastIndexOf(name); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(name, at - 1)) {
      if (!endsName(text, at - 1) || !endsName(text, at + name.length) || name === '') continue;
      let [start, end] = [at, at + name.length];
      while (start > 0 && !isBlank(text, start - 1)) start -= 1;
      while (end < text.length && !isBlank(text, end)) end += 1;
      const row = rowOf(text.slice(start, end));
      if (row.names.includes(name)) return row;
    }
    return undefined;
  };
  let all: readonly OptionRow[] | undefined;
  const beginningWith = (prefix: string): OptionRow | undefined => {
    all ??= text.split(/\s+/).flatMap((token) => (token === '' ? [] : rowOf(token)));
    const found = new Set(all.filter(({ names }) => names.some((name) => name.startsWith(prefix) && named(name) !== undefined)));
    const [row] = found;
    return found.size === 1 ? row : undefined;
  };
  return { named, beginningWith };
}

const isBlank = (text: string, at: number): boolean => text.charCodeAt(at) <= 32;

/** Whether no further letter of a name stands there. */
function endsName(text: string, at: number): boolean {
  if (at < 0 || at >= text.length || isBlank(text, at)) return true;
  const letter = text.charAt(at);
  return letter === '|' || letter === '=' || letter === '!';
}

function readRow(token: string): OptionRow {
  const [, head = token, mark = '', role = '', shows] = /^([^=!]+)(?:(=\??)([a-z:-]*))?(!)?$/.exec(token) ?? [];
  const names = head.split('|');
  return {
    canonical: names[0] ?? head,
    names,
    value: mark === '=' ? 'required' : mark === '=?' ? 'attached' : 'none',
    role: isRole(role) ? role : 'data',
    shows: shows !== undefined,
  };
}

/** Roles are checked by the table tests; at run time any other word would be data. */
function isRole(text: string): text is Role {
  return text !== '';
}

/** The row for an option word without its value; unique prefixes of long options count in GNU style. */
export function findOption(set: OptionSet, name: string, style: OptionStyle): OptionRow | undefined {
  const exact = set.named(name);
  if (exact !== undefined) return exact;
  if (style === 'single-dash' && name.startsWith('--')) return set.named(name.slice(1));
  if (style === 'slash') return set.named(name.toLowerCase());
  const found = style === 'gnu' && name.startsWith('--') && name.length >= 3 ? set.beginningWith(name) : undefined;
  // `--vers 1.0` of a program that knows `--version` and takes no prefixes: only the whole name makes a command harmless.
  return found?.shows === true ? undefined : found;
}
