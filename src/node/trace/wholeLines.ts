import { readRange, type Disk } from '../disk.ts';

const lineFeed = 0x0a;

/** Whole lines of an open file from byte `start` on, about `bytes` of them: more only where one line is longer. Empty at the end, and where the last line is not finished. */
export function wholeLines(disk: Disk, descriptor: number, start: number, bytes: number): Buffer {
  const { size } = disk.fstatSync(descriptor);
  for (let length = bytes; ; length *= 2) {
    const data = readRange(disk, descriptor, start, Math.min(size, start + length));
    const last = data.lastIndexOf(lineFeed);
    if (last !== -1) return data.subarray(0, last + 1);
    if (start + length >= size) return data.subarray(0, 0);
  }
}
