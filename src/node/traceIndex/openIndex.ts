import * as fs from 'node:fs';
import type { ActIndex, IndexPosition } from './actIndex.ts';
import { memoryIndex } from './memoryIndex.ts';
import { openSqliteIndex } from './sqliteIndex.ts';

/**
 * Opens the index of a trace. One that is missing, broken, of another chain or ahead of the segments is made anew; where
 * this Node has no SQLite, or the disk does not take it, it is kept in memory. Never throws.
 */
export function openActIndex(file: string, chain: string, isStale: (position: IndexPosition) => boolean): ActIndex {
  for (const attempt of ['open', 'anew'] as const) {
    try {
      if (attempt === 'anew') for (const suffix of ['', '-wal', '-shm']) fs.rmSync(file + suffix, { force: true });
      const index = openSqliteIndex(file, chain);
      if (index === undefined) break;
      if (!isStale(index.position())) return index;
      index.close();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
  return memoryIndex();
}
