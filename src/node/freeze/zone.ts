// temporal-polyfill: IANA zones with their gaps and overlaps. Node has no Temporal of its own yet, and Intl alone knows no way back from a wall clock to an instant.
import { Temporal } from 'temporal-polyfill';

/** A time on a wall clock: `2026-12-18T18:00` or with seconds, without an offset. */
const localTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/** Whether it is a time on a wall clock that exists in some zone. */
export function isLocalTime(text: string): boolean {
  return localTime.test(text) && isOk(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' }));
}

/** Whether it is the name of an IANA zone that this machine knows (`Europe/Berlin`, `UTC`), not an offset. */
export const isZone = (name: string): boolean => /^[A-Za-z]/.test(name) && isOk(() => Temporal.PlainDateTime.from('2000-01-01T00:00').toZonedDateTime(name));

/**
 * The instants that a wall clock's time may mean, in milliseconds since 1970. The rule of daylight saving: a time that comes twice
 * (overlap) or never (gap) has two readings, and a freeze begins at the earlier and ends at the later, so that it is never
 * shorter than anybody reads it. `local` and `zone` are valid.
 */
export function instantOf(local: string, zone: string, reading: 'earlier' | 'later'): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: reading }).epochMilliseconds;
}

/** The wall clock's time at an instant, with seconds. */
export const localAt = (instant: number, zone: string): string => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' });

/** Seconds between two times of one wall clock, as if no clock were ever changed. */
export const wallSeconds = (from: string, until: string): number => Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(until), { largestUnit: 'second' }).total('second');

/** A wall clock's time some seconds later, as if no clock were ever changed. */
export const wallAfter = (local: string, seconds: number): string => Temporal.PlainDateTime.from(local).add({ seconds }).toString({ smallestUnit: 'second' });

/** Seconds of an ISO 8601 duration of weeks, days, hours and minutes (`P2DT14H`); undefined where it is none, or not longer than nothing. */
export function durationSeconds(text: string): number | undefined {
  try {
    const duration = Temporal.Duration.from(text);
    if (duration.years !== 0 || duration.months !== 0) return undefined;
    const seconds = duration.total({ unit: 'second', relativeTo: '2000-01-01' });
    return seconds > 0 ? seconds : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isOk(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
