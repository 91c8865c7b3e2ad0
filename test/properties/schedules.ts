// rrule and luxon: an independent reading of the same schedules. rrule expands on the wall clock alone, luxon gives the offsets of the zones.
import { DateTime, IANAZone } from 'luxon';
import rruleLibrary from 'rrule';
import { joinSpans, windowsOf, type Span } from '../../src/core/freeze/windows.ts';
import type { FreezeWindow } from '../../src/core/freeze/freeze.ts';
import { expandWindow, keptMs, type LocalWindow } from '../../src/node/freeze/expand.ts';
import { randomNumbers } from '../support/randomNumbers.ts';

/** Forty zones with every kind of daylight saving: none, half an hour, Ramadan, at midnight, over the date line, on other days than their neighbours. */
export const zones: readonly string[] = [
  'UTC', 'Europe/Berlin', 'Europe/London', 'Europe/Dublin', 'Europe/Lisbon', 'Europe/Moscow', 'Europe/Istanbul', 'Europe/Chisinau', 'Europe/Helsinki', 'Atlantic/Azores',
  'America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage', 'America/St_Johns', 'America/Havana', 'America/Santiago', 'America/Asuncion',
  'America/Sao_Paulo', 'America/Nuuk', 'America/Tijuana', 'Africa/Cairo', 'Africa/Casablanca', 'Africa/El_Aaiun', 'Africa/Johannesburg', 'Asia/Beirut', 'Asia/Jerusalem', 'Asia/Gaza',
  'Asia/Tehran', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tokyo', 'Asia/Shanghai', 'Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Apia',
];

const dayMs = 86_400_000;
const now = Date.parse('2026-11-01T00:00:00Z');
const aheadMs = 130 * dayMs;
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A schedule by its number: beginnings lie thickly around the hours in which clocks change. */
export function scheduleOf(seed: number): Omit<LocalWindow, 'zone'> {
  const random = randomNumbers(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random() * values.length)] ?? values[0];
  const day = new Date(now + Math.floor((random() * 220 - 100) * dayMs)).toISOString().slice(0, 10);
  const start = `${day}T${String(pick([0, 1, 2, 2, 3, 8, 18, 23])).padStart(2, '0')}:${pick(['00', '00', '15', '30', '59'])}:00`;
  const end = new Date(Date.parse(`${start}Z`) + pick([1, 30, 60, 90, 600, 1440, 3000, 3720, 10_080, 20_000]) * 60_000).toISOString().slice(0, 19);
  if (random() < 0.1) return { start, end };
  const some = (most: number): string => [...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(days)))].join(',');
  const nth = (): string => `${pick([1, 2, 3, 4, -1])}${pick(days)}`;
  const rule = pick<() => string>([
    () => `FREQ=DAILY;INTERVAL=${pick([5, 6, 7, 9, 30])}`, () => `FREQ=WEEKLY;BYDAY=${some(2)}`, () => `FREQ=WEEKLY;INTERVAL=${pick([1, 2, 3])}${random() < 0.5 ? `;BYDAY=${some(3)};WKST=${pick(['MO', 'SU'])}` : ''}`,
    () => `FREQ=MONTHLY;BYDAY=${nth()}`, () => `FREQ=MONTHLY;BYMONTHDAY=${pick([1, 15, 28, 29, 30, 31, -1, -2])}`, () => `FREQ=MONTHLY;INTERVAL=${pick([1, 2])};BYDAY=${some(2)};BYSETPOS=${pick([1, -1, 2])}`, () => 'FREQ=MONTHLY',
    () => `FREQ=YEARLY;BYMONTH=${pick([3, 10, 11, 12])};BYDAY=${nth()}`, () => `FREQ=YEARLY;BYMONTH=${pick([1, 2, 3, 11])};BYMONTHDAY=${pick([1, 25, 28, 29])}`, () => 'FREQ=YEARLY',
    () => `FREQ=DAILY;BYDAY=${some(3)}`, () => `FREQ=DAILY;BYMONTH=${pick([2, 12])};BYMONTHDAY=${pick([1, 15, 29])}`, () => `FREQ=MONTHLY;BYDAY=${pick(days)};BYMONTHDAY=${pick([13, 7, 31])}`, () => `FREQ=MONTHLY;BYMONTH=1,3;BYMONTHDAY=${pick([2, 30])}`,
    () => `FREQ=WEEKLY;BYMONTH=12;BYDAY=${some(2)}`, () => `FREQ=MONTHLY;BYMONTHDAY=1,2,3,-1;BYSETPOS=${pick([2, -1, -2])}`, () => 'FREQ=YEARLY;BYMONTH=12,1', () => `FREQ=MONTHLY;BYDAY=${nth()},${nth()}`,
    () => `FREQ=YEARLY;BYYEARDAY=${pick([1, 60, 306, 366, -1, -60])}`, () => `FREQ=YEARLY;INTERVAL=2;BYYEARDAY=${pick([1, 330, -31])},${pick([10, 340])};BYDAY=${some(4)}`, () => `FREQ=YEARLY;BYWEEKNO=${pick([1, 44, 50, 52, 53, -1, -2])};BYDAY=${some(3)}`,
    () => `FREQ=YEARLY;BYDAY=${some(2)}`, () => `FREQ=YEARLY;BYDAY=${pick([1, 44, 50, 52, -1, -8])}${pick(days)}`, () => `FREQ=YEARLY;BYMONTHDAY=${pick([1, 13, 31, -1])}`, () => `FREQ=YEARLY;BYMONTHDAY=13;BYDAY=${some(3)}`, () => `FREQ=YEARLY;BYDAY=${some(2)};BYSETPOS=${pick([1, -1, 44, -7])}`,
    () => `FREQ=HOURLY;INTERVAL=${pick([5, 12, 24, 36])}`, () => `FREQ=HOURLY;BYHOUR=${pick(['2', '1,3', '0,23'])};BYDAY=${some(2)}`, () => `FREQ=HOURLY;BYHOUR=2;BYMONTHDAY=1,-1;BYMINUTE=${pick(['0', '15,45'])}`, () => `FREQ=MINUTELY;INTERVAL=${pick([360, 720, 1440, 4000])}`, () => `FREQ=HOURLY;INTERVAL=6;BYYEARDAY=${pick(['330', '-31,-30', '1,2'])}`,
    // Where weeks begin on other days than Monday rrule numbers the last one wrongly: 2027-01-01 is in week 52 with WKST=SU, and not in a week 53.
    // Of minutes with BYHOUR rrule itself gives others than RFC 5545, or comes to no end.
    () => `FREQ=SECONDLY;INTERVAL=${pick([7200, 9000])};BYDAY=${pick(days)}`, () => `FREQ=DAILY;INTERVAL=${pick([2, 7])};BYHOUR=${pick(['2,14', '3', '1,2,3'])};BYMINUTE=${pick(['0,30', '15'])}`,
    () => `FREQ=WEEKLY;BYDAY=${some(2)};BYHOUR=${pick(['9,17', '2'])}`, () => `FREQ=MONTHLY;BYMONTHDAY=${pick([1, -1])};BYHOUR=2,3`, () => `FREQ=YEARLY;BYMONTH=${pick([3, 10, 11])};BYDAY=-1SU;BYHOUR=1,2,3;BYMINUTE=30`,
  ])();
  const last = new Date(Date.parse(`${start}Z`) + Math.floor(random() * 120) * dayMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return { start, end, repeat: rule + pick(['', '', `;COUNT=${pick([1, 3, 12])}`, `;UNTIL=${last}Z`, `;UNTIL=${last}`, `;UNTIL=${last.slice(0, 8)}`]) };
}

