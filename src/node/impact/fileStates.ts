import * as path from 'node:path';
import type { FileState, RecoverableFrom } from '../../core/impact.ts';
import { isWithin } from '../ancestors.ts';
import { turns } from './deadline.ts';
import type { LookingGit } from './lookingGit.ts';

/** What git knows of the files of one repository below one path. */
export interface FileStates {
  readonly git: LookingGit;
  /** The repository itself is lost too. */
  readonly goes: boolean;
  /** Object names of what the index holds, by name relative to the root with `/`. */
  readonly index: ReadonlyMap<string, string>;
  readonly of: (file: string) => { readonly state: FileState; readonly recoverable: RecoverableFrom };
}

export interface StatesQuestion {
  readonly git: LookingGit;
  /** Only what lies below is asked for; the root itself for all. */
  readonly below: string;
  /** The repository itself is lost too: then only what a remote has comes back. */
  readonly goes: boolean;
}

/** Asks git four things at once; rejects where it does not answer in time. */
export async function fileStates({ git, below, goes }: StatesQuestion): Promise<FileStates> {
  const { root } = git;
  const place = path.relative(root, below).split(path.sep).join('/');
  const within = ['--', place === '' ? '.' : place];
  const [staged, changed, ignored, head] = await Promise.all([
    git.list(['ls-files', '-v', '-s', '-z', ...within]),
    git.list(['status', '--porcelain=v2', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=dirty', ...within]),
    git.list(['ls-files', '-o', '-i', '--exclude-standard', '--directory', '-z', ...within]),
    goes ? headOnRemote(git) : Promise.resolve<RecoverableFrom>('head'),
  ]);
  const index = new Map<string, string>();
  const hidden = new Set<string>();
  const turn = turns();
  for (const line of staged) {
    const others = turn();
    if (others !== undefined) await others;
    const tab = line.indexOf('\t');
    const name = line.slice(tab + 1);
    index.set(name, line.slice(9, tab).split(' ', 1)[0] ?? '');
    // INVARIANT: git does not look at these itself (assume-unchanged, skip-worktree), so its silence says nothing.
    if (/^(?:[a-z]|S)/.test(line)) hidden.add(name);
  }
  const differs = new Map(changed.flatMap((line) => changeOf(line)));
  const clean = { state: 'clean', recoverable: head } as const;
  const isIgnored = ignoredBy(new Set(ignored));
  const own = path.join(root, '.git');
  const prefix = root.endsWith(path.sep) ? root.length : root.length + 1;
  const of: FileStates['of'] = (file) => {
    if (isWithin(own, file)) return { state: 'git', recoverable: 'nothing' };
    const name = path.sep === '/' ? file.slice(prefix) : file.slice(prefix).replaceAll(path.sep, '/');
    const change = differs.size === 0 ? undefined : differs.get(name);
    if (change !== undefined || (hidden.size > 0 && hidden.has(name))) return { state: 'modified', recoverable: change === 'staged' && !goes ? 'index' : 'nothing' };
    if (index.has(name)) return clean;
    return isIgnored(name) ? ignoredFile : untrackedFile;
  };
  return { git, goes, index, of };
}

/** One entry of `git status --porcelain=v2`: whether the index holds exactly what lies in the work tree. */
function changeOf(line: string): readonly (readonly [string, 'staged' | 'changed'])[] {
  const fieldsBefore = { '1': 8, '2': 9, u: 10 }[line.slice(0, 1)];
  if (fieldsBefore === undefined) return [];
  const fields = line.split(' ');
  return [[fields.slice(fieldsBefore).join(' '), line.startsWith('1') && fields[1]?.[1] === '.' ? 'staged' : 'changed']];
}

const ignoredFile = { state: 'ignored', recoverable: 'nothing' } as const;
const untrackedFile = { state: 'untracked', recoverable: 'nothing' } as const;

/**
 * Entries of directories end in `/`; a file is ignored when it or a directory above it is. Files are asked for directory by
 * directory, so the answer for the last one is kept.
 */
function ignoredBy(entries: ReadonlySet<string>): (name: string) => boolean {
  let last: { readonly directory: string; readonly ignored: boolean } | undefined;
  const isInside = (directory: string): boolean => {
    for (let at = directory.length; at > 0; at = directory.lastIndexOf('/', at - 1)) if (entries.has(`${directory.slice(0, at)}/`)) return true;
    return false;
  };
  return (name) => {
    if (entries.size === 0) return false;
    const directory = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    if (last?.directory !== directory) last = { directory, ignored: isInside(directory) };
    return last.ignored || entries.has(name);
  };
}

async function headOnRemote(git: LookingGit): Promise<RecoverableFrom> {
  return (await git.maybe(['for-each-ref', '--count=1', '--contains=HEAD', '--format=%(refname)', 'refs/remotes'])) === undefined ? 'nothing' : 'remote';
}
