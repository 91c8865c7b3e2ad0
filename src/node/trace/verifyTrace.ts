import * as path from 'node:path';
import { namesIn, realDisk } from '../disk.ts';
import type { Disk } from '../disk.ts';
import { readHead } from './traceHead.ts';
import type { TraceHead } from './traceHead.ts';
import { TakenOutRecords } from './takenOut.ts';
import { genesis, parseSegmentLine, rawLines, segmentNumber, segmentPath } from './traceSegment.ts';
import type { SegmentLine } from './traceSegment.ts';

/** One place where the trace is not what was sealed. */
export interface TraceProblem {
  readonly file: string;
  /** Line, counted from 1; absent where the whole file is meant. */
  readonly line?: number;
  /** Offset of the line in bytes. */
  readonly byte?: number;
  readonly problem: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly chain?: string;
  readonly segments: number;
  readonly events: number;
  /** Events of which only the place is left, each named by a record of who took it out. */
  readonly erased: number;
  /** Segments before the first one that is there, removed as a record says. */
  readonly retired: number;
  readonly problems: readonly TraceProblem[];
  /** A last line that a crash left unfinished, behind everything that was ever sealed: nothing is lost, the next sealing cuts it off. */
  readonly torn?: TraceProblem & { readonly bytes: number };
}

/**
 * Checks the whole sealed trace: every byte, the order of all lines, the borders of segments, and its end against the
 * recorded head. It needs no secret and changes nothing. What it cannot see: a trace that was replaced as a whole together
 * with its head.
 */
export function verifyTrace(trace: string, disk: Disk = realDisk): VerifyReport {
  const directory = path.join(trace, 'segments');
  const names = namesIn(disk, directory);
  const head = readHead(disk, trace);
  const walk = new Walk(head);
  for (const name of names) {
    const segment = segmentNumber(name);
    if (segment === undefined) walk.problems.push({ file: path.join(directory, name), problem: 'this file is no segment of the trace' });
    else walk.segment(disk, segmentPath(trace, segment), segment);
  }
  walk.end(trace, names.length > 0);
  return walk.report();
}

/** Walks all segments in order. State: where the chain stands. */
class Walk {
  readonly problems: TraceProblem[] = [];
  private torn: VerifyReport['torn'];
  private version: SegmentLine['version'] | undefined;
  private chain: string | undefined;
  /** `hash` is undefined behind a line that cannot be read: the one after it cannot be held against anything. */
  private expected: { hash: string | undefined; seq: number; segment: number | undefined } = { hash: genesis, seq: 0, segment: undefined };
  private previous = '';
  private readonly takenOut = new TakenOutRecords();
  private readonly empty: { readonly place: TraceProblem; readonly seq: number }[] = [];
  private begins: { readonly file: string; readonly segment: number; readonly prev: string; readonly first: number } | undefined;
  private events = 0;
  private segments = 0;
  private headSeen: boolean;

  constructor(private readonly head: TraceHead | undefined) {
    this.headSeen = head?.seq === 0 && head.bytes === 0;
  }

  segment(disk: Disk, file: string, segment: number): void {
    this.segments += 1;
    // Where the first ones are missing, a record further on must say that they were removed.
    const wanted = this.expected.segment ?? segment;
    if (segment !== wanted) this.problems.push({ file, problem: wanted === segment - 1 ? `segment ${wanted} is missing` : `segments ${wanted} to ${segment - 1} are missing` });
    if (this.torn !== undefined) this.problems.push({ ...this.torn });
    this.torn = undefined;
    this.expected.segment = segment + 1;
    const lines = rawLines(disk, file);
    if (lines.length === 0) this.torn = { file, line: 1, byte: 0, bytes: 0, problem: 'the segment is empty' };
    for (const { raw, number, start, torn } of lines) {
      const place = { file, line: number, byte: start };
      if (torn) {
        this.tail(place, segment, raw.length);
        continue;
      }
      const parsed = parseSegmentLine(raw);
      if (parsed.kind === 'bad') this.unreadable(place, parsed.why);
      else this.follow(parsed.line, place, segment);
      this.noteHead(segment, start + raw.length + 1);
    }
  }

  private unreadable(place: { file: string; line: number; byte: number }, problem: string): void {
    this.problems.push({ ...place, problem });
    this.expected.hash = undefined;
    if (place.line > 1) this.expected.seq += 1;
  }

