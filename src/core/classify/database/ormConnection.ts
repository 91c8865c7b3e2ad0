import { databaseFiles } from '../../checkpoint.ts';
import { connectionOf } from '../connection.ts';
import { connectionVariables, fromEnvironmentFiles, fromOtherFiles, ownConnection } from './connectionFiles.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Invocation } from '../invocation.ts';
import type { BlastRadius, Effect } from '../../verdict.ts';

const environments = ['RAILS_ENV', 'RACK_ENV', 'NODE_ENV', 'APP_ENV', 'MIX_ENV', 'DJANGO_SETTINGS_MODULE', 'ASPNETCORE_ENVIRONMENT', 'ENVIRONMENT'];

interface Connection {
  readonly radius: BlastRadius;
  readonly name: string;
  readonly evidence: string;
}

/**
 * Which database a schema tool would reach, looked up as the tool does: what the command says, its own configuration, the
 * environment (assignments in front of the command included), environment files, then whatever else names a database.
 */
export function ormConnection(invocation: Invocation, scope: Scope): Connection {
  const given = connectionOf({ ...invocation, table: { ...invocation.table, variables: {} } }, scope);
  const environment = environments.find((name) => scope.isProduction(variableOf(name, invocation, scope) ?? ''));
  const marked = invocation.words.slice(1).find((word) => /^(?:--?(?:env|environment|e|url|database|db|settings|stage)[=]?|-e)/.test(word.text ?? '') && scope.isProduction(word.text ?? ''));
  if (given === undefined && marked !== undefined) return { radius: 'production', name: marked.raw, evidence: 'the command' };
  const named = ['--env', '-e', '--environment', '--stage', '--profile'].map((option) => invocation.value(option)?.text).find((value) => value !== undefined && scope.isProduction(value));
  if (given === undefined && named !== undefined) return { radius: 'production', name: named, evidence: 'the command' };
  const found = given === undefined ? configured(invocation, scope) : { name: given, evidence: 'the command' };
  if (environment !== undefined) return { radius: 'production', name: found?.name ?? variableOf(environment, invocation, scope) ?? environment, evidence: environment };
  return found === undefined ? { radius: 'machine', name: 'default', evidence: 'nothing says otherwise' } : { ...found, radius: scope.connectionRadius(found.name) };
}

/** A variable as the tool sees it: rake and rails also take assignments behind their tasks (`rails db:migrate RAILS_ENV=production`). */
const variableOf = (name: string, { words }: Invocation, scope: Scope): string | undefined => words.slice(1).find(({ text }) => text?.startsWith(`${name}=`))?.text?.slice(name.length + 1) ?? scope.variable(name);

function configured(invocation: Invocation, scope: Scope): Omit<Connection, 'radius'> | undefined {
  const own = ownConnection(invocation.program, scope, invocation.value('--config')?.text ?? invocation.value('--schema')?.text);
  if (own !== undefined) return own;
  for (const name of connectionVariables) {
    const value = variableOf(name, invocation, scope);
    if (value !== undefined && value !== '') return { name: value, evidence: name };
  }
  return fromEnvironmentFiles(connectionVariables, scope) ?? fromOtherFiles(scope);
}

/** True where the database is a file that is there: a checkpoint keeps it whole. */
function isKeptFile(connection: string, scope: Scope): boolean {
  return databaseFiles(connection).some((file) => {
    const path = scope.resolve(file);
    return path !== undefined && scope.world.path(path).kind === 'file';
  });
}

const handler = (rule: string, reversibility: Effect['reversibility'], reason: string): Handler => (invocation, scope) => {
  const { radius, name, evidence } = ormConnection(invocation, scope);
  const local = radius === 'workspace' || radius === 'machine' || radius === 'file';
  const applies = reversibility === 'recoverable';
  return [
    scope.effect(
      {
        kind: 'schema',
        reversibility: applies && local ? 'reversible' : reversibility,
        blastRadius: radius,
        rule,
        reason: `${reason} (${evidence === 'the command' || evidence.startsWith('nothing') ? 'database' : evidence}: ${withoutPassword(name)})`,
        target: { kind: 'database', connection: withoutPassword(name) },
        ...(applies && local ? { posture: 'routine' as const } : {}),
      },
      invocation.span,
    ),
  ];
};

/** A reason is shown and recorded: the password of a url never is. */
const withoutPassword = (url: string): string => url.replace(/:\/\/[^@/\s]*@/, '://');

/** Drops or resets what a schema tool manages. */
export const ormReset: Handler = handler('orm.reset', 'irreversible', 'drops or resets the schema and what it holds');
/** Applies pending migrations: everyday work on a database of this machine, a shared change elsewhere. */
export const ormApply: Handler = handler('orm.apply', 'recoverable', 'applies migrations');

/** goose: the command stands behind the driver and the connection. */
export const goose: Handler = (invocation, scope) => {
  const known = invocation.operands.find(({ text }) => /^(?:up|up-to|up-by-one|down|down-to|redo|reset|fix|status|version|create|validate)$/.test(text ?? ''))?.text;
  if (known === undefined) return [scope.uninspectable('orm.goose', 'which command of goose is meant is not known before it runs', invocation.span, { kind: 'schema' })];
  if (/^(?:down|down-to|redo|reset)$/.test(known)) return ormReset(invocation, scope);
  if (/^up/.test(known)) return ormApply(invocation, scope);
  return /^(?:create|fix)$/.test(known) ? [scope.effect({ kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', rule: 'orm.create', reason: 'writes a migration' }, invocation.span)] : [];
};

/** Makes the database fit the schema: what the schema does not name is dropped. A file that a checkpoint keeps can be brought back. */
export const ormPush: Handler = (invocation, scope) => {
  const { radius, name, evidence } = ormConnection(invocation, scope);
  const connection = withoutPassword(name);
  const place = evidence.startsWith('nothing') ? 'which database is not known' : evidence === 'the command' ? connection : `${connection}, as ${evidence} says`;
  return [
    scope.effect(
      {
        kind: 'schema',
        reversibility: isKeptFile(name, scope) ? 'recoverable' : 'irreversible',
        blastRadius: radius,
        rule: 'orm.push',
        reason: `makes the database fit the schema; columns and tables that are not in it are dropped (${place})`,
        alternative: invocation.program === 'prisma' ? 'prisma migrate dev --create-only' : 'drizzle-kit generate, then read the SQL',
        target: { kind: 'database', connection },
      },
      invocation.span,
    ),
  ];
};
