// ical.js: RFC 5545, recurring rules and calendars. Of five libraries that were compared the one that reads both, and gets zones right (MPL-2.0, unchanged).
import ICAL from 'ical.js';

/** Occurrences that a rule may have until the end of what is asked for. */
const mostOccurrences = 20_000;

/** A recurring rule in words of our own: what is wrong with it, or its occurrences. */
export type ReadRule = { readonly ok: true; readonly starts: readonly string[]; readonly ended: boolean } | { readonly ok: false; readonly message: string };

const frequencies: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const parts: readonly string[] = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];

/**
 * The beginnings of a recurring window on the wall clock, from its first until `until` (wall clock, not included), in order.
 * `ended`: there are no more after that. `pastEnd` says by the rule's own `UNTIL` whether an occurrence is too late.
 */
export function occurrencesOf(rule: string, first: string, until: string, pastEnd: (start: string, end: string) => boolean): ReadRule {
  const read = readRule(rule);
  if (!read.ok) return read;
  const begin = withSeconds(first);
  const starts: string[] = [];
  for (const start of candidates(read, begin)) {
    if (start === undefined) return { ok: false, message: `the rule has more than ${mostOccurrences} occurrences: begin later` };
    if (start < begin) continue;
    if (starts.length >= read.count || (read.end !== undefined && pastEnd(start, read.end))) return { ok: true, starts, ended: true };
    if (start >= until) return { ok: true, starts, ended: false };
    starts.push(start);
  }
  return { ok: true, starts, ended: true };
}

/** What the rule gives in order, from the first of the month on where it picks days of months; undefined once that is too much. */
function* candidates({ recur, positions, limits }: Extract<Rule, { ok: true }>, begin: string): Generator<string | undefined> {
  const first = ICAL.Time.fromDateTimeString(begin);
  const iterator = recur.iterator(positions === undefined ? first : ICAL.Time.fromDateTimeString(`${begin.slice(0, 8)}01${begin.slice(10)}`));
  let month: string[] = [];
  for (let looks = 0; looks < mostOccurrences; looks++) {
    const next: ICAL.Time | null | undefined = iterator.next();
    const start = next?.toString().slice(0, 19);
    if (next !== null && next !== undefined && !limits.every((holds) => holds(next))) continue;
    if (positions === undefined) {
      if (next === null || next === undefined) return;
      if (!isNoSuchDay(next, first, recur)) yield start;
      continue;
    }
    if (month.length > 0 && start?.slice(0, 7) !== month[0]?.slice(0, 7)) {
      yield* picked(month, positions);
      month = [];
    }
    if (start === undefined) return;
    month.push(start);
  }
  yield undefined;
}

/** `BYSETPOS`, counted from the beginning or, below nothing, from the end of what a month has. The iterator's own numbering is not that of RFC 5545. */
const picked = (month: readonly string[], positions: readonly number[]): readonly string[] => month.filter((_, index) => positions.includes(index + 1) || positions.includes(index - month.length));

type Rule = { readonly ok: true; readonly recur: ICAL.Recur; readonly count: number; /** `BYSETPOS`. */ readonly positions?: readonly number[]; /** Parts that leave out what others give. */ readonly limits: readonly Limit[]; /** `UNTIL` as it stands. */ readonly end?: string } | { readonly ok: false; readonly message: string };

