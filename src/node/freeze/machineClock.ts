import * as os from 'node:os';
import { guardedTime, mayTrustAgain, type ClockReading } from '../../core/freeze/clock.ts';
import type { Freeze } from '../../core/freeze/freeze.ts';
import { changesAfter, holds } from '../../core/freeze/phase.ts';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { clockFile } from './freezePlaces.ts';

/** The mark is written anew after so many milliseconds: after a restart it is the least that the time can be. */
const writtenEveryMs = 5 * 60_000;

/** What the clock that nobody can set says. */
export type Uptime = () => Pick<ClockReading, 'uptime' | 'boot'>;

/** Of this machine, sleep included. macOS reckons its uptime from the wall clock, so there a monotonic clock takes its place. */
export const machineUptime: Uptime = () => ({ uptime: process.platform === 'darwin' ? Number(process.hrtime.bigint() / 1_000_000n) : os.uptime() * 1000, boot: bootName() });

function bootName(): string {
  const read = readSmallFile('/proc/sys/kernel/random/boot_id', 4096);
  return process.platform === 'linux' && read.kind === 'text' ? read.text.trim() : '';
}

/**
 * The instants at which freezes are looked at: the wall clock's and, once that was set, what it would be otherwise. It is believed
 * again when no freeze would end early by it. A mark that cannot be read or written is none: then the wall clock is all there is.
 */
export function freezeInstants(state: string, now: number, freezes: readonly Freeze[], uptime: Uptime = machineUptime): readonly number[] {
  const reading: ClockReading = { wall: now, ...uptime() };
  const before = readMark(clockFile(state));
  const time = guardedTime(before, reading);
  const low = Math.min(...time.instants);
  const trusted = time.instants.length > 1 && mayTrustAgain(time, (at) => freezes.some((freeze) => holds(freeze, [at])), freezes.flatMap((freeze) => changesAfter(freeze, low)));
  const mark = trusted ? reading : time.mark;
  if (before === undefined || trusted || before.boot !== mark.boot || Math.abs(mark.uptime - before.uptime) > writtenEveryMs) writeMark(clockFile(state), mark);
  return trusted ? [now] : time.instants;
}

function readMark(file: string): ClockReading | undefined {
  const read = readSmallFile(file, 4096);
  if (read.kind !== 'text') return undefined;
  try {
    const value: unknown = JSON.parse(read.text);
    if (typeof value !== 'object' || value === null || !('wall' in value) || !('uptime' in value) || !('boot' in value)) return undefined;
    const { wall, uptime, boot } = value;
    return typeof wall === 'number' && typeof uptime === 'number' && typeof boot === 'string' ? { wall, uptime, boot } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Where nothing can be written the wall clock is all there is. */
function writeMark(file: string, mark: ClockReading): void {
  try {
    replaceFile(file, `${JSON.stringify(mark)}\n`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
