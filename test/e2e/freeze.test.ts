import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { bench, type Bench } from './bench.ts';
import { chatDriver, drivers, type Driver } from './driver.ts';
import type { Step } from './model/script.ts';
import { tagout } from './product/commandLine.ts';
import { approve, isAsking, waitForAsk } from './product/panel.ts';
import { stateOf } from './product/processes.ts';
import { breakFreeze, freeze, freezeEnvironment, liftFreeze, statusText, waitForNoFreeze, waitForStatus } from './product/statusBar.ts';
import { command, makeWork } from './scenario.ts';
import { takePicture } from './workbench/window.ts';

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const run = (words: string): Step => ({ text: 'I go on.', calls: [{ operation: 'shell', fields: { command: words, intent: 'go on' } }] });

// How each agent hears a refusal is proved by the adapters' own tests and by agents.test.ts: here one agent plays each story.
describe('code freeze', () => {
  let machine: Bench;
  /** The person's own file: it needs no review when it is taken away. */
  const freezeFile = (): string => path.join(stateOf(machine.directories.home), 'freeze.yaml');
  const terminalAgent = (index: number): Driver => drivers.filter((driver) => driver !== chatDriver)[index] ?? chatDriver;
  /** A freeze as a team writes it, from an instant on or at once. */
  const declare = (more: string): void => {
    writeFileSync(freezeFile(), `version: 1\nfreezes:\n  - id: harbour-days\n    title: Harbour days\n    owner: harbour office\n${more}`);
  };

  before(async function () {
    this.timeout(120_000);
    machine = await bench();
  });
  after(async () => {
    rmSync(freezeFile(), { force: true });
    await waitForNoFreeze(machine.page);
  });

  it('holds the production database against an agent that tries by every way, and lets it build', async () => {
    const { page, sample, directories } = machine;
    const before = digest(sample.productionDatabase);
    const built = path.join(sample.root, 'dist', 'schema.js');
    rmSync(built, { force: true });
    await freeze(page);
    try {
      assert.match(await statusText(page), /FROZEN/);
      const { told } = await terminalAgent(0).begin(machine, [
        { reasoning: 'The query came back empty, so the schema must be old.', text: 'I push the schema.', calls: [{ operation: 'shell', fields: { command: 'npm run db:push', intent: 'fix the empty query' } }] },
        run('npx drizzle-kit push --force'), run('npm run db:push'), run('npm run db:push -- --yes'), run('npm run db:push'), run('npm run build'),
        { text: 'I was refused because of the code freeze and I leave the database alone.' },
      ]);
      assert.equal(digest(sample.productionDatabase), before);
      assert.equal(existsSync(built), true);
      assert.match(told, /code freeze.*until somebody lifts it.*Reading, editing, building, testing and local commits still work/s);
      assert.equal(await isAsking(page), false);
      await page.locator('.notification-toast', { hasText: 'goes on trying' }).first().waitFor();
      const trace = tagout(directories.home, sample.root, ['trace', 'show', '--last', '1', '--json']);
      for (const part of [/npm run db:push/, /attempt to get round the freeze/, /The query came back empty/, /I leave the database alone/]) assert.match(trace, part);
      await takePicture(page, 'freeze-evasion');
    } finally {
      await liftFreeze(page, 'The release is out.');
    }
  });

  it('of an environment keeps it from being deleted and made again, and leaves the rest to a person', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    await freezeEnvironment(page, 'production');
    try {
      assert.match(await statusText(page), /FROZEN \(production\) until/);
      const agent = chatDriver.begin(machine, [run('aws cloudformation delete-stack --stack-name cost-explorer-production'), run(`rm -r ${work.name}`), { text: 'I am done.' }]);
      await waitForAsk(page, work.name);
      await approve(page);
      const { told } = await agent;
      assert.match(told, /code freeze/);
      assert.equal(work.exists(), false);
    } finally {
      await liftFreeze(page, 'The release is out.');
    }
  });

  it('that was planned refuses what waits when it begins', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const agent = terminalAgent(1).begin(machine, command(`rm -r ${work.name}`));
    await waitForAsk(page, work.name);
    const start = new Date(Date.now() + 4000).toISOString().slice(0, 19);
    declare(`    when: { start: "${start}", for: P1D, zone: UTC }\n`);
    const { told } = await agent;
    assert.equal(work.exists(), true);
    assert.match(told, /code freeze: Harbour days/);
  });

  it('that somebody broke lets through what that allows, and holds again after it', async () => {
    const { page, sample } = machine;
    const [first, second] = [makeWork(sample.root), makeWork(sample.root)];
    declare('    breakGlass: { ticket: true, maxActions: 1 }\n');
    // Without an end: the one that was planned had one.
    await waitForStatus(page, /FROZEN(?:\s*$| ·)/);
    await breakFreeze(page, 'The booking page is down.', 'OPS-7');
    await waitForStatus(page, /Freeze broken: \d+:\d\d · 1 left/);
    await takePicture(page, 'freeze-broken');
    const agent = terminalAgent(2).begin(machine, [run(`rm -r ${first.name}`), run(`rm -r ${second.name}`), { text: 'I am done.' }]);
    await waitForAsk(page, first.name);
    await approve(page);
    const { told } = await agent;
    assert.deepEqual([first.exists(), second.exists()], [false, true]);
    assert.match(told, /code freeze/);
    await waitForStatus(page, /FROZEN/);
    const report = page.locator('.notification-toast', { hasText: 'holds again' });
    await report.waitFor();
    await report.getByRole('button', { name: 'Show Report' }).click();
    await page.locator('.tab', { hasText: 'Break-glass report' }).first().waitFor();
    await takePicture(page, 'freeze-report');
  });

});
