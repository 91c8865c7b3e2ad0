import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from '../disk.ts';
import type { KeptData } from './manifest.ts';
import type { Pace } from './pace.ts';
import { CheckpointRefusal } from './survey.ts';

const chunkBytes = 4 * 1024 * 1024;

/** SHA-256, hexadecimal. */
export const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** Opens a file of the work tree; never follows a symlink in the last place (where the system can say so). */
export function openForReading(file: string): number {
  try {
    return fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new CheckpointRefusal(`${file} cannot be read: ${errorCode(error)}`);
  }
}

/** SHA-256 of a file's content. Never follows a symlink in the last place. */
export async function hashFile(file: string, pace: Pace): Promise<{ readonly hash: string; readonly size: number }> {
  const hash = createHash('sha256');
  const descriptor = openForReading(file);
  let size = 0;
  try {
    const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, fs.fstatSync(descriptor).size + 1));
    for (let read = 1; read > 0; size += read) {
      read = fs.readSync(descriptor, buffer, 0, buffer.length, null);
      hash.update(buffer.subarray(0, read));
      if (pace.due) await pace.rest();
    }
  } finally {
    fs.closeSync(descriptor);
  }
  return { hash: hash.digest('hex'), size };
}

/** Reads kept content, in the order in which it lies there with few calls to the disk. To be closed. */
export class ContentReader {
  readonly #store: string;
  #name: string | undefined;
  #descriptor: number | undefined;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(store: string) {
    this.#store = store;
  }

  /** Content of at most 2 GiB, good until the next is read. Throws where it is missing or cut short; whether it is damaged its hash says. */
  read({ in: name, offset, size }: KeptData): Buffer {
    if (this.#name !== name) this.#open(name);
    const at = offset - this.#start;
    if (at < 0 || at + size > this.#window.length) return this.#fill(name, offset, size);
    return this.#window.subarray(at, at + size);
  }

  close(): void {
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#name = undefined;
    this.#window = Buffer.alloc(0);
  }

  #open(name: string): void {
    this.close();
    this.#descriptor = fs.openSync(path.join(this.#store, name), 'r');
    this.#name = name;
  }

  #fill(name: string, offset: number, size: number): Buffer {
    const descriptor = this.#descriptor;
    if (descriptor === undefined) throw new Error(`${name} of the store is not open`);
    const ahead = Math.min(Math.max(0, fs.fstatSync(descriptor).size - offset), chunkBytes);
    const buffer = Buffer.allocUnsafe(Math.max(size, ahead));
    let read = 0;
    for (let more = 1; more > 0 && read < buffer.length; read += more) more = fs.readSync(descriptor, buffer, read, buffer.length - read, offset + read);
    if (read < size) throw new Error(`${name} of the store is damaged: it was cut short`);
    [this.#window, this.#start] = [buffer.subarray(0, read), offset];
    return this.#window.subarray(0, size);
  }
}

/** One content by itself. See {@link ContentReader.read}. */
export function readData(store: string, data: KeptData): Buffer {
  const reader = new ContentReader(store);
  try {
    return reader.read(data);
  } finally {
    reader.close();
  }
}

/** Reads kept content again and compares it with its hashes. Throws with what is damaged. */
export async function verifyData(store: string, kept: Iterable<KeptData>, pace: Pace): Promise<void> {
  const reader = new ContentReader(store);
  try {
    for (const [name, parts] of grouped(kept)) {
      try {
        if (name.startsWith('objects/')) {
          const { hash } = await hashFile(path.join(store, name), pace);
          if (parts.some((part) => part.sha256 !== hash)) throw new Error('it is damaged');
        } else await verifyPack(reader, parts, pace);
      } catch (error) {
        if (error instanceof CheckpointRefusal && !/cannot be read/.test(error.message)) throw error;
        throw new Error(`${name} of the checkpoint cannot be used: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    reader.close();
  }
}

async function verifyPack(reader: ContentReader, parts: readonly KeptData[], pace: Pace): Promise<void> {
  for (const part of [...parts].sort((one, other) => one.offset - other.offset)) {
    if (sha256(reader.read(part)) !== part.sha256) throw new Error('it is damaged');
    if (pace.due) await pace.rest();
  }
}

function grouped(all: Iterable<KeptData>): ReadonlyMap<string, readonly KeptData[]> {
  const groups = new Map<string, KeptData[]>();
  for (const data of all) {
    const group = groups.get(data.in);
    if (group === undefined) groups.set(data.in, [data]);
    else group.push(data);
  }
  return groups;
}
