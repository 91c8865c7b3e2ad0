import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { settings } from '../../src/host/ids.ts';
import type { Ended } from '../support/hookProcess.ts';
import { bench, type Bench } from './bench.ts';
import { commandLineDrivers } from './driver.ts';
import type { Step } from './model/script.ts';
import { tagout } from './product/commandLine.ts';
import { afterOpeningMs, approve, approvePlace, deny, isAsking, waitForAsk, type Place } from './product/panel.ts';
import { eventually, hookProcesses } from './product/processes.ts';
import { propose } from './product/proposals.ts';
import { resumeAll } from './product/statusBar.ts';
import { makeWork } from './scenario.ts';
import { trustingChatSettings, writeSettings } from './workbench/directories.ts';
import { runCommand, takePicture, type Locator, type Page } from './workbench/window.ts';

/** How long somebody is at it before an agent proposes anything. Milliseconds. */
const beforeOpeningMs = 3000;

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

type Habit = (page: Page, place: Place) => () => Promise<void>;

const heldKey = (key: string): Habit => (page) => {
  // Pressed again without being let go: the browser reports it as the repetition of a held key.
  const stop = repeatedly(() => page.keyboard.down(key));
  return async () => {
    await stop();
    await page.keyboard.up(key);
  };
};

const pressedKeys = (...keys: readonly string[]): Habit => (page) => repeatedly(async () => {
  for (const key of keys) await page.keyboard.press(key, { delay: 15 });
});

