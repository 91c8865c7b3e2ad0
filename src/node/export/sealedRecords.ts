import * as path from 'node:path';
import type { ExportRecord } from '../../core/export/exportRecord.ts';
import { readTraceEvent } from '../../protocol/readTraceEvent.ts';
import { namesIn, withFile, type Disk } from '../disk.ts';
import { readHead } from '../trace/traceHead.ts';
import { eventIn, parseSegmentLine, segmentNumber, segmentPath, type SegmentHeader } from '../trace/traceSegment.ts';
import { wholeLines } from '../trace/wholeLines.ts';
import { withAccount } from '../traceIndex/segmentEvents.ts';

/** Up to where the sealed trace was read: the byte behind a line of a segment. */
export interface TracePosition {
  readonly chain: string;
  readonly segment: number;
  readonly bytes: number;
  /** Number of the last event before it. */
  readonly seq: number;
}

export interface SealedRecords {
  readonly records: readonly ExportRecord[];
  readonly position: TracePosition;
  readonly more: boolean;
  /** Events that are there no more (removed as too old before they were read), and lines that are not what was sealed. */
  readonly lost: number;
}

const stepBytes = 128 * 1024;
const lineFeed = 0x0a;

/** Before the first line of a trace. */
export const traceStart: TracePosition = { chain: '', segment: 0, bytes: 0, seq: 0 };

/** Behind the last sealed line; the start where nothing is sealed yet. */
export function traceEnd(disk: Disk, trace: string): TracePosition {
  const head = readHead(disk, trace);
  return head === undefined ? traceStart : { chain: head.chain, segment: head.segment, bytes: head.bytes, seq: head.seq };
}

/**
 * The sealed records behind a position, about 128 KB at a time, so that a window stays responsive. What was erased is passed over. A position of
 * another chain begins anew. Throws where the disk fails.
 */
export function sealedRecords(disk: Disk, trace: string, from: TracePosition): SealedRecords {
  const head = readHead(disk, trace);
  if (head === undefined) return { records: [], position: from, more: false, lost: 0 };
  const position = from.chain === head.chain ? from : { ...traceStart, chain: head.chain };
  for (const segment of namesIn(disk, path.join(trace, 'segments')).flatMap((name) => segmentNumber(name) ?? [])) {
    if (segment < position.segment) continue;
    const read = readSegment(disk, trace, segment, segment === position.segment ? position.bytes : 0, position);
    if (read !== undefined) return read;
  }
  return { records: [], position, more: false, lost: 0 };
}

function readSegment(disk: Disk, trace: string, segment: number, start: number, before: TracePosition): SealedRecords | undefined {
  return withFile(disk, segmentPath(trace, segment), 'r', (descriptor) => {
    const data = wholeLines(disk, descriptor, start, stepBytes);
    if (data.length === 0) return undefined;
    const opening = start === 0 ? data : wholeLines(disk, descriptor, 0, 4096);
    let header = headerIn(opening.subarray(0, opening.indexOf(lineFeed)));
    const records: ExportRecord[] = [];
    let [seq, lost, at] = [before.seq, 0, 0];
    for (let feed = data.indexOf(lineFeed); feed !== -1; at = feed + 1, feed = data.indexOf(lineFeed, at)) {
      const parsed = parseSegmentLine(data.subarray(at, feed));
      if (parsed.kind === 'bad') continue;
      if (parsed.line.kind === 'header') {
        header = parsed.line;
        continue;
      }
      // Numbers are dense: what is missing was removed or is damaged.
      lost += Math.max(0, parsed.line.seq - seq - 1);
      seq = parsed.line.seq;
      const value = eventIn(parsed.line);
      const event = value === undefined ? undefined : readTraceEvent(value);
      if (event !== undefined) records.push({ seq, hash: parsed.line.hash, prev: parsed.line.prev, chain: header?.chain ?? before.chain, ...accountOf(header), event: withAccount(event, header) });
    }
    return { records, position: { chain: before.chain, segment, bytes: start + at, seq }, more: true, lost };
  });
}

const accountOf = (header: SegmentHeader | undefined): Pick<ExportRecord, 'host' | 'user'> => ({ ...(header?.host === undefined ? {} : { host: header.host }), ...(header?.user === undefined ? {} : { user: header.user }) });

function headerIn(raw: Buffer): SegmentHeader | undefined {
  const parsed = parseSegmentLine(raw);
  return parsed.kind === 'line' && parsed.line.kind === 'header' ? parsed.line : undefined;
}
