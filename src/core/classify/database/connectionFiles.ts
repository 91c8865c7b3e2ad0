import type { Scope } from '../handler.ts';

/** A connection and what names it. */
export interface NamedConnection {
  readonly name: string;
  readonly evidence: string;
}

/** Variables in which frameworks keep a connection, in the order of their weight. */
export const connectionVariables = ['DATABASE_URL', 'DIRECT_URL', 'DB_URL', 'POSTGRES_URL', 'MYSQL_URL', 'DB_HOST', 'DATABASE_HOST', 'PGHOST', 'GOOSE_DBSTRING', 'FLYWAY_URL', 'SPRING_DATASOURCE_URL'];

/** Files that a schema tool reads before anything else, by program. */
const ownFiles: Readonly<Record<string, readonly string[]>> = {
  'drizzle-kit': ['drizzle.config.json', 'drizzle.config.ts', 'drizzle.config.mts', 'drizzle.config.js', 'drizzle.config.mjs', 'drizzle.config.cjs'],
  prisma: ['prisma.config.ts', 'prisma/schema.prisma', 'schema.prisma'],
};
const environmentFiles = ['.env', '.env.local', '.env.development', 'prisma/.env'];
const otherFiles = ['alembic.ini', 'drizzle.config.ts', 'drizzle.config.js', 'ormconfig.json', 'prisma/schema.prisma', 'flyway.conf', 'flyway.toml', 'liquibase.properties', 'dbconfig.yml', 'atlas.hcl'];

const url = /\b(?:jdbc:)?(?:postgres(?:ql)?|mysql|mariadb|mongodb|sqlserver|cockroachdb|libsql|redis)(?:\+\w+)?(?:\+srv)?:\/\/[^\s"'`,;)]+/;
const setting = /["']?\b(?:url|connectionString|datasourceUrl)\b["']?\s{0,8}[:=]\s{0,8}(?:(["'`])([^"'`\n]{1,500})\1|env\(\s{0,8}["'](\w{1,80})["']|(?:process|Bun|import\.meta)\.env(?:\.|\[["'`])(\w{1,80}))/;

/** What the tool's own configuration names: a literal, or a variable that the environment or an environment file sets. */
export function ownConnection(program: string, scope: Scope, config: string | undefined): NamedConnection | undefined {
  const files = config === undefined ? (ownFiles[program] ?? []) : [config];
  for (const [path, file] of candidates(files, scope)) {
    const found = setting.exec(scope.readText(path) ?? '');
    if (found === null) continue;
    const variable = found[3] ?? found[4];
    if (variable === undefined) return { name: found[2] ?? '', evidence: file };
    const value = scope.variable(variable);
    if (value !== undefined && value !== '') return { name: value, evidence: `${variable} in ${file}` };
    return fromEnvironmentFiles([variable], scope);
  }
  return undefined;
}

/** A variable that an environment file (`.env`) sets. */
export function fromEnvironmentFiles(variables: readonly string[], scope: Scope): NamedConnection | undefined {
  for (const [path, file] of candidates(environmentFiles, scope)) {
    const text = scope.readText(path);
    if (text === undefined) continue;
    for (const name of variables) {
      const value = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*(?:"([^"\\n]*)"|'([^'\\n]*)'|([^\\s#]+))`, 'm').exec(text);
      const found = value?.[1] ?? value?.[2] ?? value?.[3];
      if (found !== undefined && found !== '') return { name: found, evidence: file };
    }
  }
  return undefined;
}

/** Any database address in a file that schema tools read. */
export function fromOtherFiles(scope: Scope): NamedConnection | undefined {
  for (const [path, file] of candidates([...environmentFiles, ...otherFiles], scope)) {
    const found = url.exec(scope.readText(path) ?? '')?.[0];
    if (found !== undefined) return { name: found, evidence: file };
  }
  return undefined;
}

function candidates(files: readonly string[], scope: Scope): readonly (readonly [path: string, file: string])[] {
  const directories = [...new Set([scope.cwd ?? scope.world.root, scope.world.root])];
  return directories.flatMap((directory) => files.map((file) => [file.startsWith('/') ? file : `${directory}/${file}`, file] as const));
}
