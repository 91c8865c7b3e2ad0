import * as path from 'node:path';
import { readRange, withFile } from '../disk.ts';
import type { Disk } from '../disk.ts';

/** One whole line of a spool. `end` is the byte after its line feed: where reading goes on. */
export type SpoolLine =
  | { readonly kind: 'event'; readonly event: Readonly<Record<string, unknown>>; readonly end: number }
  /** Not a JSON object, or longer than {@link longestLine}. */
  | { readonly kind: 'damaged'; readonly why: string; readonly end: number };

export interface SpoolRead {
  readonly lines: readonly SpoolLine[];
  /** Bytes after the last line feed: a line that is being written, or that a crash tore. */
  readonly tail: { readonly start: number; readonly bytes: number };
  /** True when the limit ended the reading before the end of the file. */
  readonly more: boolean;
}

/** Longest line that is taken as one event, in bytes. The recorder stays far below it (core/trace/redact.ts). */
export const longestLine = 8 * 1024 * 1024;
const chunk = 1024 * 1024;
const lineFeed = 0x0a;

/** Reads whole lines of one spool from a byte offset, at most `limit` of them. Throws only where the file cannot be read. */
export function readSpool(disk: Disk, file: string, from: number, limit: number): SpoolRead {
  return withFile(disk, file, 'r', (descriptor) => {
    const size = disk.fstatSync(descriptor).size;
    const lines: SpoolLine[] = [];
    let pending: Buffer[] = [];
    let pendingBytes = 0;
    let position = from;
    while (position < size) {
      const data = readRange(disk, descriptor, position, Math.min(size, position + chunk));
      if (data.length === 0) break;
      let start = 0;
      for (let feed = data.indexOf(lineFeed); feed !== -1; feed = data.indexOf(lineFeed, start)) {
        const end = position + feed + 1;
        lines.push(pendingBytes + feed - start > longestLine ? { kind: 'damaged', why: 'the line is too long', end } : parseLine(Buffer.concat([...pending, data.subarray(start, feed)]).toString('utf8'), end));
        pending = [];
        pendingBytes = 0;
        start = feed + 1;
        if (lines.length >= limit && end < size) return { lines, tail: { start: end, bytes: 0 }, more: true };
      }
      pendingBytes += data.length - start;
      pending = pendingBytes > longestLine ? [] : [...pending, data.subarray(start)];
      position += data.length;
    }
    return { lines, tail: { start: position - pendingBytes, bytes: pendingBytes }, more: false };
  });
}

function parseLine(text: string, end: number): SpoolLine {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return { kind: 'event', event: value, end };
    return { kind: 'damaged', why: 'the line is not a JSON object', end };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'damaged', why: 'the line is not JSON', end };
    throw error;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Number of the process that writes a spool `<timestamp>-<pid>.jsonl`; undefined for any other file. */
export function spoolWriter(file: string): number | undefined {
  const pid = /-(\d{1,10})\.jsonl$/.exec(path.basename(file))?.[1];
  return pid === undefined ? undefined : Number(pid);
}
