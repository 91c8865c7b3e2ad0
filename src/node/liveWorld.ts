import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ProgramTrust } from '../core/trust/trust.ts';
import type { GitFacts, PathFacts, SessionFacts, World } from '../core/world.ts';
import { ancestorsOf, below } from './ancestors.ts';
import { archiveNames } from './archiveNames.ts';
import { contentKey } from './contentKey.ts';
import { errorCode, readSmallFile } from './durableFile.ts';
import { gitFacts } from './git/gitFacts.ts';
import { possibleMatches } from './globMatches.ts';
import { protectedNameOf } from './secondNames.ts';

/** What the core may see of a file's text; the contract of {@link World.readText}. */
const readLimitBytes = 256 * 1024;
/** Larger directories are not listed: the core then knows nothing, which is the cautious answer. */
const listLimit = 10_000;

/** What a world is built from; all paths absolute. */
export interface LiveWorldOptions {
  readonly root: string;
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly tempDirectory: string;
  readonly session: SessionFacts;
  /** What the person trusts programs to do here; read at most once, when a program asks. */
  readonly trusted: () => readonly ProgramTrust[];
  readonly protectedPaths: () => readonly string[];
  /** Milliseconds on the clock of `now` after which nothing more is looked up: all is then unknown, and {@link LiveWorld.late} true. */
  readonly until: number;
  readonly now: () => number;
}

export interface LiveWorld extends World {
  /** Whether a question came after the time was over: the judgement is then not to be trusted. */
  late(): boolean;
  /** Names all texts that were read and what stood in them: equal for two judgements that read the same. */
  textsRead(): string;
}

/** The facts of this machine, read when asked for and remembered: one world is one moment. Never throws. */
export function liveWorld(options: LiveWorldOptions): LiveWorld {
  let wasLate = false;
  const inTime = <T>(look: () => T, otherwise: T): T => {
    if (options.now() <= options.until) return look();
    wasLate = true;
    return otherwise;
  };
  const texts = new Map<string, string>();
  const text = remembered((absolute: string) => {
    const found = readText(absolute);
    texts.set(absolute, found === undefined ? '' : contentKey(found));
    return found;
  });
  const realPath = remembered((absolute: string) => {
    const { names, ...facts } = pathFacts(absolute);
    return names > 1 ? { ...facts, realPath: protectedNameOf(facts.realPath, guarded('')) ?? facts.realPath } : facts;
  });
  const git = remembered((top: string) => gitFacts(top, { env: options.env, timeLeftMs: () => options.until - options.now() }));
  const trusted = remembered(() => options.trusted());
  const temporary = remembered(() => temporaryDirectories(options));
  const guarded = remembered(() => options.protectedPaths());
  const world: LiveWorld = {
    platform: options.platform === 'win32' ? 'windows' : 'posix',
    root: options.root,
    home: options.home,
    cwd: options.cwd,
    get tempDirectories() { return temporary(''); },
    caseInsensitive: options.platform === 'win32' || options.platform === 'darwin',
    env: (name) => options.env[name],
    path: (absolute) => inTime(() => realPath(absolute), { kind: 'unknown', realPath: absolute }),
    list: remembered((absolute: string) => inTime(() => listDirectory(absolute), undefined)),
    matches: (directory, pattern) => inTime(() => possibleMatches(directory, pattern), undefined),
    readText: (absolute) => inTime(() => text(absolute), undefined),
    archive: (absolute) => inTime(() => archiveNames(absolute, options.until - options.now()), undefined),
    git: (directory) => inTime<GitFacts | undefined>(() => {
      const top = repositoryTop(directory);
      return top === undefined ? undefined : git(top);
    }, undefined),
    ownWork: (absolute) => inTime(() => isOwnWork(absolute, new Map(options.session.made?.map((file) => [file.path, file.content])), text), false),
    session: options.session,
    trusted: () => trusted(''),
    get protectedPaths() { return guarded(''); },
    late: () => wasLate,
    textsRead: () => JSON.stringify([...texts].sort()),
  };
  return world;
}

/** The directory that holds `.git`, nearest first; undefined outside a repository. */
export function repositoryTop(directory: string): string | undefined {
  return ancestorsOf(directory).find((at) => fs.existsSync(below(at, '.git')));
}

/** A path with symlinks resolved on the part of it that exists; a dangling link leads to where it points. */
export function realPathOf(absolute: string): string {
  return pathFacts(absolute).realPath;
}

function remembered<T>(look: (key: string) => T): (key: string) => T {
  const seen = new Map<string, T>();
  return (key) => {
    const known = seen.get(key);
    if (known !== undefined || seen.has(key)) return known as T;
    const found = look(key);
    seen.set(key, found);
    return found;
  };
}

/** `names`: how many a file has (hard links); 0 where it is no file. */
function pathFacts(absolute: string, links = 0): PathFacts & { readonly names: number } {
  try {
    const realPath = fs.realpathSync.native(absolute);
    const status = fs.statSync(realPath);
    return status.isDirectory() ? { kind: 'directory', realPath, names: 0 } : { kind: 'file', realPath, names: status.nlink };
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return { kind: 'unknown', realPath: absolute, names: 0 };
    return { kind: 'absent', realPath: realPathOfAbsent(absolute, links), names: 0 };
  }
}

function realPathOfAbsent(absolute: string, links: number): string {
  const link = readLink(absolute);
  if (link !== undefined && links < 40) return pathFacts(path.resolve(path.dirname(absolute), link), links + 1).realPath;
  const parent = path.dirname(absolute);
  return parent === absolute ? absolute : path.join(pathFacts(parent, links).realPath, path.basename(absolute));
}

function readLink(absolute: string): string | undefined {
  try {
    return fs.readlinkSync(absolute);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

function listDirectory(absolute: string): readonly string[] | undefined {
  try {
    const names = fs.readdirSync(absolute);
    return names.length > listLimit ? undefined : names;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

function readText(absolute: string): string | undefined {
  const read = readSmallFile(absolute, readLimitBytes);
  return read.kind === 'text' && !read.text.includes('\0') ? read.text : undefined;
}

/** Larger directories are taken for somebody's. */
const ownLimit = 200;

/** Word for word what the session put there; links and what cannot be read are not. */
function isOwnWork(absolute: string, made: ReadonlyMap<string, string>, text: (absolute: string) => string | undefined): boolean {
  if (made.size === 0) return false;
  let left = ownLimit;
  const isOwn = (at: string): boolean => {
    left -= 1;
    const status = left < 0 ? undefined : fs.lstatSync(at, { throwIfNoEntry: false });
    if (status?.isDirectory() === true) return listDirectory(at)?.every((name) => isOwn(path.join(at, name))) === true;
    const content = status?.isFile() === true ? made.get(at) : undefined;
    const found = content === undefined ? undefined : text(at);
    return found !== undefined && contentKey(found) === content;
  };
  return isOwn(absolute);
}

function temporaryDirectories({ tempDirectory, platform }: LiveWorldOptions): readonly string[] {
  const directories = platform === 'win32' ? [tempDirectory] : [tempDirectory, '/tmp', '/var/tmp'];
  return [...new Set(directories.flatMap((directory) => [directory, realPathOf(directory)]))];
}
