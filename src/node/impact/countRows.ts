import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { LostRows } from '../../core/impact/facts.ts';
import { fitted, isOneRowChange, type SqlTouch } from '../../core/impact/sqlTouch.ts';
import { openSqlite, type Sqlite } from '../sqlite.ts';

/** Larger databases are not copied just to count. */
const limitBytes = 1024 * 1024 * 1024;

export interface CountRequest {
  /** Absolute. */
  readonly file: string;
  readonly statement: string;
  /** What the statement does; `unknown` alone: a schema tool, that may touch every table. */
  readonly touches: readonly SqlTouch[];
  /** Tables, lower case, that the schema of the project names. */
  readonly schema?: readonly string[];
}

/** The part of {@link LostRows} that the database itself answers. */
export type CountedRows = Pick<LostRows, 'act' | 'table' | 'rows' | 'of' | 'why'>;

/** Counts what a statement would take from a SQLite file, in a copy of it. Throws where the file cannot be copied or opened. */
export function countRows({ file, statement, touches, schema }: CountRequest): readonly CountedRows[] {
  return withCopy(file, (database) => {
    const tables = database.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_\\_drizzle%' ESCAPE '\\' ORDER BY name LIMIT 200").map(({ name }) => String(name));
    if (touches[0]?.act === 'unknown') return fitted(tables, schema === undefined ? undefined : new Set(schema)).map((touch) => ({ ...touch, rows: rowsIn(database, touch.table) }));
    return touches.flatMap((touch) => countTouch(database, tables, touch, statement));
  });
}

function countTouch(database: Sqlite, tables: readonly string[], touch: SqlTouch, statement: string): readonly CountedRows[] {
  const wanted = touch.table?.split('.').at(-1)?.toLowerCase();
  if (wanted === undefined) return [{ ...touch, rows: 'unknown', why: 'the statement names no table' }];
  const table = tables.find((name) => name.toLowerCase() === wanted);
  if (table === undefined) return [{ ...touch, rows: 0, why: 'there is no such table' }];
  const all = rowsIn(database, table);
  const exact = isOneRowChange(statement) && (touch.act === 'delete' || touch.act === 'change');
  const tried = touch.act === 'change' && !exact ? undefined : tryOut(database, tables, table, exact ? statement : `DELETE FROM ${quoted(table)}`);
  const own: CountedRows = !exact ? { ...touch, rows: all } : tried === undefined ? { ...touch, rows: all, why: 'the condition could not be tried: all rows' } : { ...touch, rows: tried.changed, ...(tried.changed === all ? {} : { of: all }) };
  return [own, ...(tried?.cascades ?? [])];
}

interface Tried {
  readonly changed: number;
  readonly cascades: readonly CountedRows[];
}

/** Runs the change in the copy with foreign keys enforced, looks, and takes it back. Undefined where it does not run. */
function tryOut(database: Sqlite, tables: readonly string[], table: string, statement: string): Tried | undefined {
  const reached = referringTo(database, tables, table);
  const before = new Map(reached.map(({ name }) => [name, rowsIn(database, name)]));
  try {
    database.exec('PRAGMA foreign_keys = ON; BEGIN');
    database.run(statement);
    const changed = Number(database.all('SELECT changes() AS rows')[0]?.['rows']);
    const cascades = reached.flatMap(({ name, rule }): CountedRows[] => {
      const gone = (before.get(name) ?? 0) - rowsIn(database, name);
      if (rule === 'CASCADE') return gone === 0 ? [] : [{ act: 'cascade', table: name, rows: gone, why: 'deleted with it where foreign keys are enforced' }];
      return [{ act: 'cascade', table: name, rows: 'unknown', why: `${rule.toLowerCase()} where foreign keys are enforced` }];
    });
    return { changed, cascades };
  } catch {
    // A constraint, a trigger or a word that this SQLite does not know: nobody can say how many rows it would meet.
    return undefined;
  } finally {
    database.exec('ROLLBACK');
  }
}

/** Tables whose rows go or change with rows of a table, near ones first; sqlite.org/pragma.html#pragma_foreign_key_list. */
function referringTo(database: Sqlite, tables: readonly string[], table: string): readonly { readonly name: string; readonly rule: string }[] {
  const references = tables.flatMap((name) => database.all(`PRAGMA foreign_key_list(${quoted(name)})`).map((row) => ({ name, to: String(row['table']).toLowerCase(), rule: String(row['on_delete']).toUpperCase() })));
  const found = new Map<string, { readonly name: string; readonly rule: string }>();
  for (const pending = [table]; pending.length > 0;) {
    const parent = pending.shift()?.toLowerCase();
    for (const { name, to, rule } of references) {
      if (to !== parent || found.has(name) || name === table || !['CASCADE', 'SET NULL', 'SET DEFAULT'].includes(rule)) continue;
      found.set(name, { name, rule });
      if (rule === 'CASCADE') pending.push(name);
    }
  }
  return [...found.values()];
}

const quoted = (table: string): string => `"${table.replaceAll('"', '""')}"`;
const rowsIn = (database: Sqlite, table: string): number => Number(database.all(`SELECT count(*) AS rows FROM ${quoted(table)}`)[0]?.['rows']);

/** Opens a copy (with its log), so that counting leaves no trace beside the original, not even a lock. */
function withCopy<T>(file: string, use: (database: Sqlite) => T): T {
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
      return use(database);
    } finally {
      database.close();
    }
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
