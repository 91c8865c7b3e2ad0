import { deepEqual, equal } from 'node:assert/strict';
import { guardedTime, mayTrustAgain, type ClockReading } from '../../../../src/core/freeze/clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day0 = Date.parse('2030-01-01T12:00:00Z');
const reading = (wallHours: number, uptimeHours: number, boot = 'b1'): ClockReading => ({ wall: day0 + wallHours * hour, uptime: uptimeHours * hour, boot });
const hours = (instants: readonly number[]): readonly number[] => instants.map((at) => (at - day0) / hour);

describe('time that was guarded', () => {
  const cases: readonly (readonly [string, ClockReading, readonly number[]])[] = [
    ['goes on', reading(2, 3), [2]],
    ['goes on in sleep, which counts as uptime', reading(10, 11), [10]],
    ['was set back', reading(-1, 3), [-1, 2]],
    ['was set forward', reading(9, 3), [9, 2]],
    ['went on over a restart', reading(2, 0.1, 'b2'), [2]],
    ['was set back over a restart', reading(-5, 0.5, 'b2'), [-5, 0.5]],
    ['went on over a restart that has no name', reading(2, 0.5), [2]],
    ['was set back over a restart that has no name', reading(-5, 0.5), [-5, 0.5]],
    ['differs by less than clocks do', { ...reading(2, 3), wall: day0 + 2 * hour + minute }, [2 + 1 / 60]],
  ];
  for (const [title, now, expected] of cases) it(title, () => deepEqual(hours(guardedTime(reading(0, 1), now).instants), expected));

  it('is not moved by many small steps', () => {
    let mark = reading(0, 1);
    for (let step = 1; step <= 10; step++) ({ mark } = guardedTime(mark, { wall: day0 + step * 2 * minute, uptime: hour + step * minute, boot: 'b1' }));
    deepEqual((mark.wall - day0) / minute, 10);
  });

  it('may be trusted again when nothing would end by it', () => {
    const setForward = guardedTime(reading(0, 1), reading(9, 3));
    const holdsBetween = (from: number, until: number) => (at: number) => at >= day0 + from * hour && at < day0 + until * hour;
    equal(mayTrustAgain(setForward, holdsBetween(1, 2), [day0 + hour, day0 + 2 * hour]), true);
    equal(mayTrustAgain(setForward, holdsBetween(1, 3), [day0 + hour, day0 + 3 * hour]), false);
    equal(mayTrustAgain(setForward, holdsBetween(4, 6), [day0 + 4 * hour, day0 + 6 * hour]), false);
    equal(mayTrustAgain(setForward, holdsBetween(12, 13), [day0 + 12 * hour]), true);
  });
});
