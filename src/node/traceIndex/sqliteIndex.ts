import * as fs from 'node:fs';
import { statusOfRow, type ActRow } from '../../core/trace/actRow.ts';
import { actionStatuses } from '../../core/trace/traceTree.ts';
import { openSqlite, type Sqlite } from '../sqlite.ts';
import type { ActIndex, IndexChanges, IndexPosition, LinePlace, SessionRow } from './actIndex.ts';
import { rangeOf, whereOf } from './actWhere.ts';
import type { TraceQuery } from '../../core/trace/traceQuery.ts';

/** Version of the tables; an index of another one is built anew. */
export const indexVersion = 3;

const columns = ['key', 'at', 'session', 'agent', 'decision', 'answer', 'byPerson', 'asked', 'withdrawn', 'judged', 'ended', 'ok', 'gap', 'possible', 'turn', 'callId', 'title', 'tool', 'by', 'reversibility', 'radius', 'rule', 'frozen', 'changes', 'reviewed', 'askedAt', 'waitedMs'] as const satisfies readonly (keyof ActRow)[];
const quoted = columns.map((name) => `"${name}"`);

/**
 * `words` is a full text index without a copy of the text: each act is one document of its trigrams, so that any part of a
 * word is found. Nothing that was erased stays in the file (`secure_delete`).
 */
