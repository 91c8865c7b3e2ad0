import type { Reversibility } from '../../verdict.ts';
import { functionEffects } from './functions.ts';
import type { SqlToken } from './lexSql.ts';
import { narrowsNothing } from './narrowing.ts';

/** What one statement does; `class` names the rule `sql.<class>`. */
export interface StatementEffect {
  readonly class: string;
  readonly kind: 'read' | 'database' | 'schema' | 'execute' | 'network' | 'write' | 'secret';
  readonly reversibility: Reversibility;
  readonly reason: string;
  /** Everyday work on a database of this machine. */
  readonly routine?: true;
  readonly uninspectable?: true;
  readonly alternative?: string;
}

const reading: StatementEffect = { class: 'read', kind: 'read', reversibility: 'read-only', reason: 'reads the database' };
const session: StatementEffect = { class: 'session', kind: 'read', reversibility: 'read-only', reason: 'changes the session alone' };
const adding = (reason: string): StatementEffect => ({ class: 'insert', kind: 'database', reversibility: 'reversible', reason, routine: true });
const creating = (reason: string): StatementEffect => ({ class: 'create', kind: 'schema', reversibility: 'reversible', reason, routine: true });
const losing = (name: string, reason: string, alternative?: string): StatementEffect => ({
  class: name,
  kind: 'database',
  reversibility: 'irreversible',
  reason,
  ...(alternative === undefined ? {} : { alternative }),
});
const altering = (name: string, reason: string): StatementEffect => ({ class: name, kind: 'schema', reversibility: 'recoverable', reason });
const unknown = (reason: string): StatementEffect => ({ class: 'unknown', kind: 'database', reversibility: 'irreversible', reason, uninspectable: true });

const reads = new Set(
  'SELECT VALUES TABLE SHOW DESCRIBE DESC EXPLAIN USE WITH FETCH MOVE CLOSE DECLARE HELP CHECKSUM CHECK LIST PRINT FROM'.split(' '),
);
const sessions = new Set('BEGIN START COMMIT END ROLLBACK SAVEPOINT RELEASE ABORT LISTEN UNLISTEN DISCARD RESET DEALLOCATE CHECKPOINT LOCK UNLOCK GO APPLY'.split(' '));
const maintenance = new Set('VACUUM REINDEX CLUSTER REFRESH OPTIMIZE REPAIR COMMENT NOTIFY ANALYZE CACHE'.split(' '));
const changes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'REPLACE']);
const rebuildable = new Set('VIEW INDEX MATERIALIZED STATISTICS TRIGGER FUNCTION PROCEDURE RULE POLICY AGGREGATE OPERATOR CAST COLLATION TEMPORARY EVENT'.split(' '));

/** Effects of one statement. Never empty: a statement that only reads says so. */
export function statementEffects(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  const effects = [...verbEffects(tokens), ...hiddenChanges(tokens), ...calls(tokens), ...outputs(tokens)];
  const real = effects.filter((item) => item.kind !== 'read');
  return real.length > 0 ? real : effects.slice(0, 1);
}

/** Verbs that T-SQL reserves: a statement that needs nothing between itself and the one before may begin with each. */
const batchVerbs = new Set('DROP DELETE UPDATE INSERT TRUNCATE ALTER CREATE EXEC EXECUTE MERGE GRANT REVOKE DENY BACKUP RESTORE SHUTDOWN KILL DBCC BULK RECONFIGURE'.split(' '));
const insideStatement = new Set('ON FOR AFTER OF INSTEAD THEN GRANT REVOKE DENY TABLE , EXPLAIN CREATE ALTER'.split(' '));

/** Effects of a T-SQL batch, whose statements may follow each other without a semicolon. */
export function batchEffects(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  const starts = tokens.flatMap((token, index) => (index > 0 && token.kind === 'word' && batchVerbs.has(token.text) && !insideStatement.has(tokens[index - 1]?.text ?? '') ? [index] : []));
  return [...statementEffects(tokens), ...starts.slice(0, 50).flatMap((start) => statementEffects(tokens.slice(start)).filter((item) => item.kind !== 'read'))];
}

/** Words between BEGIN and the first statement of a block or batch. */
const transactionWords = /^(?:TRANSACTION|TRAN|WORK|READ|WRITE|ONLY|ISOLATION|LEVEL|COMMITTED|UNCOMMITTED|REPEATABLE|SERIALIZABLE|IMMEDIATE|DEFERRED|DEFERRABLE|NOT|EXCLUSIVE|CONCURRENT|DISTRIBUTED|SNAPSHOT|CONSISTENT|WITH|BATCH|UNLOGGED|LOGGED|COUNTER|ATOMIC|TRY|CATCH|,)$/;

