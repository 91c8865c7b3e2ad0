import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { faultPoints } from '../../../src/node/faultPoint.ts';
import { buildWithFaults, killAt, violations } from './killAt.ts';

describe('kill -9 on the way from a question to its command', function () {
  this.timeout(120_000);
  let directory: string;
  let dist: string;
  before(() => {
    directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-faults-')));
    dist = buildWithFaults(directory);
  });
  after(() => fs.rmSync(directory, { recursive: true, force: true }));

  it('runs when nobody is killed', async () => {
    const aftermath = await killAt(undefined, dist);
    assert.deepEqual([aftermath.ran, aftermath.restored, violations(aftermath), aftermath.ends], [true, true, [], [0, 0]]);
  });

  for (const point of faultPoints) {
    it(`loses neither record nor checkpoint at: ${point}`, async () => {
      const aftermath = await killAt(point, dist);
      assert.deepEqual(violations(aftermath), [], JSON.stringify(aftermath));
      // Only a command that had begun may have run.
      assert.equal(aftermath.ran, point === 'run gone', JSON.stringify(aftermath));
    });
  }
});
