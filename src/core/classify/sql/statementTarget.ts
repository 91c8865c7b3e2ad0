import type { SqlToken } from './lexSql.ts';

/** Longest statement that a target carries, in UTF-16 units; a longer one is cut. */
const longestStatement = 2_000;
/** Words between a verb and the name of the table that it changes. */
const between = new Set('FROM INTO TABLE ONLY IF EXISTS NOT OR REPLACE IGNORE LOW_PRIORITY DELAYED QUICK TEMPORARY UNLOGGED GLOBAL LOCAL VIEW MATERIALIZED INDEX CONCURRENTLY SCHEMA DATABASE SEQUENCE TYPE'.split(' '));
const verbs = new Set('DELETE UPDATE INSERT REPLACE MERGE TRUNCATE DROP ALTER CREATE'.split(' '));

/** The text of one statement and, where it changes one, the table as written (`shop.orders`). `text` is what was lexed. */
export function statementTarget(tokens: readonly SqlToken[], text: string): { readonly statement?: string; readonly table?: string } {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return {};
  const table = tableOf(tokens);
  return { statement: text.slice(first.start, last.end).slice(0, longestStatement), ...(table === undefined ? {} : { table }) };
}

function tableOf(tokens: readonly SqlToken[]): string | undefined {
  let at = tokens.findIndex((token) => token.kind === 'word' && verbs.has(token.text));
  if (at < 0) return undefined;
  at += 1;
  while (tokens[at]?.kind === 'word' && between.has(tokens[at]?.text ?? '')) at += 1;
  const parts: string[] = [];
  for (; ; at += 2) {
    const name = tokens[at];
    if (name === undefined || (name.kind !== 'word' && name.kind !== 'quoted')) break;
    parts.push(name.kind === 'word' ? name.text.toLowerCase() : name.text);
    if (tokens[at + 1]?.text !== '.') break;
  }
  return parts.length === 0 ? undefined : parts.join('.');
}
