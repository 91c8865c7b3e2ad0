import { localTime, type Translate } from '../approval/askView.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far away something is, in the largest unit that says enough: `3 h`, `25 min`, `2 days`. Rounded down, so that nothing seems later than it is. */
export function lengthWords(ms: number, translate: Translate): string {
  if (ms < minute) return translate('{0} s', String(Math.max(0, Math.floor(ms / 1000))));
  if (ms < 2 * hour) return translate('{0} min', String(Math.floor(ms / minute)));
  if (ms < 2 * day) return translate('{0} h', String(Math.floor(ms / hour)));
  return translate('{0} days', String(Math.floor(ms / day)));
}

/** Time that is left, to the second: `12:05`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** As short as it stays clear at `now`: the hour today, the weekday in the next days, else the date. */
export function shortTime(iso: string, now: number): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  if (date.toDateString() === new Date(now).toDateString()) return date.toLocaleTimeString(undefined, time);
  const near = date.getTime() > now && date.getTime() - now < 6 * day;
  return date.toLocaleString(undefined, near ? { weekday: 'short', ...time } : { day: 'numeric', month: 'short', ...time });
}

/** A moment in the reader's zone, and in the zone in which somebody wrote it, where the clocks of the two differ then. */
export function bothZones(iso: string, zone: string | undefined, translate: Translate): string {
  const here = localTime(iso);
  const there = zone === undefined ? undefined : timeIn(iso, zone);
  return zone === undefined || there === undefined || there === here ? here : translate('{0} here, {1} in {2}', here, there, zone);
}

/** Undefined for what is no date or no zone. */
function timeIn(iso: string, zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(iso));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
