import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { bench, type Bench } from './bench.ts';
import { approve, chooseMeaning, deny, isAsking, panelOf, waitForAsk } from './product/panel.ts';
import { eventually } from './product/processes.ts';
import { propose } from './product/proposals.ts';
import { importAnswer, secondPerson } from './product/secondPerson.ts';
import { openMenu } from './product/statusBar.ts';
import { makeWork } from './scenario.ts';
import { trustingChatSettings, writeSettings } from './workbench/directories.ts';
import { answerInput, closeWindow, runCommand, takePicture, type Locator } from './workbench/window.ts';

// In a work tree and a window of its own: what was asked elsewhere counts for nothing here.
describe('attention, pauses and a second person', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await (await bench()).openOwn('oversight');
  });
  after(() => closeWindow(machine.page));
  const toast = (text: string): Locator => machine.page.locator('.notifications-toasts .notification-toast', { hasText: text });
  const row = (text: string | RegExp) => machine.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const statusShows = (text: RegExp): Promise<void> => machine.page.locator('.statusbar-item[id="tagout.tagout.status"]', { hasText: text }).waitFor();

  it('an approval that lasts covers the next act of its kind until it is revoked', async () => {
    const { page, sample: { root } } = machine;
    await runCommand(page, 'Tagout: Grants');
    await toast('No grant holds').waitFor();
    const git = (...words: readonly string[]): string => execFileSync('git', ['-C', root, ...words], { encoding: 'utf8' });
    for (const name of ['old-one', 'old-two', 'old-three']) git('branch', name);
    const first = propose(machine, 'git branch -D old-one', 'grants');
    await waitForAsk(page, 'git branch -D old-one');
    // Nothing lies over the buttons of a question.
    await toast('No grant holds').waitFor({ state: 'hidden' });
    await chooseMeaning(page, 'grant-session');
    await takePicture(page, 'grant-panel');
    await approve(page);
    assert.equal((await first).end, 0);
    assert.equal((await propose(machine, 'git branch -D old-two', 'grants')).end, 0);
    await runCommand(page, 'Tagout: Grants');
    await row('git branch -D old-one').waitFor();
    await takePicture(page, 'grant-list');
    await page.keyboard.press('Escape');
    await runCommand(page, 'Tagout: Revoke All Grants');
    const third = propose(machine, 'git branch -D old-three', 'grants');
    await waitForAsk(page, 'git branch -D old-three');
    await deny(page);
    assert.equal((await third).end, 2);
  });

  it('a paused agent reads and changes nothing until a person lets it go on', async () => {
    const { page } = machine;
    await runCommand(page, 'Tagout: Pause Agent');
    await row('Codex').click();
    await answerInput(page, 'Pause Codex', 'I look at what it did');
    await statusShows(/Codex paused/);
    await takePicture(page, 'paused');
    const { end, stderr } = await propose(machine, 'mkdir made-while-paused');
    assert.equal(end, 2);
    assert.match(stderr, /paused this agent \(I look at what it did\)/);
    assert.equal((await propose(machine, 'cat package.json')).end, 0);
    await openMenu(page);
    await row('Resume Codex').waitFor();
    await takePicture(page, 'paused-menu');
    await row('Resume Codex').click();
    await answerInput(page, 'Resume Codex', 'All is well.');
    await statusShows(/^(?!.*paused)/s);
    assert.equal((await propose(machine, 'mkdir made-afterwards')).end, 0);
  });

  it('a second person answers once by signature, and a later answer counts for nothing', async () => {
    const { page, sample: { root } } = machine;
    const other = secondPerson(machine, 'mika');
    try {
      const work = makeWork(root);
      const answer = propose(machine, `rm -r ${work.name}`);
      await waitForAsk(page, work.name);
      await eventually('the ways to ask are shown', async () => {
        await panelOf(page).locator('#ask-owner', { hasText: 'mika' }).click();
        return row('Copy as Text').waitFor({ timeout: 3000 }).then(() => true, () => undefined);
      });
      await takePicture(page, 'second-person');
      await row('Copy as Text').click();
      await panelOf(page).locator('.status-line', { hasText: 'The request was copied' }).waitFor();
      await takePicture(page, 'second-person-asked');
      await other.signs();
      await importAnswer(page);
      assert.equal((await answer).end, 0);
      await page.locator('.statusbar-item', { hasText: 'mika approved the question.' }).waitFor();
      await importAnswer(page);
      await toast('The answer counts for nothing').waitFor();
      await takePicture(page, 'second-person-late');
      assert.equal(await isAsking(page), false);
    } finally {
      other.forget();
    }
  });

  it('an agent that asks too often waits with the rest until a person looks at all of it', async () => {
    const { page, sample: { root } } = machine;
    writeSettings(machine.directories, trustingChatSettings, { 'tagout.questions.inTenMinutes': 1 });
    try {
      const late = await eventually('the budget is used up', async () => {
        // Another act of another session each time: what was refused is refused again without a question.
        const work = makeWork(root);
        const answer = propose(machine, `rm -r ${work.name}`, work.name);
        const shown = await Promise.race([waitForAsk(page, work.name).then(() => true), statusShows(/asks too often · 1 waiting/).then(() => false)]);
        if (!shown) return { answer, work };
        await deny(page);
        await answer;
        return undefined;
      }, 60_000);
      await panelOf(page).locator('main[role="alertdialog"]').waitFor({ state: 'hidden' });
      await takePicture(page, 'too-often');
      await runCommand(page, 'Tagout: Show Waiting Approvals');
      await waitForAsk(page, late.work.name);
      await approve(page);
      assert.equal((await late.answer).end, 0);
      await statusShows(/^(?!.*too often)/s);
      // A refused trial stops it again. Stopped by a person on top of that: one word of it in the status bar, one choice in the menu, one resume.
      const work = makeWork(root);
      const trial = propose(machine, `rm -r ${work.name}`, work.name);
      await waitForAsk(page, work.name);
      await deny(page);
      await trial;
      await statusShows(/too often/);
      await runCommand(page, 'Tagout: Pause Agent');
      await row('Codex').click();
      await answerInput(page, 'Pause Codex', 'enough for now');
      await statusShows(/^(?!.*too often).*Codex paused/s);
      await openMenu(page);
      await row('Resume Codex').waitFor();
      await takePicture(page, 'paused-twice-menu');
      await row('Resume Codex').click();
      await answerInput(page, 'Resume Codex', 'All is well.');
      await statusShows(/^(?!.*(?:paused|too often))/s);
    } finally {
      writeSettings(machine.directories, trustingChatSettings);
    }
  });
});