const schema = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA cache_size = -32000;
  CREATE TABLE IF NOT EXISTS line (seq INTEGER PRIMARY KEY, segment INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL, act INTEGER NOT NULL, session INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS line_act ON line (act, seq) WHERE act > 0;
  CREATE INDEX IF NOT EXISTS line_session ON line (session, seq);
  CREATE TABLE IF NOT EXISTS session (id INTEGER PRIMARY KEY, session TEXT NOT NULL, agent TEXT NOT NULL, workspace TEXT NOT NULL, startedAt TEXT NOT NULL, seq INTEGER NOT NULL, lastAt TEXT NOT NULL, ended INTEGER NOT NULL, title TEXT NOT NULL, events INTEGER NOT NULL, ${actionStatuses.map((status) => `"${status}" INTEGER NOT NULL`).join(', ')}, UNIQUE (session, agent));
  CREATE INDEX IF NOT EXISTS session_seq ON session (seq);
  CREATE TABLE IF NOT EXISTS act (id INTEGER PRIMARY KEY, status TEXT NOT NULL, ${quoted.join(', ')}, UNIQUE (key));
  CREATE INDEX IF NOT EXISTS act_session ON act (session, id);
  CREATE INDEX IF NOT EXISTS act_call ON act (callId) WHERE callId <> '';
  CREATE INDEX IF NOT EXISTS act_status ON act (status, id);
  CREATE INDEX IF NOT EXISTS act_radius ON act (radius, id);
  CREATE TABLE IF NOT EXISTS act_rule (rule TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY (rule, act)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS act_path (path TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY (path, act)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS act_path_act ON act_path (act);
  CREATE TABLE IF NOT EXISTS covered (agent TEXT NOT NULL, day TEXT NOT NULL, decided INTEGER NOT NULL, gaps INTEGER NOT NULL, possible INTEGER NOT NULL, PRIMARY KEY (agent, day)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'full');
  CREATE TABLE IF NOT EXISTS state (chain TEXT NOT NULL, segment INTEGER NOT NULL, bytes INTEGER NOT NULL);`;

/** Opens or makes the index of one chain. Undefined where this Node has no SQLite; throws where the file is not a good one. */
export function openSqliteIndex(file: string, chain: string): ActIndex | undefined {
  const database = openSqlite(file, 'write');
  if (database === undefined) return undefined;
  try {
    const version = Number(database.all('PRAGMA user_version')[0]?.['user_version']);
    if (version !== 0 && version !== indexVersion) throw new Error('the index has another form');
    database.exec(schema);
    database.exec(`PRAGMA user_version = ${indexVersion}`);
    fs.chmodSync(file, 0o600);
    if (database.all('SELECT chain FROM state').length === 0) database.run('INSERT INTO state VALUES (?, 0, 0)', chain);
    if (database.all('SELECT chain FROM state')[0]?.['chain'] !== chain) throw new Error('the index belongs to another chain');
    return indexOver(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Paths below a folder from which on it is a broad one. */
const broad = 2000;

function indexOver(database: Sqlite): ActIndex {
  const position = (): IndexPosition => {
    const [state] = database.all('SELECT segment, bytes FROM state');
    return { segment: Number(state?.['segment']), bytes: Number(state?.['bytes']) };
  };
  /** A folder that most acts touch is held against each act in turn; the acts of one that few touch are looked up. */
  const isBroad = ({ path }: TraceQuery): boolean => {
    const range = path === undefined ? undefined : rangeOf(path);
    return range !== undefined && Number(database.all(`SELECT COUNT(*) AS found FROM (SELECT 1 FROM act_path WHERE ${range.where} LIMIT ?)`, ...range.values, broad)[0]?.['found']) === broad;
  };
  const act = (sql: string, ...values: readonly (string | number)[]): ActRow | undefined => database.all(sql, ...values).map(readAct)[0];
  return {
    kind: 'sqlite',
    position,
    apply(changes) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const { segment, bytes } = position();
        const isNext = segment === changes.from.segment && bytes === changes.from.bytes;
        if (isNext) write(database, changes);
        database.exec(isNext ? 'COMMIT' : 'ROLLBACK');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    actByKey: (key) => act('SELECT * FROM act WHERE key = ?', key),
    actByCall: (session, agent, callId) => act('SELECT * FROM act WHERE callId = ? AND session = ? AND agent = ? ORDER BY id DESC LIMIT 1', callId, session, agent),
    latestActs: (session, agent, limit) => database.all('SELECT * FROM act WHERE session = ? AND agent = ? ORDER BY id DESC LIMIT ?', session, agent, limit).map(readAct),
    session: (session, agent) => database.all('SELECT * FROM session WHERE session = ? AND agent = ?', session, agent).map(readSession)[0],
    acts: (query, limit, before = Number.MAX_SAFE_INTEGER) => {
      const { from, where, values, order } = whereOf(query, isBroad(query));
      return database.all(`SELECT act.* FROM ${from} WHERE ${where} AND ${order} < ? ORDER BY ${order} DESC LIMIT ?`, ...values, before, limit).map(readAct);
    },
    count: (query, limit, before = Number.MAX_SAFE_INTEGER) => {
      const { from, where, values, order } = whereOf(query, isBroad(query));
      const [counted] = database.all(`SELECT COUNT(*) AS found, MIN(id) AS oldest FROM (SELECT ${order} AS id FROM ${from} WHERE ${where} AND ${order} < ? ORDER BY ${order} DESC LIMIT ?)`, ...values, before, limit);
      const found = Number(counted?.['found']);
      return { found, ...(found === limit ? { oldest: Number(counted?.['oldest']) } : {}) };
    },
    pathsOf: (acts) => database.all(`SELECT act, path FROM act_path WHERE act IN (${acts.map(() => '?').join(', ')})`, ...acts).map((row) => ({ act: Number(row['act']), path: String(row['path']) })),
    sessions: (limit, before = Number.MAX_SAFE_INTEGER) => database.all('SELECT * FROM session WHERE seq < ? ORDER BY seq DESC LIMIT ?', before, limit).map(readSession),
    // The index of lines by act leaves out those of none: only a query that says so too may use it.
    linesOfAct: (id) => database.all('SELECT * FROM line WHERE act = ? AND act > 0 ORDER BY seq', id).map(readLine),
    linesOfSession: (session, agent, limit) => {
      const id = session === '' ? 0 : Number(database.all('SELECT id FROM session WHERE session = ? AND agent = ?', session, agent)[0]?.['id'] ?? -1);
      return database.all('SELECT * FROM line WHERE session = ? AND act >= 0 ORDER BY seq DESC LIMIT ?', id, limit).map(readLine).reverse();
    },
    linesFrom: (seq, limit) => database.all('SELECT * FROM line WHERE seq >= ? ORDER BY seq LIMIT ?', seq, limit).map(readLine),
    span: () => ({ first: Number(database.all('SELECT MIN(seq) AS seq FROM line')[0]?.['seq'] ?? 1), last: Number(database.all('SELECT MAX(seq) AS seq FROM line')[0]?.['seq'] ?? 0) }),
    coverage: (since = '') =>
      database.all('SELECT agent, SUM(decided) AS decided, SUM(gaps) AS gaps, SUM(possible) AS possible FROM covered WHERE day >= ? GROUP BY agent', since.slice(0, 10))
        .map((row) => ({ agent: String(row['agent']), decided: Number(row['decided']), gaps: Number(row['gaps']), possible: Number(row['possible']) })),
    close: () => database.close(),
  };
}

function write(database: Sqlite, { lines, acts, terms, sessions, erased, position }: IndexChanges): void {
  const sessionIds = new Map<string, number>();
  for (const row of sessions) {
    const [saved] = database.all(`INSERT INTO session (session, agent, workspace, startedAt, seq, lastAt, ended, title, events, ${actionStatuses.map((status) => `"${status}"`).join(', ')}) VALUES (${'?, '.repeat(8 + actionStatuses.length)}?)
      ON CONFLICT (session, agent) DO UPDATE SET seq = excluded.seq, lastAt = excluded.lastAt, ended = excluded.ended, title = excluded.title, events = excluded.events, ${actionStatuses.map((status) => `"${status}" = excluded."${status}"`).join(', ')} RETURNING id`,
    row.session, row.agent, row.workspace, row.startedAt, row.seq, row.lastAt, Number(row.ended), row.title, row.events, ...actionStatuses.map((status) => row.counts[status]));
    sessionIds.set(`${row.agent} ${row.session}`, Number(saved?.['id']));
  }
  for (const { seq, segment, start, length, act, session, agent } of lines) database.run('INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?, ?, ?)', seq, segment, start, length, act, session === '' ? 0 : sessionIds.get(`${agent} ${session}`) ?? 0);
  for (const act of acts) writeAct(database, act);
  for (const [id, { rules, paths, text }] of terms) {
    for (const rule of rules) database.run('INSERT OR IGNORE INTO act_rule VALUES (?, ?)', rule, id);
    for (const path of paths) database.run('INSERT OR IGNORE INTO act_path VALUES (?, ?)', path, id);
    database.run('INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)', id, text);
  }
  for (const range of erased) erase(database, range);
  database.run('UPDATE state SET segment = ?, bytes = ?', position.segment, position.bytes);
}

function writeAct(database: Sqlite, act: ActRow): void {
  const status = statusOfRow(act);
  const before = database.all('SELECT * FROM act WHERE id = ?', act.id).map(readAct)[0];
  const values = columns.map((name) => (typeof act[name] === 'boolean' ? Number(act[name]) : act[name]));
  database.run(`INSERT OR REPLACE INTO act (id, status, ${quoted.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`, act.id, status, ...values);
  if (act.agent === '') return;
  const [was, is] = [before === undefined ? none : coverageOf(before), coverageOf(act)];
  if (was.join() === is.join()) return;
  const [decided = 0, gaps = 0, possible = 0] = is.map((count, at) => count - (was[at] ?? 0));
  database.run('INSERT INTO covered VALUES (?, ?, ?, ?, ?) ON CONFLICT (agent, day) DO UPDATE SET decided = decided + excluded.decided, gaps = gaps + excluded.gaps, possible = possible + excluded.possible', act.agent, act.at.slice(0, 10), decided, gaps, possible);
}

const none: readonly number[] = [0, 0, 0];

/** Decided, gap, possible gap: an act counts for one of them, or while it waits for none. */
function coverageOf(act: ActRow): readonly number[] {
  const isGap = statusOfRow(act) === 'gap';
  return [Number(act.decision !== '' && !isGap), Number(isGap && !act.possible), Number(isGap && act.possible)];
}

/** The sums of coverage stay: numbers name nobody. */
function erase(database: Sqlite, [first, last]: readonly [number, number]): void {
  const gone = database.all('SELECT DISTINCT act FROM line WHERE seq BETWEEN ? AND ? AND act > 0', first, last).map((row) => Number(row['act']));
  for (const id of gone) {
    database.run('DELETE FROM words WHERE rowid = ?', id);
    for (const table of ['act_rule', 'act_path']) database.run(`DELETE FROM ${table} WHERE act = ?`, id);
    database.run('DELETE FROM act WHERE id = ?', id);
  }
  database.run('UPDATE line SET act = -1, session = 0 WHERE seq BETWEEN ? AND ?', first, last);
  database.run('DELETE FROM session WHERE seq BETWEEN ? AND ?', first, last);
}

function text(row: Readonly<Record<string, unknown>>, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}

const readLine = (row: Readonly<Record<string, unknown>>): LinePlace => ({ seq: Number(row['seq']), segment: Number(row['segment']), start: Number(row['start']), length: Number(row['length']) });

function readSession(row: Readonly<Record<string, unknown>>): SessionRow {
  const count = (name: string): number => Number(row[name]);
  return {
    session: text(row, 'session'), agent: text(row, 'agent'), workspace: text(row, 'workspace'), startedAt: text(row, 'startedAt'), seq: count('seq'), lastAt: text(row, 'lastAt'), ended: count('ended') === 1, title: text(row, 'title'), events: count('events'),
    counts: { allowed: count('allowed'), approved: count('approved'), denied: count('denied'), waiting: count('waiting'), undecided: count('undecided'), gap: count('gap') },
  };
}

/** The file is ours alone, in a directory that no agent may write: that all columns are there is enough. */
function isActRow(value: unknown): value is ActRow {
  return typeof value === 'object' && value !== null && 'id' in value && columns.every((name) => name in value);
}

function readAct(row: Readonly<Record<string, unknown>>): ActRow {
  const flags = ['byPerson', 'asked', 'withdrawn', 'judged', 'ended', 'ok', 'gap', 'possible', 'frozen', 'changes', 'reviewed'];
  const read: unknown = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, flags.includes(name) ? value === 1 : value]));
  if (!isActRow(read)) throw new Error('the index does not hold what it should');
  return read;
}
