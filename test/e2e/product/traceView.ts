import type { FrameLocator, Locator, Page } from '../workbench/window.ts';

const rows = (page: Page): Locator => page.locator('.pane-body .monaco-list-row');
const detailOf = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** What the detail pane of the trace says. */
export interface TraceDetailText {
  readonly title: string;
  readonly whole: string;
}

/** Opens one proposal of the trace view, found by a part of its row. The view lists the newest session first. */
export async function openAction(page: Page, part: string): Promise<void> {
  await rows(page).filter({ hasText: part }).first().click();
}

/** Reads the detail pane once it has been drawn. */
export async function readDetail(page: Page): Promise<TraceDetailText> {
  const pane = detailOf(page).locator('main .content');
  await pane.waitFor();
  return { title: await pane.locator('h1').innerText(), whole: await pane.innerText() };
}

/** Brings back what was kept before the proposal that the pane shows, and confirms it. */
export async function restoreShown(page: Page): Promise<void> {
  await detailOf(page).locator('#restore').click();
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Restore' }).click();
}
