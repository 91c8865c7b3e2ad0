import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KeptData } from './manifest.ts';
import type { Pace } from './pace.ts';
import { hashFile, openForReading, sha256 } from './readContent.ts';
import { CheckpointRefusal, type FoundFile } from './survey.ts';
import { VerifiedFile, type SparePieces } from './verifiedFile.ts';

/** Files up to this size lie one behind the other in the pack of their checkpoint; larger ones by themselves, named by their content. */
const packedBytes = 1024 * 1024;
const chunkBytes = 4 * 1024 * 1024;

/**
 * Writes content into a store, each once: what an earlier checkpoint holds is not written again. Nothing is a hard link into
 * the work tree, so that no later write there reaches it. What is written is read again on the way; after {@link finish} all
 * of it is on the disk.
 */
export class ContentWriter {
  readonly #store: string;
  readonly #id: string;
  readonly #earlier: ReadonlyMap<string, KeptData>;
  readonly #relied = new Map<string, KeptData>();
  readonly #own = new Map<string, KeptData>();
  readonly #spare: SparePieces = [];
  readonly #pack: VerifiedFile;
  /** Large files that were written under a name of their own, by the hash that will be their name. */
  readonly #named = new Map<string, string>();
  #copying: VerifiedFile | undefined;
  #objects = 0;
  #clones = true;

  /** `earlier`: content of earlier checkpoints by its hash. */
  constructor(store: string, id: string, earlier: ReadonlyMap<string, KeptData>) {
    this.#store = store;
    this.#id = id;
    this.#earlier = earlier;
    for (const folder of ['packs', 'objects']) fs.mkdirSync(path.join(store, folder), { recursive: true, mode: 0o700 });
    this.#pack = new VerifiedFile(path.join(store, this.#packName), this.#spare);
  }

  /** Content of earlier checkpoints that this one rests on: nobody has read it again yet. */
  get relied(): Iterable<KeptData> {
    return this.#relied.values();
  }

  /** Keeps a file of the work tree. Throws a {@link CheckpointRefusal} where it changed since it was found. */
  async addFile(found: FoundFile, pace: Pace): Promise<KeptData> {
    if (found.size > packedBytes) return this.#addLarge(found, pace);
    const room = this.#pack.room(found.size + 1);
    const kept = this.#packed(room.subarray(0, readWhole(found, room)));
    await this.#pack.keepUp();
    return kept;
  }

  addBytes(data: Buffer): KeptData {
    const room = this.#pack.room(data.length);
    data.copy(room);
    return this.#packed(room.subarray(0, data.length));
  }

  /** A new file beside the objects, to be filled and then taken in by {@link adopt}. */
  newFile(): string {
    return this.#partName(this.#objects++);
  }

  /** Takes in a file that was written for it, under the name of its content. */
  async adopt(file: string, pace: Pace): Promise<KeptData> {
    const { hash, size } = await hashFile(file, pace);
    await syncFile(file);
    return this.#object(file, hash, size);
  }

