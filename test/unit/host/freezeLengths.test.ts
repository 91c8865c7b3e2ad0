import { deepEqual, equal } from 'node:assert/strict';
import { freezeLengths, typedEnd } from '../../../src/host/freeze/freezeLengths.ts';

const translate = (message: string): string => message;
// Days of the clock of whoever runs this: Friday, Saturday, Sunday, Monday.
const friday = new Date(2026, 10, 20, 16, 5);
const sunday = new Date(2026, 10, 22, 23, 59);
const monday = new Date(2026, 10, 23, 0, 1);
const ends = (now: Date): readonly (Date | undefined)[] => freezeLengths(now, translate).map(({ until }) => until);

describe('length of a freeze', () => {
  it('on a Friday', () => deepEqual(ends(friday), [undefined, new Date(2026, 10, 20, 16, 35), new Date(2026, 10, 20, 18, 5), new Date(2026, 10, 21, 9), new Date(2026, 10, 23, 9)]));
  it('on a Sunday, when Monday is tomorrow', () => deepEqual(ends(sunday).slice(3), [new Date(2026, 10, 23, 9)]));
  it('on a Monday, when Monday is next week', () => deepEqual(ends(monday).slice(3), [new Date(2026, 10, 24, 9), new Date(2026, 10, 30, 9)]));
  it('names each', () => deepEqual(freezeLengths(friday, translate).map(({ label }) => label), ['Until Somebody Lifts It', 'For 30 Minutes', 'For 2 Hours', 'Until Tomorrow at {0}', 'Until Monday at {0}']));

  const cases: readonly (readonly [string, Date | undefined])[] = [
    ['90m', new Date(2026, 10, 20, 17, 35)],
    [' 4 hours ', new Date(2026, 10, 20, 20, 5)],
    ['1.5h', new Date(2026, 10, 20, 17, 35)],
    ['2 days', new Date(friday.getTime() + 2 * 86_400_000)],
    ['1w', new Date(friday.getTime() + 7 * 86_400_000)],
    ['2026-12-24', new Date(2026, 11, 24)],
    ['2026-12-24 18:30', new Date(2026, 11, 24, 18, 30)],
    ['2026-12-24T8:00', new Date(2026, 11, 24, 8)],
    ['2026-11-20 16:05', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['2026-12-24 24:00', undefined],
    ['2028-01-01', undefined],
    ['400 days', undefined],
    ['0 h', undefined],
    ['soon', undefined],
    ['5', undefined],
    ['5 constructors', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) it(`\`${text}\``, () => equal(typedEnd(text, friday)?.getTime(), expected?.getTime()));
});
