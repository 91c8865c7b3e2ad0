import type { Translate } from '../approval/askView.ts';

/** How long a freeze is to last; without `until` somebody has to lift it. */
export interface FreezeLength {
  readonly label: string;
  readonly until?: Date;
}

const minute = 60_000;
const hour = 60 * minute;
const units: ReadonlyMap<string, number> = new Map([['m', minute], ['min', minute], ['minute', minute], ['h', hour], ['hour', hour], ['d', 24 * hour], ['day', 24 * hour], ['w', 168 * hour], ['week', 168 * hour]]);
/** The work day begins, in the person's own zone. */
const morning = 9;
const monday = 1;
const longestMs = 366 * 24 * hour;

/** The lengths that are offered at a moment, in the order in which they are used. Hours of the clock are those of the person's zone. */
export function freezeLengths(now: Date, translate: Translate): readonly FreezeLength[] {
  const tomorrow = atMorning(now, 1);
  const untilMonday = atMorning(now, (7 + monday - now.getDay()) % 7 || 7);
  return [
    { label: translate('Until Somebody Lifts It') },
    { label: translate('For 30 Minutes'), until: new Date(now.getTime() + 30 * minute) },
    { label: translate('For 2 Hours'), until: new Date(now.getTime() + 2 * hour) },
    { label: translate('Until Tomorrow at {0}', clock(tomorrow)), until: tomorrow },
    ...(untilMonday.getTime() === tomorrow.getTime() ? [] : [{ label: translate('Until Monday at {0}', clock(untilMonday)), until: untilMonday }]),
  ];
}

/**
 * The end that a person typed: a length (`90m`, `4 h`, `2 days`) or a date with or without an hour in their own zone
 * (`2030-12-24`, `2030-12-24 18:00`). Undefined when it is neither, not in the future, or more than a year away.
 */
export function typedEnd(text: string, now: Date): Date | undefined {
  const end = lengthFrom(text, now) ?? dateFrom(text);
  return end === undefined || !(end.getTime() > now.getTime()) || end.getTime() - now.getTime() > longestMs ? undefined : end;
}

function lengthFrom(text: string, now: Date): Date | undefined {
  const [, count = '', unit = ''] = /^\s*(\d{1,5}(?:\.\d{1,2})?)\s*([a-z]+?)s?\s*$/i.exec(text) ?? [];
  const ms = units.get(unit.toLowerCase());
  return ms === undefined ? undefined : new Date(now.getTime() + Number(count) * ms);
}

function dateFrom(text: string): Date | undefined {
  const found = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d?):(\d\d))?\s*$/.exec(text)?.slice(1).map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const [year, month, day, hours = 0, minutes = 0] = found ?? [];
  if (year === undefined || month === undefined || day === undefined || hours > 23 || minutes > 59) return undefined;
  const date = new Date(year, month - 1, day, hours, minutes);
  // A day that the month does not have is a slip, not the first days of the next month.
  return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
}

/** So many days later, at the same hour for everybody: a day that is shorter or longer by a change of the clock does not shift it. */
const atMorning = (now: Date, days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);

const clock = (date: Date): string => date.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });
