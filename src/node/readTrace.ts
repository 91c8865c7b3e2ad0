import * as path from 'node:path';
import type { TraceEvent } from '../core/trace/event.ts';
import { readTraceEvent } from '../protocol/readTraceEvent.ts';
import { errorCode, namesIn, readRange, realDisk, withFile } from './disk.ts';
import type { Disk } from './disk.ts';
import { readSpool } from './spoolReader.ts';
import { memoryIndex, openTraceIndex } from './traceIndex.ts';
import type { IndexedLine, TraceIndex } from './traceIndex.ts';
import { readHead } from './traceHead.ts';
import { rawLines, segmentNumber, segmentPath } from './traceSegment.ts';
import { spoolDirectory } from './traceStore.ts';

export interface TraceQuery {
  /** Sessions at most, the newest. */
  readonly sessions: number;
  /** Only sessions whose id begins with this. */
  readonly session?: string;
  readonly agent?: string;
  /** Sealed events at most of one session. */
  readonly newest?: number;
  /** Only events from this moment on, ISO 8601. */
  readonly since?: string;
}

export interface TraceRead {
  readonly events: readonly TraceEvent[];
  /** Lines that are no events this version knows; `tagout trace verify` tells damage from news. */
  readonly unreadable: number;
  /** More sessions match than were asked for. */
  readonly more: boolean;
}

/** Events at most of one session: the newest. */
const longestSession = 20_000;
const mostNotes = 200;

/**
 * Reads sealed and not yet sealed events of one workspace as one. Keeps its index open between reads; `close` it. A trace
 * that does not exist yet reads as empty. Throws where the disk fails.
 */
export class TraceReader {
  private index: TraceIndex | undefined;
  private chain = '';
  private readonly trace: string;
  private readonly disk: Disk;

  constructor(trace: string, disk: Disk = realDisk) {
    this.trace = trace;
    this.disk = disk;
  }

  read(query: TraceQuery): TraceRead {
    // Spools before segments: a line that is sealed in between shows in both and is told by its place; never in neither.
    const unsealed = this.readUnsealed();
    const index = this.refresh();
    const wanted = (session: string, agent: string | undefined): boolean => session.startsWith(query.session ?? '') && (query.agent === undefined || agent === query.agent);
    const keys = new Map<string, { readonly session: string; readonly agent: string }>();
    for (const { event } of [...unsealed.lines].sort((first, second) => (first.event.at < second.event.at ? 1 : -1))) {
      if (event.session !== undefined && wanted(event.session, event.agent)) keys.set(`${event.agent ?? ''} ${event.session}`, { session: event.session, agent: event.agent ?? '' });
    }
    const filtered = query.session !== undefined || query.agent !== undefined;
    for (const { session, agent } of index.newestSessions(filtered ? Number.MAX_SAFE_INTEGER : query.sessions + 1)) {
      if (wanted(session, agent)) keys.set(`${agent} ${session}`, { session, agent });
    }
    const chosen = [...keys.values()].slice(0, query.sessions);
    const events: TraceEvent[] = [];
    const sealedAt = new Set<string>();
    let unreadable = unsealed.unreadable;
    for (const sealed of sealedEvents(this.disk, this.trace, [...chosen.flatMap(({ session, agent }) => index.linesOf(session, agent, query.newest ?? longestSession)), ...(filtered ? [] : index.linesOf('', '', mostNotes))])) {
      if (sealed === undefined) unreadable += 1;
      else {
        sealedAt.add(sealed.from);
        events.push(sealed.event);
      }
    }
    const isChosen = (event: TraceEvent): boolean => (event.session === undefined ? !filtered : chosen.some(({ session, agent }) => session === event.session && agent === (event.agent ?? '')));
    events.push(...unsealed.lines.filter(({ event, from }) => isChosen(event) && !sealedAt.has(from)).map(({ event }) => event));
    return { events: events.filter(({ at }) => query.since === undefined || at >= query.since), unreadable, more: keys.size > chosen.length };
  }

  close(): void {
    this.index?.close();
    this.index = undefined;
  }

