import * as fs from 'node:fs';
import type { Reply } from '../adapters/adapter.ts';
import { errorCode } from '../node/durableFile.ts';

/** Bytes of one event that are read; a larger one is refused unread. */
export const inputLimitBytes = 8 * 1024 * 1024;

/** All of standard input, or undefined when it is larger than the limit. Blocks; throws what reading throws. */
export function readInput(): string | undefined {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const count = readSome(chunk);
    if (count === 0) return Buffer.concat(chunks).toString('utf8');
    bytes += count;
    if (bytes > inputLimitBytes) return undefined;
    chunks.push(chunk.subarray(0, count));
  }
}

/** A pipe that its other end made non-blocking says EAGAIN while it is empty: wait a little, as a blocking read would. */
function readSome(chunk: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(0, chunk);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      pause(2);
    }
  }
}

/** Prints a reply whole. Throws when the reader has gone: then there is nobody left to answer. */
export function writeReply({ stdout, stderr }: Reply): void {
  writeAll(2, stderr);
  writeAll(1, stdout);
}

/** All of a text to a descriptor, also where the other end takes it in pieces. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length;) {
    try {
      done += fs.writeSync(descriptor, bytes, done);
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') throw error;
      pause(2);
    }
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