/** The differences between both readings of a schedule in a zone, in words; undefined = none. */
export function differenceIn(schedule: Omit<LocalWindow, 'zone'>, zone: string): string | undefined {
  const ours = expandWindow({ ...schedule, zone }, now, aheadMs);
  const theirs = windowsOf(expected(schedule, zone));
  const read = ours.ok ? visible(ours.times.windows ?? []) : ours.message;
  const wanted = visible(theirs);
  return read === wanted ? undefined : `${zone} ${JSON.stringify(schedule)}\n  ours   ${read}\n  theirs ${wanted}`;
}

/** What both expand: up to two days before the horizon, and what is not long over. */
function visible(windows: readonly FreezeWindow[]): string {
  const last = now + aheadMs - 2 * dayMs;
  const shown = windows.filter(({ from, until }) => Date.parse(from) < last && Date.parse(until ?? from) > now - keptMs);
  return shown.map(({ from, until = '' }) => `${from}/${Date.parse(until) < last ? until : '...'}`).join(' ');
}

const { rrulestr } = rruleLibrary;

/** The beginnings of the rule that was asked about last: they are the same on every wall clock. */
let lastStarts: { readonly key: string; readonly starts: readonly number[] } | undefined;

function startsOf(rule: string, first: number): readonly number[] {
  const key = `${rule} ${first}`;
  // rrule knows no zones here: its dates in UTC stand for the wall clock.
  if (lastStarts?.key !== key) lastStarts = { key, starts: rrulestr(`RRULE:${rule}`, { dtstart: new Date(first) }).between(new Date(first), new Date(now + aheadMs + 2 * dayMs), true).map((date) => date.getTime()) };
  return lastStarts.starts;
}

function expected({ start, end, repeat }: Omit<LocalWindow, 'zone'>, zone: string): readonly Span[] {
  const [first, length] = [Date.parse(`${start}Z`), Date.parse(`${end}Z`) - Date.parse(`${start}Z`)];
  const [rule = '', until] = repeat === undefined ? [] : splitUntil(repeat);
  const starts = repeat === undefined ? [first] : startsOf(rule, first);
  return joinSpans(starts.filter((local) => until === undefined || until(local, zone)).map((local) => ({ from: Math.min(...readings(local, zone)), until: Math.max(...readings(local + length, zone)) })));
}

type Until = (local: number, zone: string) => boolean;

function splitUntil(repeat: string): readonly [string, Until?] {
  const found = /;UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?/.exec(repeat);
  if (found === null) return [repeat];
  const [whole, year, month, day, hour = '23', minute = '59', second = '59', utc = ''] = found;
  const last = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return [repeat.replace(whole, ''), (local, zone) => (utc === 'Z' ? Math.min(...readings(local, zone)) : local) <= last];
}

/** Both instants that a wall clock's time may stand for: by the offsets before and after whatever change is near, where one of them is right only that. */
function readings(local: number, name: string): readonly number[] {
  const zone = zoneOf(name);
  const candidates = [zone.offset(local - dayMs), zone.offset(local + dayMs)].map((offset) => local - offset * 60_000);
  const right = candidates.filter((instant) => DateTime.fromMillis(instant, { zone }).setZone('UTC', { keepLocalTime: true }).toMillis() === local);
  return right.length > 0 ? right : candidates;
}

const known = new Map<string, IANAZone>();
function zoneOf(name: string): IANAZone {
  const zone = known.get(name) ?? IANAZone.create(name);
  known.set(name, zone);
  return zone;
}
