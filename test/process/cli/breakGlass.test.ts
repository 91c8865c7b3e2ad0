import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { BreakGlass } from '../../../src/core/freeze/breakGlass.ts';
import { addGlass, endGlass, readGlasses } from '../../../src/node/freeze/glassStore.ts';
import { declareFreeze } from '../../../src/node/freeze/freezeStore.ts';
import { asAgent, eachOnStage, propose, recordedSteps, rewritten, type Stage } from '../../support/approvedRun.ts';

// A freeze refuses; somebody broke it for one or two acts, and the window approves whatever it is asked.
describe('a broken freeze', function () {
  this.timeout(60_000);
  let stage: Stage;
  eachOnStage((opened) => (stage = opened));
  beforeEach(() => {
    for (const name of ['one', 'two']) {
      fs.mkdirSync(path.join(stage.shop, name));
      fs.writeFileSync(path.join(stage.shop, name, 'draft.md'), 'written by hand');
    }
    declareFreeze(stage.state, stage.shop, { id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: new Date().toISOString() }, Date.now());
  });

  const breakIt = (changes: Partial<BreakGlass> = {}): void => addGlass(stage.state, stage.shop, { id: 'g', freezes: ['f'], by: 'ben', reason: 'hotfix', since: new Date().toISOString(), until: new Date(Date.now() + 600_000).toISOString(), maxActions: 1, used: [], ...changes });
  const isThere = (name: string): boolean => fs.existsSync(path.join(stage.shop, name));
  const used = (): number => readGlasses(stage.state, stage.shop)[0]?.used.length ?? 0;
  const approved = async (command: string): Promise<string> => rewritten(await propose(stage, command)) ?? '';
  const refusal = async (command: string): Promise<string> => {
    const answer = await propose(stage, command);
    assert.equal(rewritten(answer), undefined);
    return `${answer.stdout}${answer.stderr}`;
  };

  it('lets through what that allows, and holds again after it', async () => {
    assert.match(await refusal('rm -rf one'), /code freeze: release/);
    breakIt();
    const line = await approved('rm -rf one');
    assert.deepEqual([used(), (await asAgent(stage, line)).end, isThere('one'), used()], [0, 0, false, 1]);
    assert.match(await refusal('rm -rf two'), /code freeze: release/);
    assert.equal(isThere('two'), true);
  });

  it('counts two acts that were approved at once as two', async () => {
    breakIt();
    const lines = [await approved('rm -rf one'), await approved('rm -rf two')];
    const ends = await Promise.all(lines.map(async (line) => (await asAgent(stage, line)).end));
    assert.deepEqual([ends.filter((end) => end === 0).length, [isThere('one'), isThere('two')].filter(Boolean).length, used()], [1, 1, 1]);
    assert.equal(recordedSteps(stage).filter((step) => step.startsWith('run refused')).length, 1);
  });

  it('keeps an approval that waits while another act is let through', async () => {
    breakIt({ maxActions: 2 });
    const [first, second] = [await approved('rm -rf one'), await approved('rm -rf two')];
    assert.deepEqual([(await asAgent(stage, first)).end, (await asAgent(stage, second)).end, used()], [0, 0, 2]);
  });

  it('does not run what was approved before its time was over', async () => {
    breakIt();
    const line = await approved('rm -rf one');
    endGlass(stage.state, stage.shop, 'g', Date.now());
    const { end, stderr } = await asAgent(stage, line);
    assert.deepEqual([end, isThere('one'), used()], [126, true, 0]);
    assert.match(stderr, /a freeze was declared, changed or lifted/);
  });

  it('refuses what is approved when its time is over meanwhile', async () => {
    breakIt();
    stage.onAsk = () => endGlass(stage.state, stage.shop, 'g', Date.now());
    assert.match(await refusal('rm -rf one'), /code freeze: release/);
    assert.equal(isThere('one'), true);
  });

  it('counts an act that does not go through `tagout run`', async () => {
    breakIt();
    const answer = await propose(stage, 'rm -rf one', 'qwen-code');
    assert.deepEqual([rewritten(answer), /deny|block/.test(answer.stdout), used()], [undefined, false, 1]);
    assert.match((await propose(stage, 'rm -rf two', 'qwen-code')).stdout, /code freeze: release/);
  });

  it('lets nothing through where no window counts it', async () => {
    breakIt();
    await stage.close();
    assert.match(await refusal('rm -rf one'), /needs a person/);
    assert.deepEqual([isThere('one'), used()], [true, 0]);
  });
});
