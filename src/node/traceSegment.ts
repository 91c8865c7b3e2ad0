import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { canonicalJson } from '../core/trace/canonicalJson.ts';
import { readRange, withFile } from './disk.ts';
import type { Disk } from './disk.ts';

/**
 * The sealed trace: `segments/NNNNNN.jsonl`. The first line of a segment is its header, all others hold one event. Every line
 * carries the hash of the line before it, over segment borders too, and its own SHA-256 over the canonical JSON of all its
 * other members. A line is accepted only when it is byte for byte that canonical form, so that no byte can change unseen.
 */
export interface SegmentHeader {
  readonly kind: 'header';
  readonly chain: string;
  readonly segment: number;
  /** Sequence number of the first event that follows. */
  readonly first: number;
  readonly prev: string;
  readonly at: string;
  readonly hash: string;
}

export interface SealedLine {
  readonly kind: 'event';
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  /** Spool that the event came from and the byte after it there: what was sealed is never sealed again. */
  readonly from: { readonly spool: string; readonly end: number };
  readonly event: Readonly<Record<string, unknown>>;
}

export type SegmentLine = SegmentHeader | SealedLine;

/** The hash before the first line of a chain. */
export const genesis = '0'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

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

export function renderHeader(header: Omit<SegmentHeader, 'kind' | 'hash'>): RenderedLine {
  const [before, after] = [`{"at":${JSON.stringify(header.at)},"chain":${JSON.stringify(header.chain)},"first":${header.first},`, `"prev":${JSON.stringify(header.prev)},"segment":${header.segment},"v":1}`];
  return seal(before, after);
}

/** Undefined where the event is no JSON or is nested too deeply. */
export function renderLine(line: Omit<SealedLine, 'kind' | 'hash'>): RenderedLine | undefined {
  const event = canonicalJson(line.event);
  if (event === undefined) return undefined;
  return seal(`{"event":${event},"from":{"end":${line.from.end},"spool":${JSON.stringify(line.from.spool)}},`, `"prev":${JSON.stringify(line.prev)},"seq":${line.seq}}`);
}

function seal(before: string, after: string): RenderedLine {
  const hash = sha256(before + after);
  return { text: `${before}"hash":"${hash}",${after}`, hash };
}

/** A line as it stands in a segment, or why it cannot be one that was sealed. */
export type ParsedLine = { readonly kind: 'line'; readonly line: SegmentLine } | { readonly kind: 'bad'; readonly why: string };

export function parseSegmentLine(raw: Buffer): ParsedLine {
  const line = readMembers(raw.toString('utf8'));
  if (line === undefined) return { kind: 'bad', why: 'the line is damaged' };
  const rendered = line.kind === 'header' ? renderHeader(line) : renderLine(line);
  if (rendered === undefined || rendered.hash !== line.hash) return { kind: 'bad', why: 'the line was changed: its hash does not fit' };
  if (!Buffer.from(rendered.text).equals(raw)) return { kind: 'bad', why: 'the line was changed: it is not in the form in which it was sealed' };
  return { kind: 'line', line };
}

function readMembers(text: string): SegmentLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!isRecord(value) || typeof value['hash'] !== 'string' || typeof value['prev'] !== 'string') return undefined;
  const { hash, prev, chain, segment, first, at, seq, from, event } = value;
  if (typeof chain === 'string' && typeof segment === 'number' && typeof first === 'number' && typeof at === 'string') return { kind: 'header', chain, segment, first, prev, at, hash };
  if (typeof seq !== 'number' || !isRecord(from) || typeof from['spool'] !== 'string' || typeof from['end'] !== 'number' || !isRecord(event)) return undefined;
  return { kind: 'event', seq, prev, hash, from: { spool: from['spool'], end: from['end'] }, event };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

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
