import type { LostRows } from './facts.ts';
import { count, listed } from './words.ts';

/** One clause for all tables of one database that suffer the same. */
export function databaseClauses(databases: readonly LostRows[]): readonly string[] {
  const groups = new Map<string, LostRows[]>();
  for (const rows of databases) {
    const key = JSON.stringify([rows.connection, rows.act]);
    groups.set(key, [...(groups.get(key) ?? []), rows]);
  }
  return [...groups.values()].flatMap((group) => (group[0] === undefined ? [] : [databaseClause(group[0], group)]));
}

function databaseClause({ act, connection }: LostRows, group: readonly LostRows[]): string {
  const isNamed = connection !== '' && connection !== 'default';
  const tables = group.filter(({ table }) => table !== undefined);
  const counted = tables.some(({ rows }) => rows !== 'unknown');
  const list = listed(tables.map(({ table, rows, of }) => `\`${table ?? ''}\`${counted ? ` (${figure(rows, of)})` : ''}`));
  const what = tables.length === 0 ? `the database${isNamed ? ` ${connection}` : ''}` : `${tables.length === 1 ? 'table' : 'tables'} ${list}${isNamed ? ` of ${connection}` : ''}`;
  const unknown = counted ? '' : ' (number of rows unknown)';
  switch (act) {
    case 'drop':
      return `Drops ${what}${unknown}`;
    case 'empty':
      return `Empties ${what}${unknown}`;
    case 'delete':
      return `Deletes rows from ${what}${unknown}`;
    case 'change':
      return `Changes ${what}${unknown}`;
    case 'may-drop':
      return `May drop or change ${what}${unknown}`;
    case 'cascade':
      return `Reaches ${what}${unknown} through foreign keys`;
    case 'unknown':
      return `Changes ${what}: what is lost is not known`;
  }
}

const figure = (rows: number | 'unknown', of: number | undefined): string => (rows === 'unknown' ? 'rows unknown' : of === undefined || of === rows ? count(rows, 'row') : `${rows} of ${count(of, 'row')}`);
