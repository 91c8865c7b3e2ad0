import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CheckpointRefusal } from './survey.ts';
import type { Found } from './survey.ts';
import type { KeptData, KeptEntry } from './manifest.ts';

/** SHA-256 of a file's content, streamed. Never follows a symlink in the last place (where the system can say so). */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await fs.promises.open(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
  try {
    await pipeline(handle.createReadStream({ autoClose: false }), hash);
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** Up to this many files each one is forced to the disk; above it that would take minutes, and the system writes them by itself. */
const syncedFiles = 2000;

/**
 * Copies everything that was found into `data/` of a checkpoint and notes the hash of each original: the copies are
 * proven when the whole checkpoint is verified. A clone of the file system's own is made where it can (no time, no space).
 * Throws {@link CheckpointRefusal} where a file changed meanwhile.
 */
export async function keepAll(found: readonly Found[], directory: string): Promise<readonly KeptEntry[]> {
  const files = found.filter((entry) => entry.kind === 'file').length;
  const entries: KeptEntry[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    try {
      for (let index = next++; index < found.length; index = next++) {
        const entry = found[index];
        if (entry === undefined) continue;
        entries[index] = entry.kind === 'file' ? await keepFile(entry, directory, `data/${String(index).padStart(6, '0')}`, files <= syncedFiles) : entry;
      }
    } finally {
      // One failure ends all of them, so that nothing is written any more when the rest is cleared away.
      next = found.length;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: 8 }, work));
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
  return entries;
}

async function keepFile(found: Extract<Found, { kind: 'file' }>, directory: string, data: string, sync: boolean): Promise<KeptEntry> {
  const copy = `${directory}/${data}`;
  const before = await fs.promises.lstat(found.path);
  if (!before.isFile()) throw new CheckpointRefusal(`${found.path} changed while it was kept`);
  await fs.promises.copyFile(found.path, copy, fs.constants.COPYFILE_FICLONE | fs.constants.COPYFILE_EXCL);
  await fs.promises.chmod(copy, 0o600);
  const sha256 = await hashFile(found.path);
  const after = await fs.promises.lstat(found.path);
  if (before.ino !== after.ino || before.size !== after.size || before.mtimeMs !== after.mtimeMs) throw new CheckpointRefusal(`${found.path} changed while it was kept`);
  if (sync) await syncFile(copy);
  return { ...found, mode: after.mode & 0o7777, mtimeMs: after.mtimeMs, size: after.size, data, sha256 };
}

/** Content that we made ourselves (an index, a pack), as kept data. */
export async function keepContent(directory: string, data: string, content: Buffer): Promise<KeptData> {
  const file = `${directory}/${data}`;
  await fs.promises.writeFile(file, content, { mode: 0o600, flag: 'wx' });
  return keptContent(directory, data);
}

/** Kept data for a file that already lies in the checkpoint. */
export async function keptContent(directory: string, data: string): Promise<KeptData> {
  const file = `${directory}/${data}`;
  await syncFile(file);
  return { data, sha256: await hashFile(file), size: (await fs.promises.stat(file)).size };
}

export async function syncFile(file: string): Promise<void> {
  const handle = await fs.promises.open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
