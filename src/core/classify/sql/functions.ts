import type { SqlToken } from './lexSql.ts';

/** What a call inside a statement does beyond reading. */
export interface FunctionEffect {
  readonly kind: 'execute' | 'network' | 'write-file' | 'secret' | 'destroy' | 'change';
  readonly reason: string;
}

const known: readonly (readonly [RegExp, FunctionEffect])[] = [
  [/^(?:XP_\w+|EXECUTABLE|SYS_EXEC|SYS_EVAL|LOAD_EXTENSION|SP_OACREATE|PLPY_EXEC)$/, { kind: 'execute', reason: 'runs a program on the database server' }],
  [/^(?:QUERY_TO_XML|QUERY_TO_XML_AND_XMLSCHEMA|QUERY_TO_XMLSCHEMA|DBMS_XMLGEN|EVAL|EXEC_SQL)$/, { kind: 'execute', reason: 'runs SQL that stands in a string' }],
  [/^(?:DBLINK\w*|OPENROWSET|OPENQUERY|OPENDATASOURCE|EXTERNAL_QUERY|HTTPURITYPE)$/, { kind: 'network', reason: 'runs a statement on another server' }],
  [/^(?:HTTP|HTTP_(?:GET|POST|PUT|PATCH|DELETE|HEAD)|NET_HTTP_\w+|UTL_HTTP\w*)$/, { kind: 'network', reason: 'sends a request from the database server' }],
  [/^(?:LO_EXPORT|WRITEFILE|PG_FILE_WRITE|PG_FILE_RENAME|PG_FILE_UNLINK|PG_FILE_SYNC|EDIT|UTL_FILE\w*)$/, { kind: 'write-file', reason: 'writes a file on the database server' }],
  [/^(?:PG_READ_FILE|PG_READ_BINARY_FILE|PG_LS_DIR|LOAD_FILE|LO_IMPORT|READFILE)$/, { kind: 'secret', reason: 'reads a file of the database server' }],
  [/^(?:LO_UNLINK|LO_TRUNCATE|LO_TRUNCATE64|PG_DROP_REPLICATION_SLOT|PG_STAT_RESET\w*|PG_STAT_STATEMENTS_RESET|DROPGEOMETRYTABLE|DROP_CHUNKS)$/, { kind: 'destroy', reason: 'deletes what the function names' }],
  [/^(?:PG_TERMINATE_BACKEND|PG_CANCEL_BACKEND|PG_RELOAD_CONF|PG_ROTATE_LOGFILE|PG_PROMOTE|PG_SWITCH_WAL|PG_WAL_REPLAY_\w+|PG_CREATE_\w+|PG_LOGICAL_\w+|PG_REPLICATION_ORIGIN_\w+)$/, { kind: 'change', reason: 'changes how the database server runs' }],
  [/^(?:SETVAL|LO_PUT|LO_CREATE|LO_FROM_BYTEA|LOWRITE|SP_\w+)$/, { kind: 'change', reason: 'changes stored data' }],
];

/** Names that hold a verb of change and only compute. */
const computes = new Set(
  (
    'REPLACE REGEXP_REPLACE TRUNCATE DATE_TRUNC TRUNC INSERT UPDATEXML JSON_SET JSONB_SET JSONB_SET_LAX JSON_INSERT JSONB_INSERT JSON_REMOVE ' +
    'JSON_REPLACE ARRAY_REMOVE ARRAY_REPLACE SET_CONFIG SETWEIGHT SETSEED JSON_ARRAY_INSERT OVERLAY STRING_TO_ARRAY RUN_LENGTH ' +
    'SET_MASKLEN SET_BIT SET_BYTE LAST_INSERT_ID LAST_INSERT_ROWID FIND_IN_SET MAKE_SET EXPORT_SET CLEARBIT JSON_MERGE_PATCH ' +
    'TS_DELETE XMLUPDATE CURRENT_SETTING PG_EXPORT_SNAPSHOT ST_SETSRID ST_SETPOINT ST_REMOVEPOINT JSONB_DELETE_PATH JSON_PATCH PG_GET_SERIAL_SEQUENCE'
  ).split(' '),
);

const verbs =
  /(?:^|_)(?:DELETE|DROP|RESET|PURGE|TRUNCATE|REMOVE|CLEAR|CLEANUP|CLEAN|WIPE|DESTROY|KILL|TERMINATE|EXEC|EXECUTE|RUN|UPDATE|INSERT|UPSERT|SET|SEND|WRITE|IMPORT|EXPORT|MIGRATE|ARCHIVE|PROCESS|SYNC|NOTIFY|SCHEDULE|UNSCHEDULE|GRANT|REVOKE|ROTATE|RESTORE|BACKUP|ENQUEUE|DEQUEUE|SEED|INIT|REFRESH|REBUILD|APPLY|MERGE|CREATE|ALTER)(?:_|$)/;

/**
 * Effects of the functions that a statement calls. A function that is not built in and whose name says that it changes
 * something is `unknown`: what it does is not in the text.
 */
export function functionEffects(tokens: readonly SqlToken[]): readonly (FunctionEffect | 'unknown')[] {
  const effects: (FunctionEffect | 'unknown')[] = [];
  tokens.forEach((token, index) => {
    const following = tokens[index + 1];
    if (following?.text !== '(' || following.kind !== 'operator') return;
    if (token.kind !== 'word' && token.kind !== 'quoted') return;
    const name = token.text.toUpperCase();
    const schema = tokens[index - 1]?.text === '.' ? tokens[index - 2]?.text.toUpperCase() : undefined;
    if (schema !== undefined && /^(?:DBMS_(?!OUTPUT$|METADATA$|UTILITY$|RANDOM$|LOB$|XPLAN$|ASSERT$)|UTL_(?!RAW$|I18N$|MATCH$)|OWA_|HTP$|SYSTEM\$)/.test(schema)) effects.push('unknown');
    const full = schema === 'NET' || schema === 'CRON' ? `${schema}_${name}` : name;
    const rule = known.find(([pattern]) => pattern.test(full));
    if (rule !== undefined) effects.push(rule[1]);
    else if (!computes.has(full) && verbs.test(full) && !isDeclaration(tokens, index)) effects.push('unknown');
  });
  return effects;
}

/** `INSERT INTO refresh_log (a)`, `CREATE TABLE t (…)`, `UPDATE (`, `WITH set_a (x) AS`: a name before a list, not a call. */
function isDeclaration(tokens: readonly SqlToken[], index: number): boolean {
  const previous = tokens[index - 1];
  const before = previous?.text === '.' ? tokens[index - 3] : previous;
  if (before === undefined) return true;
  if (before.kind !== 'word') return before.text === ',' && tokens[0]?.text !== 'SELECT';
  return ['INTO', 'TABLE', 'EXISTS', 'WITH', 'RECURSIVE', 'REFERENCES', 'ON', 'INDEX', 'VIEW', 'COPY', 'UPDATE', 'DO'].includes(before.text);
}
