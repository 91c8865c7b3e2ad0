import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from '../disk.ts';
import type { KeptData, Manifest } from './manifest.ts';
import { dataOf } from './manifest.ts';
import type { Pace } from './pace.ts';
import { CheckpointRefusal, type FoundFile } from './survey.ts';

/** Files up to this size lie one behind the other in the pack of their checkpoint; larger ones by themselves, named by their content. */
const packedBytes = 1024 * 1024;
const chunkBytes = 4 * 1024 * 1024;

const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/**
 * Writes content into a store, each once: what an earlier checkpoint holds is not written again. Nothing is a hard link into
 * the work tree, so that no later write there reaches it. After {@link finish} all of it is on the disk.
 */
export class ContentWriter {
  readonly #store: string;
  readonly #pack: string;
  readonly #known: Map<string, KeptData>;
  #descriptor: number | undefined;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #offset = 0;
  #objects = 0;

  /** `known`: content of earlier checkpoints by its hash. */
  constructor(store: string, id: string, known: ReadonlyMap<string, KeptData>) {
    this.#store = store;
    this.#pack = `packs/${id}.pack`;
    this.#known = new Map(known);
    for (const folder of ['packs', 'objects']) fs.mkdirSync(path.join(store, folder), { recursive: true, mode: 0o700 });
  }

  /** Keeps a file of the work tree. Throws a {@link CheckpointRefusal} where it changed since it was found. */
  async addFile(found: FoundFile, pace: Pace): Promise<KeptData> {
    if (found.size > packedBytes) return this.#addLarge(found, pace);
    const data = readWhole(found);
    return this.addBytes(data);
  }

