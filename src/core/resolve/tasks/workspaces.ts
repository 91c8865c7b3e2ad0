import type { Scope } from '../../classify/handler.ts';
import { parseJsonc } from '../jsonc.ts';
import { baseName, joinPath, parentOf } from '../lexicalPath.ts';
import { matchesName } from '../../globName.ts';
import { below, entriesOf, textOf, textsOf } from './fields.ts';
import { parseYaml } from './yaml.ts';

/** One package of a repository that holds several. */
export interface WorkspacePackage {
  readonly directory: string;
  readonly name: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of everything it depends on. */
  readonly needs: readonly string[];
  /** Targets of project.json (Nx). */
  readonly targets: unknown;
}

/** Most packages that are read, and most directories that are listed to find them. */
const maxPackages = 400;
const maxLists = 200;

/**
 * The packages below the directory that declares them (`workspaces`, pnpm-workspace.yaml, lerna.json), that directory first.
 * `complete` is false where a pattern could not be followed: then others may exist.
 */
export function packagesOf(scope: Scope): { readonly packages: readonly WorkspacePackage[]; readonly complete: boolean } {
  const { root, patterns } = declaredIn(scope);
  if (root === undefined) return { packages: [], complete: false };
  let left = maxLists;
  let complete = true;
  const list = (directory: string): readonly string[] => {
    const names = left > 0 ? scope.world.list(directory) : undefined;
    left -= 1;
    if (names === undefined) complete = false;
    return names ?? [];
  };
  const directories = new Set([root]);
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) continue;
    for (const found of matching(root, pattern.replace(/^\.\//, '').split('/').filter((segment) => segment !== ''), list)) directories.add(found);
  }
  const packages = [...directories].flatMap((directory) => readPackage(directory, scope) ?? []);
  return { packages: packages.slice(0, maxPackages), complete: complete && packages.length <= maxPackages };
}

function declaredIn(scope: Scope): { readonly root: string | undefined; readonly patterns: readonly string[] } {
  let nearest: string | undefined;
  for (let at = scope.cwd, step = 0; at !== undefined && step < 12; step += 1) {
    const manifest = read(at, 'package.json', scope);
    const declared = below(manifest, 'workspaces');
    const lerna = read(at, 'lerna.json', scope);
    const text = scope.readText(joinPath(at, 'pnpm-workspace.yaml'));
    const patterns = [...textsOf(declared), ...textsOf(below(declared, 'packages')), ...textsOf(below(lerna, 'packages')), ...(text === undefined ? [] : textsOf(below(parseYaml(text), 'packages')))];
    const isNx = scope.readText(joinPath(at, 'nx.json')) !== undefined;
    if (patterns.length > 0 || isNx || lerna !== undefined) return { root: at, patterns: [...patterns, ...(isNx || patterns.length === 0 ? ['packages/*', 'apps/*', 'libs/*'] : [])] };
    if (manifest !== undefined) nearest ??= at;
    if (at === parentOf(at)) break;
    at = parentOf(at);
  }
  return { root: nearest ?? scope.cwd, patterns: ['packages/*', 'apps/*', 'libs/*'] };
}

/** Directories below `at` that the segments of a pattern name; `**` is followed two levels deep. */
function matching(at: string, segments: readonly string[], list: (directory: string) => readonly string[]): readonly string[] {
  const [first, ...rest] = segments;
  if (first === undefined) return [at];
  if (first === '**') return [...matching(at, rest, list), ...matching(at, ['*', ...rest], list), ...matching(at, ['*', '*', ...rest], list)];
  if (!/[*?[{]/.test(first)) return matching(joinPath(at, first), rest, list);
  return list(at).filter((name) => !name.startsWith('.') && name !== 'node_modules' && (first.includes('{') || matchesName(first, name))).flatMap((name) => matching(joinPath(at, name), rest, list));
}

function readPackage(directory: string, scope: Scope): WorkspacePackage | undefined {
  const manifest = read(directory, 'package.json', scope);
  const project = read(directory, 'project.json', scope);
  if (manifest === undefined && project === undefined) return undefined;
  const scripts = entriesOf(below(manifest, 'scripts')).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));
  return {
    directory,
    name: textOf(below(project, 'name')) ?? textOf(below(manifest, 'name')) ?? baseName(directory),
    scripts: Object.fromEntries(scripts),
    needs: ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((field) => entriesOf(below(manifest, field)).map(([name]) => name)),
    targets: below(project, 'targets') ?? below(manifest, 'nx', 'targets'),
  };
}

function read(directory: string, name: string, scope: Scope): unknown {
  const text = scope.readText(joinPath(directory, name));
  return text === undefined ? undefined : parseJsonc(text);
}

/**
 * The packages that a filter names: a name, a pattern of names (`@acme/*`), a directory (`./packages/api`, `packages/api`).
 * Filters with dependents, dependencies, exclusions or git ranges stand for every package. Undefined = none has that name.
 */
export function filtered(filter: string, packages: readonly WorkspacePackage[], scope: Scope): readonly WorkspacePackage[] | undefined {
  const plain = filter.replace(/^["']|["']$/g, '');
  if (/\.\.\.|[![\]{}^]|\*\*/.test(plain)) return packages;
  const directory = scope.resolve(plain);
  const within = directory === undefined || !/[*?]/.test(plain) ? undefined : directory.split('/');
  const found = packages.filter(({ name, directory: at }) => name === plain || matchesName(plain, name) || at === directory || (within !== undefined && within.every((segment, index) => matchesName(segment, at.split('/')[index] ?? ''))) || matchesName(plain, name.replace(/^@[^/]+\//, '')) || at.startsWith(`${directory ?? '?'}/`));
  return found.length === 0 ? undefined : found;
}

/** The chosen packages and those of the repository that they depend on. */
export function withNeeds(chosen: readonly WorkspacePackage[], packages: readonly WorkspacePackage[]): readonly WorkspacePackage[] {
  const found = new Set(chosen);
  for (const one of found) for (const other of packages) if (one.needs.includes(other.name)) found.add(other);
  return [...found];
}
