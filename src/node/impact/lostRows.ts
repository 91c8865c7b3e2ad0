import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { databaseFiles } from '../../core/checkpoint.ts';
import type { LostRows } from '../../core/impact.ts';
import { redactText } from '../../core/trace/redact.ts';
import { openSqlite } from '../sqlite.ts';
import { schemaTables } from './schemaTables.ts';

/** Larger databases are not copied just to count. */
const limitBytes = 256 * 1024 * 1024;

interface Touch {
  readonly act: LostRows['act'];
  readonly table?: string;
}

/** What a database act takes, a line for each table that the statement names. */
export function lostRows(target: { readonly connection: string; readonly statement?: string; readonly table?: string }, cwd: string): readonly LostRows[] {
  const { connection, statement, table } = target;
  const shown = { connection: redactText(connection), ...(statement === undefined ? {} : { statement: redactText(statement.slice(0, 2000)) }) };
  const touches = touchesOf(statement ?? '', table);
  const file = databaseFiles(connection).map((name) => path.resolve(cwd, name)).find((name) => fs.existsSync(name));
  const unknown = (why: string): readonly LostRows[] => touches.map((touch) => ({ ...shown, ...touch, rows: 'unknown', why }));
  if (file === undefined) return unknown(connection === 'default' ? 'no configuration says which database it is' : 'the database is not a file on this machine');
  try {
    return withCopy(file, ({ count, tables }) => touches[0]?.act === 'unknown' ? fitted(tables, schemaTables(cwd)).map((touch) => ({ ...shown, ...touch, ...count(touch.table) })) : touches.map((touch) => ({ ...shown, ...touch, ...(touch.table === undefined ? { rows: 'unknown' as const, why: 'the statement names no table' } : count(touch.table)) })));
  } catch (error) {
    return unknown(error instanceof Error ? error.message : String(error));
  }
}

const acts: readonly (readonly [RegExp, LostRows['act']])[] = [
  [/\bdrop\s+table\s+(?:if\s+exists\s+)?([`"[]?[\w.$-]+)/gi, 'drop'],
  [/\btruncate\s+(?:table\s+)?([`"[]?[\w.$-]+)/gi, 'empty'],
  [/\bdelete\s+from\s+([`"[]?[\w.$-]+)/gi, 'delete'],
  [/\bupdate\s+([`"[]?[\w.$-]+)\s+set\b/gi, 'change'],
  [/\balter\s+table\s+([`"[]?[\w.$-]+)/gi, 'change'],
];

function touchesOf(statement: string, table: string | undefined): readonly Touch[] {
  const text = statement.slice(0, 20_000);
  const found = acts.flatMap(([pattern, act]) => [...text.matchAll(pattern)].map((match) => ({ act, table: (match[1] ?? '').replace(/^[`"[]/, '') })));
  if (found.length > 0) return found.slice(0, 50);
  return [table === undefined ? { act: 'unknown' } : { act: 'change', table }];
}

/** A schema tool without a statement: tables that the schema does not name are dropped; without a schema each one may be. */
function fitted(tables: readonly string[], schema: ReadonlySet<string> | undefined): readonly (Touch & { readonly table: string })[] {
  const dropped = schema === undefined ? [] : tables.filter((table) => !schema.has(table.toLowerCase()));
  return dropped.length > 0 ? dropped.map((table) => ({ act: 'drop', table })) : tables.map((table) => ({ act: 'may-drop', table }));
}

interface Contents {
  readonly count: Count;
  readonly tables: readonly string[];
}

type Count = (table: string) => { readonly rows: number | 'unknown'; readonly why?: string };

/** Opens a copy (with its log), so that counting leaves no trace beside the original, not even a lock. */
function withCopy<T>(file: string, use: (contents: Contents) => T): T {
  const parts = ['', '-wal', '-journal'].filter((suffix) => fs.existsSync(file + suffix));
  const bytes = parts.reduce((sum, suffix) => sum + fs.statSync(file + suffix).size, 0);
  if (bytes > limitBytes) throw new Error(`the database is larger than ${limitBytes / 1024 / 1024} MB`);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-count-'));
  try {
    const copy = path.join(directory, 'copy.db');
    for (const suffix of parts) fs.copyFileSync(file + suffix, copy + suffix, fs.constants.COPYFILE_FICLONE);
    const database = openSqlite(copy, 'write');
    if (database === undefined) throw new Error('this runtime has no SQLite');
    try {
      const tables = database.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_\\_drizzle%' ESCAPE '\\' ORDER BY name LIMIT 100").map(({ name }) => String(name));
      const count: Count = (table) => {
        const known = database.all("SELECT name FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?)", table.split('.').at(-1) ?? table)[0]?.['name'];
        if (typeof known !== 'string') return { rows: 0, why: 'there is no such table' };
        return { rows: Number(database.all(`SELECT count(*) AS rows FROM "${known.replaceAll('"', '""')}"`)[0]?.['rows']) };
      };
      return use({ count, tables });
    } finally {
      database.close();
    }
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
