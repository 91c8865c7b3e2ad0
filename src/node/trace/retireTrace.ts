import * as path from 'node:path';
import { namesIn, realDisk, syncDirectory } from '../disk.ts';
import type { Disk } from '../disk.ts';
import { parseSegmentLine, rawLines, segmentNumber, segmentPath } from './traceSegment.ts';
import { sealUnderLock, withSealLock, type SealOptions } from './traceStore.ts';

/** How long and how much of a trace is kept. */
export interface TraceRetention {
  readonly keepDays: number;
  /** All segments together, in megabytes (2^20 bytes). */
  readonly keepMegabytes: number;
}

/** Half a year, which covers the times for which logs of such systems are commonly to be kept. */
export const defaultTraceRetention: TraceRetention = { keepDays: 180, keepMegabytes: 4096 };

export type RetireResult = { readonly kind: 'busy' } | { readonly kind: 'retired'; readonly segments: number; readonly bytes: number };

const dayMs = 86_400_000;

/**
 * Removes the oldest whole segments that are too old or too many, never the newest. First the record of how far the trace
 * goes from now on, durably, then the files: verification takes up the chain where that record says. Cut short, it leaves
 * segments that the next call removes. Throws where the disk fails.
 */
export function retireSegments(options: SealOptions, { keepDays, keepMegabytes }: TraceRetention): RetireResult {
  const { trace, disk = realDisk, now = Date.now } = options;
  const retired = withSealLock(options, (full) => {
    const segments = namesIn(disk, path.join(trace, 'segments')).flatMap((name) => segmentNumber(name) ?? []).map((segment) => ({ segment, bytes: disk.statSync(segmentPath(trace, segment)).size }));
    let left = segments.reduce((sum, { bytes }) => sum + bytes, 0);
    const oldest = now() - keepDays * dayMs;
    const going: typeof segments = [];
    for (const [index, one] of segments.entries()) {
      const after = segments[index + 1];
      if (after === undefined) break;
      const tooOld = (begunAt(disk, trace, after.segment) ?? Infinity) < oldest;
      if (!tooOld && left <= keepMegabytes * 2 ** 20) break;
      going.push(one);
      left -= one.bytes;
    }
    const last = going.at(-1);
    const end = last === undefined ? undefined : lastLine(disk, trace, last.segment);
    if (last === undefined || end === undefined) return { segments: 0, bytes: 0 };
    const bytes = going.reduce((sum, one) => sum + one.bytes, 0);
    sealUnderLock(full, [{ kind: 'retired', through: last.segment, ...end, bytes, why: `more than ${keepDays} days or ${keepMegabytes} MB are not kept` }]);
    for (const { segment } of going) disk.unlinkSync(segmentPath(trace, segment));
    syncDirectory(disk, path.join(trace, 'segments'));
    return { segments: going.length, bytes };
  });
  return retired === undefined ? { kind: 'busy' } : { kind: 'retired', ...retired };
}

/** When a segment was begun, in milliseconds: everything in the one before it is older. */
function begunAt(disk: Disk, trace: string, segment: number): number | undefined {
  const [first] = rawLines(disk, segmentPath(trace, segment));
  const parsed = first === undefined || first.torn ? undefined : parseSegmentLine(first.raw);
  return parsed?.kind === 'line' && parsed.line.kind === 'header' ? Date.parse(parsed.line.at) : undefined;
}

/** What the first segment that stays must follow. Undefined where the end cannot be read: then nothing is removed. */
function lastLine(disk: Disk, trace: string, segment: number): { readonly seq: number; readonly hash: string } | undefined {
  const last = rawLines(disk, segmentPath(trace, segment)).at(-1);
  const parsed = last === undefined || last.torn ? undefined : parseSegmentLine(last.raw);
  if (parsed?.kind !== 'line') return undefined;
  return { seq: parsed.line.kind === 'header' ? parsed.line.first - 1 : parsed.line.seq, hash: parsed.line.hash };
}
