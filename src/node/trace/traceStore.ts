import { randomUUID } from 'node:crypto';
import * as os from 'node:os';
import * as path from 'node:path';
import { recordVersion, type TraceBody, type TraceEvent } from '../../core/trace/event.ts';
import { errorCode, namesIn, realDisk, syncDirectory, withFile, writeAll } from '../disk.ts';
import type { Disk } from '../disk.ts';
import { acquireLock } from '../exclusiveLock.ts';
import { isRunning } from '../processIdentity.ts';
import { readSpool, spoolWriter } from './spoolReader.ts';
import { findChainEnd, writeHead } from './traceHead.ts';
import type { ClockReading, TraceHead } from './traceHead.ts';
import { renderEvent, renderSegmentHeader } from './sealedForm.ts';
import { runningClock } from '../runningClock.ts';
import { genesis, segmentPath } from './traceSegment.ts';

export interface SealOptions {
  /** `<workspace state>/trace`. */
  readonly trace: string;
  /** Absolute workspace root, for the events that sealing itself writes about damage. */
  readonly workspace: string;
  readonly disk?: Disk;
  readonly now?: () => number;
  /** Milliseconds on the clock that only goes on. */
  readonly ticks?: () => number;
  /** Events at most in one call, so that an editor stays responsive. */
  readonly limit?: number;
  /** A segment that has grown to this size is followed by a new one. */
  readonly segmentBytes?: number;
}

export type SealResult =
  /** Another process seals at this moment. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'sealed'; readonly events: number; /** More is waiting: call again. */ readonly more: boolean };

export const spoolDirectory = (trace: string): string => path.join(trace, 'spool');

/**
 * Moves whole spool lines into the chain of segments. Exactly once: every sealed line names the spool and offset that it came
 * from, so that a crash between any two steps neither doubles nor loses an event. A spool is removed only when its process
 * has ended and all of it is durable in a segment. Throws where the disk fails; calling again goes on where it ended.
 * Damage in the sealed past never stops the recording: a new segment is begun, and `tagout trace verify` goes on to show it.
 */
export function sealTrace(options: SealOptions): SealResult {
  const sealed = withSealLock(options, (full) => sealUnderLock(full));
  return sealed === undefined ? { kind: 'busy' } : { kind: 'sealed', ...sealed };
}

/** Does synchronous work while nobody else seals; undefined where somebody does. */
export function withSealLock<T>(options: SealOptions, work: (options: Required<SealOptions>) => T): T | undefined {
  const { trace, disk = realDisk, now = Date.now } = options;
  disk.mkdirSync(path.join(trace, 'segments'), { recursive: true, mode: 0o700 });
  const lock = acquireLock(disk, path.join(trace, 'seal.lock'), now);
  if (lock === undefined) return undefined;
  try {
    return work({ limit: 2000, segmentBytes: 16 * 1024 * 1024, ticks: runningClock, ...options, disk, now });
  } finally {
    lock.release();
  }
}

/** One sealing, with records of whoever holds the lock before what waits in the spools. */
export function sealUnderLock(options: Required<SealOptions>, records: readonly TraceBody[] = []): Omit<Extract<SealResult, { kind: 'sealed' }>, 'kind'> {
  const { trace, disk, limit, segmentBytes, now, ticks } = options;
  const batch = new Batch(options);
  const found = findChainEnd(disk, trace);
  let head: TraceHead = found?.head ?? { version: 2, chain: randomUUID(), segment: 1, bytes: 0, seq: 0, hash: genesis, spools: {} };
  // Before the first segment: a trace whose head is missing was tampered with, not interrupted.
  if (found === undefined) writeHead(disk, trace, head);
  if (found !== undefined && found.damage !== undefined) {
    head = { ...head, segment: head.segment + 1, bytes: 0 };
    batch.note(`the sealed trace is damaged (${found.damage}); a new segment goes on from the last good line`);
  } else if (found !== undefined && found.tornBytes > 0) {
    cutTornTail(disk, segmentPath(trace, head.segment), head.bytes);
    batch.note(`segment ${head.segment} ended in the middle of a line: ${found.tornBytes} bytes that were never sealed were cut off at byte ${head.bytes}`);
  } else if (head.bytes >= segmentBytes || head.version === 1) {
    head = { ...head, segment: head.segment + 1, bytes: 0 };
  }
  const clock: ClockReading = { at: now(), ticks: ticks() };
  const stepMs = setBack(head.clock, clock);
  if (stepMs < 0) batch.add({ kind: 'clock', stepMs });
  for (const record of records) batch.add(record);
  const finished = batch.collect(head.spools, limit);
  if (batch.size > 0) {
    head = batch.append(head);
    writeHead(disk, trace, { ...head, clock, spools: keepExisting(head.spools, namesIn(disk, spoolDirectory(trace))) });
  }
  for (const name of finished) removeSpool(disk, path.join(spoolDirectory(trace), name));
  return { events: batch.size, more: batch.more };
}

/** Less is a clock that is kept in time. */
const toleratedMs = 2000;

