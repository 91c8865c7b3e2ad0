import * as fs from 'node:fs';
import * as path from 'node:path';

const configs = ['drizzle.config.json', 'drizzle.config.ts', 'drizzle.config.mts', 'drizzle.config.js', 'drizzle.config.mjs', 'drizzle.config.cjs'];
const limitBytes = 256 * 1024;

/**
 * Tables that the schema file of the project names (Drizzle, else Prisma), lower case. Undefined where there is no schema file, or
 * where it names none in a way that is understood: then nobody can say which tables would be dropped.
 */
export function schemaTables(cwd: string): ReadonlySet<string> | undefined {
  const tables = drizzleTables(cwd) ?? prismaTables(cwd);
  return tables === undefined || tables.length === 0 ? undefined : new Set(tables.map((name) => name.toLowerCase()));
}

function drizzleTables(cwd: string): readonly string[] | undefined {
  for (const config of configs) {
    const text = read(path.join(cwd, config));
    const schema = text === undefined ? undefined : /["']?\bschema\b["']?\s*:\s*["'`]([^"'`*]+)["'`]/.exec(text)?.[1];
    const source = schema === undefined ? undefined : read(path.resolve(cwd, schema));
    if (source !== undefined) return [...source.matchAll(/\b(?:sqlite|pg|mysql|singlestore)Table\(\s*["'`]([^"'`]+)["'`]/g)].map((found) => found[1] ?? '');
  }
  return undefined;
}

function prismaTables(cwd: string): readonly string[] | undefined {
  const text = read(path.join(cwd, 'prisma', 'schema.prisma')) ?? read(path.join(cwd, 'schema.prisma'));
  if (text === undefined) return undefined;
  return [...text.matchAll(/^[ \t]*model\s+(\w+)\s*\{([^}]*)\}/gm)].map(([, name = '', body = '']) => /@@map\(\s*(?:name:\s*)?"([^"]+)"/.exec(body)?.[1] ?? name);
}

function read(file: string): string | undefined {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status?.isFile() === true && status.size <= limitBytes ? fs.readFileSync(file, 'utf8') : undefined;
}
