import { lexSql } from '../classify/sql/lexSql.ts';
import type { LostRows } from './facts.ts';

/** What a statement does to one table. */
export interface SqlTouch {
  readonly act: LostRows['act'];
  readonly table?: string;
}

const name = '([`"[]?[\\w.$-]+)';
const acts: readonly (readonly [RegExp, LostRows['act']])[] = [
  [new RegExp(`\\bdrop\\s+table\\s+(?:if\\s+exists\\s+)?${name}`, 'gi'), 'drop'],
  [new RegExp(`\\btruncate\\s+(?:table\\s+)?(?:only\\s+)?${name}`, 'gi'), 'empty'],
  [new RegExp(`\\bdelete\\s+from\\s+(?:only\\s+)?${name}`, 'gi'), 'delete'],
  [new RegExp(`\\bupdate\\s+(?:only\\s+)?${name}\\s+set\\b`, 'gi'), 'change'],
  [new RegExp(`\\balter\\s+table\\s+(?:if\\s+exists\\s+)?${name}`, 'gi'), 'change'],
];
const limit = 20_000;

/** The tables that a statement names where it takes something away; `table` is the answer of whoever read it before. */
export function touchesOf(statement: string, table: string | undefined): readonly SqlTouch[] {
  const text = statement.slice(0, limit);
  const found = acts.flatMap(([pattern, act]) => [...text.matchAll(pattern)].map((match) => ({ act, table: (match[1] ?? '').replace(/^[`"[]/, '') })));
  if (found.length > 0) return found.slice(0, 50);
  return [table === undefined ? { act: 'unknown' } : { act: 'change', table }];
}

/**
 * Whether a statement is one DELETE or UPDATE whose text says all: then it can be tried in a copy to see how many rows it meets.
 * Not with parameters, whose values the text does not hold.
 */
export function isOneRowChange(statement: string): boolean {
  if (!/^\s*(?:delete\s+from|update)\b/i.test(statement) || statement.length > limit) return false;
  const { tokens } = lexSql(statement, 'sqlite');
  const inner = tokens.slice(0, -1);
  return !inner.some(({ text }) => text === ';') && !tokens.some(({ text }) => /^[?:@$]/.test(text) && text !== '::' && text !== ':=');
}

/** A schema tool without a statement: tables that the schema does not name are dropped; without a schema each one may be. */
export function fitted(tables: readonly string[], schema: ReadonlySet<string> | undefined): readonly (SqlTouch & { readonly table: string })[] {
  const dropped = schema === undefined ? [] : tables.filter((table) => !schema.has(table.toLowerCase()));
  return dropped.length > 0 ? dropped.map((table) => ({ act: 'drop', table })) : tables.map((table) => ({ act: 'may-drop', table }));
}
