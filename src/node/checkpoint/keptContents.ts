import * as fs from 'node:fs';
import * as path from 'node:path';
import { dataOf, manifestFile, readManifest, type KeptData } from './manifest.ts';
import { checkpointDirectory, idsOf } from './storePlaces.ts';

/** Content by its SHA-256. */
export type KeptContents = ReadonlyMap<string, KeptData>;

/** Lists of earlier checkpoints that are read to find content again, newest first, up to this many bytes. */
const knownBytes = 8 * 1024 * 1024;

/** Content of the newest checkpoints. Nothing of it was read: whoever relies on it does. */
export function keptContents(store: string): KeptContents {
  const known = new Map<string, KeptData>();
  let left = knownBytes;
  const present = new Map<string, boolean>();
  const isPresent = (name: string): boolean => {
    const seen = present.get(name) ?? fs.existsSync(path.join(store, name));
    present.set(name, seen);
    return seen;
  };
  for (const name of idsOf(store).reverse()) {
    left -= fs.statSync(manifestFile(checkpointDirectory(store, name)), { throwIfNoEntry: false })?.size ?? left + 1;
    if (left < 0) break;
    try {
      for (const data of dataOf(readManifest(checkpointDirectory(store, name)))) if (isPresent(data.in)) known.set(data.sha256, { in: data.in, offset: data.offset, size: data.size, sha256: data.sha256 });
    } catch (error) {
      // A damaged one is nothing to build on.
      if (!(error instanceof Error)) throw error;
    }
  }
  return known;
}