  addBytes(data: Buffer): KeptData {
    const hash = sha256(data);
    const known = this.#known.get(hash);
    if (known !== undefined) return known;
    const kept: KeptData = { in: this.#pack, offset: this.#offset, size: data.length, sha256: hash };
    this.#descriptor ??= fs.openSync(path.join(this.#store, this.#pack), 'wx', 0o600);
    this.#offset += data.length;
    this.#pending.push(data);
    this.#pendingBytes += data.length;
    if (this.#pendingBytes >= chunkBytes) this.#flush();
    this.#known.set(hash, kept);
    return kept;
  }

  /** A new file beside the objects, to be filled and then taken in by {@link adopt}. */
  newFile(): string {
    return path.join(this.#store, 'objects', `${path.basename(this.#pack, '.pack')}-${this.#objects++}.part`);
  }

  /** Takes in a file that was written for it, under the name of its content. */
  async adopt(file: string, pace: Pace): Promise<KeptData> {
    const { hash, size } = await hashFile(file, pace);
    return this.#named(file, hash, size);
  }

  /** Everything that was added is on the disk afterwards. */
  finish(): void {
    this.#flush();
    if (this.#descriptor !== undefined) {
      fs.fsyncSync(this.#descriptor);
      fs.closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
    for (const folder of ['packs', 'objects']) syncDirectory(path.join(this.#store, folder));
  }

  /** What was written for a checkpoint that did not come about. Files of other checkpoints stay. */
  discard(): void {
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor);
    this.#descriptor = undefined;
    const own = path.basename(this.#pack, '.pack');
    fs.rmSync(path.join(this.#store, this.#pack), { force: true });
    for (let at = 0; at < this.#objects; at++) fs.rmSync(path.join(this.#store, 'objects', `${own}-${at}.part`), { force: true });
  }

  #flush(): void {
    if (this.#pendingBytes === 0 || this.#descriptor === undefined) return;
    const all = Buffer.concat(this.#pending, this.#pendingBytes);
    for (let done = 0; done < all.length; ) done += fs.writeSync(this.#descriptor, all, done);
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /** A clone of the file system's own where it makes one (no time, no space), else a copy that is hashed as it is read. */
  async #addLarge(found: FoundFile, pace: Pace): Promise<KeptData> {
    const part = this.newFile();
    const cloned = await fs.promises.copyFile(found.path, part, fs.constants.COPYFILE_FICLONE_FORCE | fs.constants.COPYFILE_EXCL).then(() => true, () => false);
    if (!cloned) fs.rmSync(part, { force: true });
    const { hash, size } = cloned ? await hashFile(part, pace) : await copyHashed(found.path, part, pace);
    assertUnchanged(found, fs.lstatSync(found.path), size);
    if (cloned) fs.chmodSync(part, 0o600);
    return this.#named(part, hash, size);
  }

  #named(part: string, hash: string, size: number): KeptData {
    const kept: KeptData = { in: `objects/${hash}`, offset: 0, size, sha256: hash };
    syncFile(part);
    // The same content has the same name: replacing one by the other changes nothing, and heals what was damaged.
    fs.renameSync(part, path.join(this.#store, kept.in));
    this.#known.set(hash, kept);
    return kept;
  }
}

/** Reads a small file in one go, through a descriptor that follows no symlink. */
function readWhole(found: FoundFile): Buffer {
  const descriptor = openForReading(found.path);
  try {
    const buffer = Buffer.allocUnsafe(found.size + 1);
    let read = 0;
    for (let more = 1; more > 0 && read < buffer.length; read += more) more = fs.readSync(descriptor, buffer, read, buffer.length - read, read);
    assertUnchanged(found, fs.fstatSync(descriptor), read);
    return buffer.subarray(0, read);
  } finally {
    fs.closeSync(descriptor);
  }
}

function openForReading(file: string): number {
  try {
    return fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new CheckpointRefusal(`${file} cannot be read: ${errorCode(error)}`);
  }
}

function assertUnchanged(found: FoundFile, now: fs.Stats, size: number): void {
  if (!now.isFile() || now.ino !== found.ino || size !== found.size || now.size !== found.size || now.mtimeMs !== found.mtimeMs) throw new CheckpointRefusal(`${found.path} changed while it was kept`);
}

async function copyHashed(from: string, to: string, pace: Pace): Promise<{ readonly hash: string; readonly size: number }> {
  const target = fs.openSync(to, 'wx', 0o600);
  try {
    return await readChunks(from, pace, (chunk) => {
      for (let done = 0; done < chunk.length; ) done += fs.writeSync(target, chunk, done);
    });
  } finally {
    fs.closeSync(target);
  }
}

/** SHA-256 of a file's content. Never follows a symlink in the last place (where the system can say so). */
export const hashFile = (file: string, pace: Pace): Promise<{ readonly hash: string; readonly size: number }> => readChunks(file, pace, () => undefined);

async function readChunks(file: string, pace: Pace, use: (chunk: Buffer) => void): Promise<{ readonly hash: string; readonly size: number }> {
  const hash = createHash('sha256');
  const descriptor = openForReading(file);
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let size = 0;
  try {
    for (let read = fs.readSync(descriptor, buffer, 0, chunkBytes, null); read > 0; read = fs.readSync(descriptor, buffer, 0, chunkBytes, null)) {
      const chunk = buffer.subarray(0, read);
      hash.update(chunk);
      use(chunk);
      size += read;
      if (pace.due) await pace.rest();
    }
  } finally {
    fs.closeSync(descriptor);
  }
  return { hash: hash.digest('hex'), size };
}

/** Reads kept content of at most 2 GiB back. Throws where it is missing; whether it is damaged is for {@link verifyData}. */
export function readData(store: string, { in: name, offset, size }: KeptData): Buffer {
  const descriptor = fs.openSync(path.join(store, name), 'r');
  try {
    const buffer = Buffer.allocUnsafe(size);
    let read = 0;
    for (let more = 1; more > 0 && read < size; read += more) more = fs.readSync(descriptor, buffer, read, size - read, offset + read);
    if (read < size) throw new Error(`${name} of the store was cut short`);
    return buffer;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Reads all kept content of a manifest again and compares it with its hashes. Throws with what is damaged. */
export async function verifyData(store: string, manifest: Manifest, pace: Pace): Promise<void> {
  const byFile = grouped(dataOf(manifest));
  for (const [name, parts] of byFile) {
    try {
      if (name.startsWith('objects/')) {
        const { hash } = await hashFile(path.join(store, name), pace);
        if (parts.some((part) => part.sha256 !== hash)) throw new Error('it is damaged');
      } else await verifyPack(path.join(store, name), parts, pace);
    } catch (error) {
      if (error instanceof CheckpointRefusal && !/cannot be read/.test(error.message)) throw error;
      throw new Error(`${name} of the checkpoint cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function verifyPack(file: string, parts: readonly KeptData[], pace: Pace): Promise<void> {
  const descriptor = fs.openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(parts.reduce((most, { size }) => Math.max(most, size), 1));
  try {
    for (const { offset, size, sha256: expected } of [...parts].sort((one, other) => one.offset - other.offset)) {
      let read = 0;
      for (let more = 1; more > 0 && read < size; read += more) more = fs.readSync(descriptor, buffer, read, size - read, offset + read);
      if (read < size || sha256(buffer.subarray(0, size)) !== expected) throw new Error('it is damaged');
      if (pace.due) await pace.rest();
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function grouped(all: readonly KeptData[]): ReadonlyMap<string, readonly KeptData[]> {
  const groups = new Map<string, KeptData[]>();
  for (const data of all) {
    const group = groups.get(data.in);
    if (group === undefined) groups.set(data.in, [data]);
    else group.push(data);
  }
  return groups;
}

export function syncFile(file: string): void {
  const descriptor = fs.openSync(file, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** So that names outlast a crash too; Windows has no such call and needs none. */
export function syncDirectory(directory: string): void {
  if (process.platform !== 'win32') syncFile(directory);
}