  private readUnsealed(): { readonly lines: readonly { readonly event: TraceEvent; readonly from: string }[]; readonly unreadable: number } {
    const sealed = readHead(this.disk, this.trace)?.spools ?? {};
    const lines: { event: TraceEvent; from: string }[] = [];
    let unreadable = 0;
    for (const name of namesIn(this.disk, spoolDirectory(this.trace)).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of this.spoolLines(name, sealed[name] ?? 0)) {
        const event = line.kind === 'event' ? readTraceEvent(line.event) : undefined;
        if (event === undefined) unreadable += 1;
        else lines.push({ event, from: placeOf(name, line.end) });
      }
    }
    return { lines, unreadable };
  }

  private spoolLines(name: string, from: number): ReturnType<typeof readSpool>['lines'] {
    try {
      return readSpool(this.disk, path.join(spoolDirectory(this.trace), name), from, Number.MAX_SAFE_INTEGER).lines;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Brings the index up to the end of the segments. */
  private refresh(): TraceIndex {
    const chain = readHead(this.disk, this.trace)?.chain ?? '';
    const numbers = namesIn(this.disk, path.join(this.trace, 'segments')).flatMap((name) => segmentNumber(name) ?? []);
    if (this.index === undefined || chain !== this.chain) {
      this.close();
      this.chain = chain;
      const size = (segment: number): number => (numbers.includes(segment) ? this.disk.statSync(segmentPath(this.trace, segment)).size : 0);
      this.index = numbers.length === 0 ? memoryIndex() : openTraceIndex(path.join(this.trace, 'index.db'), chain, ({ segment, bytes }) => bytes > size(segment));
    }
    try {
      this.indexNew(this.index, numbers);
    } catch (error) {
      if (this.index.kind === 'memory') throw error;
      // The index is only a convenience: what SQLite cannot take is read without it.
      this.index.close();
      this.index = memoryIndex();
      this.indexNew(this.index, numbers);
    }
    return this.index;
  }

  private indexNew(index: TraceIndex, numbers: readonly number[]): void {
    const from = index.position();
    for (const segment of numbers.filter((number) => number >= from.segment)) {
      const start = segment === from.segment ? from.bytes : 0;
      const whole = rawLines(this.disk, segmentPath(this.trace, segment), start).filter(({ torn }) => !torn);
      const last = whole.at(-1);
      if (last !== undefined) index.add(whole.flatMap((line) => indexed(line.raw, segment, line.start) ?? []), { segment, bytes: last.start + last.raw.length + 1 });
    }
  }
}

const placeOf = (spool: string, end: number): string => `${spool} ${end}`;

function indexed(raw: Buffer, segment: number, start: number): IndexedLine | undefined {
  const line = parsed(raw);
  if (line?.event === undefined || typeof line.seq !== 'number') return undefined;
  const { session, agent } = line.event;
  return { seq: line.seq, session: typeof session === 'string' ? session : '', agent: typeof agent === 'string' ? agent : '', segment, start, length: raw.length };
}

interface SealedEvent {
  readonly event: TraceEvent;
  readonly from: string;
}

/** Events by their places, each segment opened once. Undefined for one that was changed since or that this version does not know. */
function sealedEvents(disk: Disk, trace: string, lines: readonly IndexedLine[]): readonly (SealedEvent | undefined)[] {
  const bySegment = new Map<number, IndexedLine[]>();
  for (const line of lines) {
    const known = bySegment.get(line.segment);
    if (known === undefined) bySegment.set(line.segment, [line]);
    else known.push(line);
  }
  return [...bySegment].flatMap(([segment, own]) => withFile(disk, segmentPath(trace, segment), 'r', (descriptor) => own.map(({ start, length }) => sealedEvent(readRange(disk, descriptor, start, start + length)))));
}

function sealedEvent(raw: Buffer): SealedEvent | undefined {
  const line = parsed(raw);
  const event = readTraceEvent(line?.event);
  return event === undefined ? undefined : { event, from: line?.from === undefined ? '' : placeOf(String(line.from['spool']), Number(line.from['end'])) };
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(raw: Buffer): { readonly seq: unknown; readonly event: Fields | undefined; readonly from: Fields | undefined } | undefined {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    return isRecord(value) ? { seq: value['seq'], event: isRecord(value['event']) ? value['event'] : undefined, from: isRecord(value['from']) ? value['from'] : undefined } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
