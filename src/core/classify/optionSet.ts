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

export interface OptionSet {
  readonly byName: ReadonlyMap<string, OptionRow>;
  /** Long names, for unique prefixes. */
  readonly long: readonly string[];
}

const cache = new Map<string, OptionSet>();

/** Reads the option string of a table (`-f|--force -n|--lines= -o=write --help!`). Results are kept: tables are constant. */
export function optionSet(text: string): OptionSet {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const byName = new Map<string, OptionRow>();
  for (const token of text.split(/\s+/)) {
    if (token === '') continue;
    const row = readRow(token);
    for (const name of row.names) byName.set(name, row);
  }
  const set = { byName, long: [...byName.keys()].filter((name) => name.startsWith('--')) };
  cache.set(text, set);
  return set;
}

function readRow(token: string): OptionRow {
  const [, head = token, mark = '', role = ''] = /^(.+?)(!|=\?|=)?((?<==|=\?)[a-z:-]*)?$/.exec(token) ?? [];
  const names = head.split('|');
  return {
    canonical: names[0] ?? head,
    names,
    value: mark === '=' ? 'required' : mark === '=?' ? 'attached' : 'none',
    role: isRole(role) ? role : 'data',
    shows: mark === '!',
  };
}

/** Roles are checked by the table tests; at run time any other word would be data. */
function isRole(text: string): text is Role {
  return text !== '';
}

/** The row for an option word without its value; unique prefixes of long options count in GNU style. */
export function findOption(set: OptionSet, name: string, style: OptionStyle): OptionRow | undefined {
  const exact = set.byName.get(name);
  if (exact !== undefined) return exact;
  if (style === 'single-dash' && name.startsWith('--')) return set.byName.get(name.slice(1));
  if (style === 'slash') return set.byName.get(name.toLowerCase());
  if (style !== 'gnu' || !name.startsWith('--') || name.length < 3) return undefined;
  let found: OptionRow | undefined;
  for (const long of set.long) {
    if (!long.startsWith(name)) continue;
    const row = set.byName.get(long);
    if (found !== undefined && row !== found) return undefined;
    found = row;
  }
  return found;
}
