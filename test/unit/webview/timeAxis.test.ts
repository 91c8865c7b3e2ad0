import { deepEqual, ok } from 'node:assert/strict';
import { timeAxis } from '../../../src/webview/timeAxis.ts';

const at = (...moments: readonly number[]): readonly { readonly from: number; readonly to: number }[] => moments.map((ms) => ({ from: ms, to: ms }));

describe('time axis of all sessions', () => {
  it('goes from the first moment to the last', () => {
    const axis = timeAxis([{ from: 1000, to: 21_000 }, { from: 6000, to: 6000 }], 4);
    deepEqual([1000, 6000, 11_000, 21_000, 0, 99_000].map(axis.at), [0, 0.25, 0.5, 1, 0, 1]);
    deepEqual(axis.ticks.map(({ ms }) => ms), [3500, 8500, 13_500, 18_500]);
  });
  it('draws a night shorter, and keeps the order', () => {
    const night = 8 * 3_600_000;
    const axis = timeAxis(at(0, 20_000, 20_000 + night, 40_000 + night), 5);
    const places = [0, 20_000, 20_000 + night / 2, 20_000 + night, 40_000 + night].map(axis.at);
    deepEqual([...places].sort((one, other) => one - other), places);
    ok((places[1] ?? 0) > 0.05, `a burst of work takes ${places[1]} of the axis`);
  });
  it('has the one moment in its middle, and nothing where nothing is', () => deepEqual([timeAxis(at(5), 5).at(5), timeAxis(at(5), 5).ticks, timeAxis([], 5).ticks], [0.5, [{ ms: 5, at: 0.5 }], []]));
});
