import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from '../disk.ts';
import type { Pace } from './pace.ts';

/** A file that must be kept, seen but not copied yet. */
export interface FoundFile {
  readonly kind: 'file';
  readonly path: string;
  readonly mode: number;
  readonly mtimeMs: number;
  readonly size: number;
  readonly ino: number;
  /** A SQLite database: what stands beside it belongs to it. */
  readonly database?: true;
}

/** Something that must be kept, seen but not copied yet. */
export type Found =
  | FoundFile
  | { readonly kind: 'directory'; readonly path: string; readonly mode: number; readonly mtimeMs: number }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  | { readonly kind: 'absent'; readonly path: string };

export interface Limits {
  readonly files: number;
  readonly bytes: number;
}

/** What SQLite keeps beside a database. */
export const databaseParts = ['-wal', '-shm', '-journal'] as const;
const databaseName = /\.(?:db|db3|sqlite|sqlite3|s3db)$/i;

/** Why something cannot be kept; the whole checkpoint fails with it. */
export class CheckpointRefusal extends Error {}

/**
 * Collects what lies at paths, each once, symlinks as themselves. Over the limits, at a device, or at what cannot be read it
 * throws a {@link CheckpointRefusal}: a checkpoint is whole or it is none. Sockets and pipes hold nothing and are passed over.
 */
export class Survey {
  private readonly found = new Map<string, Found>();
  private files = 0;
  private bytes = 0;
  private readonly limits: Limits;
  private readonly pace: Pace;

  constructor(limits: Limits, pace: Pace) {
    this.limits = limits;
    this.pace = pace;
  }

  get entries(): readonly Found[] {
    return [...this.found.values()];
  }

  get totals(): Limits {
    return { files: this.files, bytes: this.bytes };
  }

  /** A path with all that lies below it. Nothing there: nothing is lost, nothing is noted. */
  async add(absolute: string): Promise<void> {
    const place = realPlace(absolute);
    if (place === undefined) return;
    const pending = [place];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const entry = this.see(next);
      if (entry?.kind === 'directory') for (const name of read(next, () => fs.readdirSync(next))) pending.push(path.join(next, name));
      if (entry?.kind === 'file' && entry.database !== true && (next === place || databaseName.test(next)) && isDatabase(next)) this.addDatabase(entry);
      if (this.pace.due) await this.pace.rest();
    }
  }

  /** With a log that holds changes the log is a part of the database, which is then kept as a whole by SQLite itself. */
  private addDatabase(entry: FoundFile): void {
    this.found.set(entry.path, { ...entry, database: true });
    for (const suffix of databaseParts) this.addOrAbsent(entry.path + suffix);
  }

  /** One path without what lies below it, or the fact that nothing is there. */
  addOrAbsent(absolute: string): void {
    const place = realPlace(absolute);
    if (place !== undefined && this.see(place) === undefined) this.found.set(place, { kind: 'absent', path: place });
  }

  /** The directories between a path and `top`, so that their modes come back too. */
  addParents(absolute: string, top: string): void {
    for (let at = path.dirname(absolute); at.startsWith(top + path.sep) && !this.found.has(at); at = path.dirname(at)) this.see(at);
  }

  private see(place: string): Found | undefined {
    const known = this.found.get(place);
    if (known !== undefined) return known;
    const status = read(place, () => fs.lstatSync(place, { throwIfNoEntry: false }));
    if (status === undefined || status.isSocket() || status.isFIFO()) return undefined;
    const found = describe(place, status);
    this.found.set(place, found);
    this.count(found);
    return found;
  }

  private count(found: Found): void {
    this.files += 1;
    if (found.kind === 'file') this.bytes += found.size;
    if (this.files > this.limits.files) throw new CheckpointRefusal(`more than ${this.limits.files} files would have to be kept`);
    if (this.bytes > this.limits.bytes) throw new CheckpointRefusal(`more than ${Math.round(this.limits.bytes / 1024 / 1024)} MB would have to be kept`);
  }
}

function describe(place: string, status: fs.Stats): Found {
  const mode = status.mode & 0o7777;
  if (status.isSymbolicLink()) return { kind: 'symlink', path: place, target: read(place, () => fs.readlinkSync(place)) };
  if (status.isDirectory()) return { kind: 'directory', path: place, mode, mtimeMs: status.mtimeMs };
  if (status.isFile()) return { kind: 'file', path: place, mode, mtimeMs: status.mtimeMs, size: status.size, ino: status.ino };
  throw new CheckpointRefusal(`${place} is a device`);
}

/** The path with symlinks of its directory resolved, so that it means the same later; undefined where that does not exist. */
function realPlace(absolute: string): string | undefined {
  const normal = path.resolve(absolute);
  if (normal === path.dirname(normal)) return normal;
  try {
    return path.join(fs.realpathSync.native(path.dirname(normal)), path.basename(normal));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw new CheckpointRefusal(`${normal} cannot be read: ${errorCode(error)}`);
  }
}

function read<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CheckpointRefusal(`${place} cannot be read: ${errorCode(error)}`);
  }
}

/** First bytes of every SQLite database (sqlite.org/fileformat2.html); its -wal, -shm and -journal are parts of it. */
function isDatabase(file: string): boolean {
  return read(file, () => {
    const descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
    try {
      const head = Buffer.alloc(16);
      return fs.readSync(descriptor, head, 0, 16, 0) === 16 && head.toString('latin1') === 'SQLite format 3\0';
    } finally {
      fs.closeSync(descriptor);
    }
  });
}
