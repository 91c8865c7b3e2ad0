import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { hashFile, readData, syncFile } from './content.ts';
import type { KeptData, KeptEntry } from './manifest.ts';
import type { Pace } from './pace.ts';

export interface RestoreLog {
  readonly restored: string[];
  readonly removed: string[];
}

/** Entries that are not now as they were. Throws where a directory on the way now leads elsewhere through a symlink. */
export async function changedEntries(entries: readonly KeptEntry[], pace: Pace): Promise<readonly KeptEntry[]> {
  const changed: KeptEntry[] = [];
  const direct = new Set<string>();
  for (const entry of entries) {
    assertDirectWay(entry.path, direct);
    if (!(await isAsKept(entry, pace))) changed.push(entry);
    if (pace.due) await pace.rest();
  }
  return changed;
}

async function isAsKept(entry: KeptEntry, pace: Pace): Promise<boolean> {
  const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
  if (entry.kind === 'absent') return now === undefined;
  if (now === undefined) return false;
  switch (entry.kind) {
    case 'file':
      return now.isFile() && now.size === entry.size && (now.mode & 0o7777) === entry.mode && (await hashFile(entry.path, pace)).hash === entry.sha256;
    case 'directory':
      return now.isDirectory() && (now.mode & 0o7777) === entry.mode;
    case 'symlink':
      return now.isSymbolicLink() && fs.readlinkSync(entry.path) === entry.target;
  }
}

/** SECURITY: a symlink put in place of a directory since then must not carry the restored content elsewhere. */
function assertDirectWay(place: string, known = new Set<string>()): void {
  let existing = path.dirname(place);
  if (known.has(existing)) return;
  while (!fs.existsSync(existing) && existing !== path.dirname(existing)) existing = path.dirname(existing);
  const real = fs.realpathSync.native(existing);
  if (real !== existing) throw new Error(`${existing} now leads to ${real}: nothing is restored through it`);
  known.add(path.dirname(place));
}

/** Up to this many files each one is forced to the disk; above it that would take minutes, and the system writes them by itself. */
const syncedFiles = 2000;

/**
 * Puts entries back in two steps: first every content under a temporary name beside its place, read again and compared; then
 * all of them take their places by renaming. A crash leaves each file as it was or as it is to be, and doing it again goes on
 * from there. What stands in the way was kept before. Throws at the first failure; the log holds what was done until then.
 */
export async function restoreEntries(entries: readonly KeptEntry[], all: readonly KeptEntry[], { store, id, log, pace }: { readonly store: string; readonly id: string; readonly log: RestoreLog; readonly pace: Pace }): Promise<void> {
  const ordered = [...entries].sort((first, second) => first.path.length - second.path.length);
  const sync = ordered.length <= syncedFiles;
  try {
    for (const entry of ordered) {
      assertDirectWay(entry.path);
      if (entry.kind === 'file' || entry.kind === 'symlink') await stage(entry, { store, temporary: temporaryOf(entry.path, id), sync, pace });
      if (pace.due) await pace.rest();
    }
    for (const entry of ordered) {
      assertDirectWay(entry.path);
      putInPlace(entry, temporaryOf(entry.path, id));
      (entry.kind === 'absent' ? log.removed : log.restored).push(entry.path);
    }
  } finally {
    for (const { path: place, kind } of ordered) if (kind === 'file' || kind === 'symlink') removeLeft(temporaryOf(place, id));
  }
  const folders = all.flatMap((entry) => (entry.kind === 'directory' ? [entry] : [])).sort((first, second) => second.path.length - first.path.length);
  for (const { path: place, mode, mtimeMs } of folders) {
    if (!fs.existsSync(place)) continue;
    fs.chmodSync(place, mode);
    fs.utimesSync(place, mtimeMs / 1000, mtimeMs / 1000);
  }
}

/** Of the same directory, so that renaming is one step; always the same, so that what a crash left is found again. */
const temporaryOf = (place: string, id: string): string => path.join(path.dirname(place), `.tagout-${createHash('sha256').update(`${id} ${place}`).digest('hex').slice(0, 16)}`);

async function stage(entry: Extract<KeptEntry, { kind: 'file' | 'symlink' }>, { store, temporary, sync, pace }: { readonly store: string; readonly temporary: string; readonly sync: boolean; readonly pace: Pace }): Promise<void> {
  makeParents(path.dirname(temporary));
  removeLeft(temporary);
  if (entry.kind === 'symlink') {
    fs.symlinkSync(entry.target, temporary);
    return;
  }
  await write(store, entry, temporary);
  if ((await hashFile(temporary, pace)).hash !== entry.sha256) throw new Error(`${entry.path} could not be written back whole`);
  if (sync) syncFile(temporary);
  fs.chmodSync(temporary, entry.mode);
  fs.utimesSync(temporary, entry.mtimeMs / 1000, entry.mtimeMs / 1000);
}

/** What a crash or a failure left. */
function removeLeft(temporary: string): void {
  if (fs.lstatSync(temporary, { throwIfNoEntry: false }) !== undefined) fs.rmSync(temporary);
}

/** Large content has a file of its own, of which the file system may make a clone. */
async function write(store: string, data: KeptData, target: string): Promise<void> {
  if (!data.in.startsWith('objects/')) {
    fs.writeFileSync(target, readData(store, data), { mode: 0o600, flag: 'wx' });
    return;
  }
  await fs.promises.copyFile(path.join(store, data.in), target, fs.constants.COPYFILE_FICLONE | fs.constants.COPYFILE_EXCL);
  fs.chmodSync(target, 0o600);
}

/** The directories on the way; where something else stands in their place, it was kept before. */
function makeParents(directory: string): void {
  let blocking = directory;
  while (blocking !== path.dirname(blocking) && fs.lstatSync(blocking, { throwIfNoEntry: false }) === undefined) blocking = path.dirname(blocking);
  if (!fs.statSync(blocking).isDirectory()) fs.rmSync(blocking);
  fs.mkdirSync(directory, { recursive: true });
}

function putInPlace(entry: KeptEntry, temporary: string): void {
  if (entry.kind === 'absent') {
    fs.rmSync(entry.path, { recursive: true, force: true });
    return;
  }
  const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
  if (now !== undefined && now.isDirectory() !== (entry.kind === 'directory')) fs.rmSync(entry.path, { recursive: true });
  if (entry.kind === 'directory') fs.mkdirSync(entry.path, { recursive: true, mode: 0o700 });
  else fs.renameSync(temporary, entry.path);
}
