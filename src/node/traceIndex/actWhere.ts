import type { TraceQuery } from '../../core/trace/traceQuery.ts';

/** A query as SQL over the index; `order` is the column by which it is paged. */
export interface ActWhere {
  readonly from: string;
  readonly where: string;
  readonly values: readonly (string | number)[];
  readonly order: 'act.id' | 'words.rowid';
}

/** Shorter words have no trigram: they are looked for in the titles. */
const shortestWord = 3;

/** Whether a word can be found anywhere, and not in titles alone. In Unicode characters. */
export const hasTrigram = (word: string): boolean => Array.from(word).length >= shortestWord;

/** A path and everything below it, with either separator. */
export function rangeOf(path: string): { readonly where: string; readonly values: readonly string[] } {
  const folder = path.endsWith('/') ? path.slice(0, -1) : path;
  return { where: 'path = ? OR (path > ? AND path < ?) OR (path > ? AND path < ?)', values: [path, `${folder}/`, `${folder}0`, `${folder}\\`, `${folder}]`] };
}

/** Pure. Nothing of the query stands in the SQL but by a placeholder. */
export function whereOf({ agents, session, statuses, rule, path, radii, reversibilities, words = [], since, until, unreviewed }: TraceQuery, broadPath: boolean): ActWhere {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const add = (sql: string, ...given: readonly (string | number)[]): void => {
    parts.push(sql);
    values.push(...given);
  };
  const among = (column: string, list: readonly string[] | undefined): void => {
    if (list !== undefined) add(`act.${column} IN (${list.map(() => '?').join(', ')})`, ...list);
  };
  const long = words.filter(hasTrigram);
  // A word of the index in double quotes is text, whatever it holds.
  if (long.length > 0) add('words.text MATCH ?', long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '));
  for (const word of words) if (!long.includes(word)) add("instr(lower(act.title), ?) > 0", word.toLowerCase());
  among('agent', agents);
  among('status', statuses);
  among('radius', radii);
  among('reversibility', reversibilities);
  if (session !== undefined) add('act.session = ?', session);
  if (since !== undefined) add('act.at >= ?', since);
  if (until !== undefined) add('act.at <= ?', until);
  if (unreviewed === true) add("act.changes = 1 AND act.reviewed = 0 AND act.status IN ('allowed', 'gap')");
  // `.` and `/` are each followed by the next character of the alphabet: everything that begins with the family or folder.
  if (rule !== undefined) add("act.id IN (SELECT act FROM act_rule WHERE rule = ? OR (rule > ? AND rule < ?))", rule, `${rule}.`, `${rule}/`);
  if (path !== undefined) {
    const range = rangeOf(path);
    add(broadPath ? `EXISTS (SELECT 1 FROM act_path WHERE act_path.act = act.id AND (${range.where}))` : `act.id IN (SELECT act FROM act_path WHERE ${range.where})`, ...range.values);
  }
  const order = long.length > 0 ? 'words.rowid' : 'act.id';
  return { from: long.length > 0 ? 'words JOIN act ON act.id = words.rowid' : 'act', where: parts.length === 0 ? '1' : parts.join(' AND '), values, order };
}
