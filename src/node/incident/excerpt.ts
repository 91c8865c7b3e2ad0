import * as path from 'node:path';
import type { TraceEvent } from '../../core/trace/event.ts';
import { namesIn, realDisk } from '../disk.ts';
import { parseWithheld, withholdSealed } from '../trace/sealedForm.ts';
import { eventIn, parseSegmentLine, rawLines, segmentNumber, segmentPath, type SegmentHeader } from '../trace/traceSegment.ts';
import { sealedEvent } from '../traceIndex/segmentEvents.ts';

/**
 * Sealed lines as they are handed on: from the header of the segment in which the first wanted event lies to the last wanted
 * event, without a hole. Events that are not wanted are withheld: their place in the chain stays, so that it can be checked.
 */
export interface Excerpt {
  /** Without line feeds. */
  readonly lines: readonly Buffer[];
  /** Wanted events that are not sealed, or are erased. */
  readonly missing: number;
}

/** Copies events out of a trace by their ids. A line that is damaged is left out, which the check of the excerpt then shows. Throws where the disk fails. */
export function excerptOf(trace: string, wanted: ReadonlySet<string>): Excerpt {
  const lines: Buffer[] = [];
  const found = new Set<string>();
  /** Since the last wanted event. */
  let waiting: Buffer[] = [];
  for (const segment of namesIn(realDisk, path.join(trace, 'segments')).flatMap((name) => segmentNumber(name) ?? [])) {
    for (const { raw, torn } of rawLines(realDisk, segmentPath(trace, segment))) {
      const parsed = torn ? undefined : parseSegmentLine(raw);
      if (parsed?.kind !== 'line') continue;
      const { line } = parsed;
      if (line.kind === 'header') {
        // The excerpt begins at the header of the first segment that is needed.
        if (lines.length === 0) waiting = [];
        waiting.push(raw);
        continue;
      }
      const id = eventIn(line)?.['id'];
      const isWanted = typeof id === 'string' && wanted.has(id);
      // Lines of the first form cannot be withheld: their hash covers the event itself.
      if (isWanted || line.event === undefined) waiting.push(raw);
      else if (line.version === 2) waiting.push(Buffer.from(withholdSealed(raw)));
      if (!isWanted) continue;
      found.add(id);
      lines.push(...waiting);
      waiting = [];
    }
  }
  return { lines, missing: [...wanted].filter((id) => !found.has(id)).length };
}

/** One thing that does not fit; `line` counts from 1. */
export interface ExcerptProblem {
  readonly line: number;
  readonly problem: string;
}

export interface ReadExcerpt {
  readonly events: readonly TraceEvent[];
  readonly chain: string;
  readonly first: number;
  readonly last: number;
  /** Of the line before the first one, and of the last one. */
  readonly before: string;
  readonly fingerprint: string;
  readonly withheld: number;
  readonly erased: number;
  readonly problems: readonly ExcerptProblem[];
}

/** Reads lines of an excerpt and checks each of them, and that each follows the one before it. Never throws. */
export function readExcerpt(lines: readonly Buffer[]): ReadExcerpt {
  const walk = new ExcerptWalk();
  for (const raw of lines) walk.take(raw);
  return walk.end();
}

/** State: where the chain stands, and what was read of it. */
class ExcerptWalk {
  readonly #events: TraceEvent[] = [];
  readonly #problems: ExcerptProblem[] = [];
  readonly #sums = { line: 0, first: 0, last: 0, withheld: 0, erased: 0 };
  #header: SegmentHeader | undefined;
  #before = '';
  /** Undefined behind a line that cannot be read: the one after it cannot be held against anything. */
  #expected: string | undefined = '';
  #chain = '';

  take(raw: Buffer): void {
    this.#sums.line += 1;
    const kept = parseWithheld(raw);
    if (kept !== undefined) {
      this.#sums.withheld += 1;
      this.#follow(kept);
      this.#event(kept.seq);
      return;
    }
    const parsed = parseSegmentLine(raw);
    if (parsed.kind === 'bad') {
      this.#wrong(parsed.why);
      this.#expected = undefined;
      return;
    }
    const { line } = parsed;
    this.#follow(line);
    if (line.kind === 'header') {
      if (this.#chain !== '' && line.chain !== this.#chain) this.#wrong('it belongs to another chain');
      this.#chain = line.chain;
      this.#header = line;
      return;
    }
    this.#event(line.seq);
    const event = sealedEvent(raw, this.#header);
    if (event === 'erased') this.#sums.erased += 1;
    else if (event === 'unreadable') this.#wrong('the event is not one that this version knows');
    else this.#events.push(event);
  }

  end(): ReadExcerpt {
    const { line, ...sums } = this.#sums;
    if (sums.last === 0) this.#problems.push({ line: Math.max(1, line), problem: 'there is no event' });
    return { events: this.#events, chain: this.#chain, before: this.#before, fingerprint: this.#expected ?? '', ...sums, problems: this.#problems };
  }

  #follow({ prev, hash }: { readonly prev: string; readonly hash: string }): void {
    if (this.#sums.line === 1) this.#before = prev;
    else if (this.#expected !== undefined && prev !== this.#expected) this.#wrong('it does not follow the line before it: lines were removed, added or put in another order');
    this.#expected = hash;
  }

  #event(seq: number): void {
    const { last } = this.#sums;
    if (this.#header === undefined) this.#wrong('an event stands before the first header');
    if (last !== 0 && seq !== last + 1) this.#wrong(`event ${seq} stands where event ${last + 1} belongs`);
    if (this.#sums.first === 0) this.#sums.first = seq;
    this.#sums.last = seq;
  }

  #wrong(problem: string): void {
    this.#problems.push({ line: this.#sums.line, problem });
  }
}