  /** Everything that was added is on the disk afterwards, and was read again. Throws when any of it is not as it was added. */
  async finish(): Promise<void> {
    await this.#copying?.finish();
    await this.#pack.finish();
    // The same content has the same name: replacing one by the other changes nothing, and heals what was damaged.
    for (const [hash, part] of this.#named) fs.renameSync(part, path.join(this.#store, 'objects', hash));
    this.#clearParts();
    for (const folder of ['packs', 'objects']) await syncDirectory(path.join(this.#store, folder));
  }

  /** What was written for a checkpoint that did not come about. Files of other checkpoints stay. */
  async discard(): Promise<void> {
    await this.#copying?.discard();
    await this.#pack.discard();
    this.#clearParts();
  }

  /** Those that were not needed, because their content was known. */
  #clearParts(): void {
    for (let at = 0; at < this.#objects; at++) fs.rmSync(this.#partName(at), { force: true });
  }

  #partName(at: number): string {
    return path.join(this.#store, 'objects', `${this.#id}-${at}.part`);
  }

  get #packName(): string {
    return `packs/${this.#id}.pack`;
  }

  #known(hash: string): KeptData | undefined {
    const earlier = this.#earlier.get(hash);
    if (earlier !== undefined) this.#relied.set(hash, earlier);
    return earlier ?? this.#own.get(hash);
  }

  /** `data` lies at the end of the pack's room: it need only be counted. */
  #packed(data: Buffer): KeptData {
    const hash = sha256(data);
    const known = this.#known(hash);
    if (known !== undefined) return known;
    const kept: KeptData = { in: this.#packName, offset: this.#pack.take(data.length), size: data.length, sha256: hash };
    this.#own.set(hash, kept);
    return kept;
  }

  /** A clone of the file system's own where it makes one (no time, no space), else a copy that is hashed as it is read. */
  async #addLarge(found: FoundFile, pace: Pace): Promise<KeptData> {
    const part = this.newFile();
    this.#clones &&= await clone(found.path, part);
    const { hash, size } = this.#clones ? await hashFile(part, pace) : await this.#copy(found, part, pace);
    assertUnchanged(found, fs.lstatSync(found.path), size);
    if (this.#clones) await syncFile(part);
    return this.#object(part, hash, size);
  }

  /** Leaves the end of its way to the disk to the next one, or to {@link finish}. */
  async #copy(found: FoundFile, part: string, pace: Pace): Promise<{ readonly hash: string; readonly size: number }> {
    const before = this.#copying;
    const file = new VerifiedFile(part, this.#spare);
    this.#copying = file;
    const hash = createHash('sha256');
    const descriptor = openForReading(found.path);
    let size = 0;
    try {
      for (let read = 1; read > 0; size += read) {
        const room = file.room(chunkBytes);
        read = fs.readSync(descriptor, room, 0, chunkBytes, null);
        hash.update(room.subarray(0, read));
        file.take(read);
        await file.keepUp();
        if (pace.due) await pace.rest();
      }
    } finally {
      fs.closeSync(descriptor);
      await before?.finish();
    }
    return { hash: hash.digest('hex'), size };
  }

  #object(part: string, hash: string, size: number): KeptData {
    const known = this.#known(hash);
    if (known !== undefined) return known;
    const kept: KeptData = { in: `objects/${hash}`, offset: 0, size, sha256: hash };
    this.#named.set(hash, part);
    this.#own.set(hash, kept);
    return kept;
  }
}

async function clone(from: string, to: string): Promise<boolean> {
  const cloned = await fs.promises.copyFile(from, to, fs.constants.COPYFILE_FICLONE_FORCE | fs.constants.COPYFILE_EXCL).then(() => true, () => false);
  if (cloned) fs.chmodSync(to, 0o600);
  else fs.rmSync(to, { force: true });
  return cloned;
}

/** Reads a small file in one go into a buffer that is larger, through a descriptor that follows no symlink; gives its size. */
function readWhole(found: FoundFile, into: Buffer): number {
  const descriptor = openForReading(found.path);
  try {
    const read = fs.readSync(descriptor, into, 0, found.size + 1, 0);
    assertUnchanged(found, fs.fstatSync(descriptor), read);
    return read;
  } finally {
    fs.closeSync(descriptor);
  }
}

function assertUnchanged(found: FoundFile, now: fs.Stats, size: number): void {
  if (!now.isFile() || now.ino !== found.ino || size !== found.size || now.size !== found.size || now.mtimeMs !== found.mtimeMs) throw new CheckpointRefusal(`${found.path} changed while it was kept`);
}

/** Its content is on the disk afterwards. */
export async function syncFile(file: string): Promise<void> {
  const handle = await fs.promises.open(file, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** So that names outlast a crash too; Windows has no such call and needs none. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform !== 'win32') await syncFile(directory);
}
