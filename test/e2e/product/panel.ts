import { clearNotifications, type FrameLocator, type Page } from '../workbench/window.ts';

/** The approval panel as a person sees it: one webview, drawn again for each act that waits. */
export const panelOf = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** Longer than the half second after its opening in which a surface takes no click. Milliseconds. */
export const afterOpeningMs = 600;

/** What the panel says while an act waits. */
export interface PanelText {
  /** The heading: what would be lost. */
  readonly loss: string;
  readonly whole: string;
}

/** Waits until the panel shows an act whose text contains each of `parts` at once, and reads it. */
export async function waitForAsk(page: Page, parts: string | readonly string[], limitMs = 60_000): Promise<PanelText> {
  const panel = panelOf(page);
  const main = panel.locator('main[role="alertdialog"]');
  const asked = [parts].flat().reduce((found, part) => found.filter({ hasText: part }), main);
  await asked.waitFor({ timeout: limitMs }).catch(async () => {
    throw new Error(`the panel did not show ${[parts].flat().join(' | ')} within ${limitMs} ms, but: ${(await main.isVisible()) ? await main.innerText() : 'nothing'}`);
  });
  return { loss: await panel.locator('#loss').innerText(), whole: await panel.locator('main').innerText() };
}

/** Approves what is shown. The button ignores the first half second; a person is slower than that, this one waits for it. */
export async function approve(page: Page): Promise<void> {
  await clearNotifications(page);
  await panelOf(page).locator('#approve[aria-disabled="false"]').click();
}

/** The middle of the approving button, in pixels of the page. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the approving button stands once it can be pressed. */
export async function approvePlace(page: Page): Promise<Place> {
  const box = await panelOf(page).locator('#approve[aria-disabled="false"]').boundingBox();
  if (box === null) throw new Error('the approving button is not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Chooses what the approval is to mean: `only-once`, `grant-session`, `trust-reading` … */
export async function chooseMeaning(page: Page, id: string): Promise<void> {
  await panelOf(page).locator(`#${id}`).check();
}

/** Types the name that the panel asks for, then approves. */
export async function approveTyped(page: Page, name: string): Promise<void> {
  await panelOf(page).locator('#typed').fill(name);
  await approve(page);
}

/** Denies what is shown, with a reason where one is given. */
export async function deny(page: Page, reason?: string): Promise<void> {
  const panel = panelOf(page);
  if (reason === undefined) return panel.locator('#deny').click();
  // What is clicked before the panel can have been read is ignored; a person clicks again.
  for (let left = 10; left > 0 && !(await panel.locator('#reason').isVisible()); left--) {
    await panel.locator('#deny-why').click();
    await page.waitForTimeout(200);
  }
  await panel.locator('#reason').fill(reason);
  await panel.locator('#reason-send').click();
}

/** Opens VS Code's own diff of what would be lost. What is clicked before the panel can have been read is ignored: this waits as a person does. */
export async function showDiff(page: Page): Promise<void> {
  await page.waitForTimeout(afterOpeningMs);
  await panelOf(page).locator('#diff').click();
}

/** Whether an act is being shown right now. */
export const isAsking = (page: Page): Promise<boolean> => panelOf(page).locator('main[role="alertdialog"]').isVisible();
