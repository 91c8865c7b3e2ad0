import type { Freeze } from '../../core/freeze/freeze.ts';
import { joinSpans, windowsOf, type Span } from '../../core/freeze/windows.ts';
import { occurrencesOf } from './calendar.ts';
import { instantOf, localAt, wallAfter, wallSeconds } from './zone.ts';

const dayMs = 86_400_000;
/** Windows are expanded so far ahead, and kept so long afterwards: a clock that was set forward must still find them. */
export const horizonMs = 400 * dayMs;
export const keptMs = 40 * dayMs;

/** A window as a person writes it, on the wall clock of a zone, once or by a rule of RFC 5545. All of it was checked before. */
export interface LocalWindow {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly repeat?: string;
}

export type Expanded = { readonly ok: true; readonly times: Pick<Freeze, 'windows' | 'knownUntil'> } | { readonly ok: false; readonly message: string };

/**
 * The instants of a window. Each occurrence is as long on the wall clock as the first one: Friday 18:00 until Monday 08:00 stays
 * that when the clocks change in between. For times that come twice or never see
 * {@link instantOf}. `now` in milliseconds since 1970.
 */
export function expandWindow(window: LocalWindow, now: number, aheadMs = horizonMs): Expanded {
  const { start, end, zone, repeat } = window;
  const seconds = wallSeconds(start, end);
  if (seconds <= 0) return { ok: false, message: 'it ends before it begins' };
  if (repeat === undefined) return { ok: true, times: { windows: windowsOf([spanOf(start, seconds, zone)]) } };
  const horizon = now + aheadMs;
  const read = occurrencesOf(repeat, start, localAt(horizon, zone), (at, until) => isPast(at, until, zone));
  if (!read.ok) return read;
  const spans = joinSpans(read.starts.map((at) => spanOf(at, seconds, zone))).filter(({ until }) => until > now - keptMs);
  return { ok: true, times: { windows: windowsOf(spans), ...(read.ended ? {} : { knownUntil: new Date(horizon - dayMs).toISOString() }) } };
}

function spanOf(start: string, seconds: number, zone: string): Span {
  return { from: instantOf(start, zone, 'earlier'), until: instantOf(wallAfter(start, seconds), zone, 'later') };
}

/** Whether an occurrence (wall clock) lies after the `UNTIL` of its rule: in UTC, on the wall clock, or a whole day. */
export function isPast(at: string, until: string, zone: string): boolean {
  const [year, month, day, hour = '23', minute = '59', second = '59'] = [until.slice(0, 4), until.slice(4, 6), until.slice(6, 8), ...(until.length > 8 ? [until.slice(9, 11), until.slice(11, 13), until.slice(13, 15)] : [])];
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return until.endsWith('Z') ? instantOf(at, zone, 'earlier') > Date.parse(`${local}Z`) : at > local;
}