/** `BEGIN BATCH DELETE …`, `BEGIN DROP TABLE …`: what stands behind BEGIN and is more than the words of a transaction. */
function block(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  const start = tokens.findIndex((token, index) => index > 0 && !(transactionWords.test(token.text) && token.kind !== 'string'));
  return start === -1 || tokens[start]?.kind !== 'word' ? [session] : statementEffects(tokens.slice(start));
}

function verbEffects(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  const first = tokens.find((token) => token.text !== '(');
  if (first === undefined) return [reading];
  const verb = first.kind === 'word' ? first.text : '';
  if (verb === 'EXPLAIN' || verb === 'DESCRIBE' || verb === 'DESC' || verb === 'ANALYZE') return explained(tokens);
  if (verb === 'BEGIN' && tokens.length > 1) return block(tokens);
  if (changes.has(verb)) return [change(tokens, tokens.indexOf(first))];
  if (reads.has(verb)) return [reading];
  if (verb === 'RESET' && tokens.some(({ text }) => /^(?:MASTER|SLAVE|REPLICA|BINARY)$/.test(text))) return [{ class: 'reset', kind: 'database', reversibility: 'irreversible', reason: 'deletes the logs that replicas and restores need' }];
  if (sessions.has(verb)) return [session];
  if (maintenance.has(verb)) return [maintain(verb, tokens)];
  return [definition(verb, tokens)];
}

/** EXPLAIN alone shows a plan; with ANALYZE (or MariaDB's `ANALYZE <statement>`) it runs the statement. */
function explained(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  const start = tokens.findIndex((token, index) => index > 0 && (changes.has(token.text) || ['SELECT', 'WITH', 'VALUES', 'EXECUTE', 'CREATE', 'CALL'].includes(token.text)));
  const analyses = tokens.slice(0, start === -1 ? undefined : start).some((token) => token.text === 'ANALYZE' || token.text === 'ANALYSE');
  if (start === -1 || !analyses) return tokens[0]?.text === 'ANALYZE' ? [session] : [{ ...reading, reason: 'shows a plan' }];
  const depth = tokens[start]?.depth ?? 0;
  return statementEffects(tokens.slice(start).map((token) => ({ ...token, depth: Math.max(0, token.depth - depth) })));
}

/** INSERT, UPDATE, DELETE, MERGE or REPLACE whose verb stands at an index; the WHERE must stand at the same depth. */
function change(tokens: readonly SqlToken[], at: number): StatementEffect {
  const verb = tokens[at]?.text ?? '';
  const depth = tokens[at]?.depth ?? 0;
  const level = tokens.slice(at).filter((token) => token.depth >= depth);
  const words = level.filter((token) => token.depth === depth).map((token) => token.text);
  if (verb === 'INSERT') {
    const overwrites = words[1] === 'REPLACE' || words[2] === 'REPLACE' || words.includes('OVERWRITE') || (words.includes('UPDATE') && (words.includes('CONFLICT') || words.includes('DUPLICATE')));
    return overwrites ? losing('upsert', 'overwrites rows that exist already') : adding('adds rows');
  }
  if (verb === 'REPLACE') return losing('upsert', 'overwrites rows that exist already');
  if (verb === 'MERGE') return losing('merge', 'changes or deletes the rows that match');
  const where = level.findIndex((token) => token.text === 'WHERE' && token.kind === 'word' && token.depth === depth);
  const deletes = verb === 'DELETE';
  const name = deletes ? 'delete' : 'update';
  const done = deletes ? 'deletes' : 'changes';
  const hint = 'count the rows with SELECT first and run it inside a transaction';
  if (where === -1) return losing(`${name}-all`, `${done} every row of the table: there is no WHERE`, hint);
  const end = level.findIndex((token, index) => index > where && token.depth === depth && ['RETURNING', 'ORDER', 'LIMIT', ';'].includes(token.text));
  const condition = level.slice(where + 1, end === -1 ? undefined : end);
  if (narrowsNothing(condition)) return losing(`${name}-all`, `${done} every row of the table: the WHERE keeps none out`, hint);
  return losing(`${name}-where`, `${done} the rows that match`, hint);
}

/** Data changed inside a statement that looks like reading: `WITH d AS (DELETE …) SELECT`, `WITH … DELETE`. */
function hiddenChanges(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  const first = tokens.find((token) => token.text !== '(')?.text ?? '';
  if (changes.has(first) && tokens[0]?.text !== '(') return inner(tokens.slice(1));
  if (first !== 'WITH') return ['SELECT', 'VALUES', 'DECLARE', 'COPY', 'FROM'].includes(first) || (first === 'CREATE' && tokens.some((token) => token.text === 'WITH')) ? inner(tokens) : [];
  const main = tokens.findIndex((token, index) => token.depth === 0 && token.kind === 'word' && changes.has(token.text) && tokens[index - 1]?.text === ')');
  return [...inner(tokens), ...(main > 0 ? [change(tokens, main)] : [])];
}

