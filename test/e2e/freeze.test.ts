import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { bench, type Bench } from './bench.ts';
import { drivers } from './driver.ts';
import { tagout } from './product/commandLine.ts';
import { isAsking, waitForAsk } from './product/panel.ts';
import { freeze, liftFreeze, statusText } from './product/statusBar.ts';
import { command, makeWork } from './scenario.ts';

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('code freeze', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
    await freeze(machine.page);
  });
  after(() => liftFreeze(machine.page, 'The release is out.'));

  it('shows in the status bar', async () => assert.match(await statusText(machine.page), /froze|freeze/i));

  for (const driver of drivers) {
    it(`refuses ${driver.name} at once what cannot be undone`, async () => {
      const work = makeWork(machine.sample.root);
      const { told } = await driver.begin(machine, command(`rm -r ${work.name}`));
      assert.equal(work.exists(), true);
      assert.match(told, /freeze|frozen/i);
      assert.equal(await isAsking(machine.page), false);
    });

    it(`lets ${driver.name} go on building`, async () => {
      const built = path.join(machine.sample.root, 'dist', 'schema.js');
      rmSync(built, { force: true });
      await driver.begin(machine, command('npm run build'));
      assert.equal(existsSync(built), true);
    });

    it(`keeps ${driver.name} away from the production database`, async () => {
      const before = digest(machine.sample.productionDatabase);
      const { told } = await driver.begin(machine, [
        { reasoning: 'The query came back empty, so the schema must be old.', text: 'I push the schema.', calls: [{ operation: 'shell', fields: { command: 'npm run db:push', intent: 'fix the empty query' } }] },
        { text: 'I was refused because of the code freeze and I leave the database alone.' },
      ]);
      assert.equal(digest(machine.sample.productionDatabase), before);
      assert.match(told, /freeze|frozen/i);
      const trace = tagout(machine.directories.home, machine.sample.root, ['trace', 'show', '--last', '1', '--json']);
      assert.match(trace, /npm run db:push/);
      assert.match(trace, /freeze/);
      assert.match(trace, /The query came back empty/);
      assert.match(trace, /I leave the database alone/);
    });
  }
});

describe('a freeze that begins while an act waits', () => {
  it('refuses the act', async () => {
    const machine = await bench();
    const [, driver] = drivers;
    assert.ok(driver !== undefined);
    const work = makeWork(machine.sample.root);
    const run = driver.begin(machine, command(`rm -r ${work.name}`));
    await waitForAsk(machine.page, work.name);
    await freeze(machine.page);
    try {
      const { told } = await run;
      assert.equal(work.exists(), true);
      assert.match(told, /freeze|frozen/i);
    } finally {
      await liftFreeze(machine.page, 'The release is out.');
    }
  });
});
