import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256 } from '../trace/sealedForm.ts';
import { errorCode, namesIn, readIfPresent, syncDirectory, withFile, writeAll, type Disk } from '../disk.ts';

export type Signal = 'traces' | 'logs';

/** A request that waits: its name says what it holds and how much, so that thousands are counted by one look at the directory. */
export interface SpooledRequest {
  readonly name: string;
  readonly signal: Signal;
  /** Log records or spans in it. */
  readonly items: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly bytes: number;
}

const form = /^(\d{15})-(\d{15})-[0-9a-f]{16}\.(traces|logs)\.(\d{1,9})\.(\d{1,12})\.json\.gz$/;
const digits = (count: number): string => String(count).padStart(15, '0');

/** What waits, oldest first. */
export function spooledRequests(disk: Disk, directory: string): readonly SpooledRequest[] {
  return namesIn(disk, directory).flatMap((name) => {
    const [, first, last, signal, items, bytes] = form.exec(name) ?? [];
    return first === undefined ? [] : [{ name, signal: signal === 'traces' ? 'traces' : 'logs', items: Number(items), firstSeq: Number(first), lastSeq: Number(last), bytes: Number(bytes) }];
  });
}

/** Compressed, and durable when it returns; the same request again replaces its file. Throws where the disk does not take it, and then leaves nothing. */
export function spoolRequest(disk: Disk, directory: string, { signal, items, firstSeq, lastSeq }: Omit<SpooledRequest, 'name' | 'bytes'>, body: unknown): void {
  disk.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const text = JSON.stringify(body);
  const data = gzipSync(text);
  const file = path.join(directory, `${digits(firstSeq)}-${digits(lastSeq)}-${sha256(text).slice(0, 16)}.${signal}.${items}.${data.length}.json.gz`);
  const temporary = `${file}.next`;
  try {
    withFile(disk, temporary, 'w', (descriptor) => {
      writeAll(disk, descriptor, data);
      disk.fsyncSync(descriptor);
    });
    disk.renameSync(temporary, file);
  } catch (error) {
    removeSpooled(disk, temporary);
    throw error;
  }
  syncDirectory(disk, directory);
}

/** The compressed request; undefined where it is gone. */
export const readSpooled = (disk: Disk, directory: string, { name }: Pick<SpooledRequest, 'name'>): Buffer | undefined => readIfPresent(disk, path.join(directory, name));

export function removeSpooled(disk: Disk, file: string): void {
  try {
    disk.unlinkSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