/**
 * By how many milliseconds (below 0) the wall clock was set back since the last sealing; 0 where it was not. A clock that
 * was set forward cannot be told from a machine that slept. Ticks that are fewer are those of a later start of the machine.
 */
function setBack(before: ClockReading | undefined, { at, ticks }: ClockReading): number {
  if (before === undefined) return 0;
  const passed = Math.max(0, ticks - before.ticks);
  const step = at - before.at - passed;
  return step < -toleratedMs ? step : 0;
}

/** What one sealing will append. State: the lines, and whether more is waiting. */
class Batch {
  more = false;
  private readonly items: { readonly spool: string; readonly end: number; readonly event: Readonly<Record<string, unknown>> }[] = [];

  constructor(private readonly options: Required<SealOptions>) {}

  get size(): number {
    return this.items.length;
  }

  /** An event of our own about damage: what was lost is itself part of the record. */
  note(message: string, spool = '', end = 0): void {
    this.add({ kind: 'failure', stage: 'trace', message }, spool, end);
  }

  /** An event of the sealing itself. */
  add(body: TraceBody, spool = '', end = 0): void {
    this.items.push({ spool, end, event: this.own(body) });
  }

  /** Reads what is new in all spools, oldest first. Returns the spools that can go once the batch is durable. */
  collect(sealed: Readonly<Record<string, number>>, limit: number): readonly string[] {
    const { trace, disk } = this.options;
    const finished: string[] = [];
    for (const name of namesIn(disk, spoolDirectory(trace))) {
      if (!isSpoolName.test(name)) continue;
      const writer = spoolWriter(name);
      if (this.size >= limit) {
        this.more = true;
        break;
      }
      // Asked before reading: what a process wrote until it ended is then certainly read.
      const ended = writer !== undefined && !isRunning({ pid: writer });
      const read = readSpool(disk, path.join(spoolDirectory(trace), name), sealed[name] ?? 0, limit - this.size);
      for (const line of read.lines) {
        if (line.kind === 'event') this.items.push({ spool: name, end: line.end, event: line.event });
        else this.note(`spool ${name}: ${line.why}; the line before byte ${line.end} is not readable`, name, line.end);
      }
      if (read.more) this.more = true;
      else if (ended) {
        if (read.tail.bytes > 0) this.note(`spool ${name} ended in the middle of a line: ${read.tail.bytes} bytes after byte ${read.tail.start} are not readable`, name, read.tail.start + read.tail.bytes);
        finished.push(name);
      }
    }
    return finished;
  }

  private own(body: TraceBody): Readonly<Record<string, unknown>> {
    const { now, ticks, workspace } = this.options;
    const event: TraceEvent = { v: recordVersion, id: randomUUID(), at: new Date(now()).toISOString(), ticks: ticks(), workspace, body };
    return { ...event };
  }

  /** Appends all to the chain, durable when it returns. */
  append(head: TraceHead): TraceHead {
    const { trace, disk, now } = this.options;
    const file = segmentPath(trace, head.segment);
    let { bytes, seq, hash } = head;
    const spools: Record<string, number> = { ...head.spools };
    const lines: string[] = [];
    if (bytes === 0) {
      const header = renderSegmentHeader({ chain: head.chain, segment: head.segment, first: seq + 1, prev: hash, at: new Date(now()).toISOString(), host: os.hostname(), user: userName(), zone: -new Date(now()).getTimezoneOffset() });
      lines.push(header.text);
      hash = header.hash;
    }
    for (const { spool, end, event } of this.items) {
      seq += 1;
      const from = { spool, end };
      const place = { seq, prev: hash, from };
      const line = renderEvent(event, place) ?? renderEvent(this.own({ kind: 'failure', stage: 'trace', message: `spool ${spool}: the event before byte ${end} is nested too deeply` }), place);
      if (line === undefined) throw new Error('an event of our own could not be rendered');
      lines.push(line.text);
      hash = line.hash;
      spools[spool] = end;
    }
    const data = Buffer.from(`${lines.join('\n')}\n`);
    withFile(disk, file, 'a', (descriptor) => {
      if (disk.fstatSync(descriptor).size !== bytes) throw new Error(`segment ${head.segment} changed while it was being sealed`);
      writeAll(disk, descriptor, data);
      disk.fsyncSync(descriptor);
    });
    if (bytes === 0) syncDirectory(disk, path.dirname(file));
    bytes += data.length;
    return { ...head, version: 2, bytes, seq, hash, spools };
  }
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // An account without an entry, as in containers.
    return '';
  }
}

/** What is sealed by its name must be a name that a line can hold; we make no others. */
const isSpoolName = /^[\w.-]{1,200}\.jsonl$/;

const keepExisting = (sealed: Readonly<Record<string, number>>, names: readonly string[]): Record<string, number> => Object.fromEntries(Object.entries(sealed).filter(([name]) => names.includes(name)));

function cutTornTail(disk: Disk, file: string, bytes: number): void {
  withFile(disk, file, 'r+', (descriptor) => {
    disk.ftruncateSync(descriptor, bytes);
    disk.fsyncSync(descriptor);
  });
}

function removeSpool(disk: Disk, file: string): void {
  try {
    disk.unlinkSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
