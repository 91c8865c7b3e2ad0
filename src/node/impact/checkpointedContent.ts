import * as fs from 'node:fs';
import { ContentReader, sha256 } from '../checkpoint/readContent.ts';
import { keptContents, type KeptContents } from '../checkpoint/keptContents.ts';
import { turns, type Deadline } from './deadline.ts';
import type { FileLoss } from './fileLoss.ts';

/** Most files, largest one and most bytes that are read to look for their content in checkpoints. */
const limits = { files: 500, fileBytes: 4 * 1024 * 1024, bytes: 32 * 1024 * 1024 } as const;

/**
 * Looks whether an earlier checkpoint of this workspace holds the content of files that are nowhere else. It counts only where
 * the content was read there again now, and is the same. `store`: where the checkpoints lie.
 */
export async function findCheckpointed(loss: FileLoss, store: string, deadline: Deadline): Promise<void> {
  const lost = loss.lostFiles().filter(({ bytes }) => bytes <= limits.fileBytes).slice(0, limits.files);
  if (lost.length === 0 || deadline.passed()) return;
  const kept = keptContents(store);
  const sizes = new Set([...kept.values()].map(({ size }) => size));
  const reader = new ContentReader(store);
  const turn = turns();
  let bytes = 0;
  try {
    for (const file of lost.filter((one) => sizes.has(one.bytes))) {
      if (deadline.passed() || bytes > limits.bytes) break;
      bytes += file.bytes;
      const content = await fs.promises.readFile(file.path).catch(() => undefined);
      if (content !== undefined && isHeld(content, kept, reader)) loss.keptIn(file.path, 'checkpoint');
      const others = turn();
      if (others !== undefined) await others;
    }
  } finally {
    reader.close();
  }
}

function isHeld(content: Buffer, kept: KeptContents, reader: ContentReader): boolean {
  const data = kept.get(sha256(content));
  try {
    return data !== undefined && reader.read(data).equals(content);
  } catch (error) {
    // Removed or cut short meanwhile: then it comes back from nowhere.
    if (error instanceof Error) return false;
    throw error;
  }
}
