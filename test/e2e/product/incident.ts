import { eventually } from './processes.ts';
import { answerInput, runCommand, type Locator, type Page } from '../workbench/window.ts';

/** Finds an act in the trace view and chooses from the menu of its row. `menu` is called while that is open. */
export async function chooseOfAct(page: Page, part: string, choice: string, menu: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await runCommand(page, 'Tagout: Search Trace');
  await answerInput(page, 'Words in any order', part);
  await page.locator('.pane-body .monaco-list-row', { hasText: part }).first().click({ button: 'right' });
  const item = page.locator('.monaco-menu .action-label', { hasText: choice });
  await item.waitFor();
  await menu();
  // The menu takes no click in the moment in which it opens.
  await eventually(`${choice} is chosen`, async () => {
    if (await item.isVisible()) await item.click({ timeout: 2000 }).catch(() => undefined);
    return (await item.isVisible()) ? undefined : true;
  });
}

/** The document of an incident, as the Markdown preview shows it. */
export const incidentShown = (page: Page): Locator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('body', { hasText: 'What was lost' });
