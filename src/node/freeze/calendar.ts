// ical.js: RFC 5545, recurring rules and calendars. Of five libraries that were compared the one that reads both, and gets zones right (MPL-2.0, unchanged).
import ICAL from 'ical.js';
import { readRuleText, type Rule } from './ruleText.ts';

/** Occurrences that a rule may have until the end of what is asked for. */
const mostOccurrences = 20_000;

/** A recurring rule in words of our own: what is wrong with it, or its occurrences. */
export type ReadRule = { readonly ok: true; readonly starts: readonly string[]; readonly ended: boolean } | { readonly ok: false; readonly message: string };

/**
 * The beginnings of a recurring window on the wall clock, from its first until `until` (wall clock, not included), in order.
 * `ended`: there are no more after that. `pastEnd` says by the rule's own `UNTIL` whether an occurrence is too late.
 */
export function occurrencesOf(rule: string, first: string, until: string, pastEnd: (start: string, end: string) => boolean): ReadRule {
  const begin = withSeconds(first);
  const read = readRuleText(rule, begin);
  if (!read.ok) return read;
  const starts: string[] = [];
  for (const start of candidates(read, begin)) {
    if (start === undefined || starts.length > mostOccurrences) return { ok: false, message: `the rule has more than ${mostOccurrences} occurrences: begin later` };
    if (start < begin) continue;
    if (starts.length >= read.count || (read.end !== undefined && pastEnd(start, read.end))) return { ok: true, starts, ended: true };
    if (start >= until) return { ok: true, starts, ended: false };
    starts.push(start);
  }
  return { ok: true, starts, ended: true };
}

/** What the rule gives in order, from the beginning of a period where it picks from whole periods; undefined once that is too much. */
function* candidates({ base, positions, limits, endings }: Rule, begin: string): Generator<string | undefined> {
  const first = ICAL.Time.fromDateTimeString(begin);
  const recur = ICAL.Recur.fromString(base);
  const iterator = recur.iterator(positions === undefined ? first : ICAL.Time.fromDateTimeString(`${begin.slice(0, positions.of === 'year' ? 5 : 8)}${positions.of === 'year' ? '01-' : ''}01${begin.slice(10)}`));
  const inPeriod = (start: string): string => start.slice(0, positions?.of === 'year' ? 4 : 7);
  let period: string[] = [];
  for (let looks = 0; looks < mostOccurrences; looks++) {
    const next: ICAL.Time | null | undefined = iterator.next();
    const start = next?.toString().slice(0, 19);
    if (next !== null && next !== undefined && (!limits.every((holds) => holds(next)) || isNoSuchDay(next, first, recur))) continue;
    if (positions !== undefined && period[0] !== undefined && (start === undefined || inPeriod(start) !== inPeriod(period[0]))) {
      yield* picked(period, positions.at);
      period = [];
    }
    if (start === undefined) return;
    if (positions !== undefined) period.push(start);
    else if (endings === undefined) yield start;
    else yield* endings.map((ending) => `${start.slice(0, start.length - ending.length)}${ending}`);
  }
  yield undefined;
}

/** `BYSETPOS`. The iterator's own numbering is not that of RFC 5545. */
const picked = (period: readonly string[], positions: readonly number[]): readonly string[] => period.filter((_, index) => positions.includes(index + 1) || positions.includes(index - period.length));

/** RFC 5545 passes over a 29th of February in other years; the iterator gives the 1st of March for it. */
function isNoSuchDay({ month, day }: ICAL.Time, begin: ICAL.Time, { freq, parts: by }: ICAL.Recur): boolean {
  if (freq !== 'YEARLY') return false;
  const months = by.BYMONTH ?? [begin.month];
  return (!months.includes(month) && (by.BYMONTH !== undefined || by.BYDAY === undefined)) || (by.BYMONTHDAY === undefined && by.BYDAY === undefined && day !== begin.day);
}

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
