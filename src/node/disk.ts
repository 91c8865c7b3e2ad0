import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The operations on files that durable stores are made of, as a value, so that tests can let the N-th one fail. The real
 * one is `node:fs`.
 */
export type Disk = Pick<
  typeof fs,
  'openSync' | 'closeSync' | 'readSync' | 'writeSync' | 'fsyncSync' | 'ftruncateSync' | 'fstatSync' | 'statSync' | 'renameSync' | 'unlinkSync' | 'mkdirSync' | 'readdirSync' | 'utimesSync'
>;

export const realDisk: Disk = fs;

/** Node's error code such as `ENOENT`, or an empty string. */
export const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** Runs `use` with an open file and closes it whatever happens. */
export function withFile<T>(disk: Disk, file: string, flags: string, use: (descriptor: number) => T): T {
  const descriptor = disk.openSync(file, flags, 0o600);
  try {
    return use(descriptor);
  } finally {
    disk.closeSync(descriptor);
  }
}

/** Writes all of it, also where the system takes it in pieces. Throws (ENOSPC and the like) when a part stayed out. */
export function writeAll(disk: Disk, descriptor: number, data: Buffer): void {
  for (let written = 0; written < data.length; ) {
    const count = disk.writeSync(descriptor, data, written, data.length - written);
    if (count <= 0) throw new Error('the system wrote nothing');
    written += count;
  }
}

/** The bytes `[start, end)` of a file, or fewer where it ends earlier. */
export function readRange(disk: Disk, descriptor: number, start: number, end: number): Buffer {
  const data = Buffer.alloc(Math.max(0, end - start));
  let filled = 0;
  while (filled < data.length) {
    const count = disk.readSync(descriptor, data, filled, data.length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return data.subarray(0, filled);
}

/** Whole file, or undefined where there is none. Any other failure throws. */
export function readIfPresent(disk: Disk, file: string): Buffer | undefined {
  try {
    return withFile(disk, file, 'r', (descriptor) => readRange(disk, descriptor, 0, disk.fstatSync(descriptor).size));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Names in a directory, sorted; empty where there is no directory. */
export function namesIn(disk: Disk, directory: string): string[] {
  try {
    return disk.readdirSync(directory).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Replaces a file in one step: a reader sees the old or the new content, after a crash too. */
export function replaceFile(disk: Disk, file: string, text: string): void {
  const next = `${file}.next`;
  withFile(disk, next, 'w', (descriptor) => {
    writeAll(disk, descriptor, Buffer.from(text));
    disk.fsyncSync(descriptor);
  });
  disk.renameSync(next, file);
  syncDirectory(disk, path.dirname(file));
}

/** Makes new and renamed names in a directory durable. Windows has no such call and does it by itself. */
export function syncDirectory(disk: Disk, directory: string): void {
  if (process.platform === 'win32') return;
  withFile(disk, directory, 'r', (descriptor) => disk.fsyncSync(descriptor));
}
