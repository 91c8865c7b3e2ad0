import { classifyPath } from '../resolve/pathClass.ts';
import type { Effect, Span } from '../verdict.ts';
import type { Scope } from './handler.ts';
import { cypherEffects } from './sql/cypher.ts';
import { dialectOf, featuresOf, type SqlDialect } from './sql/dialect.ts';
import { isRolledBack } from './sql/dryRun.ts';
import { dynamicText } from './sql/dynamic.ts';
import { lexSql, type SqlToken } from './sql/lexSql.ts';
import { splitClientCommands, type MetaCommand } from './sql/metaCommand.ts';
import { batchEffects, statementEffects, type StatementEffect } from './sql/statement.ts';
import { statementTarget } from './sql/statementTarget.ts';

/** Longer texts are not read: they ask. UTF-16 units. */
const longestText = 512 * 1024;
/** Files that read files, and strings that hold statements: deeper ones ask. */
const deepest = 4;

/** Clients of warehouses that others use as well: they have no server on this machine. */
const hosted = /^(?:bq|snowsql|snow|athenacli|databricks)$/;

interface Found {
  readonly item: StatementEffect;
  readonly target: Effect['target'];
}

/** Effects of SQL text (statements and client meta-commands) run on a connection by a client program; undefined = not known. */
export function sqlEffects(text: string, connection: string | undefined, scope: Scope, span: Span, client?: string): readonly Effect[] {
  return effectsAt(text, connection, scope, span, client, 0);
}

function effectsAt(text: string, connection: string | undefined, scope: Scope, span: Span, client: string | undefined, depth: number): readonly Effect[] {
  const radius = scope.connectionRadius(connection ?? (client !== undefined && hosted.test(client) ? `${client}://service.example` : undefined));
  const unread = (reason: string): Effect => scope.uninspectable('sql.unread', reason, span, { kind: 'database', blastRadius: radius });
  if (text.length > longestText) return [unread('the statements are too long to be read')];
  const place = { kind: 'database', connection: connection ?? 'default' } as const;
  const isScratch = inScratch(connection, text, scope);
  const told = ({ item, target }: Found): Effect => {
    if (isScratch && !item.uninspectable && (item.kind === 'database' || item.kind === 'schema')) return scope.effect({ kind: item.kind, reversibility: 'reversible', blastRadius: 'workspace', posture: 'routine', rule: 'sql.scratch', reason: 'changes a temporary database', target }, span);
    if (item.class === 'rolled-back' && (radius === 'shared' || radius === 'production')) return scope.effect({ kind: 'database', reversibility: 'reversible', blastRadius: radius, rule: 'sql.rolled-back', reason: 'changes rows and takes it back with ROLLBACK; others wait for them meanwhile', target }, span);
    const draft = { kind: item.kind, reversibility: item.reversibility, blastRadius: radius, rule: `sql.${item.class}`, reason: item.reason, target };
    if (item.uninspectable) return scope.uninspectable(draft.rule, draft.reason, span, draft);
    const local = radius === 'file' || radius === 'workspace' || radius === 'machine';
    // Rows that a condition picks can be looked at before they change, on any server.
    const posture = item.routine && local ? 'routine' : /-where$/.test(item.class) ? 'person' : undefined;
    return scope.effect({ ...draft, ...(posture === undefined ? {} : { posture }), ...(item.alternative === undefined ? {} : { alternative: item.alternative }) }, span);
  };
  if (client === 'cypher-shell' || /^(?:neo4j|bolt|memgraph)/i.test(connection ?? '')) return cypherEffects(text).map((item) => told({ item, target: place }));
  const dialect = dialectOf(connection, client);
  const { commands, sql } = splitClientCommands(text, dialect);
  const found = statementsOf(sql, dialect, place, depth);
  if (typeof found === 'string') return [...commands.map((command) => told({ item: commandEffect(command), target: place })), unread(found)];
  const beside = commands.flatMap((command) => {
    const inner = commandText(command, scope);
    if (inner === undefined || depth >= deepest) return [told({ item: commandEffect(command), target: place })];
    return inner.kind === 'shell' ? scope.shell(inner.text, span) : effectsAt(inner.text, connection, scope, span, client, depth + 1);
  });
  return [...beside, ...found.map(told)];
}

/** A database in memory, or in a file of a temporary directory: it is scratch, as other files there are, unless another one is attached to it. */
function inScratch(connection: string | undefined, text: string, scope: Scope): boolean {
  if (connection === undefined || scope.place.kind !== 'local' || /\battach\b|\bcopy\b/i.test(text)) return false;
  if (connection === ':memory:') return true;
  const path = /^[\w./-]+\.(?:db|sqlite3?|db3|duckdb|ddb)$/.test(connection) ? scope.resolve(connection) : undefined;
  return path !== undefined && classifyPath(scope.realPath(path), scope.world).temporary;
}

/** What a client command runs, where that can be looked into. */
function commandText(command: MetaCommand, scope: Scope): { readonly kind: 'shell' | 'sql'; readonly text: string } | undefined {
  if (command.shell !== undefined) return { kind: 'shell', text: command.shell };
  const path = command.file === undefined ? undefined : scope.resolve(command.file);
  const text = path === undefined ? undefined : scope.readText(path);
  return text === undefined ? undefined : { kind: 'sql', text };
}

/** Every effect of a text with the statement that has it; a text = why it cannot be read for certain. */
function statementsOf(sql: string, dialect: SqlDialect, place: Extract<Effect['target'], { kind: 'database' }>, depth: number): readonly Found[] | string {
  const lex = lexSql(sql, dialect);
  if (lex.problem !== undefined) return `the statement cannot be read for certain: ${lex.problem}`;
  const statements = splitStatements(lex.tokens);
  const found: Found[] = [];
  for (const tokens of statements) {
    const target = { ...place, ...statementTarget(tokens, sql) };
    const text = depth < deepest ? dynamicText(tokens) : undefined;
    const inner = text === undefined ? undefined : statementsOf(text, dialect, place, depth + 1);
    if (typeof inner === 'string') return inner;
    if (inner !== undefined) found.push(...inner);
    else found.push(...(featuresOf[dialect].bareBatches ? batchEffects(tokens) : statementEffects(tokens)).map((item) => ({ item, target })));
  }
  const changes = found.some(({ item }) => item.kind !== 'read');
  if (!changes || !isRolledBack(statements, dialect) || found.some(({ item }) => item.uninspectable || !['read', 'database', 'schema'].includes(item.kind) || item.class === 'function')) return found;
  return [{ item: { class: 'rolled-back', kind: 'read', reversibility: 'read-only', reason: 'shows what a change would do: the transaction ends with ROLLBACK' }, target: place }];
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
