import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { startAgent } from './agents/run.ts';
import { codex } from './agents/codex.ts';
import { bench, type Bench } from './bench.ts';
import { chatStory, terminalStory } from './demo/story.ts';
import { chatDriver } from './driver.ts';
import { approve, deny, isAsking, waitForAsk } from './product/panel.ts';
import { eventually } from './product/processes.ts';
import { freeze, liftFreeze } from './product/statusBar.ts';
import { openAction, restoreShown } from './product/traceView.ts';
import { runCommand } from './workbench/window.ts';

// What a person meets in `npm start`: the same two agents with the same scripts, and this test in the person's place.

describe('the demo', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(180_000);
    machine = await bench();
    await runCommand(machine.page, 'View: Close All Editors');
  });
  const inSample = (name: string): string => path.join(machine.sample.root, name);
  const textOf = (name: string): string => readFileSync(inSample(name), 'utf8');
  const digest = (): string => createHash('sha256').update(readFileSync(machine.sample.productionDatabase)).digest('hex');

  it('its chat: one act approved, one denied, the rest refused by a freeze', async () => {
    const { page, model } = machine;
    const database = digest();
    const run = chatDriver.begin(machine, chatStory(machine.sample.root));

    const cleaning = await waitForAsk(page, 'rm -rf notes research', 150_000);
    assert.match(cleaning.whole, /interview\.md/);
    assert.match(textOf('src/booking.js'), /const weekly = 0\.1;/);
    assert.equal(existsSync(inSample('dist/booking.js')), true);
    await approve(page);

    const reset = await waitForAsk(page, 'git reset --hard');
    assert.equal(existsSync(inSample('notes')), false);
    assert.match(reset.whole, /src\/booking\.js/);
    await deny(page, 'My changes are not committed.');

    const push = await waitForAsk(page, 'npm run db:push');
    assert.match(push.whole, /production/);
    await freeze(page);
    try {
      await run;
      assert.equal(await isAsking(page), false);
    } finally {
      await liftFreeze(page, 'The demo is over.');
    }
    const results = model.requests.at(-1)?.conversation.results ?? [];
    const [resetTold, pushTold, deployTold, deletionTold] = results.slice(5);
    assert.match(resetTold ?? '', /My changes are not committed/);
    for (const told of [pushTold, deployTold, deletionTold]) assert.match(told ?? '', /freeze|frozen/i);
    assert.match(textOf('src/booking.js'), /const weekly = 0\.1;/);
    assert.equal(digest(), database);
  }).timeout(300_000);

  it('its chat: what was approved can be brought back from the trace', async () => {
    const { page } = machine;
    assert.match((await openAction(page, 'rm -rf notes research')).whole, /not in git, so nobody needs them/);
    await restoreShown(page);
    await eventually('the notes are back', () => (existsSync(inSample('notes/interview.md')) ? true : undefined));
    assert.match(textOf('notes/interview.md'), /harbour master/);
    await runCommand(page, 'View: Close All Editors');
  });

  it('its chat: a deploy task is held, and refused by a person', async () => {
    const { page, sample } = machine;
    const [deploy, last] = chatStory(sample.root).filter(({ calls = [] }) => calls.length === 0 || calls.some(({ operation }) => operation === 'task'));
    assert.ok(deploy !== undefined && last !== undefined);
    const run = chatDriver.begin(machine, [deploy, last]);
    assert.match((await waitForAsk(page, 'shell: deploy')).whole, /puts this version into production/);
    await deny(page, 'Nobody deploys on a Friday.');
    assert.match((await run).told, /on a Friday/);
  });

  it('its terminal: a file deleted by a patch is held, approved, and kept', async () => {
    const { page, sample, model } = machine;
    const before = textOf('src/booking.js');
    const database = digest();
    const run = startAgent(codex, machine.placeOf(sample.root), model, terminalStory(sample.root));
    const deletion = await waitForAsk(page, 'src/booking.js');
    assert.match(deletion.whole, /modified/);
    await approve(page);
    await waitForAsk(page, 'npm run db:push');
    assert.equal(existsSync(inSample('src/booking.js')), false);
    await deny(page, 'Not on production.');
    assert.match((await run.ended).told, /Not on production/);
    assert.equal(digest(), database);
    await openAction(page, 'booking.js');
    await restoreShown(page);
    await eventually('the file is back', () => (existsSync(inSample('src/booking.js')) ? true : undefined));
    assert.equal(textOf('src/booking.js'), before);
    await runCommand(page, 'View: Close All Editors');
  });
});