/** What a person may be doing when the panel opens under their hands. Each begins at once and gives what ends it. */
const habits: Readonly<Record<string, Habit>> = {
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

/** The same, and keys that would also deny: what matters is that none of them approves. They walk about, so they begin with the first sight of the act: before, they would only operate the rest of the window. */
const allHabits: Readonly<Record<string, Habit>> = {
  ...habits,
  'Enter is pressed again and again': pressedKeys('Enter'),
  'Tab and Enter are pressed by turns': pressedKeys('Tab', 'Enter'),
  'Arrow Down and Enter are pressed by turns': pressedKeys('ArrowDown', 'Enter'),
  'somebody types on, blanks and new lines among it': pressedKeys('y', 'Space', 'Enter', '1'),
};

describe('nothing is approved by habit', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
  });

  /** The same empty editor area each time, so that the panel opens at the same place; and an agent that may go on, which keys on their way may have paused. */
  const settle = async (): Promise<void> => {
    const { page } = machine;
    await page.keyboard.press('Escape');
    await runCommand(page, 'View: Close All Editors');
    await resumeAll(page, 'Paused by keys that were meant for something else.');
    await page.locator('.editor-group-container.empty').first().click();
  };
  /** Proposes an act into what somebody is doing; resolves when the act is shown, or decided. */
  const underHands = async (start: Habit, from: 'before' | 'at first sight', place: Place, name: string, shown: () => Promise<unknown>): Promise<{ readonly stop: () => Promise<void>; readonly answer: Promise<Ended> }> => {
    const { page } = machine;
    if (from === 'at first sight') {
      const answer = propose(machine, `rm -r ${name}`);
      await shown();
      return { stop: start(page, place), answer };
    }
    const stop = start(page, place);
    await page.waitForTimeout(beforeOpeningMs);
    const answer = propose(machine, `rm -r ${name}`);
    await Promise.race([shown(), answer]);
    return { stop, answer };
  };
  const denyAll = async (): Promise<void> => {
    while (hookProcesses(machine.directories.home).length > 0) {
      await machine.page.keyboard.press('Escape');
      await runCommand(machine.page, 'Tagout: Deny the Action That Waits').catch(() => undefined);
      await machine.page.waitForTimeout(300);
    }
  };

  describe('in the panel', () => {
    let place: Place;
    before(async () => {
      await settle();
      const work = makeWork(machine.sample.root);
      const answer = propose(machine, `rm -r ${work.name}`);
      await waitForAsk(machine.page, work.name);
      place = await approvePlace(machine.page);
      await deny(machine.page);
      await answer;
    });

    for (const [title, start] of Object.entries(allHabits)) {
      it(title, async () => {
        const { page, sample } = machine;
        await settle();
        const work = makeWork(sample.root);
        const { stop, answer } = await underHands(start, title in habits ? 'before' : 'at first sight', place, work.name, () => waitForAsk(page, work.name));
        await page.waitForTimeout(afterOpeningMs);
        await stop();
        if (title in habits) {
          assert.equal(await isAsking(page), true);
          await approve(page);
          assert.equal((await answer).end, 0);
        } else {
          await denyAll();
          assert.equal((await answer).end, 2);
        }
      });
    }
  });

  describe('in the list', () => {
    const pick = '.quick-input-widget';
    const row = (label: string): string => `${pick} .monaco-list-row:has-text("${label}")`;
    let place: Place;
    const use = async (surface: 'native' | 'panel'): Promise<void> => {
      writeSettings(machine.directories, { ...trustingChatSettings, [settings.approvalSurface]: surface });
      await machine.reload();
    };
    before(async function () {
      this.timeout(120_000);
      await use('native');
      await settle();
      const shown = machine.page.locator(row('Run with Checkpoint')).first();
      let answer = Promise.resolve<unknown>(undefined);
      // A window that has just been loaded may still go by the settings that it knew before.
      await eventually('the list is used', async () => {
        const { name } = makeWork(machine.sample.root);
        answer = propose(machine, `rm -r ${name}`, name);
        const inList = await Promise.race([shown.waitFor({ timeout: 60_000 }).then(() => true), waitForAsk(machine.page, name).then(() => false, () => true)]);
        if (inList) return true;
        await deny(machine.page);
        await answer;
        return undefined;
      }, 100_000);
      const box = await shown.boundingBox();
      assert.ok(box !== null);
      place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      // A click on its way to something else decides nothing, not even a refusal.
      await machine.page.waitForTimeout(afterOpeningMs);
      await machine.page.locator(row('Deny')).first().click();
      await answer;
    });
    after(async function () {
      this.timeout(120_000);
      await use('panel');
    });

    // Keys that walk through a list also press Pause Agent and Ask Owner: that none of them approves is proved in test/editor/noApproval.test.ts.
    for (const [title, start] of Object.entries(habits)) {
      it(title, async () => {
        const { page, sample } = machine;
        await settle();
        const work = makeWork(sample.root);
        const { stop, answer } = await underHands(start, 'before', place, work.name, () => page.locator(pick, { hasText: 'An agent waits' }).waitFor());
        await page.waitForTimeout(afterOpeningMs);
        await stop();
        await denyAll();
        assert.equal((await answer).end, 2);
      });
    }

    /** The line that asks for something; a list may say the same in one of its rows. */
    const line = (prompt: string): Locator => machine.page.locator(pick, { has: machine.page.locator('.quick-input-message', { hasText: prompt }) });
    const answer = async (prompt: string, text: string): Promise<void> => {
      await line(prompt).locator('input').fill(text);
      await machine.page.keyboard.press('Enter');
    };
    /** Takes a row until it shows what it leads to: a click on rows that have just come or moved counts for nothing. */
    const take = async (label: string, leadsTo: Locator): Promise<void> => {
      const { page } = machine;
      await page.locator(row(label)).first().waitFor();
      for (let left = 10; left > 0 && !(await leadsTo.isVisible()); left--) {
        await page.waitForTimeout(afterOpeningMs);
        await page.locator(row(label)).first().click({ timeout: 5000 }).catch(() => undefined);
        await leadsTo.waitFor({ timeout: 2000 }).catch(() => undefined);
      }
      await leadsTo.waitFor();
    };
    const typeCode = async (): Promise<void> => {
      const prompt = line('to allow it');
      await answer('to allow it', /Type (\d{4}) to allow it/.exec(await prompt.innerText())?.[1] ?? '');
    };

    it('does all that the panel does, for a real agent', async () => {
      const { page, sample, directories } = machine;
      const [driver] = commandLineDrivers;
      assert.ok(driver !== undefined);
      await settle();
      const [kept, moved, paused] = [makeWork(sample.root), makeWork(sample.root), makeWork(sample.root)];
      const shell = (text: string): Step => ({ text: 'I run it.', calls: [{ operation: 'shell', fields: { command: text, intent: 'tidy up' } }] });
      const run = driver.begin(machine, [shell(`rm -r ${kept.name}`), shell(`rm -r ${moved.name}`), shell(`rm -r ${paused.name}`), { text: 'I am done.' }]);
      await take('Show Diff', page.locator('.monaco-diff-editor').first());
      await takePicture(page, 'native-diff');
      await take('Deny and Tell Why', line('as the agent will read it'));
      await answer('as the agent will read it', 'Those are the harbour notes.');
      await take('Edit Command', line('Judged again'));
      await answer('Judged again', 'rm -rf ~/.local/state/tagout');
      await take('Back to the Agent', page.locator(row('Run with Checkpoint')).first());
      await take('Edit Command', line('Judged again'));
      await answer('Judged again', `mv ${moved.name} ${moved.name}.kept`);
      await take('Run This Instead', line('to allow it'));
      await takePicture(page, 'native-edited');
      await typeCode();
      await take('Pause Agent', page.locator('.statusbar-item[id="tagout.tagout.status"]', { hasText: 'paused' }));
      const { told } = await run;
      assert.match(told, /harbour notes/);
      assert.match(told, /paused/);
      assert.deepEqual([kept.exists(), moved.exists(), existsSync(`${moved.folder}.kept`), paused.exists()], [true, false, true, true]);
      const trace = tagout(directories.home, sample.root, ['trace', 'show', '--last', '1', '--json']);
      for (const part of [`rm -r ${moved.name}`, `mv ${moved.name} ${moved.name}.kept`]) assert.ok(trace.includes(part), part);
    });

    it('is approved by typing what it shows', async () => {
      const { sample } = machine;
      await settle();
      const work = makeWork(sample.root);
      const answer = propose(machine, `rm -r ${work.name}`);
      await take('Run with Checkpoint', line('to allow it'));
      await typeCode();
      assert.equal((await answer).end, 0);
    });
  });
});