/** `UNTIL` is taken out: it is an instant in UTC, which an iterator on the wall clock cannot compare. `COUNT` and `BYSETPOS` too: the iterator counts days that are none. */
function readRule(text: string): Rule {
  const named = text.replace(/^RRULE:/i, '').split(';').filter((part) => part !== '').map((part): readonly [string, string] => [part.slice(0, part.indexOf('=')).toUpperCase(), part.slice(part.indexOf('=') + 1).toUpperCase()]);
  const unknown = named.find(([name]) => !parts.includes(name));
  if (unknown !== undefined) return { ok: false, message: `a rule is made of ${parts.join(', ')}` };
  const values = new Map(named);
  if (values.size < named.length) return { ok: false, message: 'a part of the rule is given twice' };
  if (!frequencies.includes(values.get('FREQ') ?? '')) return { ok: false, message: `a rule begins with \`FREQ=\` and one of ${frequencies.join(', ')}` };
  const end = values.get('UNTIL');
  if (end !== undefined && !/^\d{8}(?:T\d{6}Z?)?$/.test(end)) return { ok: false, message: '`UNTIL` is `20270104`, `20270104T080000` or, in UTC, `20270104T080000Z`' };
  if (values.has('BYSETPOS') && (values.get('FREQ') !== 'MONTHLY' || !(values.has('BYDAY') || values.has('BYMONTHDAY')))) return { ok: false, message: '`BYSETPOS` picks days of a month: with `FREQ=MONTHLY`, and `BYDAY` or `BYMONTHDAY`' };
  if (values.get('FREQ') === 'YEARLY' && !values.has('BYMONTH') && (values.has('BYDAY') || values.has('BYMONTHDAY'))) return { ok: false, message: 'name the month of a yearly day: `BYMONTH`' };
  const problem = [...values].flatMap(([name, value]) => problemOf(name, value))[0];
  if (problem !== undefined) return { ok: false, message: problem };
  // The iterator takes some parts that leave out for ones that add.
  const limiting = values.get('FREQ') === 'DAILY' ? ['BYMONTH', 'BYMONTHDAY', 'BYDAY'] : values.get('FREQ') === 'YEARLY' ? [] : ['BYMONTH'];
  if (values.get('FREQ') === 'DAILY' && /\d/.test(values.get('BYDAY') ?? '')) return { ok: false, message: '`BYDAY` of days has no numbers: `MO,TU`' };
  const own: readonly string[] = ['UNTIL', 'COUNT', 'BYSETPOS', ...limiting];
  try {
    const recur = ICAL.Recur.fromString(named.filter(([name]) => !own.includes(name)).map(([name, value]) => `${name}=${value}`).join(';'));
    return { ok: true, recur, count: Number(values.get('COUNT') ?? Infinity), limits: limiting.flatMap((name) => limitOf(name, values.get(name))), ...(values.has('BYSETPOS') ? { positions: (values.get('BYSETPOS') ?? '').split(',').map(Number) } : {}), ...(end === undefined ? {} : { end }) };
  } catch (error) {
    return { ok: false, message: `the rule is not understood (${error instanceof Error ? error.message : 'unknown error'})` };
  }
}

type Limit = (time: ICAL.Time) => boolean;

