/** A time on a wall clock, as an iterator gives it. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Whether a time is one of the rule's: parts that leave out what others give. */
export type Limit = (time: WallTime) => boolean;

/** A recurring rule of RFC 5545, taken apart: what an iterator is asked for, and what is done with what it gives. */
export interface Rule {
  readonly ok: true;
  /** For the iterator: an interval of one frequency, with the parts that it expands as RFC 5545 does. */
  readonly base: string;
  readonly limits: readonly Limit[];
  /** `BYSETPOS`: of all times within one such period, counted from 1 or, below nothing, from the end. */
  readonly positions?: { readonly of: 'month' | 'year'; readonly at: readonly number[] };
  /** Endings of the written time that each time of the iterator stands for, in order: `09:00:00`, `15:00`. */
  readonly endings?: readonly string[];
  readonly count: number;
  /** `UNTIL` as it stands: an instant in UTC, which an iterator on the wall clock cannot compare. */
  readonly end?: string;
}

export type ReadRuleText = Rule | { readonly ok: false; readonly message: string };

type Values = ReadonlyMap<string, string>;

const frequencies = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof frequencies)[number];
const parts: readonly string[] = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYSECOND', 'BYMINUTE', 'BYHOUR', 'BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYMONTH', 'BYSETPOS', 'WKST'];
const weekDays: readonly string[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** Times of one day that a rule may name. */
const mostTimes = 1440;

/** Reads a rule. In words what is wrong with it, also where programs that keep to RFC 5545 do not agree on what it means. `first`: its beginning, with seconds. */
export function readRuleText(text: string, first: string): ReadRuleText {
  const named = text.replace(/^RRULE:/i, '').split(';').filter((part) => part !== '').map((part): readonly [string, string] => [part.slice(0, part.indexOf('=')).toUpperCase(), part.slice(part.indexOf('=') + 1).toUpperCase()]);
  if (named.some(([name]) => !parts.includes(name))) return wrong(`a rule is made of ${parts.join(', ')}`);
  const values: Values = new Map(named);
  if (values.size < named.length) return wrong('a part of the rule is given twice');
  const frequency = frequencies.find((one) => one === values.get('FREQ'));
  if (frequency === undefined) return wrong(`a rule begins with \`FREQ=\` and one of ${frequencies.join(', ')}`);
  const problem = [...values].flatMap(([name, value]) => shapeProblem(name, value))[0] ?? meaningProblem(frequency, values);
  if (problem !== undefined) return wrong(problem);
  const shape = shapeOf(frequency, values, Number(first.slice(0, 4)));
  const positions = listOf(values, 'BYSETPOS');
  const end = values.get('UNTIL');
  const endings = endingsOf(frequency, values, first);
  return {
    ok: true, ...shape, count: Number(values.get('COUNT') ?? Infinity), ...(positions === undefined ? {} : { positions: { of: frequency === 'YEARLY' ? 'year' : 'month', at: positions } }),
    ...(endings === undefined ? {} : { endings }), ...(end === undefined ? {} : { end }),
  };
}

const wrong = (message: string): ReadRuleText => ({ ok: false, message });

const numbers = (low: number, high: number, negative = true) => (value: string): boolean => value.split(',').every((one) => (negative ? /^[+-]?\d{1,3}$/ : /^\d{1,3}$/).test(one) && Math.abs(Number(one)) >= low && Math.abs(Number(one)) <= high);
const shapes: Readonly<Record<string, (value: string) => boolean>> = {
  INTERVAL: (value) => /^[1-9]\d{0,3}$/.test(value), COUNT: (value) => /^[1-9]\d{0,4}$/.test(value), WKST: (value) => weekDays.includes(value), UNTIL: (value) => /^\d{8}(?:T\d{6}Z?)?$/.test(value),
  BYDAY: (value) => value.split(',').every((one) => /^(?:[+-]?[1-5]?\d)?(?:MO|TU|WE|TH|FR|SA|SU)$/.test(one) && !/^[+-]?0+[A-Z]/.test(one)),
  BYSECOND: numbers(0, 59, false), BYMINUTE: numbers(0, 59, false), BYHOUR: numbers(0, 23, false), BYMONTHDAY: numbers(1, 31), BYYEARDAY: numbers(1, 366), BYWEEKNO: numbers(1, 53), BYMONTH: numbers(1, 12, false), BYSETPOS: numbers(1, 366),
};

function shapeProblem(name: string, value: string): readonly string[] {
  if (shapes[name]?.(value) !== false) return [];
  return [name === 'UNTIL' ? '`UNTIL` is `20270104`, `20270104T080000` or, in UTC, `20270104T080000Z`' : `\`${name}=${value}\` is not understood`];
}

const isWithinDay = (frequency: Frequency): boolean => frequencies.indexOf(frequency) < frequencies.indexOf('DAILY');

/** What RFC 5545 does not allow together, or says too little of. */
function meaningProblem(frequency: Frequency, values: Values): string | undefined {
  const has = (...names: readonly string[]): boolean => names.some((name) => values.has(name));
  const numbered = /\d/.test(values.get('BYDAY') ?? '');
  const daysOfYear = has('BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO');
  if (has('BYWEEKNO') && (frequency !== 'YEARLY' || !has('BYDAY') || (values.get('INTERVAL') ?? '1') !== '1')) return '`BYWEEKNO` is for every year, and names the days of its weeks: `FREQ=YEARLY` without `INTERVAL`, and `BYDAY`';
  if (has('BYYEARDAY') && (frequency === 'DAILY' || frequency === 'WEEKLY' || frequency === 'MONTHLY')) return '`BYYEARDAY` is for `FREQ=YEARLY` and for hours, minutes and seconds';
  if (has('BYMONTHDAY') && frequency === 'WEEKLY') return '`BYMONTHDAY` is not for weeks';
  if (numbered && frequency !== 'MONTHLY' && (frequency !== 'YEARLY' || has('BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY'))) return 'only a `BYDAY` of months and years alone has numbers: `MO,TU`';
  if (has('BYSETPOS') && !((frequency === 'MONTHLY' && has('BYDAY', 'BYMONTHDAY')) || (frequency === 'YEARLY' && daysOfYear && !has('BYMONTH')))) return '`BYSETPOS` picks days of a month or a year: with `FREQ=MONTHLY`, and `BYDAY` or `BYMONTHDAY`, or with `FREQ=YEARLY`, and days without `BYMONTH`';
  if (has('BYSETPOS') && has('BYHOUR', 'BYMINUTE', 'BYSECOND')) return '`BYSETPOS` picks days, not times of a day';
  if (['BYHOUR', 'BYMINUTE', 'BYSECOND'].reduce((product, name) => product * (listOf(values, name)?.length ?? 1), 1) > mostTimes) return `a rule names at most ${mostTimes} times of a day`;
  return undefined;
}

const listOf = (values: Values, name: string): readonly number[] | undefined => values.get(name)?.split(',').map(Number);

/** What the iterator is left with, and what it would take for parts that add where they leave out, or does not do by RFC 5545. */
function shapeOf(frequency: Frequency, values: Values, firstYear: number): Pick<Rule, 'base' | 'limits'> {
  const limitsBy = (...names: readonly string[]): readonly Limit[] => names.flatMap((name) => limitOf(name, values));
  const written = (...names: readonly string[]): string => [...names].flatMap((name) => (values.has(name) ? [`${name}=${values.get(name) ?? ''}`] : [])).join(';');
  if (isWithinDay(frequency)) {
    const times = ['BYHOUR', ...(frequency === 'HOURLY' ? [] : ['BYMINUTE']), ...(frequency === 'SECONDLY' ? ['BYSECOND'] : [])];
    return { base: written('FREQ', 'INTERVAL'), limits: limitsBy('BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYDAY', ...times) };
  }
  if (frequency === 'DAILY') return { base: written('FREQ', 'INTERVAL'), limits: limitsBy('BYMONTH', 'BYMONTHDAY', 'BYDAY') };
  const byDays = ['BYYEARDAY', 'BYWEEKNO'].some((name) => values.has(name)) || (!values.has('BYMONTH') && (values.has('BYDAY') || values.has('BYMONTHDAY')));
  if (frequency === 'YEARLY' && byDays) {
    const interval = Number(values.get('INTERVAL') ?? 1);
    return { base: 'FREQ=DAILY', limits: [({ year }) => (year - firstYear) % interval === 0, ...limitsBy('BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYDAY')] };
  }
  if (frequency === 'YEARLY') return { base: written('FREQ', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST'), limits: [] };
  return { base: written('FREQ', 'INTERVAL', 'BYMONTHDAY', 'BYDAY', 'WKST'), limits: limitsBy('BYMONTH') };
}

function limitOf(name: string, values: Values): readonly Limit[] {
  const value = values.get(name);
  if (value === undefined) return [];
  const wanted = value.split(',').map(Number);
  switch (name) {
    case 'BYDAY':
      return [weekDayLimit(value.split(','))];
    case 'BYWEEKNO': {
      const first = Math.max(0, weekDays.indexOf(values.get('WKST') ?? 'MO'));
      return [(time) => weekNumbers(time, first).some((number) => wanted.includes(number))];
    }
    case 'BYYEARDAY':
      return [(time) => wanted.includes(dayOfYear(time)) || wanted.includes(dayOfYear(time) - 1 - daysIn(time.year))];
    case 'BYMONTHDAY':
      return [({ day, month, year }) => wanted.includes(day) || wanted.includes(day - 1 - new Date(Date.UTC(year, month, 0)).getUTCDate())];
    case 'BYMONTH':
      return [({ month }) => wanted.includes(month)];
    case 'BYHOUR':
      return [({ hour }) => wanted.includes(hour)];
    case 'BYMINUTE':
      return [({ minute }) => wanted.includes(minute)];
    default:
      return [({ second }) => wanted.includes(second)];
  }
}

/** A number counts the weekday within the year, from its beginning or, below nothing, from its end. */
const weekDayLimit = (words: readonly string[]): Limit => (time) => {
  const day = weekDays[dateOf(time).getUTCDay()] ?? '';
  const number = Math.ceil(dayOfYear(time) / 7);
  const fromEnd = -Math.ceil((daysIn(time.year) - dayOfYear(time) + 1) / 7);
  return words.some((word) => word.endsWith(day) && (word === day || [number, fromEnd].includes(Number(word.slice(0, -2)))));
};

const dayMs = 86_400_000;
const dateOf = ({ year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>): Date => new Date(Date.UTC(year, month - 1, day));
const daysIn = (year: number): number => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / dayMs;
const dayOfYear = (time: Pick<WallTime, 'year' | 'month' | 'day'>): number => (dateOf(time).getTime() - Date.UTC(time.year, 0, 1)) / dayMs + 1;

/** Number of a day's week, from the beginning and from the end of the year that has most of the week, as ISO 8601 counts. `first`: the day on which weeks begin. */
function weekNumbers(time: WallTime, first: number): readonly [number, number] {
  const date = dateOf(time);
  const fourth = new Date(date.getTime() + (3 - ((date.getUTCDay() - first + 7) % 7)) * dayMs);
  const year = fourth.getUTCFullYear();
  const at = (fourth.getTime() - Date.UTC(year, 0, 1)) / dayMs;
  return [Math.floor(at / 7) + 1, -(Math.floor((daysIn(year) - 1 - at) / 7) + 1)];
}

/** Where parts name several times within what the frequency steps by. */
function endingsOf(frequency: Frequency, values: Values, first: string): readonly string[] | undefined {
  const steps: readonly (readonly [string, number])[] = [['BYHOUR', 11], ['BYMINUTE', 14], ['BYSECOND', 17]];
  const within = steps.slice(Math.max(0, frequencies.indexOf('DAILY') - frequencies.indexOf(frequency)));
  if (!within.some(([name]) => values.has(name))) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  return within.map(([name, at]) => (listOf(values, name) ?? [Number(first.slice(at, at + 2))]).map(two)).reduce((before, after) => before.flatMap((one) => after.map((other) => `${one}:${other}`))).sort();
}
