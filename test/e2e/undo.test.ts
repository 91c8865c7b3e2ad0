import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { bench, type Bench } from './bench.ts';
import { codex } from './agents/codex.ts';
import { chatDriver, drivers } from './driver.ts';
import { isAsking } from './product/panel.ts';
import { replaceQuestions } from './product/policy.ts';
import { eventually } from './product/processes.ts';
import { pictureInThemes } from './product/themes.ts';
import { openAction } from './product/traceView.ts';
import { command, makeWork } from './scenario.ts';
import { runCommand, type Locator, type Page } from './workbench/window.ts';

const undoItem = (page: Page): Locator => page.locator('.statusbar-item[id="tagout.tagout.undo"]');

// An act that loses only local work runs at once, behind a checkpoint, and one click takes it back.
describe('undo', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
    replaceQuestions(machine.directories.home, true);
  });
  after(() => replaceQuestions(machine.directories.home, false));

  for (const driver of drivers.filter(({ name }) => name === chatDriver.name || name === codex.id)) {
    it(`lets ${driver.name} delete untracked work without a question, and brings it back by one click`, async () => {
      const { page, sample } = machine;
      const work = makeWork(sample.root);
      await driver.begin(machine, command(`rm -r ${work.name}`));
      assert.deepEqual([work.exists(), await isAsking(page)], [false, false]);
      await undoItem(page).filter({ hasText: work.name }).locator('a').click();
      await eventually('the work is back', () => (work.exists() ? true : undefined));
      await undoItem(page).filter({ hasText: 'Undo Restore' }).waitFor();
      const { whole } = await openAction(page, `rm -r ${work.name}`, 'Restored');
      assert.match(whole, /Ran behind a checkpoint[\s\S]*Restored/);
      await runCommand(page, 'View: Close All Editors');
    }).timeout(180_000);
  }

  it('asks only about newer work', async () => {
    const { page, sample } = machine;
    const terminalAgent = drivers.find((one) => one.name === codex.id);
    assert.ok(terminalAgent !== undefined);
    const work = makeWork(sample.root);
    writeFileSync(path.join(work.folder, 'outline.md'), 'An outline.\n');
    await terminalAgent.begin(machine, command(`rm ${work.name}/chapter.md ${work.name}/outline.md`));
    await undoItem(page).filter({ hasText: work.name }).waitFor();
    await pictureInThemes(page, 'undo');
    writeFileSync(path.join(work.folder, 'chapter.md'), 'Written anew.\n');
    await undoItem(page).locator('a').click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('chapter.md').waitFor();
    await pictureInThemes(page, 'undo-newer');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await openAction(page, `rm ${work.name}/chapter.md`);
    await pictureInThemes(page, 'undo-trace');
    await runCommand(page, 'Tagout: Clear Search');
    await runCommand(page, 'View: Close All Editors');
  }).timeout(180_000);
});
