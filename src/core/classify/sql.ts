import type { Effect, Span } from '../verdict.ts';
import type { Scope } from './handler.ts';
import { lexSql, type SqlDialect, type SqlToken } from './sql/lexSql.ts';
import { splitClientCommands, type MetaCommand } from './sql/metaCommand.ts';
import { statementEffects, type StatementEffect } from './sql/statement.ts';
import { statementTarget } from './sql/statementTarget.ts';

/** Longer texts are not read: they ask. UTF-16 units. */
const longestText = 512 * 1024;

/** Effects of SQL text (statements and client meta-commands) run on a connection; undefined = the client's default. */
export function sqlEffects(text: string, connection: string | undefined, scope: Scope, span: Span): readonly Effect[] {
  const radius = scope.connectionRadius(connection);
  const unread = (reason: string): Effect => scope.uninspectable('sql.unread', reason, span, { kind: 'database', blastRadius: radius });
  if (text.length > longestText) return [unread('the statements are too long to be read')];
  const dialect = dialectOf(connection);
  const client = splitClientCommands(text, dialect);
  const lex = lexSql(client.sql, dialect);
  if (lex.problem !== undefined) return [unread(`the statement cannot be read for certain: ${lex.problem}`)];
  const place = { kind: 'database', connection: connection ?? 'default' } as const;
  const statements = splitStatements(lex.tokens).flatMap((tokens) => {
    const target = { ...place, ...statementTarget(tokens, client.sql) };
    return statementEffects(tokens).map((item) => ({ item, target }));
  });
  return [...client.commands.map((command) => ({ item: commandEffect(command), target: place })), ...statements].map(({ item, target }): Effect => {
    const draft = { kind: item.kind, reversibility: item.reversibility, blastRadius: radius, rule: `sql.${item.class}`, reason: item.reason, target };
    if (item.uninspectable) return scope.uninspectable(draft.rule, draft.reason, span, draft);
    const local = radius === 'file' || radius === 'workspace' || radius === 'machine';
    return scope.effect(
      { ...draft, ...(item.routine && local ? { posture: 'routine' as const } : {}), ...(item.alternative === undefined ? {} : { alternative: item.alternative }) },
      span,
    );
  });
}

/** The dialect that a connection url names; a bare name says nothing. */
export function dialectOf(connection: string | undefined): SqlDialect {
  const name = (connection ?? '').toLowerCase();
  if (/^(?:jdbc:)?(?:postgres|postgresql|cockroachdb|redshift|pgsql)/.test(name)) return 'postgres';
  if (/^(?:jdbc:)?(?:mysql|mariadb|tidb|vitess)/.test(name)) return 'mysql';
  return /^(?:sqlite|file:|libsql)|\.(?:db|sqlite3?|db3)(?:$|\?)/.test(name) ? 'sqlite' : 'unknown';
}

function splitStatements(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.text === ';' && token.kind === 'operator') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0).map(atTopLevel);
}

/** Depths counted from the statement's own first token: a parenthesis left open in an earlier statement must not hide a verb. */
function atTopLevel(statement: readonly SqlToken[]): readonly SqlToken[] {
  const base = statement[0]?.depth ?? 0;
  return base === 0 ? statement : statement.map((token) => ({ ...token, depth: Math.max(0, token.depth - base) }));
}

function commandEffect(command: MetaCommand): StatementEffect {
  const { reason } = command;
  switch (command.effect) {
    case 'read':
    case 'session':
      return { class: 'client-read', kind: 'read', reversibility: 'read-only', reason };
    case 'data':
      return { class: 'insert', kind: 'database', reversibility: 'reversible', reason, routine: true };
    case 'write-file':
      return { class: 'write-file', kind: 'write', reversibility: 'irreversible', reason };
    case 'execute':
      return { class: 'client-execute', kind: 'execute', reversibility: 'irreversible', reason, uninspectable: true };
    case 'include':
    case 'unknown':
      return { class: 'client-unknown', kind: 'database', reversibility: 'irreversible', reason, uninspectable: true };
  }
}
