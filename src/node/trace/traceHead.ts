import * as path from 'node:path';
import { namesIn, readIfPresent, replaceFile } from '../disk.ts';
import type { Disk } from '../disk.ts';
import { genesis, parseSegmentLine, rawLines, segmentNumber, segmentPath } from './traceSegment.ts';

/**
 * How far the trace is sealed (`trace/head.json`). It is written after each sealing and may lag behind the segments after a
 * crash, never the other way round: segments that are shorter than the head says were cut.
 */
export interface TraceHead {
  readonly chain: string;
  readonly segment: number;
  /** Sealed bytes of that segment. */
  readonly bytes: number;
  /** Sequence number and hash of the last sealed line; 0 before the first event. */
  readonly seq: number;
  readonly hash: string;
  /** Form of the lines in that segment. */
  readonly version: 1 | 2;
  /** Wall clock and running clock of this machine at the last sealing, in milliseconds. */
  readonly clock?: ClockReading;
  /** Sealed bytes of each spool that may still exist. */
  readonly spools: Readonly<Record<string, number>>;
}

export interface ClockReading {
  readonly at: number;
  readonly ticks: number;
}

export const headPath = (trace: string): string => path.join(trace, 'head.json');

/** The recorded head; undefined where there is none or it cannot be read as one. */
export function readHead(disk: Disk, trace: string): TraceHead | undefined {
  const data = readIfPresent(disk, headPath(trace));
  if (data === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(data.toString('utf8'));
    return readMembers(value);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const writeHead = (disk: Disk, trace: string, { version, ...head }: TraceHead): void => replaceFile(disk, headPath(trace), `${JSON.stringify({ v: version, ...head })}\n`);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);

function readMembers(value: unknown): TraceHead | undefined {
  if (!isRecord(value)) return undefined;
  const { v, chain, segment, bytes, seq, hash, spools, clock } = value;
  if ((v !== 1 && v !== 2) || typeof chain !== 'string' || !isCount(segment) || !isCount(bytes) || !isCount(seq) || typeof hash !== 'string' || !isRecord(spools)) return undefined;
  const ends = Object.entries(spools).flatMap(([name, end]): readonly [string, number][] => (isCount(end) ? [[name, end]] : []));
  if (ends.length !== Object.keys(spools).length) return undefined;
  return { version: v, chain, segment, bytes, seq, hash, spools: Object.fromEntries(ends), ...(isRecord(clock) && isCount(clock['at']) && isCount(clock['ticks']) ? { clock: { at: clock['at'], ticks: clock['ticks'] } } : {}) };
}

/** Where sealing goes on, found from the recorded head and whatever was sealed after it. */
export interface ChainEnd {
  readonly head: TraceHead;
  /** An unfinished last line: bytes from `head.bytes` on that a crash left and that no reader counts. */
  readonly tornBytes: number;
  /** Set when the chain cannot go on in this segment. */
  readonly damage?: string;
}

/** Undefined before the first segment. Reads only what lies behind the recorded head; all segments where that is lost. */
export function findChainEnd(disk: Disk, trace: string): ChainEnd | undefined {
  const numbers = namesIn(disk, path.join(trace, 'segments')).map(segmentNumber).filter((number) => number !== undefined);
  const recorded = readHead(disk, trace);
  const last = numbers.at(-1);
  if (last === undefined) return recorded === undefined ? undefined : { head: recorded, tornBytes: 0, ...(recorded.bytes === 0 ? {} : { damage: 'all segments are gone' }) };
  let head: TraceHead = recorded ?? { version: 2, chain: '', segment: numbers[0] ?? last, bytes: 0, seq: 0, hash: genesis, spools: {} };
  if (head.bytes > 0 && !numbers.includes(head.segment)) return { head: { ...head, segment: Math.max(last, head.segment) }, tornBytes: 0, damage: `segment ${head.segment} is gone` };
  for (const segment of numbers.filter((number) => number >= head.segment)) {
    if (segment !== head.segment) head = { ...head, segment, bytes: 0 };
    const read = readOn(disk, trace, head);
    head = read.head;
    if (read.damage !== undefined) return { ...read, head: { ...head, segment: last } };
    if (read.tornBytes > 0) return segment === last ? read : { ...read, head: { ...head, segment: last }, damage: `segment ${segment} ends in the middle of a line` };
  }
  return { head, tornBytes: 0 };
}

function readOn(disk: Disk, trace: string, from: TraceHead): ChainEnd {
  const file = segmentPath(trace, from.segment);
  let head = from;
  if (disk.statSync(file).size < from.bytes) return { head, tornBytes: 0, damage: `segment ${from.segment} was cut short` };
  for (const { raw, start, torn } of rawLines(disk, file, from.bytes)) {
    if (torn) return { head, tornBytes: raw.length };
    const parsed = parseSegmentLine(raw);
    if (parsed.kind === 'bad') return { head, tornBytes: 0, damage: `segment ${from.segment}, byte ${start}: ${parsed.why}` };
    const { line } = parsed;
    const bytes = start + raw.length + 1;
    if (line.prev !== head.hash) return { head, tornBytes: 0, damage: `segment ${from.segment}, byte ${start}: the line does not follow the one before it` };
    head = line.kind === 'header' ? { ...head, version: line.version, chain: line.chain, bytes, hash: line.hash } : { ...head, bytes, seq: line.seq, hash: line.hash, spools: { ...head.spools, [line.from.spool]: line.from.end } };
  }
  return { head, tornBytes: 0 };
}
