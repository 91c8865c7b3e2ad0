import assert from 'node:assert/strict';
import { bench, type Bench } from './bench.ts';
import { codex } from './agents/codex.ts';
import { drivers } from './driver.ts';
import { deny, panelOf, showDiff, waitForAsk } from './product/panel.ts';
import { propose } from './product/proposals.ts';
import { freeze, liftFreeze } from './product/statusBar.ts';
import { openAction, showBoard } from './product/traceView.ts';
import { command, makeWork } from './scenario.ts';
import { trustingChatSettings, writeSettings } from './workbench/directories.ts';
import { runCommand, takePicture } from './workbench/window.ts';

const themes = [
  { name: 'light', theme: 'Light Modern', marker: 'vs' },
  { name: 'dark', theme: 'Dark Modern', marker: 'vs-dark' },
  { name: 'contrast', theme: 'Default High Contrast', marker: 'hc-black' },
  { name: 'contrast-light', theme: 'Default High Contrast Light', marker: 'hc-light' },
] as const;

// With $TAGOUT_SHOTS set these leave pictures for a person to look at; without it they still prove that each surface opens.
describe('surfaces in every theme', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
  });
  const terminalAgent = drivers.find(({ name }) => name === codex.id);

  /** Sessions of their own each time, for what one refused stays refused in it: two that wait, what is typed for what no checkpoint keeps, and a command that was changed. */
  const pictureOfQueue = async (name: string): Promise<void> => {
    const { page, sample } = machine;
    const panel = panelOf(page);
    const work = makeWork(sample.root);
    const first = propose(machine, `rm -r ${work.name} && git checkout -- src`, `one-${name}-${work.name}`);
    await waitForAsk(page, work.name);
    const second = propose(machine, 'docker volume rm pgdata', `two-${name}-${work.name}`);
    await panel.locator('.queue li').nth(1).click();
    await panel.locator('#typed').waitFor();
    await page.waitForTimeout(1200);
    await takePicture(page, `queue-${name}`);
    await deny(page);
    await second;
    await waitForAsk(page, work.name);
    await page.waitForTimeout(700);
    await panel.locator('#edit').click();
    await panel.locator('#command').fill('git stash push');
    await panel.locator('#command-send').click();
    await panel.locator('.notice').waitFor();
    await panel.locator('#deny-why').focus();
    await takePicture(page, `edited-${name}`);
    await deny(page);
    await first;
  };

  for (const { name, theme, marker } of themes) {
    it(name, async () => {
      const { page, sample, directories } = machine;
      if (terminalAgent === undefined) throw new Error('codex is not among the drivers');
      await runCommand(page, 'View: Close All Editors');
      writeSettings(directories, { ...trustingChatSettings, 'workbench.colorTheme': theme });
      await machine.reload();
      await page.locator(`.monaco-workbench.${marker}`).waitFor();
      const work = makeWork(sample.root);
      await pictureOfQueue(name);
      const run = terminalAgent.begin(machine, command(`rm -r ${work.name} notes`));
      await waitForAsk(page, work.name);
      await takePicture(page, `panel-${name}`);
      await showDiff(page);
      await page.locator('.editor-container .monaco-diff-editor').first().waitFor();
      await takePicture(page, `diff-${name}`);
      await page.locator('.tabs-container .tab', { hasText: 'Approval' }).click();
      await waitForAsk(page, work.name);
      await deny(page, 'Keep them.');
      await run;
      const detail = await openAction(page, `rm -r ${work.name}`);
      assert.match(detail.title, new RegExp(work.name));
      for (const part of ['Keep them.', 'REASONED: this folder looks like a leftover.', 'Codex']) assert.ok(detail.whole.includes(part), `${part} is not in: ${detail.whole}`);
      await runCommand(page, 'Tagout: Clear Search');
      await page.getByText(`Search: rm -r ${work.name}`).waitFor({ state: 'hidden' });
      await takePicture(page, `trace-${name}`);
      await runCommand(page, 'View: Close All Editors');
      await showBoard(page, `rm -r ${work.name}`, (form) => takePicture(page, `board-${form}-${name}`));
      await runCommand(page, 'View: Close All Editors');
      await freeze(page);
      await takePicture(page, `frozen-${name}`);
      await liftFreeze(page, 'The pictures are taken.');
    });
  }
});
