/** Which server will read the text. `unknown` takes the reading under which least is hidden, and calls the rest ambiguous. */
export type SqlDialect = 'postgres' | 'mysql' | 'sqlite' | 'tsql' | 'oracle' | 'snowflake' | 'bigquery' | 'clickhouse' | 'duckdb' | 'cassandra' | 'unknown';

/** What separates the dialects for a reader that only has to know what is code and what is data. */
export interface SqlFeatures {
  /** `#` begins a comment; `//` does. */
  readonly hashComments?: true;
  readonly slashComments?: true;
  /** `--` begins a comment only with white space behind it. */
  readonly dashNeedsSpace?: true;
  readonly nestedComments?: true;
  /** The server runs what stands in a comment with an exclamation mark. */
  readonly conditionalComments?: true;
  /** A backslash escapes in plain quotes (in `E'…'` it does in PostgreSQL and DuckDB anyway). */
  readonly backslashes?: true;
  readonly escapeStrings?: true;
  readonly doubleQuotedStrings?: true;
  readonly dollarQuotes?: true;
  readonly brackets?: true;
  readonly backticks?: true;
  readonly tripleQuotes?: true;
  /** `q'[…]'`. */
  readonly qQuotes?: true;
  /** Statements need nothing between them. */
  readonly bareBatches?: true;
}

export const featuresOf: Readonly<Record<SqlDialect, SqlFeatures>> = {
  postgres: { nestedComments: true, escapeStrings: true, dollarQuotes: true },
  duckdb: { escapeStrings: true, dollarQuotes: true },
  mysql: { hashComments: true, dashNeedsSpace: true, conditionalComments: true, backslashes: true, doubleQuotedStrings: true, backticks: true },
  sqlite: { brackets: true, backticks: true },
  tsql: { nestedComments: true, brackets: true, bareBatches: true },
  oracle: { qQuotes: true },
  snowflake: { slashComments: true, backslashes: true, dollarQuotes: true },
  bigquery: { hashComments: true, backslashes: true, doubleQuotedStrings: true, backticks: true, tripleQuotes: true },
  clickhouse: { nestedComments: true, backslashes: true, backticks: true, dollarQuotes: true },
  cassandra: { slashComments: true, dollarQuotes: true },
  unknown: { conditionalComments: true, escapeStrings: true, dollarQuotes: true, backticks: true },
};

const byScheme: readonly (readonly [RegExp, SqlDialect])[] = [
  [/^(?:postgres|postgresql|cockroachdb|redshift|pgsql|timescale|neon)/, 'postgres'],
  [/^(?:mysql|mariadb|tidb|vitess|planetscale)/, 'mysql'],
  [/^(?:mssql|sqlserver|tds|azuresql)/, 'tsql'],
  [/^oracle/, 'oracle'],
  [/^snowflake/, 'snowflake'],
  [/^bigquery/, 'bigquery'],
  [/^clickhouse/, 'clickhouse'],
  [/^(?:duckdb|md:|motherduck)|\.duckdb$/, 'duckdb'],
  [/^(?:cassandra|scylla|astra)/, 'cassandra'],
  [/^(?:sqlite|file:|libsql)|\.(?:db|sqlite3?|db3)(?:$|\?)/, 'sqlite'],
];

const byClient: readonly (readonly [RegExp, SqlDialect])[] = [
  [/^(?:psql|pgcli|gsql|vsql|edb-psql|ysqlsh|rsql)$/, 'postgres'],
  [/^(?:mysql|mariadb|mycli|mysqlsh|tidb|dolt)$/, 'mysql'],
  [/^(?:sqlite3?|litecli|sqlcipher|libsql|turso)$/, 'sqlite'],
  [/^duckdb$/, 'duckdb'],
  [/^(?:sqlcmd|mssql-cli|bcp|osql|invoke-sqlcmd)$/, 'tsql'],
  [/^(?:sqlplus|sqlcl)$/, 'oracle'],
  [/^(?:snowsql|snow)$/, 'snowflake'],
  [/^bq$/, 'bigquery'],
  [/^clickhouse/, 'clickhouse'],
  [/^cqlsh$/, 'cassandra'],
];

/** The dialect that a connection url names, else the one of the client program. A bare database name says nothing. */
export function dialectOf(connection: string | undefined, client?: string): SqlDialect {
  const name = (connection ?? '').toLowerCase().replace(/^jdbc:/, '');
  const program = (client ?? '').toLowerCase();
  return byScheme.find(([pattern]) => pattern.test(name))?.[1] ?? byClient.find(([pattern]) => pattern.test(program))?.[1] ?? 'unknown';
}
