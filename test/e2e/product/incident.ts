import { chooseFromMenu } from '../workbench/menu.ts';
import { answerInput, runCommand, type Locator, type Page } from '../workbench/window.ts';

/** Finds an act in the trace view and chooses from the menu of its row. `menu` is called while that is open. */
export async function chooseOfAct(page: Page, part: string, choice: string, menu?: () => Promise<void>): Promise<void> {
  await runCommand(page, 'Tagout: Search Trace');
  await answerInput(page, 'Words in any order', part);
  await page.locator('.pane-body .monaco-list-row', { hasText: part }).first().click({ button: 'right' });
  await chooseFromMenu(page, choice, menu);
}

/** The document of an incident, as the Markdown preview shows it. */
export const incidentShown = (page: Page): Locator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('body', { hasText: 'What was lost' });
