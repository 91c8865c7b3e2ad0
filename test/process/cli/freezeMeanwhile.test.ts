import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Freeze } from '../../../src/core/freeze/freeze.ts';
import { addGlass, endGlass } from '../../../src/node/freeze/glassStore.ts';
import { declareFreeze } from '../../../src/node/freeze/freezeStore.ts';
import { asAgent, eachOnStage, propose, recordedBodies, recordedSteps, rewritten, type Stage } from '../../support/approvedRun.ts';
import type { Ended } from '../../support/hookProcess.ts';

// An approved command has begun when the freeze begins: it waits for a file, so that nothing depends on how long anything takes.
describe('a freeze that begins while an approved command runs', function () {
  this.timeout(60_000);
  let stage: Stage;
  eachOnStage((opened) => (stage = opened));

  const file = (name: string): string => path.join(stage.shop, name);
  const isThere = async (name: string): Promise<void> => {
    while (!fs.existsSync(file(name))) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const declare = (more: Partial<Freeze>): void => declareFreeze(stage.state, stage.shop, { id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: new Date().toISOString(), ...more }, Date.now());
  /** Says that it has begun, and comes to its end once it may go on, or the directory is gone. */
  const begin = async (first = ''): Promise<{ readonly ended: Promise<Ended> }> => {
    const line = rewritten(await propose(stage, `${first}rm -rf drafts; echo > begun; while [ -e begun ] && [ ! -e go ]; do sleep 0.1; done; echo > done`));
    assert.ok(line !== undefined, 'not approved');
    const ended = asAgent(stage, line);
    await isThere('begun');
    return { ended };
  };

  it('stops it where the freeze says so, tells the agent why, and records it', async () => {
    const { ended } = await begin();
    declare({ inflight: 'stop' });
    const { end, stderr } = await ended;
    assert.deepEqual([end, fs.existsSync(file('done'))], [143, false]);
    assert.match(stderr, /Tagout stopped this while it ran: code freeze: release .*tell the user what is half done/);
    assert.equal(recordedSteps(stage).at(-1), 'run ended SIGTERM');
    assert.match(String(recordedBodies(stage.state, stage.shop).at(-1)?.['why']), /code freeze: release/);
  });

  it('stops it when its break-glass comes to its end', async () => {
    declare({ inflight: 'stop' });
    addGlass(stage.state, stage.shop, { id: 'g', freezes: ['f'], by: 'ben', reason: 'hotfix', since: new Date().toISOString(), until: new Date(Date.now() + 600_000).toISOString(), maxActions: 1, used: [] });
    const { ended } = await begin();
    endGlass(stage.state, stage.shop, 'g', Date.now());
    assert.equal((await ended).end, 143);
  });
});
