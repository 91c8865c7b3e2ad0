import { createHash, type Hash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from '../durableFile.ts';
import { matchesOf } from '../globMatches.ts';

/** Entries of one target that are bound; of a larger one the first so many in the order of names. */
const mostEntries = 200_000;
/** Entries after which a look gives way to whoever drives it. */
const entriesAtOnce = 500;

/** A look at the disk in pieces: the hook drives it to its end, the editor lets its window live in between. */
export type Look = Generator<undefined, string>;

interface Sum {
  entries: number;
  bytes: bigint;
  readonly hash: Hash;
}

/**
 * State of what lies at a path, or at all that a glob matches below it: number of entries, their bytes, and a hash over path,
 * inode, time of the last write and size of each. Links are themselves. A pattern that comes to match more has another state.
 */
export function* treeState(directory: string, pattern?: string): Look {
  const sum: Sum = { entries: 0, bytes: 0n, hash: createHash('sha256') };
  const pending = [...matchesOf(directory, pattern)].sort().reverse();
  for (let next = pending.pop(); next !== undefined && sum.entries < mostEntries; next = pending.pop()) {
    for (const name of add(sum, next)) pending.push(path.join(next, name));
    if (sum.entries % entriesAtOnce === 0) yield;
  }
  return `${sum.entries} ${sum.bytes} ${sum.hash.digest('hex')}`;
}

/** State of a path whose content is no loss: that it is still the same thing. {@link isThingState} tells it from the others. */
export function thingState(file: string): string {
  const status = look(file);
  if (status === undefined || status === 'ENOTDIR') return '0 0 thing:absent';
  return typeof status === 'string' ? `0 0 thing:${status}` : `1 0 thing:${status.dev}:${status.ino}`;
}

export const isThingState = (state: string): boolean => /^\d 0 thing:/.test(state);

/** State of single files, in this order. */
export function listState(files: readonly string[]): string {
  const sum: Sum = { entries: 0, bytes: 0n, hash: createHash('sha256') };
  for (const file of files) add(sum, file);
  return `${sum.entries} ${sum.bytes} ${sum.hash.digest('hex')}`;
}

/** Counts one entry; gives the names in it, last first, where it is a directory. */
function add(sum: Sum, place: string): readonly string[] {
  const status = look(place);
  if (status === undefined) return [];
  if (typeof status === 'string') {
    sum.hash.update(`${place}\0${status}\0`);
    return [];
  }
  sum.entries += 1;
  const { dev, ino, mtimeNs, size } = status;
  // A directory's own size and time change with its entries, which are counted themselves.
  if (status.isDirectory()) {
    sum.hash.update(`${place}\0${dev}:${ino}\0`);
    return names(sum, place);
  }
  sum.bytes += size;
  sum.hash.update(`${place}\0${dev}:${ino}:${mtimeNs}:${size}\0`);
  return [];
}

function look(place: string): fs.BigIntStats | string | undefined {
  try {
    return fs.lstatSync(place, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    return codeOf(error);
  }
}

function names(sum: Sum, directory: string): readonly string[] {
  try {
    return fs.readdirSync(directory).sort().reverse();
  } catch (error) {
    sum.hash.update(`${directory}\0${codeOf(error)}\0`);
    return [];
  }
}

function codeOf(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  return code;
}
