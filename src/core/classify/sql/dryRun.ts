import type { SqlDialect } from './dialect.ts';
import type { SqlToken } from './lexSql.ts';

const changesRows = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'SELECT', 'WITH', 'VALUES', 'EXPLAIN', 'SET', 'SHOW', 'TABLE']);
/** Statements that PostgreSQL and SQLite take back with the transaction; other servers commit before them. */
const definitions = new Set(['CREATE', 'ALTER', 'DROP', 'TRUNCATE', 'COMMENT', 'GRANT', 'REVOKE']);
/** What outlives a transaction, or is not part of one. */
const outlives = /^(?:DATABASE|TABLESPACE|SYSTEM|SUBSCRIPTION|CONCURRENTLY)$/;

/**
 * Whether everything happens in one transaction that is taken back at its end: `BEGIN; DELETE …; ROLLBACK;`. Only plain
 * changes of rows count, and definitions where the server takes them back; the caller keeps what has effects elsewhere
 * (functions, programs, files).
 */
export function isRolledBack(statements: readonly (readonly SqlToken[])[], dialect: SqlDialect): boolean {
  const [first, ...rest] = statements;
  const last = rest.pop();
  if (first === undefined || last === undefined || rest.length === 0) return false;
  if (!/^(?:BEGIN|START)$/.test(verbOf(first)) || first.some((token) => token.kind !== 'word') || !first.slice(1).every((token) => /^(?:TRANSACTION|TRAN|WORK|ISOLATION|LEVEL|READ|WRITE|COMMITTED|UNCOMMITTED|REPEATABLE|SERIALIZABLE|IMMEDIATE|DEFERRED|EXCLUSIVE)$/.test(token.text))) return false;
  if (verbOf(last) !== 'ROLLBACK' || !last.slice(1).every((token) => /^(?:TRANSACTION|TRAN|WORK)$/.test(token.text))) return false;
  const transactional = dialect === 'postgres' || dialect === 'sqlite' || dialect === 'duckdb';
  return rest.every((statement) => {
    const verb = verbOf(statement);
    if (changesRows.has(verb)) return true;
    return transactional && definitions.has(verb) && !statement.some((token) => token.kind === 'word' && outlives.test(token.text));
  });
}

const verbOf = (statement: readonly SqlToken[]): string => (statement[0]?.kind === 'word' ? statement[0].text : '');
