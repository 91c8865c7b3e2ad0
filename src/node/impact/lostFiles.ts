import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitKeep } from '../../core/checkpoint.ts';
import type { LostFile } from '../../core/impact.ts';
import { isWithin } from '../ancestors.ts';
import { changedFiles } from '../checkpoint/gitState.ts';
import { gitList } from '../gitCommand.ts';
import type { Deadline } from './deadline.ts';

/** What is known of a repository's files; names relative to its root with `/`. */
interface FileStates {
  readonly root: string;
  readonly tracked: ReadonlySet<string>;
  readonly modified: ReadonlySet<string>;
  /** Ignored files and directories, the latter ending in `/`. */
  readonly ignored: readonly string[];
}

/** Files found so far. State: filled while walking, so that a deadline leaves what was seen. */
export interface FileLoss {
  readonly files: LostFile[];
  complete: boolean;
}

/** More are counted by nobody: the number alone says enough. */
const mostFiles = 200_000;

/** Adds all files that lie at a path, with their state in git. */
export async function addPath(place: string, act: 'delete' | 'overwrite', loss: FileLoss, deadline: Deadline): Promise<void> {
  const status = fs.lstatSync(place, { throwIfNoEntry: false });
  if (status === undefined) return;
  const states = await statesAround(place, deadline);
  const seen = (file: string, found: fs.Stats): void => {
    const state = states === undefined ? 'outside' : stateIn(states, file);
    loss.files.push({ path: file, bytes: found.size, modifiedMs: found.mtimeMs, state, act, recoverable: state === 'clean' ? 'head' : 'nothing' });
  };
  if (!status.isDirectory()) seen(place, status);
  else await walk(place, seen, loss, deadline);
}

async function walk(top: string, seen: (file: string, found: fs.Stats) => void, loss: FileLoss, deadline: Deadline): Promise<void> {
  const pending = [top];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const entries = await fs.promises.readdir(directory, { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) loss.complete = false;
    for (const entry of entries ?? []) {
      const file = path.join(directory, entry.name);
      if (entry.isDirectory()) pending.push(file);
      else {
        const found = fs.lstatSync(file, { throwIfNoEntry: false });
        if (found !== undefined) seen(file, found);
      }
    }
    if (deadline.passed() || loss.files.length > mostFiles) {
      loss.complete = loss.complete && pending.length === 0;
      return;
    }
  }
}

/** The repository that holds a path and outlives its deletion; undefined where there is none or it does not answer in time. */
async function statesAround(place: string, deadline: Deadline): Promise<FileStates | undefined> {
  const root = repositoryAbove(place);
  if (root === undefined) return undefined;
  const name = path.relative(root, place).split(path.sep).join('/');
  const run = { timeoutMs: Math.max(100, deadline.left()) };
  try {
    const [tracked, status, ignored] = await Promise.all([
      gitList(root, ['ls-files', '-z', '--', name], run),
      gitList(root, ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=no', '--', name], run),
      gitList(root, ['ls-files', '-o', '-i', '--exclude-standard', '--directory', '-z', '--', name], run),
    ]);
    return { root, tracked: new Set(tracked), modified: new Set(status.map((line) => line.slice(3))), ignored };
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function repositoryAbove(place: string): string | undefined {
  for (let at = path.dirname(place); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, '.git'))) return isWithin(path.join(at, '.git'), place) ? undefined : at;
    if (at === path.dirname(at)) return undefined;
  }
}

function stateIn({ root, tracked, modified, ignored }: FileStates, file: string): LostFile['state'] {
  const name = path.relative(root, file).split(path.sep).join('/');
  if (modified.has(name)) return 'modified';
  if (tracked.has(name)) return 'clean';
  return ignored.some((entry) => (entry.endsWith('/') ? name.startsWith(entry) : name === entry)) ? 'ignored' : 'untracked';
}

/** Adds the files that a git command would take back or remove, and counts the lines taken back. */
export async function addRepository(keep: GitKeep, loss: FileLoss, deadline: Deadline): Promise<{ readonly insertions: number; readonly deletions: number } | undefined> {
  const { root } = keep;
  const run = { timeoutMs: Math.max(100, deadline.left()) };
  const within = keep.paths === undefined || keep.paths.length === 0 ? [] : ['--', ...keep.paths.map((entry) => path.relative(root, entry) || '.')];
  const add = (names: readonly string[], state: LostFile['state'], act: LostFile['act']): void => {
    for (const name of names) {
      const place = path.join(root, name);
      const found = fs.lstatSync(place, { throwIfNoEntry: false });
      if (found !== undefined && !found.isDirectory()) loss.files.push({ path: place, bytes: found.size, modifiedMs: found.mtimeMs, state, act, recoverable: 'nothing' });
    }
  };
  if (keep.untracked) add(await gitList(root, ['ls-files', '-o', '-z', '--exclude-standard', ...within], run), 'untracked', 'delete');
  if (keep.ignored) add(await gitList(root, ['ls-files', '-o', '-i', '-z', '--exclude-standard', ...within], run), 'ignored', 'delete');
  if (!keep.tracked) return undefined;
  const changed = await changedFiles(root);
  const chosen = keep.paths === undefined ? changed : changed.filter((name) => keep.paths?.some((entry) => isWithin(entry, path.join(root, name))) === true);
  add(chosen, 'modified', 'discard');
  const lines = (await gitList(root, ['diff', '--numstat', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', 'HEAD', ...within], run)).map((line) => line.split('\t'));
  const sum = (column: number): number => lines.reduce((total, fields) => total + (Number(fields[column]) || 0), 0);
  return { insertions: sum(0), deletions: sum(1) };
}
