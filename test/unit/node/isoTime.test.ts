import assert from 'node:assert/strict';
import { isoTime } from '../../../src/node/isoTime.ts';
import { randomNumbers } from '../../support/randomNumbers.ts';

describe('isoTime', () => {
  it('says what Date says, for any time', () => {
    const random = randomNumbers(7);
    const times = [0, 1, 951_782_399_999, 951_782_400_000, 951_868_800_000, 4_107_542_400_000, 253_402_300_799_999, 253_402_300_800_000, -1, 12.7, ...Array.from({ length: 5000 }, () => Math.floor(random() * 253_402_300_799_999))];
    assert.deepEqual(times.map(isoTime), times.map((time) => new Date(time).toISOString()));
  });

  it('throws where there is no time', () => assert.throws(() => isoTime(Number.NaN), RangeError));
});
