import { eventually } from '../product/processes.ts';
import type { Page } from './window.ts';

/** Chooses from a context menu that is opening: it takes no click in the moment in which it opens. `seen` is called while it is open. */
export async function chooseFromMenu(page: Page, choice: string, seen: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const item = page.locator('.monaco-menu .action-label', { hasText: choice });
  await item.waitFor();
  await seen();
  await eventually(`${choice} is chosen`, async () => {
    if (await item.isVisible()) await item.click({ timeout: 2000 }).catch(() => undefined);
    return (await item.isVisible()) ? undefined : true;
  });
}