function inner(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  return tokens.flatMap((token, index) => {
    const opens = tokens[index - 1]?.text === '(' && tokens[index - 1]?.kind === 'operator';
    const isCall = tokens[index + 1]?.text === '(';
    return opens && !isCall && token.kind === 'word' && changes.has(token.text) ? [change(tokens, index)] : [];
  });
}

function calls(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  return functionEffects(tokens).map((item): StatementEffect => {
    if (item === 'unknown') return unknown('calls a function whose name says that it changes something');
    switch (item.kind) {
      case 'execute':
        return { class: 'execute', kind: 'execute', reversibility: 'irreversible', reason: item.reason, uninspectable: true };
      case 'network':
        return { class: 'network', kind: 'network', reversibility: 'irreversible', reason: item.reason, uninspectable: true };
      case 'write-file':
        return { class: 'write-file', kind: 'write', reversibility: 'irreversible', reason: item.reason };
      case 'secret':
        return { class: 'read-file', kind: 'secret', reversibility: 'recoverable', reason: item.reason };
      case 'destroy':
        return losing('function', item.reason);
      case 'change':
        return { class: 'function', kind: 'database', reversibility: 'recoverable', reason: item.reason };
    }
  });
}

/** `INTO OUTFILE`, `SELECT … INTO table`, `COPY … PROGRAM`. */
function outputs(tokens: readonly SqlToken[]): readonly StatementEffect[] {
  const words = tokens.map((token) => (token.kind === 'word' ? token.text : ''));
  const first = words.find((word) => word !== '') ?? '';
  if (first !== 'SELECT' && first !== 'WITH' && first !== 'TABLE' && first !== 'VALUES') return [];
  return words.flatMap((word, index) => {
    if (word !== 'INTO' || changes.has(words[index - 1] ?? '') || words[index - 1] === 'IGNORE') return [];
    const target = words[index + 1];
    if (target === 'OUTFILE' || target === 'DUMPFILE') return [{ class: 'write-file', kind: 'write', reversibility: 'irreversible', reason: 'writes a file on the database server' } as const];
    return tokens[index + 1]?.text === '@' ? [] : [creating('creates a table from the result')];
  });
}

function maintain(verb: string, tokens: readonly SqlToken[]): StatementEffect {
  if (verb === 'VACUUM' && tokens.some((token) => token.text === 'INTO')) return { class: 'write-file', kind: 'write', reversibility: 'irreversible', reason: 'writes the database to a file' };
  if (verb === 'REPAIR') return altering('repair', 'rewrites a table that may be damaged');
  return { class: 'maintain', kind: 'database', reversibility: 'reversible', reason: 'maintains the database; no row is lost', routine: true };
}

function definition(verb: string, tokens: readonly SqlToken[]): StatementEffect {
  const words = tokens.map((token) => (token.kind === 'word' ? token.text : token.kind === 'operator' ? token.text : '_'));
  switch (verb) {
    case 'CREATE':
      return create(words);
    case 'ALTER':
      return alter(words);
    case 'DROP':
    case 'UNDROP':
      return drop(words);
    case 'TRUNCATE':
      return losing('truncate', 'deletes every row of the table');
    case 'RENAME':
      return altering('rename', 'renames a table that other code may use');
    case 'SET':
      return /^(?:GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD|DEFAULT)$/.test(words[1] ?? '') ? altering('server-setting', 'changes a setting of the whole server') : session;
    case 'PRAGMA':
      return pragma(words);
    case 'COPY':
      return copy(words);
    case 'LOAD':
      return words[1] === 'DATA' || words[1] === 'XML' ? (words.includes('REPLACE') ? losing('upsert', 'overwrites rows that exist already') : adding('loads rows from a file')) : unknown('loads code into the server');
    case 'PREPARE':
      return words[2] === 'AS' ? strongest(statementEffects(tokens.slice(3))) : unknown('prepares a statement that stands in a string');
    case 'GRANT':
    case 'REVOKE':
    case 'REASSIGN':
      return altering('permission', 'changes who may do what in the database');
    case 'ATTACH':
    case 'DETACH':
      return { class: 'attach', kind: 'database', reversibility: 'reversible', reason: 'opens another database file', routine: true };
    case 'IMPORT':
      return adding('imports definitions or rows');
    case 'KILL':
    case 'FLUSH':
    case 'SHUTDOWN':
    case 'SECURITY':
    case 'INSTALL':
    case 'UNINSTALL':
      return altering('server', `changes how the database server runs (${verb.toLowerCase()})`);
    case 'PURGE':
    case 'RESTORE':
      return losing(verb.toLowerCase(), verb === 'PURGE' ? 'deletes logs or deleted rows for good' : 'overwrites the database with a copy');
    case 'BACKUP':
    case 'EXPORT':
    case 'UNLOAD':
      return { class: 'write-file', kind: 'write', reversibility: 'recoverable', reason: 'writes data to a file or bucket' };
    default:
      return unknown(verb === '' ? 'does not begin with a word' : `\`${verb.toLowerCase()}\` is not a statement whose effect is known`);
  }
}

