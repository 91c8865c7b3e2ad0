import * as fs from 'node:fs';
import * as path from 'node:path';
import { syncFile } from './content.ts';
import type { KeptEntry } from './manifest.ts';
import type { Pace } from './pace.ts';
import { ContentReader, hashFile, sha256 } from './readContent.ts';
import { Staging } from './staging.ts';

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

/** Up to this many files each one is forced to the disk, some at a time; above it that would take minutes, and the system writes them by itself. */
const syncedFiles = 2000;
const syncedAtOnce = 16;

interface RestorePlace {
  readonly store: string;
  readonly id: string;
  /** Absolute workspace root. */
  readonly root: string;
  readonly log: RestoreLog;
  readonly pace: Pace;
}

/**
 * Puts entries back in two steps: first every content in a directory of its own, read again and compared; then all of them
 * take their places by renaming. A crash leaves each file as it was or as it is to be, and doing it again goes on
 * from there. What stands in the way was kept before. Throws at the first failure; the log holds what was done until then.
 */
export async function restoreEntries(entries: readonly KeptEntry[], all: readonly KeptEntry[], place: RestorePlace): Promise<void> {
  const { store, id, root, log, pace } = place;
  const ordered = [...entries].sort((first, second) => first.path.length - second.path.length);
  const staging = new Staging(store, id, root);
  try {
    await stageAll(entries, staging, place);
    const ready = new Set<string>();
    for (const entry of ordered) {
      if (!ready.has(path.dirname(entry.path))) {
        assertDirectWay(entry.path);
        if (entry.kind !== 'absent') ready.add(makeParents(path.dirname(entry.path)));
      }
      putInPlace(entry, staging);
      (entry.kind === 'absent' ? log.removed : log.restored).push(entry.path);
      if (pace.due) await rest(pace, ready);
    }
  } finally {
    staging.remove();
  }
  const folders = all.flatMap((entry) => (entry.kind === 'directory' ? [entry] : [])).sort((first, second) => second.path.length - first.path.length);
  for (const { path: folder, mode, mtimeMs } of folders) {
    if (!fs.existsSync(folder)) continue;
    fs.chmodSync(folder, mode);
    fs.utimesSync(folder, mtimeMs / 1000, mtimeMs / 1000);
  }
}

/** Ways that were looked at are looked at again after others had their turn. */
async function rest(pace: Pace, ready: Set<string>): Promise<void> {
  ready.clear();
  await pace.rest();
}

type Staged = Extract<KeptEntry, { kind: 'file' | 'symlink' }>;

/** In the order in which the content lies in the store. */
async function stageAll(entries: readonly KeptEntry[], staging: Staging, { store, pace }: RestorePlace): Promise<void> {
  const staged = entries.filter((entry): entry is Staged => entry.kind === 'file' || entry.kind === 'symlink').sort((one, other) => orderOf(one).localeCompare(orderOf(other)) || offsetOf(one) - offsetOf(other));
  const reader = new ContentReader(store);
  try {
    for (const entry of staged) {
      await stage(entry, staging.placeOf(entry.path), { store, reader, pace });
      if (pace.due) await pace.rest();
    }
  } finally {
    reader.close();
  }
  const files = staged.filter(({ kind }) => kind === 'file').map((entry) => staging.placeOf(entry.path));
  if (files.length <= syncedFiles) for (let at = 0; at < files.length; at += syncedAtOnce) await Promise.all(files.slice(at, at + syncedAtOnce).map(syncFile));
}

const orderOf = (entry: Staged): string => (entry.kind === 'file' ? entry.in : '');
const offsetOf = (entry: Staged): number => (entry.kind === 'file' ? entry.offset : 0);

interface Source {
  readonly store: string;
  readonly reader: ContentReader;
  readonly pace: Pace;
}

async function stage(entry: Staged, temporary: string, { store, reader, pace }: Source): Promise<void> {
  if (entry.kind === 'symlink') {
    fs.symlinkSync(entry.target, temporary);
    return;
  }
  // Large content has a file of its own, of which the file system may make a clone.
  const hash = entry.in.startsWith('objects/') ? await copyObject(path.join(store, entry.in), temporary, pace) : writeSmall(reader.read(entry), temporary);
  if (hash !== entry.sha256) throw new Error(`${entry.path} could not be written back whole`);
  fs.chmodSync(temporary, entry.mode);
  fs.utimesSync(temporary, entry.mtimeMs / 1000, entry.mtimeMs / 1000);
}

async function copyObject(object: string, target: string, pace: Pace): Promise<string> {
  await fs.promises.copyFile(object, target, fs.constants.COPYFILE_FICLONE | fs.constants.COPYFILE_EXCL);
  fs.chmodSync(target, 0o600);
  return (await hashFile(target, pace)).hash;
}

/** Gives the hash of what stands in the new file afterwards. */
function writeSmall(data: Buffer, target: string): string {
  const descriptor = fs.openSync(target, 'wx+', 0o600);
  try {
    for (let done = 0; done < data.length; ) done += fs.writeSync(descriptor, data, done, data.length - done, done);
    const again = Buffer.allocUnsafe(data.length);
    let read = 0;
    for (let more = 1; more > 0 && read < again.length; read += more) more = fs.readSync(descriptor, again, read, again.length - read, read);
    return sha256(again.subarray(0, read));
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The directory with those on the way; where something else stands in their place, it was kept before. */
function makeParents(directory: string): string {
  let blocking = directory;
  while (blocking !== path.dirname(blocking) && fs.lstatSync(blocking, { throwIfNoEntry: false }) === undefined) blocking = path.dirname(blocking);
  if (!fs.statSync(blocking).isDirectory()) fs.rmSync(blocking);
  fs.mkdirSync(directory, { recursive: true });
  return directory;
}

function putInPlace(entry: KeptEntry, staging: Staging): void {
  if (entry.kind === 'absent') {
    fs.rmSync(entry.path, { recursive: true, force: true });
    return;
  }
  const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
  if (now !== undefined && now.isDirectory() !== (entry.kind === 'directory')) fs.rmSync(entry.path, { recursive: true });
  if (entry.kind === 'directory') fs.mkdirSync(entry.path, { recursive: true, mode: 0o700 });
  else staging.move(entry.path);
}
