import * as path from 'node:path';
import type { SeqRange } from '../../core/trace/record.ts';
import { namesIn, readRange, realDisk, syncDirectory, withFile, writeAll } from '../disk.ts';
import type { Disk } from '../disk.ts';
import { erasePayloads } from './payloadStore.ts';
import { eraseSealed } from './sealedForm.ts';
import { readSpool } from './spoolReader.ts';
import { readHead } from './traceHead.ts';
import { eventIn, parseSegmentLine, rawLines, segmentNumber, segmentPath } from './traceSegment.ts';
import { sealUnderLock, spoolDirectory, withSealLock, type SealOptions } from './traceStore.ts';

export interface EraseRequest {
  readonly session: string;
  /** Only that agent's session of this name. */
  readonly agent?: string;
  readonly by: string;
  readonly why: string;
}

export type EraseResult =
  | { readonly kind: 'busy' }
  /** `kept`: events in segments of the first form, whose hashes need them: they go only with their whole segment. */
  | { readonly kind: 'erased'; readonly events: number; readonly payloads: number; readonly kept: number };

/**
 * Takes the content of one session out of the trace for good, while every hash of the chain stays what it was. In this
 * order: everything is sealed → what goes, who wanted it and why is recorded, durably → the events are taken out, each
 * segment replaced in one step → their long texts, and their remains in spools of running processes. When it is cut short,
 * the same call finishes it. Throws where the disk fails.
 */
export function eraseSession(options: SealOptions, request: EraseRequest): EraseResult {
  const { trace, disk = realDisk } = options;
  const erased = withSealLock(options, (full) => {
    // A call that was cut short may have left one; it holds other sessions, too.
    if (namesIn(disk, trace).includes(path.basename(rewritten(trace)))) disk.unlinkSync(rewritten(trace));
    while (sealUnderLock(full).more);
    const found = eventsToErase(disk, trace, request);
    const gone = { events: found.seqs.length, payloads: 0, kept: found.kept };
    if (found.seqs.length > 0) {
      sealUnderLock(full, [{ kind: 'erased', of: request.session, ...(request.agent === undefined ? {} : { agent: request.agent }), ranges: rangesOf(found.seqs), events: found.seqs.length, payloads: 0, by: request.by, why: request.why }]);
      const wanted = new Set(found.seqs);
      for (const segment of found.segments) rewriteSegment(disk, trace, segmentPath(trace, segment), wanted);
    }
    blankSpools(disk, trace, request);
    return { ...gone, payloads: erasePayloads(trace, request.session) };
  });
  return erased === undefined ? { kind: 'busy' } : { kind: 'erased', ...erased };
}

interface FoundEvents {
  readonly seqs: readonly number[];
  readonly segments: readonly number[];
  readonly kept: number;
}

const isOf = (event: Readonly<Record<string, unknown>> | undefined, { session, agent }: EraseRequest): boolean => event?.['session'] === session && (agent === undefined || event['agent'] === agent);

function eventsToErase(disk: Disk, trace: string, request: EraseRequest): FoundEvents {
  const seqs: number[] = [];
  const segments = new Set<number>();
  let kept = 0;
  const name = JSON.stringify(request.session);
  for (const segment of namesIn(disk, path.join(trace, 'segments')).flatMap((file) => segmentNumber(file) ?? [])) {
    for (const { raw, torn } of rawLines(disk, segmentPath(trace, segment))) {
      if (torn || !raw.includes(name)) continue;
      const parsed = parseSegmentLine(raw);
      if (parsed.kind === 'bad' || parsed.line.kind === 'header' || !isOf(eventIn(parsed.line), request)) continue;
      if (parsed.line.version === 1) kept += 1;
      else {
        seqs.push(parsed.line.seq);
        segments.add(segment);
      }
    }
  }
  return { seqs, segments: [...segments], kept };
}

function rangesOf(seqs: readonly number[]): readonly SeqRange[] {
  const ranges: [number, number][] = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === seq - 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges;
}

/** Every line keeps its place and length: whoever reads the old file at this moment reads good lines. */
function rewriteSegment(disk: Disk, trace: string, file: string, wanted: ReadonlySet<number>): void {
  const lines = rawLines(disk, file).map(({ raw, torn }) => {
    const parsed = torn ? undefined : parseSegmentLine(raw);
    const erase = parsed?.kind === 'line' && parsed.line.kind === 'event' && parsed.line.event !== undefined && wanted.has(parsed.line.seq);
    return { text: erase ? eraseSealed(raw) : raw, torn };
  });
  const next = rewritten(trace);
  withFile(disk, next, 'w', (descriptor) => {
    writeAll(disk, descriptor, Buffer.concat(lines.flatMap(({ text, torn }) => (torn ? [text] : [text, lineFeed]))));
    disk.fsyncSync(descriptor);
  });
  disk.renameSync(next, file);
  syncDirectory(disk, path.dirname(file));
}

/** Not among the segments, where it would be taken for one that somebody put there. */
const rewritten = (trace: string): string => path.join(trace, 'rewrite.next');

const lineFeed = Buffer.from('\n');

/** A spool lives as long as its process. What is sealed of it is never read again: it is written over. */
function blankSpools(disk: Disk, trace: string, request: EraseRequest): void {
  const sealed = readHead(disk, trace)?.spools ?? {};
  for (const name of namesIn(disk, spoolDirectory(trace))) {
    const end = sealed[name] ?? 0;
    if (end === 0) continue;
    const file = path.join(spoolDirectory(trace), name);
    let start = 0;
    for (const line of readSpool(disk, file, 0, Number.MAX_SAFE_INTEGER).lines) {
      if (line.end <= end && line.kind === 'event' && isOf(line.event, request)) writeOver(disk, file, start, line.end - 1);
      start = line.end;
    }
  }
}

function writeOver(disk: Disk, file: string, start: number, end: number): void {
  withFile(disk, file, 'r+', (descriptor) => {
    const length = readRange(disk, descriptor, start, end).length;
    disk.writeSync(descriptor, Buffer.alloc(length, 0x20), 0, length, start);
    disk.fsyncSync(descriptor);
  });
}
