import * as fs from 'node:fs';
import * as path from 'node:path';
import { hashFile, syncFile } from './keepData.ts';
import type { KeptEntry } from './manifest.ts';

export interface RestoreLog {
  readonly restored: string[];
  readonly removed: string[];
}

/** Entries that are not now as they were. Throws where a directory on the way now leads elsewhere through a symlink. */
export async function changedEntries(entries: readonly KeptEntry[]): Promise<readonly KeptEntry[]> {
  const changed: KeptEntry[] = [];
  for (const entry of entries) {
    assertDirectWay(entry.path);
    if (!(await isAsKept(entry))) changed.push(entry);
  }
  return changed;
}

/** Something is there now whose content restoring this entry would destroy. */
export function wouldOverwrite(entry: KeptEntry): boolean {
  const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
  return now !== undefined && !(entry.kind === 'directory' && now.isDirectory());
}

async function isAsKept(entry: KeptEntry): Promise<boolean> {
  const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
  if (entry.kind === 'absent') return now === undefined;
  if (now === undefined) return false;
  switch (entry.kind) {
    case 'file':
      return now.isFile() && now.size === entry.size && (now.mode & 0o7777) === entry.mode && (await hashFile(entry.path)) === entry.sha256;
    case 'directory':
      return now.isDirectory() && (now.mode & 0o7777) === entry.mode;
    case 'symlink':
      return now.isSymbolicLink() && fs.readlinkSync(entry.path) === entry.target;
  }
}

/** SECURITY: a symlink put in place of a directory since then must not carry the restored content elsewhere. */
function assertDirectWay(place: string): void {
  let existing = path.dirname(place);
  while (!fs.existsSync(existing) && existing !== path.dirname(existing)) existing = path.dirname(existing);
  const real = fs.realpathSync.native(existing);
  if (real !== existing) throw new Error(`${existing} now leads to ${real}: nothing is restored through it`);
}

/**
 * Puts entries back: content through a temporary name beside the place, then modes, then directories from the inside out.
 * What stands in the way was kept before. Throws at the first failure; the log holds what was done until then.
 */
export async function restoreEntries(entries: readonly KeptEntry[], all: readonly KeptEntry[], directory: string, log: RestoreLog): Promise<void> {
  for (const entry of [...entries].sort((first, second) => first.path.length - second.path.length)) {
    assertDirectWay(entry.path);
    if (entry.kind === 'absent') {
      fs.rmSync(entry.path, { recursive: true, force: true });
      log.removed.push(entry.path);
      continue;
    }
    const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
    if (now !== undefined && now.isDirectory() !== (entry.kind === 'directory')) fs.rmSync(entry.path, { recursive: true });
    if (entry.kind === 'directory') fs.mkdirSync(entry.path, { recursive: true, mode: 0o700 });
    else await putBack(entry, directory);
    log.restored.push(entry.path);
  }
  const folders = all.flatMap((entry) => (entry.kind === 'directory' ? [entry] : [])).sort((first, second) => second.path.length - first.path.length);
  for (const { path: place, mode, mtimeMs } of folders) {
    fs.chmodSync(place, mode);
    fs.utimesSync(place, mtimeMs / 1000, mtimeMs / 1000);
  }
}

async function putBack(entry: Extract<KeptEntry, { kind: 'file' | 'symlink' }>, directory: string): Promise<void> {
  fs.mkdirSync(path.dirname(entry.path), { recursive: true });
  const temporary = `${entry.path}.tagout-${process.pid}`;
  try {
    if (entry.kind === 'symlink') fs.symlinkSync(entry.target, temporary);
    else {
      await fs.promises.copyFile(path.join(directory, entry.data), temporary, fs.constants.COPYFILE_FICLONE | fs.constants.COPYFILE_EXCL);
      fs.chmodSync(temporary, entry.mode);
      if ((await hashFileOf(temporary, entry.mode)) !== entry.sha256) throw new Error(`${entry.path} could not be written back whole`);
      fs.utimesSync(temporary, entry.mtimeMs / 1000, entry.mtimeMs / 1000);
    }
    fs.renameSync(temporary, entry.path);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

/** Read back before it takes its place; a file without read permission is readable only before its mode is set. */
async function hashFileOf(file: string, mode: number): Promise<string> {
  if ((mode & 0o400) !== 0) {
    await syncFile(file);
    return hashFile(file);
  }
  fs.chmodSync(file, 0o600);
  try {
    await syncFile(file);
    return await hashFile(file);
  } finally {
    fs.chmodSync(file, mode);
  }
}
