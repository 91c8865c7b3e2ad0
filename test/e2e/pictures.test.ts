import assert from 'node:assert/strict';
import { bench, type Bench } from './bench.ts';
import { codex } from './agents/codex.ts';
import { drivers } from './driver.ts';
import { afterOpeningMs, deny, panelOf, showDiff, waitForAsk } from './product/panel.ts';
import { propose } from './product/proposals.ts';
import { freeze, liftFreeze } from './product/statusBar.ts';
import { pictureInThemes } from './product/themes.ts';
import { openAction, showBoard } from './product/traceView.ts';
import { command, makeWork } from './scenario.ts';
import { runCommand } from './workbench/window.ts';

// With $TAGOUT_SHOTS set these leave pictures for a person to look at; without it they still prove that each surface opens.
describe('surfaces in every theme', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
  });
  const terminalAgent = drivers.find(({ name }) => name === codex.id);

  /** Shows the act of a proposal, if the terminal agent is there to make one. */
  const begin = (text: string): Promise<unknown> => {
    if (terminalAgent === undefined) throw new Error('codex is not among the drivers');
    return terminalAgent.begin(machine, command(text));
  };

  it('the queue, what is typed for what no checkpoint keeps, and a changed command', async () => {
    const { page, sample } = machine;
    const panel = panelOf(page);
    const work = makeWork(sample.root);
    const first = propose(machine, `rm -r ${work.name} && git checkout -- src`, `one-${work.name}`);
    await waitForAsk(page, work.name);
    const second = propose(machine, 'docker volume rm pgdata', `two-${work.name}`);
    await panel.locator('.queue li').nth(1).click();
    await panel.locator('#typed').waitFor();
    await page.waitForTimeout(afterOpeningMs);
    await pictureInThemes(page, 'queue');
    await deny(page);
    await second;
    await waitForAsk(page, work.name);
    await page.waitForTimeout(afterOpeningMs);
    await panel.locator('#edit').click();
    await panel.locator('#command').fill('git stash push');
    await panel.locator('#command-send').click();
    await panel.locator('.notice').waitFor();
    await panel.locator('#deny-why').focus();
    await pictureInThemes(page, 'edited');
    await deny(page);
    await first;
  });

  it('an act in the panel, its diff, and all of it in the trace', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const run = begin(`rm -r ${work.name} notes`);
    await waitForAsk(page, work.name);
    await pictureInThemes(page, 'panel');
    await showDiff(page);
    await page.locator('.editor-container .monaco-diff-editor').first().waitFor();
    await pictureInThemes(page, 'diff');
    await page.locator('.tabs-container .tab', { hasText: 'Approval' }).click();
    await waitForAsk(page, work.name);
    await deny(page, 'Keep them.');
    await run;
    const detail = await openAction(page, `rm -r ${work.name}`);
    assert.match(detail.title, new RegExp(work.name));
    for (const part of ['Keep them.', 'REASONED: this folder looks like a leftover.', 'Codex']) assert.ok(detail.whole.includes(part), `${part} is not in: ${detail.whole}`);
    await runCommand(page, 'Tagout: Clear Search');
    await page.getByText(`Search: rm -r ${work.name}`).waitFor({ state: 'hidden' });
    await pictureInThemes(page, 'trace');
    await runCommand(page, 'View: Close All Editors');
    await showBoard(page, `rm -r ${work.name}`, (form) => pictureInThemes(page, `board-${form}`));
    await runCommand(page, 'View: Close All Editors');
  });

  it('a freeze in the status bar', async () => {
    const { page } = machine;
    await freeze(page);
    await pictureInThemes(page, 'frozen');
    await liftFreeze(page, 'The pictures are taken.');
  });
});
