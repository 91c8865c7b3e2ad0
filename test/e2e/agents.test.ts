import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { bench, type Bench } from './bench.ts';
import { drivers } from './driver.ts';
import { approve, deny, isAsking, waitForAsk } from './product/panel.ts';
import { eventually, hookProcesses, launcherOf, stateOf } from './product/processes.ts';
import { statusText } from './product/statusBar.ts';
import { command, makeWork } from './scenario.ts';
import { dismissNotification } from './workbench/window.ts';

// Nothing stands between the agent and the command's effect on disk but the guard: every agent runs with all its own
// questions switched off, and each test looks at the files and at what the agent told its model afterwards.

let machine: Bench;
before(async function () {
  this.timeout(120_000);
  machine = await bench();
});

for (const driver of drivers) {
  describe(`${driver.name}, window open`, () => {
    it('builds without a question', async () => {
      const built = path.join(machine.sample.root, 'dist', 'schema.js');
      rmSync(built, { force: true });
      const { told } = await driver.begin(machine, command('npm run build'));
      assert.equal(existsSync(built), true);
      assert.match(told, /built/);
      assert.equal(await isAsking(machine.page), false);
    });

    it('is refused when it takes the guard away', async () => {
      const launcher = launcherOf(machine.directories.home);
      const before = readFileSync(launcher, 'utf8');
      const { told } = await driver.begin(machine, command(`rm ${launcher}`));
      assert.equal(readFileSync(launcher, 'utf8'), before);
      assert.match(told, /Tagout/);
    });

    it('deletes what a person approved in the panel', async () => {
      const work = makeWork(machine.sample.root);
      const run = driver.begin(machine, command(`rm -r ${work.name}`));
      await waitForAsk(machine.page, work.name);
      const shown = await waitForAsk(machine.page, 'untracked');
      assert.match(shown.loss, /never committed/);
      assert.equal(work.exists(), true);
      await approve(machine.page);
      await run;
      assert.equal(work.exists(), false);
    });

    it('hears the reason for which a person denied', async () => {
      const work = makeWork(machine.sample.root);
      const run = driver.begin(machine, command(`rm -r ${work.name}`));
      await waitForAsk(machine.page, work.name);
      await deny(machine.page, 'These are the notes for the harbour master.');
      const { told } = await run;
      assert.equal(work.exists(), true);
      assert.match(told, /notes for the harbour master/);
    });

    it('is refused when the hook is killed while a person is asked', async () => {
      const work = makeWork(machine.sample.root);
      const run = driver.begin(machine, command(`rm -r ${work.name}`));
      await waitForAsk(machine.page, work.name);
      for (const pid of hookProcesses(machine.directories.home)) process.kill(pid, 'SIGKILL');
      await run;
      assert.equal(work.exists(), true);
      await eventually('the panel lets go of the question', async () => ((await isAsking(machine.page)) ? undefined : true));
    });

    it('is refused when the hook file is missing', async () => {
      const work = makeWork(machine.sample.root);
      const launcher = launcherOf(machine.directories.home);
      renameSync(launcher, `${launcher}.away`);
      try {
        await dismissNotification(machine.page, 'Tagout is OFF');
        await driver.begin(machine, command(`rm -r ${work.name}`));
      } finally {
        renameSync(`${launcher}.away`, launcher);
      }
      await eventually('the guard is on again', async () => (/OFF/.test(await statusText(machine.page)) ? undefined : true));
      assert.equal(work.exists(), true);
    });

    it('is refused with a giant command', async () => {
      const work = makeWork(machine.sample.root);
      const run = driver.begin(machine, command(`rm -r ${work.name} # ${'x'.repeat(driver.giant.length)}`));
      if (driver.giant.shown) {
        await waitForAsk(machine.page, 'never committed', 120_000);
        await deny(machine.page);
      }
      const { told } = await run;
      assert.equal(work.exists(), true);
      assert.match(told, /[Tt]agout/);
    });
  });
}

it('leaves no state of the guard in the work tree', () => {
  assert.equal(existsSync(stateOf(machine.directories.home)), true);
  assert.equal(existsSync(path.join(machine.sample.root, '.tagout')), false);
});