  private tail(place: { file: string; line: number; byte: number }, segment: number, bytes: number): void {
    const sealed = this.head !== undefined && (segment < this.head.segment || (segment === this.head.segment && place.byte < this.head.bytes));
    if (sealed) this.problems.push({ ...place, problem: `the line was cut: ${bytes} bytes are left of it` });
    else this.torn = { ...place, bytes, problem: `the last line is torn: ${bytes} bytes of a line that was never sealed` };
  }

  private follow(line: SegmentLine, place: { file: string; line: number; byte: number }, segment: number): void {
    const isFirst = place.line === 1;
    if (isFirst && this.segments === 1 && segment > 1 && line.kind === 'header') {
      this.begins = { file: place.file, segment, prev: line.prev, first: line.first };
      this.expected = { ...this.expected, hash: line.prev, seq: line.first - 1 };
    }
    if (line.kind === 'header') this.version = line.version;
    else if (line.version !== this.version) this.problems.push({ ...place, problem: 'the line has another form than its segment' });
    if (isFirst !== (line.kind === 'header')) this.problems.push({ ...place, problem: isFirst ? 'the header of the segment is missing' : 'a header stands in the middle of the segment' });
    if (this.expected.hash !== undefined && line.prev !== this.expected.hash) {
      this.problems.push({ ...place, problem: line.prev === this.previous ? 'the chain forks: this line follows the same line as the one before it' : 'the line does not follow the one before it: lines were removed, added or put in another order' });
    }
    if (line.kind === 'header') {
      if (line.segment !== segment) this.problems.push({ ...place, problem: `the header belongs to segment ${line.segment}` });
      if (this.chain !== undefined && line.chain !== this.chain) this.problems.push({ ...place, problem: 'the segment belongs to another chain' });
      if (line.first !== this.expected.seq + 1) this.problems.push({ ...place, problem: `the segment begins at event ${line.first} instead of ${this.expected.seq + 1}` });
      this.chain ??= line.chain;
      this.expected.seq = line.first - 1;
    } else {
      if (line.seq !== this.expected.seq + 1) this.problems.push({ ...place, problem: `event ${line.seq} stands where event ${this.expected.seq + 1} belongs` });
      this.events += 1;
      this.expected.seq = line.seq;
      if (line.event === undefined) this.empty.push({ place: { ...place, problem: `event ${line.seq} was taken out, and no record says by whom` }, seq: line.seq });
      else this.takenOut.note(line);
    }
    this.previous = line.prev;
    this.expected.hash = line.hash;
  }

  private noteHead(segment: number, end: number): void {
    if (this.head?.segment === segment && this.head.bytes === end && this.head.hash === this.expected.hash && this.head.seq === this.expected.seq) this.headSeen = true;
  }

  end(trace: string, present: boolean): void {
    const { begins } = this;
    if (begins !== undefined && !this.takenOut.retired.some(({ through, seq, hash }) => through === begins.segment - 1 && seq === begins.first - 1 && hash === begins.prev)) {
      this.problems.push({ file: begins.file, problem: `${begins.segment === 2 ? 'segment 1 is' : `segments 1 to ${begins.segment - 1} are`} missing, and no record says that they were removed` });
    }
    for (const { place, seq } of this.empty) if (!this.takenOut.isErased(seq)) this.problems.push(place);
    const file = path.join(trace, 'head.json');
    if (this.head === undefined) {
      if (present && this.events > 0) this.problems.push({ file, problem: 'the record of how far the trace was sealed is missing or not readable: lines cut off at the end cannot be seen' });
    } else if (!this.headSeen) {
      this.problems.push({ file, problem: `the trace was sealed up to event ${this.head.seq} (segment ${this.head.segment}, byte ${this.head.bytes}), but that is not what the segments hold: the end was cut or changed` });
    } else if (this.chain !== this.head.chain) {
      this.problems.push({ file, problem: 'the recorded end belongs to another chain' });
    }
  }

  report(): VerifyReport {
    return { ok: this.problems.length === 0, ...(this.chain === undefined ? {} : { chain: this.chain }), segments: this.segments, events: this.events, erased: this.empty.length, retired: this.begins === undefined ? 0 : this.begins.segment - 1, problems: this.problems, ...(this.torn === undefined ? {} : { torn: this.torn }) };
  }
}
