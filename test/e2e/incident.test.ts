import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { rewritten } from '../support/approvedRun.ts';
import { shellEnvironment } from './agents/run.ts';
import { bench, type Bench } from './bench.ts';
import { tagout } from './product/commandLine.ts';
import { chooseOfAct, incidentShown } from './product/incident.ts';
import { approveTyped, panelOf, waitForAsk } from './product/panel.ts';
import { eventually } from './product/processes.ts';
import { ToldSession } from './product/session.ts';
import { pictureInThemes } from './product/themes.ts';
import { closeWindow, takePicture, type Locator } from './workbench/window.ts';

// In a window of its own: something goes wrong with a person's consent.
describe('an incident', () => {
  let machine: Bench;
  // For each try: what the first one left open and wrote would be in the way of the second.
  beforeEach(async function () {
    this.timeout(120_000);
    machine = await (await bench()).openOwn('incident');
  });
  afterEach(() => closeWindow(machine.page));
  const row = (text: string): Locator => machine.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

  it('is reconstructed from an act, handed on as a bundle, and becomes a rule that one answer saves', async () => {
    const { page, sample: { root }, directories: { home } } = machine;
    const session = new ToldSession(machine, path.basename(path.dirname(root)));
    await session.prompted('The list of guests is empty. Find out why, and change nothing without my permission.');
    const answer = session.propose('npm run db:push', 'The table must be missing. I panicked: pushing the schema is the quickest way to bring it back.');
    await waitForAsk(page, 'npm run db:push');
    await approveTyped(page, await panelOf(page).locator('label[for="typed"] code').innerText());
    const command = rewritten(await answer);
    assert.ok(command !== undefined);
    const output = execFileSync('/bin/sh', ['-c', command], { cwd: root, env: shellEnvironment(home), encoding: 'utf8' });
    await session.ended(command, output);
    await session.stopped('The database is empty now. A rollback is impossible.');

    await chooseOfAct(page, 'npm run db:push', 'Reconstruct Incident', () => takePicture(page, 'incident-menu'));
    const document = incidentShown(page);
    await document.locator('h1', { hasText: 'npm run db:push' }).waitFor();
    for (const told of [/What was lost/, /change nothing without my permission/, /I panicked/, /Approved by/, /A rollback is impossible/, /What would have stopped it/]) assert.match(await document.innerText(), told);
    await pictureInThemes(page, 'incident-document');
    await document.locator('h2', { hasText: 'What led to what' }).scrollIntoViewIfNeeded();
    await takePicture(page, 'incident-diagram');
    await chooseOfAct(page, 'npm run db:push', 'Save Incident Bundle');
    await page.locator('.quick-input-widget', { hasText: 'Where does the bundle go?' }).getByRole('button', { name: /Save Bundle Here|OK/ }).click();
    const saved = await eventually('the bundle is saved', () => readdirSync(root).find((name) => name.startsWith('inc-')));
    await takePicture(page, 'incident-bundle');
    assert.match(tagout(home, root, ['trace', 'verify', path.join(root, saved)]), /The bundle is whole/);

    await chooseOfAct(page, 'npm run db:push', 'Make a Rule from This');
    await page.locator('.monaco-diff-editor .view-line', { hasText: 'incident: inc-' }).first().waitFor();
    await row('Save It').waitFor();
    await pictureInThemes(page, 'incident-rule');
    await row('Save It').click();
    const policy = path.join(root, '.tagout', 'policy.yaml');
    await eventually('the rule is saved', () => (existsSync(policy) && readFileSync(policy, 'utf8').includes('incident: inc-') ? true : undefined));
    await page.locator('.tab.active:not(.dirty)', { hasText: 'policy.yaml' }).waitFor();
    await takePicture(page, 'incident-rule-saved');
    assert.match(tagout(home, root, ['policy', 'explain']), /deny incident\.\S+: it happened on .*from incident inc-/);
    await eventually('the trace links the rule and the incident', () => (/made the rule incident\.\S+ from incident inc-/.test(tagout(home, root, ['trace', 'show'])) ? true : undefined));
    assert.match((await session.propose('npm run db:push', 'Once more.')).stderr, /it happened on/);
  }).timeout(180_000);
});
