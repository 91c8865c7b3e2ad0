import { answerInput, runCommand, type Locator, type Page } from '../workbench/window.ts';

const item = (page: Page): Locator => page.locator('.statusbar-item[id="tagout.tagout.status"]');

/** What the product's status bar item says. */
export const statusText = async (page: Page): Promise<string> => (await item(page).innerText()).trim();

/** Turns a freeze on that refuses changes: one click on the status bar, one choice. */
export async function freeze(page: Page): Promise<void> {
  await choose(page, 'Freeze Now: Refuse Changes');
  await page.locator('.statusbar-item[id="tagout.tagout.status"]', { hasText: /froze|freeze/i }).waitFor();
}

/** Freezes one environment for two hours, through the list of lengths. */
export async function freezeEnvironment(page: Page, name: string): Promise<void> {
  await choose(page, 'Freeze for a Time or a Part');
  await pick(page, 'What…');
  await pick(page, 'Environments…');
  await answerInput(page, 'Which environments?', name);
  await pick(page, 'For 2 Hours');
  await waitForStatus(page, /FROZEN/);
}

/** What the item says to who points at it. */
export async function statusHover(page: Page): Promise<string> {
  // What stands under the pointer already is not pointed at anew.
  await page.mouse.move(600, 300);
  await page.locator('.workbench-hover-container').first().waitFor({ state: 'hidden' });
  await item(page).hover();
  const hover = page.locator('.workbench-hover-container').first();
  await hover.waitFor();
  return hover.innerText();
}

/** Breaks what is frozen, for a reason, and with a ticket where the freeze wants one. */
export async function breakFreeze(page: Page, reason: string, ticket?: string): Promise<void> {
  await choose(page, 'Break the Freeze');
  await answerInput(page, 'Break the Freeze', reason);
  if (ticket !== undefined) await answerInput(page, 'Which ticket?', ticket);
}

/** Waits until the item says it. */
export const waitForStatus = (page: Page, text: RegExp): Promise<void> => page.locator('.statusbar-item[id="tagout.tagout.status"]', { hasText: text }).waitFor();

/** Waits until the item speaks of no freeze. */
export const waitForNoFreeze = (page: Page): Promise<void> => page.locator('.statusbar-item[id="tagout.tagout.status"]', { hasNotText: /froze|freeze/i }).waitFor();

/** Lifts the freeze, for a reason that is recorded. */
export async function liftFreeze(page: Page, reason: string): Promise<void> {
  await choose(page, 'Lift the Freeze');
  const input = page.locator('.quick-input-widget .quick-input-box input').first();
  await input.fill(reason);
  await page.keyboard.press('Enter');
  await waitForNoFreeze(page);
}

/** Lets every agent go on that was paused or asked too often, for a reason that is recorded. */
export async function resumeAll(page: Page, reason: string): Promise<void> {
  while (/paused|too often/.test(await statusText(page))) {
    await runCommand(page, 'Tagout: Resume Agent');
    const paused = page.locator('.quick-input-widget', { has: page.locator('.quick-input-title', { hasText: 'Resume Agent' }) });
    const first = paused.locator('.monaco-list-row').first();
    const agent = (await first.locator('.label-name').first().innerText()).trim();
    await first.click();
    await answerInput(page, `Resume ${agent}`, reason);
    await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
    await waitForStatus(page, new RegExp(`^(?!.*${agent} (?:paused|asks too often))`, 's'));
  }
}

/** Opens the list behind the item. */
export const openMenu = (page: Page): Promise<void> => item(page).locator('a').click();

async function choose(page: Page, label: string): Promise<void> {
  await openMenu(page);
  await pick(page, label);
}

const pick = (page: Page, label: string): Promise<void> => page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
