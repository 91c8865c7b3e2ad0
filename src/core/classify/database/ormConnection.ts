import { connectionOf } from '../connection.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Invocation } from '../invocation.ts';
import type { BlastRadius, Effect } from '../../verdict.ts';

const variables = ['DATABASE_URL', 'DIRECT_URL', 'DB_URL', 'POSTGRES_URL', 'MYSQL_URL', 'DB_HOST', 'DATABASE_HOST', 'PGHOST', 'GOOSE_DBSTRING', 'FLYWAY_URL', 'SPRING_DATASOURCE_URL'];
const environments = ['RAILS_ENV', 'RACK_ENV', 'NODE_ENV', 'APP_ENV', 'MIX_ENV', 'DJANGO_SETTINGS_MODULE', 'ASPNETCORE_ENVIRONMENT', 'ENVIRONMENT'];
/** Files in which schema tools look for the connection, in the order of their weight. */
const files = ['.env', '.env.local', '.env.development', 'prisma/.env', 'alembic.ini', 'drizzle.config.ts', 'drizzle.config.js', 'ormconfig.json', 'prisma/schema.prisma', 'flyway.conf', 'flyway.toml', 'liquibase.properties', 'dbconfig.yml', 'atlas.hcl'];
const urlPattern = /\b(?:jdbc:)?(?:postgres(?:ql)?|mysql|mariadb|mongodb|sqlserver|cockroachdb|libsql|redis)(?:\+\w+)?(?:\+srv)?:\/\/[^\s"'`,;)]+/;

interface Connection {
  readonly radius: BlastRadius;
  readonly name: string;
  readonly evidence: string;
}

/** Which database a schema tool would reach: option, environment, then the files that such tools read; the widest counts. */
export function ormConnection(invocation: Invocation, scope: Scope): Connection {
  const given = connectionOf(invocation, scope);
  const environment = environments.find((name) => scope.isProduction(scope.variable(name) ?? ''));
  if (environment !== undefined) return { radius: 'production', name: scope.variable(environment) ?? environment, evidence: environment };
  const marked = invocation.words.slice(1).find((word) => /^(?:--?(?:env|environment|e|url|database|db|settings|stage)[=]?|-e)/.test(word.text ?? '') && scope.isProduction(word.text ?? ''));
  if (marked !== undefined) return { radius: 'production', name: marked.raw, evidence: 'the command' };
  if (given !== undefined) return { radius: scope.connectionRadius(given), name: given, evidence: 'the command' };
  for (const name of variables) {
    const value = scope.variable(name);
    if (value !== undefined && value !== '') return { radius: scope.connectionRadius(value), name: value, evidence: name };
  }
  return fromFiles(scope) ?? { radius: 'machine', name: 'default', evidence: 'nothing says otherwise' };
}

function fromFiles(scope: Scope): Connection | undefined {
  const directories = [...new Set([scope.cwd ?? scope.world.root, scope.world.root])];
  for (const directory of directories) {
    for (const file of files) {
      const url = urlPattern.exec(scope.readText(`${directory}/${file}`) ?? '')?.[0];
      if (url !== undefined) return { radius: scope.connectionRadius(url), name: url, evidence: file };
    }
  }
  return undefined;
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
