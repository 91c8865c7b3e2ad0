import { answerInput, runCommand, type FrameLocator, type Locator, type Page } from '../workbench/window.ts';
import { eventually } from './processes.ts';

const rows = (page: Page): Locator => page.locator('.pane-body .monaco-list-row');
const detailOf = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** What the detail pane of the trace says. */
export interface TraceDetailText {
  readonly title: string;
  readonly whole: string;
}

/**
 * Searches the trace view for a proposal as a person would, opens the newest that was found, and reads its pane. Clicks again
 * where the list was being drawn anew under the first click. `says`: what the pane comes to say, for what is recorded a moment later.
 */
export async function openAction(page: Page, part: string, says = part): Promise<TraceDetailText> {
  await runCommand(page, 'Tagout: Search Trace');
  await answerInput(page, 'Words in any order', part);
  const pane = detailOf(page).locator('main .content', { hasText: part });
  await eventually(`the trace shows ${part}`, async () => {
    await rows(page).filter({ hasText: part }).first().click({ timeout: 5000 }).catch(() => undefined);
    return pane.waitFor({ timeout: 5000 }).then(() => true, () => undefined);
  }, 60_000);
  await pane.filter({ hasText: says }).waitFor();
  return { title: await pane.locator('h1').innerText(), whole: await pane.innerText() };
}

/** Opens the wide view of the trace, looks for an act in it, and shows it in each form; `seen` is called for each. */
export async function showBoard(page: Page, part: string, seen: (form: string) => Promise<void>): Promise<void> {
  await runCommand(page, 'Tagout: Open Trace in Editor');
  const board = detailOf(page);
  await board.locator('.board-row.act').first().waitFor();
  await board.locator('#search').fill(part);
  await board.locator('.board-row.act', { hasText: part }).first().click();
  await board.locator('.board-row.step').first().waitFor();
  await board.locator('#search').fill('');
  for (const form of ['tree', 'timeline', 'log']) {
    await board.locator(`#${form}`).click();
    await board.locator(`main[data-mode='${form}'] .board-row`, { hasText: part }).first().waitFor();
    await seen(form);
  }
}

/** Brings back what was kept before the proposal that the pane shows, and confirms it. */
export async function restoreShown(page: Page): Promise<void> {
  await detailOf(page).locator('#restore').click();
  const picker = page.locator('.quick-input-widget');
  await picker.getByText('Bring back what was kept', { exact: false }).waitFor();
  await picker.getByRole('button', { name: 'OK' }).click();
}

/** The wide view of the trace, opened anew as the only editor. */
export async function openBoard(page: Page): Promise<FrameLocator> {
  await runCommand(page, 'View: Close All Editors');
  await runCommand(page, 'Tagout: Open Trace in Editor');
  return detailOf(page);
}

/** The row of one act in it. */
export const boardAct = (board: FrameLocator, part: string): Locator => board.locator('.board-row.act', { hasText: part }).first();