const strongest = (effects: readonly StatementEffect[]): StatementEffect =>
  effects.find((item) => item.uninspectable) ?? effects.find((item) => item.reversibility === 'irreversible') ?? effects[0] ?? reading;

function create(words: readonly string[]): StatementEffect {
  const replaces = words[1] === 'OR' && words[2] === 'REPLACE';
  const object = words.slice(1, 7).find((word) => /^(?:TABLE|USER|ROLE|LOGIN|EXTENSION|SUBSCRIPTION|SERVER|LANGUAGE|DATABASE|SCHEMA|VIEW|INDEX|FUNCTION|PROCEDURE|TRIGGER|TYPE|SEQUENCE)$/.test(word)) ?? '';
  if (replaces && object === 'TABLE') return losing('drop', 'drops the table before it is created again');
  if (/^(?:USER|ROLE|LOGIN|SUBSCRIPTION|SERVER|LANGUAGE)$/.test(object)) return altering('permission', `creates a ${object.toLowerCase()}, which decides who may do what`);
  return creating(replaces ? 'replaces a definition' : 'creates something new');
}

function alter(words: readonly string[]): StatementEffect {
  // Mutations of ClickHouse: `ALTER TABLE t DELETE WHERE …`.
  if (words[1] === 'TABLE' && (words.includes('DELETE') || words.includes('UPDATE')) && words.includes('WHERE')) return losing('mutation', 'deletes or changes the rows that match');
  if (words[1] === 'SYSTEM' || words[1] === 'USER' || words[1] === 'ROLE') return altering('server-setting', 'changes the server or its users');
  if (words[1] === 'DEFAULT') return altering('permission', 'changes who may do what in the database');
  // One statement may hold several changes: the worst of them counts.
  const dropped = words.flatMap((word, index) => (word === 'DROP' ? [words[index + 1] ?? ''] : []));
  const lesser = ['CONSTRAINT', 'DEFAULT', 'NOT', 'INDEX', 'KEY', 'FOREIGN', 'PRIMARY', 'IDENTITY', 'EXPRESSION', 'CHECK'];
  if (dropped.some((object) => !lesser.includes(object))) return losing('drop-column', 'drops a column and what it holds', 'dump the table first');
  if (/^(?:TYPE|DATABASE)$/.test(words[1] ?? '')) return altering('alter', 'changes a definition that other code uses');
  if (words.includes('TYPE') || words.includes('MODIFY') || words.includes('CHANGE') || words.includes('TRUNCATE') || words.includes('EXCHANGE')) return losing('alter-type', 'changes the type of a column; values that do not fit are lost');
  if (dropped.length > 0) return altering('alter', 'removes a constraint or default');
  return words.includes('ADD') ? creating('adds to a table') : altering('alter', 'changes a definition that other code uses');
}

function drop(words: readonly string[]): StatementEffect {
  if (rebuildable.has(words[1] ?? '') && !words.includes('TABLE')) return altering('drop-derived', 'drops what can be built again from its definition');
  const object = (words[1] ?? '').toLowerCase();
  return losing('drop', `drops ${object === '' || object === '_' ? 'an object' : `a ${object}`} and all it holds`, 'dump it first');
}

/** Pragmas that only report, or set something for this connection. */
function pragma(words: readonly string[]): StatementEffect {
  const name = words[1] ?? '';
  const assigns = words.includes('=');
  if (/^(?:WRITABLE_SCHEMA|JOURNAL_MODE|AUTO_VACUUM|PAGE_SIZE|USER_VERSION|APPLICATION_ID|ENCODING|SECURE_DELETE|KEY|REKEY|SCHEMA_VERSION)$/.test(name) && assigns) {
    return name === 'REKEY' || name === 'WRITABLE_SCHEMA' ? altering('pragma', 'changes how the database file is stored') : { class: 'pragma', kind: 'database', reversibility: 'reversible', reason: 'changes how the database file is stored', routine: true };
  }
  return session;
}

function copy(words: readonly string[]): StatementEffect {
  if (words.includes('PROGRAM')) return { class: 'execute', kind: 'execute', reversibility: 'irreversible', reason: 'runs a program on the database server', uninspectable: true };
  const to = words.lastIndexOf('TO');
  if (to === -1) return adding('loads rows');
  return words[to + 1] === 'STDOUT' ? reading : { class: 'write-file', kind: 'write', reversibility: 'irreversible', reason: 'writes a file on the database server' };
}
