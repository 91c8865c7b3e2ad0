import assert from 'node:assert/strict';
import { codex } from './agents/codex.ts';
import { bench, type Bench } from './bench.ts';
import { drivers, type Driver } from './driver.ts';
import { approve, approvePlace, deny, isAsking, waitForAsk, type Place } from './product/panel.ts';
import { command, makeWork } from './scenario.ts';
import { runCommand, type Page } from './workbench/window.ts';

/** Longer than the panel's dead time of half a second. Milliseconds. */
const afterOpeningMs = 600;

/** Does something over and over until told to stop; then waits for the last time. */
function repeatedly(act: () => Promise<void>): () => Promise<void> {
  let going = true;
  const ended = (async () => {
    while (going) await act();
  })();
  return async () => {
    going = false;
    await ended;
  };
}

const heldKey = (key: string) => (page: Page): (() => Promise<void>) => {
  // Pressed again without being let go: the browser reports it as the repetition of a held key.
  const stop = repeatedly(() => page.keyboard.down(key));
  return async () => {
    await stop();
    await page.keyboard.up(key);
  };
};

/** What a person may be doing when the panel opens under their hands. Each begins at once and gives what ends it. */
const habits: Readonly<Record<string, (page: Page, place: Place) => () => Promise<void>>> = {
  'Enter is held': heldKey('Enter'),
  'Space is held': heldKey('Space'),
  'the mouse button is held where Approve appears': (page, { x, y }) => {
    const pressed = page.mouse.move(x, y).then(() => page.mouse.down());
    return async () => {
      await pressed;
      await page.mouse.up();
    };
  },
  'somebody goes on clicking where Approve appears': (page, { x, y }) => repeatedly(() => page.mouse.click(x, y, { delay: 20 })),
};

describe('nothing is approved by habit', () => {
  let machine: Bench;
  let place: Place;
  const terminalAgent = drivers.find(({ name }) => name === codex.id);

  const begin = async (driver: Driver, work: string): ReturnType<Driver['begin']> => driver.begin(machine, command(`rm -r ${work}`));
  /** The same empty editor area each time, so that the panel opens at the same place. */
  const settle = async (): Promise<void> => {
    await runCommand(machine.page, 'View: Close All Editors');
    await machine.page.locator('.editor-group-container.empty').first().click();
  };

  before(async function () {
    this.timeout(120_000);
    machine = await bench();
    assert.ok(terminalAgent !== undefined);
    await settle();
    const work = makeWork(machine.sample.root);
    const run = begin(terminalAgent, work.name);
    await waitForAsk(machine.page, work.name);
    place = await approvePlace(machine.page);
    await deny(machine.page);
    await run;
  });

  for (const [title, start] of Object.entries(habits)) {
    it(title, async () => {
      assert.ok(terminalAgent !== undefined);
      const { page, sample } = machine;
      await settle();
      const work = makeWork(sample.root);
      const stop = start(page, place);
      const run = begin(terminalAgent, work.name);
      await waitForAsk(page, work.name);
      await page.waitForTimeout(afterOpeningMs);
      await stop();
      assert.equal(work.exists(), true);
      assert.equal(await isAsking(page), true);
      await approve(page);
      await run;
      assert.equal(work.exists(), false);
    });
  }
});
