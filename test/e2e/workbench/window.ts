// playwright-core: the one driver that reaches into VS Code's nested webview frames; it brings no browser of its own.
import { chromium as driver, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { appendFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { chromium } from '../../support/setup.ts';
import type { Directories } from './directories.ts';
import type { WorkbenchServer } from './server.ts';

export type { Browser, FrameLocator, Locator, Page };

/**
 * Values of the workbench's own storage that must be there before its first load: the bundled chat extension would be switched
 * off by a one-time migration, and auto-approval would open a modal dialog first.
 */
export const chatStorage: Readonly<Record<string, string>> = {
  builtinChatExtensionEnablementMigration: 'true',
  'chat.hasByokModels.lastKnown': 'true',
  'chat.permissions.autoApprove.dontShowWarningAgain': 'true',
};

/** The name of the workbench's storage in the browser and of its one table. */
export const storageNames = { database: 'vscode-web-state-db-global', table: 'ItemTable' } as const;

/** Starts Debian's Chromium without a display. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = chromium();
  if (executablePath === undefined) throw new Error('no Chromium (apt-get install -y chromium, or set TAGOUT_CHROMIUM)');
  return driver.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** Address of a workbench on a folder. `payload` is the workbench's own way to hand parameters to a window. */
export function workbenchAddress(server: WorkbenchServer, folder: string, payload: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ folder });
  if (Object.keys(payload).length > 0) query.set('payload', JSON.stringify(Object.entries(payload)));
  return `${server.url}/?${query.toString()}`;
}

/** Opens a page in a fresh profile; `prepare` runs on the page before the workbench is loaded. */
export async function openWindow(browser: Browser, directories: Directories, address: string, prepare?: (page: Page) => Promise<void>): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await seedStorage(page, new URL(address).origin);
  await prepare?.(page);
  page.on('console', (message) => appendFileSync(path.join(directories.root, 'console.log'), `${message.type()}: ${message.text()}\n`));
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return page;
}

/** Waits until the workbench shows its status bar. */
export async function windowReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 60_000 });
}

async function seedStorage(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/healthz`);
  await page.evaluate(
    ({ database, table, values }) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onerror = () => reject(new Error(String(request.error)));
        request.onupgradeneeded = () => request.result.createObjectStore(table);
        request.onsuccess = () => {
          const transaction = request.result.transaction(table, 'readwrite');
          for (const [key, value] of Object.entries(values)) transaction.objectStore(table).put(value, key);
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    { ...storageNames, values: chatStorage },
  );
}

/** Closes a window as a person closes its tab: the workbench may say good-bye. */
export async function closeWindow(page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  await page.context().close();
}

/** Runs a command by its title, through the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator(`.quick-input-list .monaco-list-row:has-text("${title}")`).first();
  // A window that is still starting takes the focus away, and the palette closes by itself.
  for (let left = 8; !(await openPalette(page, `>${title}`, row)); left--) {
    if (left === 0) throw new Error(`the command palette does not show "${title}"`);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Enter');
}

/** Starts a task by its name, as a person does. */
export async function runTask(page: Page, name: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  if (!(await openPalette(page, `task ${name}`, row))) throw new Error(`no task "${name}" is offered`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Continue without scanning the task output' }).first().click();
}

/** Puts away a notification that says `part` once it is there: it would lie over the chat's input and the panel's buttons. */
export async function dismissNotification(page: Page, part: string): Promise<void> {
  const shown = page.locator('.notifications-toasts .notification-toast', { hasText: part });
  await shown.first().waitFor();
  await clearNotifications(page);
  await shown.first().waitFor({ state: 'hidden' });
}

/** Puts away whatever notifications are shown. */
export async function clearNotifications(page: Page): Promise<void> {
  if (await page.locator('.notifications-toasts .notification-toast').first().isVisible()) await runCommand(page, 'Notifications: Clear All Notifications');
}

/** Types into the input box that shows `title`, and confirms. */
export async function answerInput(page: Page, title: string, text: string): Promise<void> {
  const widget = page.locator('.quick-input-widget', { hasText: title });
  await widget.waitFor();
  await widget.locator('.quick-input-box input').fill(text);
  await page.keyboard.press('Enter');
}

async function openPalette(page: Page, text: string, row: Locator): Promise<boolean> {
  try {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget .quick-input-box input').first().fill(text, { timeout: 5000 });
    await row.waitFor({ timeout: 10_000 });
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return false;
    throw error;
  }
}

/** The document inside the webview whose editor or view is showing. */
export const webview = (page: Page, inside: string): FrameLocator => page.frameLocator(`${inside} iframe.webview.ready, iframe.webview.ready`).frameLocator('iframe#active-frame');

/** Takes a picture into $TAGOUT_SHOTS, where that is set. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['TAGOUT_SHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
