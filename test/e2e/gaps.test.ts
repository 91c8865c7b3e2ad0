import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { bench, type Bench } from './bench.ts';
import { tagout } from './product/commandLine.ts';
import { eventually } from './product/processes.ts';
import { ToldSession } from './product/session.ts';
import { statusHover, waitForStatus } from './product/statusBar.ts';
import { pictureInThemes } from './product/themes.ts';
import { openBoard } from './product/traceView.ts';
import { closeWindow, runCommand, runTask } from './workbench/window.ts';

// In a window of its own: what is not covered stays in the trace of its work tree.
describe('an act that no decision covers', () => {
  let machine: Bench;
  beforeEach(async function () {
    this.timeout(120_000);
    machine = await (await bench()).openOwn('gaps');
  });
  afterEach(() => closeWindow(machine.page));

  it('is shown in the status bar, explained by the doctor and counted', async () => {
    const { page, sample: { root }, directories: { home } } = machine;
    const told = (): string => tagout(home, root, ['trace', 'show']);
    const session = new ToldSession(machine, path.basename(path.dirname(root)));
    await session.prompted('Tidy up.');
    await session.propose('ls src', 'I look around.');
    await session.ended('ls src', 'booking.js');
    session.calls('ls uploads', 'No hook is asked about this one.');
    session.calls('rm -r cache', 'Nor about this one, but its end is told.');
    await session.ended('rm -r cache', '');
    await session.stopped('Done.');
    await waitForStatus(page, /2 gaps/);
    assert.match(told(), /rm -r cache/, 'an end without a proposal says what ended');
    assert.doesNotMatch(told(), /proposal was not recorded/);
    rmSync(path.join(root, 'README.md'));
    await eventually('a file that goes while no act runs is a gap', () => (told().includes('covers a deleted file') ? true : undefined), 30_000);
    await runTask(page, 'build');
    await eventually('the task is a gap', () => (told().includes('covers a started task') ? true : undefined), 30_000);
    assert.match(await statusHover(page), /gap/);
    await pictureInThemes(page, 'gap-status');
    await runCommand(page, 'Tagout: Run Doctor');
    await page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('h2', { hasText: 'The workspace' }).scrollIntoViewIfNeeded({ timeout: 60_000 });
    await pictureInThemes(page, 'gap-doctor');
    const board = await openBoard(page);
    await board.locator('.coverage', { hasText: '%' }).waitFor();
    await pictureInThemes(page, 'gap-coverage');
  }).timeout(150_000);
});
