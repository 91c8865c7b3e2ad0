import * as fs from 'node:fs';

interface Tail {
  /** Whole lines, newest last. */
  readonly lines: readonly string[];
  /** The file has no more than that. */
  readonly whole: boolean;
}

/** The last whole lines within `limit` bytes. Nothing from a symbolic link, a pipe or anything else that is no regular file. */
export function newestLines(file: string, limit: number): Tail {
  // Windows has neither of the last two: they are undefined there and count as 0.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const status = fs.fstatSync(descriptor);
    if (!status.isFile()) return { lines: [], whole: true };
    const start = Math.max(0, status.size - limit);
    const bytes = Buffer.alloc(status.size - start);
    const count = fs.readSync(descriptor, bytes, 0, bytes.length, start);
    const lines = bytes.toString('utf8', 0, count).split('\n');
    return { lines: (start === 0 ? lines : lines.slice(1)).filter((line) => line !== ''), whole: start === 0 };
  } catch {
    // Not there, not readable, or gone meanwhile.
    return { lines: [], whole: true };
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
