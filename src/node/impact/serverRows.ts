import * as path from 'node:path';
import { matchesName } from '../../core/globName.ts';
import type { SqlTouch } from '../../core/impact/sqlTouch.ts';
import type { ReadOnlyConnection } from '../../core/policy/policy.ts';
import type { Deadline } from './deadline.ts';
import { pathOutside, programOutside, runBounded } from './boundedProgram.ts';
import type { CountedRows } from './countRows.ts';

/** Tables of one statement that a server is asked about. */
const mostTables = 10;
const queryMs = 2000;

export interface ServerQuestion {
  readonly readOnlyConnections: readonly ReadOnlyConnection[];
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly deadline: Deadline;
}

/**
 * Counts the rows of whole tables over the read-only connection that the policy names for this one. Only our own
 * `SELECT count(*)` is sent, never a word of the agent's but the quoted name of the table; the session is read-only and each
 * statement has a time limit of its own on the server.
 */
export async function serverRows(connection: string, touches: readonly SqlTouch[], { readOnlyConnections, root, env, deadline }: ServerQuestion): Promise<readonly CountedRows[] | { readonly why: string }> {
  const named = readOnlyConnections.find((one) => matchesName(one.connection.toLowerCase(), connection.toLowerCase()));
  if (named === undefined) return { why: 'the database is not a file on this machine, and the policy names no read-only connection for it' };
  const program = programOutside(named.client, root, env);
  if (program === undefined) return { why: `${named.client} is not installed` };
  const tables = [...new Set(touches.flatMap(({ table }) => table ?? []))].slice(0, mostTables);
  const countIn = async (table: string): Promise<Pick<CountedRows, 'rows' | 'why'>> => {
    let why = 'the server gave no number';
    // PostgreSQL reads a name without quotes in lower case, and the statement no longer tells whether it had any.
    for (const name of new Set(named.client === 'psql' ? [table, table.toLowerCase()] : [table])) {
      const { args, env: session } = clients[named.client](named.args, `SELECT count(*) FROM ${quotedName(name, named.client)}`);
      const said = await runBounded(program, args, { cwd: root, env: { ...env, ...session, PATH: pathOutside(root, env).join(path.delimiter) }, deadline, limitMs: queryMs + 500 });
      if (said.ok && /^\s*\d+\s*$/.test(said.output)) return { rows: Number(said.output), why: `all rows of the table, counted with ${named.client}` };
      if (!said.ok) why = said.why;
    }
    return { rows: 'unknown', why };
  };
  const counts = new Map(await Promise.all(tables.map(async (table) => [table, await countIn(table)] as const)));
  return touches.map((touch) => ({ ...touch, ...((touch.table === undefined ? undefined : counts.get(touch.table)) ?? { rows: 'unknown', why: 'the statement names no table' }) }));
}

type Client = (args: readonly string[], query: string) => { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

/** `-X` and `--no-defaults`-like options keep start-up files out; psql(1), mysql(1). */
const clients: Readonly<Record<ReadOnlyConnection['client'], Client>> = {
  psql: (args, query) => ({ args: ['-X', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1', ...args, '-c', query], env: { PGOPTIONS: `-c default_transaction_read_only=on -c statement_timeout=${queryMs} -c lock_timeout=500`, PGCONNECT_TIMEOUT: '2' } }),
  mysql: (args, query) => ({ args: [...args, '--connect-timeout=2', `--init-command=SET SESSION TRANSACTION READ ONLY, SESSION MAX_EXECUTION_TIME=${queryMs}`, '-N', '-B', '-e', query], env: {} }),
};

/** `schema.table` in the quotes of the server, so that nothing in a name is read as SQL. */
function quotedName(table: string, client: ReadOnlyConnection['client']): string {
  const quote = client === 'mysql' ? '`' : '"';
  return table.split('.').map((part) => `${quote}${part.replaceAll(quote, quote + quote)}${quote}`).join('.');
}
