import { takePicture, type Page } from '../workbench/window.ts';

/** Each kind of theme that VS Code has, by what the machine asks for. `marker` is the class of the workbench. */
const themes = [
  { name: 'dark', asks: { colorScheme: 'dark', forcedColors: 'none' }, marker: 'vs-dark' },
  { name: 'contrast', asks: { colorScheme: 'dark', forcedColors: 'active' }, marker: 'hc-black' },
  { name: 'contrast-light', asks: { colorScheme: 'light', forcedColors: 'active' }, marker: 'hc-light' },
  { name: 'light', asks: { colorScheme: 'light', forcedColors: 'none' }, marker: 'vs' },
] as const;

/**
 * Takes a picture of what the window shows in every kind of theme: the window follows what its machine asks for, under
 * whatever is open in it. Ends in the light one. Without $TAGOUT_SHOTS nobody looks, and nothing is changed.
 */
export async function pictureInThemes(page: Page, name: string): Promise<void> {
  if (process.env['TAGOUT_SHOTS'] === undefined) return;
  for (const { name: theme, asks, marker } of themes) {
    await page.emulateMedia(asks);
    await page.locator(`.monaco-workbench.${marker}`).waitFor();
    // The marker comes first; the colours of webviews follow within some frames.
    await page.waitForTimeout(400);
    await takePicture(page, `${name}-${theme}`);
  }
}
