import { trustingChatSettings, writeSettings, type Directories } from '../workbench/directories.ts';
import { takePicture, type Page } from '../workbench/window.ts';

/** The themes in which every surface is looked at: each kind that VS Code has. `marker` is the class of the workbench. */
const themes = [
  { name: 'dark', theme: 'Dark Modern', marker: 'vs-dark' },
  { name: 'contrast', theme: 'Default High Contrast', marker: 'hc-black' },
  { name: 'contrast-light', theme: 'Default High Contrast Light', marker: 'hc-light' },
  { name: 'light', theme: 'Light Modern', marker: 'vs' },
] as const;

/** A window and the machine whose settings it reads. */
interface Window {
  readonly page: Page;
  readonly directories: Directories;
}

/**
 * Takes a picture of what the window shows in every theme, by changing the setting under it as a person would, and ends in the
 * light one. Without $TAGOUT_SHOTS nobody looks, and nothing is changed. `settings`: what else holds for that user.
 */
export async function pictureInThemes({ page, directories }: Window, name: string, settings: Readonly<Record<string, unknown>> = trustingChatSettings): Promise<void> {
  if (process.env['TAGOUT_SHOTS'] === undefined) return;
  for (const { name: themeName, theme, marker } of themes) {
    writeSettings(directories, { ...settings, 'workbench.colorTheme': theme });
    await page.locator(`.monaco-workbench.${marker}`).waitFor();
    // The marker comes first; the colours of webviews follow within some frames.
    await page.waitForTimeout(400);
    await takePicture(page, `${name}-${themeName}`);
  }
}
