import * as path from 'node:path';
import { readRange, withFile } from '../disk.ts';
import type { Disk } from '../disk.ts';
import { parseFirstForm } from './firstForm.ts';
import { parseSealed, parseSealedHeader } from './sealedForm.ts';

/**
 * The sealed trace: `segments/NNNNNN.jsonl`. The first line of a segment is its header, all others hold one event. Every line
 * carries the hash of the line before it, over segment borders too, and its own. A line is accepted only when it is byte for
 * byte what was sealed (or erased), so that no byte can change unseen. `sealedForm.ts` is what is written; traces of the first
 * form (`firstForm.ts`) go on being read, and the chain goes on behind them.
 */
export interface SegmentHeader {
  readonly kind: 'header';
  readonly version: 1 | 2;
  readonly chain: string;
  readonly segment: number;
  /** Sequence number of the first event that follows. */
  readonly first: number;
  readonly prev: string;
  readonly at: string;
  readonly hash: string;
  /** Where it was sealed: machine, account, minutes east of UTC. Since version 2. */
  readonly host?: string;
  readonly user?: string;
  readonly zone?: number;
}

/** Where an event stands in the chain. */
export interface LinePlace {
  readonly seq: number;
  readonly prev: string;
  /** Spool that the event came from and the byte after it there: what was sealed is never sealed again. */
  readonly from: { readonly spool: string; readonly end: number };
}

export interface SealedLine extends LinePlace {
  readonly kind: 'event';
  readonly version: 1 | 2;
  readonly hash: string;
  /** JSON; undefined once it was erased. */
  readonly event: Buffer | undefined;
}

export type SegmentLine = SegmentHeader | SealedLine;

/** The hash before the first line of a chain. */
export const genesis = '0'.repeat(64);

export const segmentName = (segment: number): string => `${String(segment).padStart(6, '0')}.jsonl`;
export const segmentPath = (trace: string, segment: number): string => path.join(trace, 'segments', segmentName(segment));

/** Number of a segment file, undefined for any other name. */
export function segmentNumber(name: string): number | undefined {
  const digits = /^(\d{6,12})\.jsonl$/.exec(name)?.[1];
  return digits !== undefined && segmentName(Number(digits)) === name ? Number(digits) : undefined;
}

/** Line text without line feed and its hash. */
export interface RenderedLine {
  readonly text: string;
  readonly hash: string;
}

/** A line as it stands in a segment, or why it cannot be one that was sealed. */
export type ParsedLine = { readonly kind: 'line'; readonly line: SegmentLine } | { readonly kind: 'bad'; readonly why: string };

export const parseSegmentLine = (raw: Buffer): ParsedLine => parseSealed(raw) ?? parseSealedHeader(raw) ?? parseFirstForm(raw);

/** The event of a line as it was recorded; undefined where it was erased. The line must be a good one. */
export function eventIn({ event }: SealedLine): Readonly<Record<string, unknown>> | undefined {
  const value: unknown = event === undefined ? undefined : JSON.parse(event.toString('utf8'));
  return isRecord(value) ? value : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One line of a file with its place: `number` counts from 1, `start` in bytes. The last one may be torn (no line feed). */
export interface RawLine {
  readonly raw: Buffer;
  readonly number: number;
  readonly start: number;
  readonly torn: boolean;
}

/** All lines of a segment from a byte offset on (which must be the start of line `firstNumber`). Segments are of bounded size. */
export function rawLines(disk: Disk, file: string, from = 0, firstNumber = 1): RawLine[] {
  const data = withFile(disk, file, 'r', (descriptor) => readRange(disk, descriptor, from, disk.fstatSync(descriptor).size));
  const lines: RawLine[] = [];
  for (let start = 0; start < data.length; ) {
    const feed = data.indexOf(0x0a, start);
    const end = feed === -1 ? data.length : feed;
    lines.push({ raw: data.subarray(start, end), number: firstNumber + lines.length, start: from + start, torn: feed === -1 });
    start = end + 1;
  }
  return lines;
}
