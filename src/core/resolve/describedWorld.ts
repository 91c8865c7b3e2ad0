import type { ShellDialect } from '../action.ts';
import type { ProgramTrust } from '../trust/trust.ts';
import type { GitFacts, PathFacts, PathStatus, SessionFacts, ShellFacts, World } from '../world.ts';
import { joinPath, relativeTo, toSlashes } from './lexicalPath.ts';

/** What a corpus case says about its scene (corpus labelling guide, "The scene"). Nothing else is known. */
export interface SceneFacts {
  readonly root?: string;
  readonly home?: string;
  readonly connection?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Path → symlink target, workspace-relative or absolute. */
  readonly links?: Readonly<Record<string, string>>;
  readonly absent?: readonly string[];
  readonly protected?: readonly string[];
  /** Files that the agent wrote earlier in the session. */
  readonly written?: readonly string[];
  /** Files that it made in this session → what it put there. */
  readonly made?: Readonly<Record<string, string>>;
  /** Objects that were refused earlier in the session, and what its terminal was left with. */
  readonly denied?: SessionFacts['denied'];
  readonly shell?: ShellFacts;
  /** What the person trusts programs to do here. */
  readonly trusted?: readonly ProgramTrust[];
  readonly git?: {
    readonly clean?: boolean;
    readonly branch?: string;
    readonly upstream?: string;
    readonly trackedClean?: boolean | readonly string[];
    /** Files or directories. */
    readonly untracked?: readonly string[];
    /** Files or directories with uncommitted changes. */
    readonly modified?: readonly string[];
    readonly cleanDryRun?: string;
    readonly merging?: boolean;
    /** Files in conflict that nobody has changed since. */
    readonly inConflict?: readonly string[];
  };
}

export interface Scene {
  readonly shell?: string;
  readonly cwd?: string;
  readonly facts?: SceneFacts;
  readonly files?: Readonly<Record<string, string>>;
}

/** The dialect of a case's `shell`. */
export function dialectOf(shell: string | undefined): ShellDialect {
  return shell === 'pwsh' || shell === 'powershell' ? 'powershell' : shell === 'cmd' ? 'cmd' : 'posix';
}

/** A world of which only what the scene says is known. */
export function describedWorld(scene: Scene): World {
  const facts = scene.facts ?? {};
  const windows = dialectOf(scene.shell) !== 'posix';
  const root = toSlashes(facts.root ?? (windows ? 'C:\\src\\acme-shop' : '/home/dev/acme-shop'), windows);
  const home = toSlashes(facts.home ?? (windows ? 'C:\\Users\\dev' : '/home/dev'), windows);
  const at = (path: string): string => joinPath(root, toSlashes(path, windows));
  const files = new Map(Object.entries(scene.files ?? {}).map(([path, text]) => [at(path), text]));
  const links = Object.entries(facts.links ?? {}).map(([path, target]) => [at(path), at(target)] as const);
  const absent = (facts.absent ?? []).map(at);
  const environment = facts.env ?? {};
  return {
    platform: windows ? 'windows' : 'posix',
    root,
    home,
    cwd: toSlashes(scene.cwd ?? root, windows),
    tempDirectories: windows ? [`${home}/AppData/Local/Temp`] : ['/tmp', '/var/tmp'],
    caseInsensitive: windows,
    env: (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined),
    path: (path) => pathFacts(path, files, links, absent),
    list: (directory) => entriesOf(directory, files),
    readText: (path) => files.get(path),
    git: () => gitFacts(facts, root, at, files),
    session: { written: (facts.written ?? []).map(at), denied: facts.denied ?? [], ...(facts.shell === undefined ? {} : { shell: facts.shell }) },
    ownWork: (path) => (files.has(path) || absent.includes(path)) && isOwnWork(path, new Map(Object.entries(facts.made ?? {}).map(([name, text]) => [at(name), text])), files),
    trusted: () => facts.trusted ?? [],
    protectedPaths: (facts.protected ?? []).map(at),
  };
}

function pathFacts(path: string, files: ReadonlyMap<string, string>, links: readonly (readonly [string, string])[], absent: readonly string[]): PathFacts {
  for (const [link, target] of links) {
    const rest = relativeTo(link, path, false);
    if (rest !== undefined) return { kind: 'unknown', realPath: rest === '' ? target : `${target}/${rest}` };
  }
  // What the session has written since is there.
  if (absent.includes(path) && ![...files.keys()].some((name) => relativeTo(path, name, false) !== undefined)) return { kind: 'absent', realPath: path };
  return { kind: files.has(path) ? 'file' : 'unknown', realPath: path };
}

function isOwnWork(path: string, made: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): boolean {
  const below = [...files].filter(([name]) => relativeTo(path, name, false) !== undefined);
  return below.length > 0 && below.every(([name, text]) => made.get(name) === text);
}

function entriesOf(directory: string, files: ReadonlyMap<string, string>): readonly string[] | undefined {
  const names = new Set<string>();
  for (const path of files.keys()) {
    const rest = relativeTo(directory, path, false);
    if (rest !== undefined && rest !== '') names.add(rest.split('/')[0] ?? rest);
  }
  return names.size === 0 ? undefined : [...names];
}

function gitFacts(facts: SceneFacts, root: string, at: (path: string) => string, files: ReadonlyMap<string, string>): GitFacts {
  const git = facts.git ?? {};
  const tracked = Array.isArray(git.trackedClean) ? git.trackedClean.map((path: string) => at(path)) : [];
  const untracked = (git.untracked ?? []).map(at);
  const modified = (git.modified ?? []).map(at);
  const isIn = (entries: readonly string[], path: string): boolean => entries.some((entry) => relativeTo(entry, path, false) !== undefined);
  const status = (path: string): PathStatus => {
    if (git.clean === true || tracked.includes(path)) return 'clean';
    return isIn(untracked, path) ? 'untracked' : isIn(modified, path) ? 'modified' : 'unknown';
  };
  return {
    root,
    ...(git.branch === undefined ? {} : { branch: git.branch }),
    ...(git.upstream === undefined ? {} : { upstream: git.upstream }),
    ...(git.merging === undefined ? {} : { merging: git.merging }),
    ...(git.clean === undefined ? {} : { clean: git.clean }),
    ...(git.clean === true || git.trackedClean === true ? { trackedClean: true } : {}),
    ...(git.clean === true || git.cleanDryRun === '' ? { cleanDryRunEmpty: true } : {}),
    status,
    ...(git.inConflict === undefined ? {} : { inConflict: (path) => isIn(git.inConflict?.map(at) ?? [], path) }),
    aliases: aliasesIn(files.get(at('.git/config'))),
  };
}

/** Aliases of a git config text; enough for scenes. */
function aliasesIn(config: string | undefined): Readonly<Record<string, string>> {
  const section = config === undefined ? undefined : /\[alias\]([^[]*)/.exec(config)?.[1];
  const pairs = section?.split('\n').map((line) => /^([\w-]+)\s*=(.*)$/.exec(line.trim())) ?? [];
  return Object.fromEntries(pairs.flatMap((pair) => (pair?.[1] === undefined || pair[2] === undefined ? [] : [[pair[1], pair[2].trimStart()]])));
}
