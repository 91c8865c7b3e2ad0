import { deepEqual } from 'node:assert/strict';
import { newCheckpointId } from '../../../src/node/checkpoint/checkpointStore.ts';

describe('the id of a checkpoint', () => {
  it('sorts by time within one second too, and behind the shorter ids of that second', () => {
    const begun = Date.UTC(2026, 10, 23, 16, 15, 0);
    const ids = Array.from({ length: 200 }, (_, index) => newCheckpointId(new Date(begun + index * 5)));
    deepEqual([...ids].sort(), ids);
    deepEqual(['20261123-161500-ffffff', ...ids].sort()[0], '20261123-161500-ffffff');
  });
});
