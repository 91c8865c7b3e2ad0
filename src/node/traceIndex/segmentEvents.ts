import * as os from 'node:os';
import type { TraceEvent } from '../../core/trace/event.ts';
import { readTraceEvent } from '../../protocol/readTraceEvent.ts';
import { readRange, withFile, type Disk } from '../disk.ts';
import { parseSegmentLine, segmentPath, type SegmentHeader } from '../trace/traceSegment.ts';
import type { LinePlace } from './actIndex.ts';

/** What stands at one place of a segment. */
export type SealedEvent = TraceEvent | 'erased' | 'unreadable';

/** Longest header of a segment, in bytes. */
const longestHeader = 2048;

/** Reads events by their places, in the order in which they are asked for; each segment is opened once for a call. */
export class SegmentEvents {
  private readonly headers = new Map<number, SegmentHeader | undefined>();

  constructor(private readonly disk: Disk, private readonly trace: string) {}

  read(places: readonly LinePlace[]): readonly SealedEvent[] {
    const bySegment = new Map<number, LinePlace[]>();
    for (const place of places) {
      const known = bySegment.get(place.segment);
      if (known === undefined) bySegment.set(place.segment, [place]);
      else known.push(place);
    }
    const events = new Map<number, SealedEvent>();
    for (const [segment, own] of bySegment) {
      withFile(this.disk, segmentPath(this.trace, segment), 'r', (descriptor) => {
        const header = this.headerOf(segment, descriptor);
        for (const { seq, start, length } of own) events.set(seq, sealedEvent(readRange(this.disk, descriptor, start, start + length), header));
      });
    }
    return places.map(({ seq }) => events.get(seq) ?? 'unreadable');
  }

  private headerOf(segment: number, descriptor: number): SegmentHeader | undefined {
    if (!this.headers.has(segment)) {
      const data = readRange(this.disk, descriptor, 0, longestHeader);
      const feed = data.indexOf(0x0a);
      const parsed = feed === -1 ? undefined : parseSegmentLine(data.subarray(0, feed));
      this.headers.set(segment, parsed?.kind === 'line' && parsed.line.kind === 'header' ? parsed.line : undefined);
    }
    return this.headers.get(segment);
  }
}

/** The event in one line. The line is taken as it is: whether it is what was sealed is for verification to say. */
export function sealedEvent(raw: Buffer, header: SegmentHeader | undefined): SealedEvent {
  let value: unknown;
  try {
    value = JSON.parse(raw.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return 'unreadable';
    throw error;
  }
  if (typeof value !== 'object' || value === null) return 'unreadable';
  if ('erased' in value) return 'erased';
  const event = 'event' in value ? readTraceEvent(value.event) : undefined;
  return event === undefined ? 'unreadable' : withAccount(event, header);
}

/** Account and machine are noted once a segment: a hook that looked for them would take a hundredth longer. */
export function withAccount(event: TraceEvent, header: Pick<SegmentHeader, 'user' | 'host'> | undefined): TraceEvent {
  const { body } = event;
  if (body.kind !== 'proposal' || body.place === undefined || header?.user === undefined || header.host === undefined) return event;
  return { ...event, body: { ...body, place: { user: header.user, host: header.host, ...body.place } } };
}

/** Who records here, for what is not sealed yet. */
export function thisAccount(): Pick<SegmentHeader, 'user' | 'host'> {
  try {
    return { user: os.userInfo().username, host: os.hostname() };
  } catch {
    return { host: os.hostname() };
  }
}
