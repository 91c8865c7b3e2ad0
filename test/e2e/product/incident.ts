import { answerInput, runCommand, type Locator, type Page } from '../workbench/window.ts';

/** Finds an act in the trace view and reconstructs its incident from the menu of its row. `menu` is called while that is open. */
export async function reconstruct(page: Page, part: string, menu: () => Promise<void>): Promise<void> {
  await runCommand(page, 'Tagout: Search Trace');
  await answerInput(page, 'Words in any order', part);
  await page.locator('.pane-body .monaco-list-row', { hasText: part }).first().click({ button: 'right' });
  const item = page.locator('.monaco-menu .action-label', { hasText: 'Reconstruct Incident' });
  await item.waitFor();
  await menu();
  await item.click();
}

/** The document of an incident, as the Markdown preview shows it. */
export const incidentShown = (page: Page): Locator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('body', { hasText: 'What was lost' });

/** Presses a button of the notification that says `part`. */
export async function answerToast(page: Page, part: string, button: string): Promise<void> {
  await page.locator('.notifications-toasts .notification-toast', { hasText: part }).getByRole('button', { name: button }).click();
}
