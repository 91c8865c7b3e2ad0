import assert from 'node:assert/strict';
import { bench, type Bench } from './bench.ts';
import { chatDriver, commandLineDrivers, drivers } from './driver.ts';
import { tagout } from './product/commandLine.ts';
import { deny, isAsking, waitForAsk } from './product/panel.ts';
import { eventually, hookProcesses, windowProcesses } from './product/processes.ts';
import { command, makeWork } from './scenario.ts';
import { closeWindow, type Page } from './workbench/window.ts';

// Nobody is there to answer: the window was closed, is closed while it asks, or hangs.

let machine: Bench;
before(async function () {
  this.timeout(180_000);
  machine = await bench();
});

/** Stops the extension host of the window that has `root` open while `work` goes on. */
async function whileHung<T>(root: string, work: () => Promise<T>): Promise<T> {
  const [editor] = windowProcesses(machine.directories.home, root);
  assert.ok(editor !== undefined);
  process.kill(editor, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(editor, 'SIGCONT');
  }
}

for (const driver of commandLineDrivers) {
  it(`${driver.name} is refused when the window hangs`, async () => {
    const work = makeWork(machine.sample.root);
    const { told } = await whileHung(machine.sample.root, () => driver.begin(machine, command(`rm -r ${work.name}`)));
    assert.equal(work.exists(), true);
    assert.match(told, /does not respond/);
  });
}

describe('a second window', () => {
  let page: Page;
  before(async function () {
    this.timeout(180_000);
    page = await machine.openOutside();
  });
  const gone = (): Promise<true> => eventually('the window is gone', () => (windowProcesses(machine.directories.home, machine.outside.root).length === 0 ? true : undefined), 60_000);
  const lastTrace = (): string => tagout(machine.directories.home, machine.outside.root, ['trace', 'show', '--last', '1', '--json']);

  if (drivers.includes(chatDriver)) {
    it('that hangs while it asks lets nothing pass and still asks when it wakes', async () => {
      const work = makeWork(machine.outside.root);
      const run = chatDriver.begin(machine, command(`rm -r ${work.name}`), { page });
      await waitForAsk(page, work.name);
      await whileHung(machine.outside.root, async () => {
        const hooks = hookProcesses(machine.directories.home);
        assert.equal(hooks.length, 1);
        await page.locator('.monaco-workbench').click({ position: { x: 5, y: 5 } });
        assert.equal(work.exists(), true);
      });
      assert.equal(await isAsking(page), true);
      await deny(page, 'It was only asleep.');
      const { told } = await run;
      assert.equal(work.exists(), true);
      assert.match(told, /only asleep/);
    });

    it('that is closed while its own agent asks takes the act with it', async () => {
      const work = makeWork(machine.outside.root);
      const run = chatDriver.begin(machine, command(`rm -r ${work.name}`), { page });
      const ended = assert.rejects(run, /closed/);
      await waitForAsk(page, work.name);
      await closeWindow(page);
      await ended;
      await gone();
      await eventually('no hook waits any more', () => (hookProcesses(machine.directories.home).length === 0 ? true : undefined));
      assert.equal(work.exists(), true);
      assert.match(lastTrace(), new RegExp(work.name));
      page = await machine.openOutside();
    });
  }

  it('that is closed while an agent in a terminal waits refuses the act', async () => {
    const [driver] = commandLineDrivers;
    assert.ok(driver !== undefined);
    const work = makeWork(machine.outside.root);
    const run = driver.begin(machine, command(`rm -r ${work.name}`), { root: machine.outside.root });
    await waitForAsk(page, work.name);
    await closeWindow(page);
    const { told } = await run;
    assert.equal(work.exists(), true);
    assert.match(told, /Tagout/);
    await gone();
  });

  for (const driver of commandLineDrivers) {
    it(`that was closed before refuses ${driver.name}`, async () => {
      const work = makeWork(machine.outside.root);
      const { told } = await driver.begin(machine, command(`rm -r ${work.name}`), { root: machine.outside.root });
      assert.equal(work.exists(), true);
      assert.match(told, /open this folder in VS Code/);
    });
  }
});
