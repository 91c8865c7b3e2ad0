import * as fs from 'node:fs';
import { backupSqlite } from '../sqlite.ts';
import type { ContentWriter } from './content.ts';
import type { KeptEntry } from './manifest.ts';
import type { Pace } from './pace.ts';
import { CheckpointRefusal, databaseParts, type Found, type FoundFile } from './survey.ts';

/**
 * Copies everything that was found into the store. A file that changes meanwhile ends it with a {@link CheckpointRefusal}; a
 * database that is in use is copied by SQLite itself, with what its log holds.
 */
export async function keepFiles(found: readonly Found[], content: ContentWriter, pace: Pace): Promise<readonly KeptEntry[]> {
  const merged = new Set<string>();
  const entries = new Map<string, KeptEntry>();
  for (const entry of found) {
    if (entry.kind === 'file' && entry.database === true && inUse(entry.path)) {
      const kept = await keepDatabase(entry, content, pace);
      if (kept === undefined) continue;
      entries.set(entry.path, kept);
      for (const suffix of databaseParts) merged.add(entry.path + suffix);
    }
  }
  const result: KeptEntry[] = [];
  for (const entry of found) {
    // What the log held is in the copy now: beside a restored one it would be applied twice.
    if (merged.has(entry.path)) result.push({ kind: 'absent', path: entry.path });
    else result.push(entries.get(entry.path) ?? (entry.kind === 'file' ? await keepFile(entry, content, pace) : entry));
    pace.count(entry.kind === 'file' ? entry.size : 0);
    if (pace.due) await pace.rest();
  }
  if (found.some((entry) => entry.kind === 'file' && entry.database === true && !entries.has(entry.path))) assertDatabasesStill(found);
  return result;
}

async function keepFile(found: FoundFile, content: ContentWriter, pace: Pace): Promise<KeptEntry> {
  const { path, mode, mtimeMs } = found;
  return { kind: 'file', path, mode, mtimeMs, ...(await content.addFile(found, pace)) };
}

const inUse = (database: string): boolean => ['-wal', '-journal'].some((suffix) => (fs.lstatSync(database + suffix, { throwIfNoEntry: false })?.size ?? 0) > 0);

/** Undefined where this Node has no SQLite: then the files are copied as they are, and must hold still. */
async function keepDatabase({ path, mode, mtimeMs }: FoundFile, content: ContentWriter, pace: Pace): Promise<KeptEntry | undefined> {
  const part = content.newFile();
  try {
    if (!(await backupSqlite(path, part))) return undefined;
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw new CheckpointRefusal(`the database ${path} cannot be copied: ${error instanceof Error ? error.message : String(error)}`);
  }
  fs.chmodSync(part, 0o600);
  return { kind: 'file', path, mode, mtimeMs, ...(await content.adopt(part, pace)) };
}

/** A database and its log are one state only when neither changed while the other was copied. */
function assertDatabasesStill(found: readonly Found[]): void {
  const databases = new Set(found.flatMap((entry) => (entry.kind === 'file' && entry.database === true ? [entry.path] : [])));
  for (const entry of found) {
    const owner = entry.path.replace(/-(?:wal|shm|journal)$/, '');
    if (!databases.has(owner) || entry.path.endsWith('-shm')) continue;
    const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
    const still = entry.kind === 'file' ? now?.size === entry.size && now.mtimeMs === entry.mtimeMs : entry.kind !== 'absent' || now === undefined;
    if (!still) throw new CheckpointRefusal(`the database ${owner} changed while it was kept`);
  }
}
