/** The little of SQLite that is used here: the trace index, and counting the rows that a statement would lose. */
export interface Sqlite {
  exec(sql: string): void;
  /** Rows as objects by column name. */
  all(sql: string, ...values: readonly SqliteValue[]): readonly Readonly<Record<string, unknown>>[];
  run(sql: string, ...values: readonly SqliteValue[]): void;
  close(): void;
}

export type SqliteValue = string | number | null;

interface Statement {
  all(...values: readonly SqliteValue[]): readonly Readonly<Record<string, unknown>>[];
  run(...values: readonly SqliteValue[]): unknown;
}
interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
interface SqliteModule {
  readonly DatabaseSync: new (file: string, options?: { readonly readOnly?: boolean }) => Database;
  /** Node 22.16 and later. */
  readonly backup?: (source: Database, target: string) => Promise<number>;
}

/**
 * Opens a database with Node's own SQLite (`node:sqlite`, Node 22.13 and later; no native module is shipped). Undefined where
 * this Node has none. Throws where the file cannot be opened. `read` never creates and never writes.
 */
export function openSqlite(file: string, mode: 'read' | 'write'): Sqlite | undefined {
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (!isSqlite(sqlite)) return undefined;
  const database = new sqlite.DatabaseSync(file, { readOnly: mode === 'read' });
  const statements = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    if (statements.size < 64) statements.set(sql, statement);
    return statement;
  };
  return {
    exec: (sql) => database.exec(sql),
    all: (sql, ...values) => prepare(sql).all(...values),
    run: (sql, ...values) => void prepare(sql).run(...values),
    close: () => database.close(),
  };
}

const isSqlite = (module: unknown): module is SqliteModule => typeof module === 'object' && module !== null && 'DatabaseSync' in module && typeof module.DatabaseSync === 'function';

/**
 * Copies a database with all that its log holds into a new file, while others may write to it. False where this Node has no
 * SQLite. Rejects where the file cannot be read or copied. Uses SQLite's backup, or `VACUUM INTO` where Node does not give it.
 */
export async function backupSqlite(file: string, target: string): Promise<boolean> {
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (!isSqlite(sqlite)) return false;
  const database = new sqlite.DatabaseSync(file, { readOnly: true });
  try {
    if (sqlite.backup === undefined) database.prepare('VACUUM INTO ?').run(target);
    else await sqlite.backup(database, target);
  } finally {
    database.close();
  }
  return true;
}
