import { clockToleranceMs } from './source.ts';

/** What was read of a machine's clocks at one moment, in milliseconds. */
export interface ClockReading {
  /** Since 1970, as the system says; anybody who may set the clock can change it. */
  readonly wall: number;
  /** Since the machine started, sleep included; nobody can set it. */
  readonly uptime: number;
  /** Tells one start of the machine from another; empty where the system has no name for it. */
  readonly boot: string;
}

/** The clocks together: what it is by the one that can be set, and what it would be had nobody set it. */
export interface GuardedTime {
  /** The wall clock first; a second instant where the clock was set, back or forward. A freeze holds while any lies in it. */
  readonly instants: readonly number[];
  /** What to remember for the next look: it moves on with the uptime, never with the wall clock, so that many small steps are seen like one large one. */
  readonly mark: ClockReading;
  /** By how much the wall clock was set, in milliseconds; 0 = not. */
  readonly setBy: number;
}

/**
 * Compares the clocks with what was remembered. After a restart time can only have gone on: what the mark says and the new
 * uptime are the least that it can be. A clock that was set forward while the machine was off is not seen.
 */
export function guardedTime(mark: ClockReading | undefined, now: ClockReading): GuardedTime {
  if (mark === undefined) return { instants: [now.wall], mark: now, setBy: 0 };
  const sameStart = mark.boot === now.boot && now.uptime >= mark.uptime;
  const expected = mark.wall + (sameStart ? now.uptime - mark.uptime : now.uptime);
  const setBy = now.wall - expected;
  if (!sameStart && setBy >= -clockToleranceMs) return { instants: [now.wall], mark: now, setBy: 0 };
  if (Math.abs(setBy) <= clockToleranceMs) return { instants: [now.wall], mark: { ...now, wall: expected }, setBy: 0 };
  return { instants: [now.wall, expected], mark: { ...now, wall: expected }, setBy };
}

/**
 * Whether the wall clock may be believed again: no freeze holds at any moment between the two clocks, so that nothing would end
 * early by it. `changes`: the beginnings and ends that lie between.
 */
export const mayTrustAgain = ({ instants }: GuardedTime, holdsAt: (at: number) => boolean, changes: readonly number[]): boolean => {
  const [low, high] = [Math.min(...instants), Math.max(...instants)];
  return ![low, high, ...changes.filter((at) => at > low && at < high)].some(holdsAt);
};
