import * as fs from 'node:fs';
import * as path from 'node:path';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { checkpointDirectory } from './storePlaces.ts';

/** A restore that has begun to change the work tree; gone when it is done. */
export interface RestoreJournal {
  /** Checkpoint of what was replaced; empty where nothing was. */
  readonly keptAs: string;
  /** ISO 8601. */
  readonly at: string;
}

const journalFile = (store: string, id: string): string => path.join(checkpointDirectory(store, id), 'restoring.json');

/** The restore of a checkpoint that was interrupted; undefined where none was. */
export function interruptedRestore(store: string, id: string): RestoreJournal | undefined {
  const read = readSmallFile(journalFile(store, id), 64 * 1024);
  if (read.kind !== 'text') return undefined;
  try {
    const value: unknown = JSON.parse(read.text);
    if (typeof value !== 'object' || value === null || !('keptAs' in value) || !('at' in value) || typeof value.keptAs !== 'string' || typeof value.at !== 'string') return undefined;
    return { keptAs: value.keptAs, at: value.at };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const beginRestore = (store: string, id: string, journal: RestoreJournal): void => replaceFile(journalFile(store, id), `${JSON.stringify(journal)}\n`);
export const endRestore = (store: string, id: string): void => fs.rmSync(journalFile(store, id), { force: true });
