import * as path from 'node:path';
import type { ActRow } from '../../core/trace/actRow.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import { namesIn, withFile, type Disk } from '../disk.ts';
import { readHead } from '../trace/traceHead.ts';
import { segmentNumber, segmentPath } from '../trace/traceSegment.ts';
import { wholeLines } from '../trace/wholeLines.ts';
import type { ActIndex, IndexPosition } from './actIndex.ts';
import { Indexing } from './indexing.ts';
import { memoryIndex } from './memoryIndex.ts';
import { openActIndex } from './openIndex.ts';
import { SegmentEvents, sealedEvent, thisAccount, withAccount } from './segmentEvents.ts';
import type { readUnsealed, Unsealed } from './unsealed.ts';

/** Bytes of a segment that are indexed in one step: some thousand events, a few hundredths of a second. */
const stepBytes = 2 * 1024 * 1024;
const lineFeed = 0x0a;

/** The sealed segments of a trace with their index. State: the open index, and which chain it is of. */
export class IndexedTrace {
  readonly events: SegmentEvents;
  private index: ActIndex | undefined;
  private chain = '';

  constructor(private readonly trace: string, private readonly disk: Disk) {
    this.events = new SegmentEvents(disk, trace);
  }

  /** The index, as far as the segments go at this moment. Throws where the segments cannot be read. */
  refresh(): ActIndex {
    const index = this.opened();
    try {
      while (this.step(index));
      return index;
    } catch (error) {
      if (index.kind === 'memory') throw error;
      // The index is only a convenience: what the database cannot take is read without it.
      this.close();
      this.index = memoryIndex();
      while (this.step(this.index));
      return this.index;
    }
  }

  async catchUp(pause: () => Promise<void>): Promise<void> {
    for (let index = this.opened(); this.step(index); index = this.opened()) await pause();
  }

  /** What is not sealed, indexed over what is. */
  overlay({ events, unreadable }: ReturnType<typeof readUnsealed>): { readonly overlay: ActIndex; readonly unsealed: Unsealed } {
    const index = this.opened();
    const overlay = memoryIndex(index);
    const account = thisAccount();
    const { last } = index.span();
    const lines = events.map((event, at) => ({ event: withAccount(event, account), seq: last + 1 + at }));
    const indexing = new Indexing(overlay, (act) => this.eventsOf(index, act));
    for (const { event, seq } of lines) indexing.add({ seq, segment: 0, start: 0, length: 0, event });
    overlay.apply(indexing.changes(index.position(), index.position(), 'whole'));
    return { overlay, unsealed: { lines, unreadable } };
  }

  close(): void {
    this.index?.close();
    this.index = undefined;
  }

  private opened(): ActIndex {
    const chain = readHead(this.disk, this.trace)?.chain ?? '';
    if (this.index === undefined || chain !== this.chain) {
      this.close();
      this.chain = chain;
      const sizes = new Map(this.segments().map((segment) => [segment, this.disk.statSync(segmentPath(this.trace, segment)).size]));
      // A segment that was removed because of its age is behind the position, or the index is of another trace.
      this.index = sizes.size === 0 ? memoryIndex() : openActIndex(path.join(this.trace, 'index.db'), chain, ({ segment, bytes }) => bytes > (sizes.get(segment) ?? 0));
    }
    return this.index;
  }

  private segments(): readonly number[] {
    return namesIn(this.disk, path.join(this.trace, 'segments')).flatMap((name) => segmentNumber(name) ?? []);
  }

  /** Indexes the next lines; false where there are none. */
  private step(index: ActIndex): boolean {
    const from = index.position();
    for (const segment of this.segments().filter((number) => number >= from.segment)) {
      const start = segment === from.segment ? from.bytes : 0;
      const data = this.readLines(segment, start);
      if (data.length === 0) continue;
      const indexing = new Indexing(index, (act) => this.eventsOf(index, act));
      let at = 0;
      for (let feed = data.indexOf(lineFeed); feed !== -1; at = feed + 1, feed = data.indexOf(lineFeed, at)) {
        const raw = data.subarray(at, feed);
        const seq = seqOf(raw);
        if (seq === undefined) continue;
        const event = sealedEvent(raw, undefined);
        indexing.add({ seq, segment, start: start + at, length: raw.length, event: typeof event === 'string' ? undefined : event });
      }
      const to: IndexPosition = { segment, bytes: start + at };
      index.apply(indexing.changes(from, to));
      return true;
    }
    return false;
  }

  private readLines(segment: number, start: number): Buffer {
    return withFile(this.disk, segmentPath(this.trace, segment), 'r', (descriptor) => wholeLines(this.disk, descriptor, start, stepBytes));
  }

  private eventsOf(index: ActIndex, act: ActRow): readonly TraceEvent[] {
    return this.events.read(index.linesOfAct(act.id)).filter((event) => typeof event !== 'string');
  }
}

/** The number of a line's event; undefined for headers and what is no line of ours. Both forms end with it, or nearly so. */
function seqOf(raw: Buffer): number | undefined {
  const digits = /"seq":(\d+)(?:,"size":\d+,"v":2)?\}$/.exec(raw.toString('latin1', Math.max(0, raw.length - 64)))?.[1];
  return digits === undefined ? undefined : Number(digits);
}
