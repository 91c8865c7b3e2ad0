import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { bench, type Bench } from './bench.ts';
import { replaceQuestions } from './product/policy.ts';
import { eventually } from './product/processes.ts';
import { propose } from './product/proposals.ts';
import { pictureInThemes } from './product/themes.ts';
import { boardAct, openBoard } from './product/traceView.ts';
import { makeWork } from './scenario.ts';
import { chooseFromMenu } from './workbench/menu.ts';
import { runCommand } from './workbench/window.ts';

// One session seen from the wide view: while it goes on, while its reader pauses, and when all that it did is taken back.
describe('the wide trace', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
    replaceQuestions(machine.directories.home, true);
  });
  after(() => replaceQuestions(machine.directories.home, false));

  it('follows an agent, stands still while its reader pauses, and takes back what came after an act', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const session = `live-${work.name}`;
    const board = await openBoard(page);
    await propose(machine, `ls ${work.name}`, session);
    await boardAct(board, `ls ${work.name}`).waitFor();
    await board.locator('#pause').click();
    await board.locator('#pause[aria-pressed=true]').waitFor();
    await propose(machine, `rm -r ${work.name}`, session);
    await board.locator('#newer').waitFor();
    assert.equal(await boardAct(board, `rm -r ${work.name}`).count(), 0);
    await pictureInThemes(page, 'board-paused');
    await board.locator('#pause').click();
    await boardAct(board, `rm -r ${work.name}`).waitFor();
    // What the agent does with the leave it was given.
    rmSync(work.folder, { recursive: true });
    await boardAct(board, `ls ${work.name}`).click({ button: 'right' });
    await chooseFromMenu(page, 'Undo to Here');
    const picker = page.locator('.quick-input-widget', { hasText: `Undo to: ls ${work.name}` });
    await picker.locator('.monaco-list-row', { hasText: 'Undo 1 Act' }).waitFor();
    await picker.locator('.monaco-list-row', { hasText: `rm -r ${work.name}` }).waitFor();
    await pictureInThemes(page, 'board-undo');
    await picker.locator('.monaco-list-row', { hasText: 'Undo 1 Act' }).click();
    await eventually('the work is back', () => (work.exists() ? true : undefined));
    const again = await openBoard(page);
    await boardAct(again, `rm -r ${work.name}`).click();
    await again.locator('.board-row.step', { hasText: 'restored' }).waitFor();
    await pictureInThemes(page, 'board-undone');
    await runCommand(page, 'View: Close All Editors');
  }).timeout(120_000);
});