const weekDays: readonly string[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function limitOf(name: string, value: string | undefined): readonly Limit[] {
  if (value === undefined) return [];
  const words = value.split(',');
  if (name === 'BYDAY') return [(time) => words.includes(weekDays[time.dayOfWeek() - 1] ?? '')];
  const wanted = words.map(Number);
  if (name === 'BYMONTH') return [({ month }) => wanted.includes(month)];
  return [({ day, month, year }) => wanted.includes(day) || wanted.includes(day - 1 - new Date(Date.UTC(year, month, 0)).getUTCDate())];
}

/** RFC 5545 passes over a 29th of February in other years; the iterator gives the 1st of March for it. */
function isNoSuchDay({ month, day }: ICAL.Time, begin: ICAL.Time, { freq, parts: by }: ICAL.Recur): boolean {
  if (freq !== 'YEARLY') return false;
  const months = by.BYMONTH ?? [begin.month];
  return (!months.includes(month) && (by.BYMONTH !== undefined || by.BYDAY === undefined)) || (by.BYMONTHDAY === undefined && by.BYDAY === undefined && day !== begin.day);
}

const numbers = (low: number, high: number) => (value: string): boolean => value.split(',').every((one) => /^[+-]?\d{1,4}$/.test(one) && Math.abs(Number(one)) >= low && Math.abs(Number(one)) <= high && (low > 0 || Number(one) !== 0));
const shapes: Readonly<Record<string, (value: string) => boolean>> = {
  INTERVAL: (value) => /^[1-9]\d{0,3}$/.test(value), COUNT: (value) => /^[1-9]\d{0,4}$/.test(value), WKST: (value) => /^(?:MO|TU|WE|TH|FR|SA|SU)$/.test(value),
  BYDAY: (value) => value.split(',').every((one) => /^(?:[+-]?[1-5]?\d?)?(?:MO|TU|WE|TH|FR|SA|SU)$/.test(one)),
  BYMONTHDAY: numbers(1, 31), BYMONTH: (value) => numbers(1, 12)(value) && !value.includes('-'), BYSETPOS: numbers(1, 366),
};

const problemOf = (name: string, value: string): readonly string[] => (shapes[name]?.(value) === false ? [`\`${name}=${value}\` is not understood`] : []);

const withSeconds = (local: string): string => (local.length === 16 ? `${local}:00` : local);

/** A time of a calendar on its wall clock. `zone` absent: none is said; `UTC` for times in UTC. */
export interface CalendarTime {
  readonly local: string;
  readonly zone?: string;
}

/** One event. `also` and `except` are beginnings on the wall clock: more of them, and those that do not take place or were moved. */
export interface CalendarEvent {
  readonly id: string;
  readonly title: string;
  readonly start: CalendarTime;
  readonly end: CalendarTime;
  readonly rule?: string;
  readonly also: readonly string[];
  readonly except: readonly string[];
}

/** The events of a calendar that are not cancelled; undefined where the text is none, or an event has no times. Never throws. */
export function readCalendar(text: string): { readonly zone?: string; readonly events: readonly CalendarEvent[] } | undefined {
  try {
    const calendar = ICAL.Component.fromString(text);
    if (calendar.name !== 'vcalendar') return undefined;
    const components = calendar.getAllSubcomponents('vevent');
    const moved = components.filter((event) => event.hasProperty('recurrence-id')).map((event) => ({ id: textOf(event, 'uid'), at: localOf(event.getFirstPropertyValue('recurrence-id')) }));
    const events = components.filter((event) => textOf(event, 'status') !== 'CANCELLED').map((event, index) => eventOf(event, index, moved.filter(({ id }) => id === textOf(event, 'uid')).flatMap(({ at }) => at ?? [])));
    const zone = textOf(calendar, 'x-wr-timezone');
    return { ...(zone === undefined ? {} : { zone }), events };
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function eventOf(component: ICAL.Component, index: number, moved: readonly string[]): CalendarEvent {
  const event = new ICAL.Event(component, { strictExceptions: false });
  const own = component.hasProperty('recurrence-id');
  const rules = component.getAllProperties('rrule');
  if (rules.length > 1) throw new Error('two rules in one event');
  const listed = (name: string): readonly string[] => component.getAllProperties(name).flatMap((property) => property.getValues().flatMap((value: unknown) => localOf(value) ?? []));
  const rule = rules[0]?.toICALString().replace(/^RRULE:/i, '');
  return {
    id: `${textOf(component, 'uid') ?? 'event'}${own ? `-${index}` : ''}`, title: textOf(component, 'summary') ?? '', start: timeOf(component, 'dtstart', event.startDate), end: timeOf(component, component.hasProperty('dtend') ? 'dtend' : 'dtstart', event.endDate),
    ...(rule === undefined ? {} : { rule }), also: listed('rdate'), except: own ? [] : [...listed('exdate'), ...moved],
  };
}

/** The zone is taken as it is named: what the calendar itself says of its changes is often old. */
function timeOf(component: ICAL.Component, name: string, time: ICAL.Time): CalendarTime {
  const local = localOf(time);
  if (local === undefined) throw new Error('an event without a time');
  const named = component.getFirstProperty(name)?.getParameter('tzid');
  const zone = typeof named === 'string' ? named : time.zone.tzid === 'UTC' ? 'UTC' : undefined;
  return { local, ...(zone === undefined ? {} : { zone }) };
}

const localOf = (value: unknown): string | undefined => (value instanceof ICAL.Time ? `${value.toString().slice(0, 10)}T${value.isDate ? '00:00:00' : value.toString().slice(11, 19)}` : undefined);

function textOf(component: ICAL.Component, name: string): string | undefined {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
