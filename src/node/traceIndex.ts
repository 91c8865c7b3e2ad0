import * as fs from 'node:fs';
import { openSqlite } from './sqlite.ts';
import type { Sqlite } from './sqlite.ts';

/** Where one sealed event stands, and by what it is found. `session` is empty for events that belong to none. */
export interface IndexedLine {
  readonly seq: number;
  readonly session: string;
  readonly agent: string;
  readonly segment: number;
  readonly start: number;
  readonly length: number;
}

/** How far the segments are indexed. */
export interface IndexPosition {
  readonly segment: number;
  readonly bytes: number;
}

/** A rebuildable index over the sealed trace; never the truth. */
export interface TraceIndex {
  readonly kind: 'sqlite' | 'memory';
  position(): IndexPosition;
  /** Adds lines and moves the position on, both or neither. */
  add(lines: readonly IndexedLine[], position: IndexPosition): void;
  /** Sessions with the latest events, newest first. */
  newestSessions(limit: number): readonly { readonly session: string; readonly agent: string }[];
  /** Newest `limit` events of one session, oldest of them first. */
  linesOf(session: string, agent: string, limit: number): readonly IndexedLine[];
  close(): void;
}

const schema = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;
  CREATE TABLE IF NOT EXISTS line (seq INTEGER PRIMARY KEY, session TEXT NOT NULL, agent TEXT NOT NULL, segment INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS line_session ON line (session, agent, seq);
  CREATE TABLE IF NOT EXISTS session (session TEXT NOT NULL, agent TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (session, agent)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS session_seq ON session (seq);
  CREATE TABLE IF NOT EXISTS state (chain TEXT NOT NULL, segment INTEGER NOT NULL, bytes INTEGER NOT NULL);`;

/** Version of {@link schema}; another one is built anew. */
const schemaVersion = 1;

/**
 * Opens the index of a trace. One that is missing, broken, of another chain or ahead of the segments is made anew; where
 * this Node has no SQLite, or the disk does not take it, it is kept in memory. Never throws.
 */
export function openTraceIndex(file: string, chain: string, isStale: (position: IndexPosition) => boolean): TraceIndex {
  for (const attempt of ['open', 'anew'] as const) {
    try {
      if (attempt === 'anew') for (const suffix of ['', '-wal', '-shm']) fs.rmSync(file + suffix, { force: true });
      const index = openOnDisk(file, chain);
      if (index === undefined) break;
      if (!isStale(index.position())) return index;
      index.close();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
  return memoryIndex();
}

function openOnDisk(file: string, chain: string): TraceIndex | undefined {
  const database = openSqlite(file, 'write');
  if (database === undefined) return undefined;
  try {
    return indexIn(database, chain, file);
  } catch (error) {
    database.close();
    throw error;
  }
}

function indexIn(database: Sqlite, chain: string, file: string): TraceIndex {
  const version = Number(database.all('PRAGMA user_version')[0]?.['user_version']);
  if (version !== 0 && version !== schemaVersion) throw new Error('the index has another form');
  database.exec(schema);
  database.exec(`PRAGMA user_version = ${schemaVersion}`);
  fs.chmodSync(file, 0o600);
  if (database.all('SELECT chain FROM state').length === 0) database.run('INSERT INTO state VALUES (?, 0, 0)', chain);
  if (database.all('SELECT chain FROM state')[0]?.['chain'] !== chain) throw new Error('the index belongs to another chain');
  const position = (): IndexPosition => {
    const [state] = database.all('SELECT segment, bytes FROM state');
    return { segment: Number(state?.['segment']), bytes: Number(state?.['bytes']) };
  };
  return {
    kind: 'sqlite',
    position,
    add(lines, next) {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { seq, session, agent, segment, start, length } of lines) {
          database.run('INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?, ?, ?)', seq, session, agent, segment, start, length);
          database.run('INSERT INTO session VALUES (?, ?, ?) ON CONFLICT (session, agent) DO UPDATE SET seq = MAX(seq, excluded.seq)', session, agent, seq);
        }
        database.run('UPDATE state SET segment = ?, bytes = ?', next.segment, next.bytes);
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    newestSessions: (limit) => database.all("SELECT session, agent FROM session WHERE session <> '' ORDER BY seq DESC LIMIT ?", limit).map((row) => ({ session: String(row['session']), agent: String(row['agent']) })),
    linesOf: (session, agent, limit) =>
      database.all('SELECT * FROM line WHERE session = ? AND agent = ? ORDER BY seq DESC LIMIT ?', session, agent, limit)
        .map((row) => ({ seq: Number(row['seq']), session, agent, segment: Number(row['segment']), start: Number(row['start']), length: Number(row['length']) }))
        .reverse(),
    close: () => database.close(),
  };
}

/** The same in memory: built from the segments each time it is opened. */
export function memoryIndex(): TraceIndex {
  let at: IndexPosition = { segment: 0, bytes: 0 };
  const bySession = new Map<string, { readonly session: string; readonly agent: string; readonly lines: IndexedLine[] }>();
  return {
    kind: 'memory',
    position: () => at,
    add(lines, next) {
      for (const line of lines) {
        const key = `${line.agent} ${line.session}`;
        const entry = bySession.get(key) ?? { session: line.session, agent: line.agent, lines: [] };
        entry.lines.push(line);
        bySession.set(key, entry);
      }
      at = next;
    },
    newestSessions: (limit) =>
      [...bySession.values()].filter(({ session }) => session !== '').sort((first, second) => (second.lines.at(-1)?.seq ?? 0) - (first.lines.at(-1)?.seq ?? 0)).slice(0, limit).map(({ session, agent }) => ({ session, agent })),
    linesOf: (session, agent, limit) => (bySession.get(`${agent} ${session}`)?.lines ?? []).slice(-limit),
    close: () => bySession.clear(),
  };
}
