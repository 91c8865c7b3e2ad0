import { mkdirSync, mkdtempSync } from 'node:fs';
import * as path from 'node:path';
import { after, afterEach } from 'mocha';
import { createSampleWorkspace, type SampleWorkspace } from '../fixtures/sampleWorkspace.ts';
import { parts, projectRoot } from '../support/setup.ts';
import type { Place } from './agents/agent.ts';
import { configureAgent } from './agents/run.ts';
import { commandLineAgents } from './driver.ts';
import { startModelServer, type ModelServer } from './model/server.ts';
import { protectAgents } from './product/install.ts';
import { replaceQuestions } from './product/policy.ts';
import { eventually, hookProcesses, windowProcesses } from './product/processes.ts';
import { liftFreeze, resumeAll, statusText, waitForStatus } from './product/statusBar.ts';
import { packageScriptedModel } from './scriptedModel/package.ts';
import { chatReady } from './workbench/chat.ts';
import { makeDirectories, removeDirectories, trustingChatSettings, writeLanguageModels, writeSettings, type Directories } from './workbench/directories.ts';
import { installExtension, startServer, type WorkbenchServer } from './workbench/server.ts';
import { clearNotifications, launchBrowser, openWindow, runCommand, takePicture, windowReady, workbenchAddress, type Browser, type Page } from './workbench/window.ts';

/** One machine with an editor window open, five protected agents and two work trees, shared by all end-to-end tests. */
export interface Bench {
  readonly directories: Directories;
  readonly model: ModelServer;
  readonly server: WorkbenchServer;
  readonly browser: Browser;
  /** The window that has `sample` open. */
  readonly page: Page;
  readonly sample: SampleWorkspace;
  /** A work tree that no window has open. */
  readonly outside: SampleWorkspace;
  placeOf(repository: string): Place;
  /** Opens a window on `outside`, ready to be asked. Closing its page closes the window. */
  openOutside(): Promise<Page>;
  /** A window on a work tree of its own, in which nobody was asked about anything. */
  openOwn(name: string): Promise<Bench>;
  /** Loads `page` again, as after a change of settings: a new extension host, ready to be asked. */
  reload(): Promise<void>;
}

let opening: Promise<Bench> | undefined;
/** Windows on work trees of their own. */
const own: Bench[] = [];

/** The bench, started by the first test that needs it, and at rest for each file that asks for it. */
export async function bench(): Promise<Bench> {
  if (opening !== undefined) {
    const begun = await opening;
    await rest(begun);
    return begun;
  }
  opening = open();
  return opening;
}

/** What a failed test wrote and did not save is thrown away: the editor asks about that in a dialog that covers the window. */
async function closeEditors(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await eventually('no editor is open', async () => {
    const discard = page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
    if (await discard.isVisible()) await discard.click();
    return (await page.locator('.tabs-container .tab').first().isVisible()) ? undefined : true;
  });
}

/** Nothing waits, nobody is paused, no freeze holds, and nothing lies over the window: what a test left is put right as a person would. */
async function rest({ page, directories: { home } }: Bench): Promise<void> {
  await eventually('no hook is left', () => {
    const left = hookProcesses(home);
    for (const pid of left) process.kill(pid, 'SIGKILL');
    return left.length === 0 ? true : undefined;
  });
  await waitForStatus(page, /^(?!.*waiting)/s);
  await resumeAll(page, 'A test is over.');
  if (/FROZEN|Freeze:/.test(await statusText(page))) await liftFreeze(page, 'A test is over.');
  await clearNotifications(page);
  if (await page.locator('.tabs-container .tab').first().isVisible()) await closeEditors(page);
}

// A test that failed half way must leave nothing to the next one.
afterEach(async function () {
  if (this.currentTest?.state !== 'failed' || opening === undefined) return;
  this.timeout(60_000);
  const title = this.currentTest.fullTitle().replace(/\W+/g, '-').slice(0, 80);
  for (const [index, one] of [await opening, ...own].filter(({ page }) => !page.isClosed()).entries()) {
    try {
      await takePicture(one.page, `failed-${title}${index === 0 ? '' : `-${index}`}`);
      await one.page.keyboard.press('Escape');
      await rest(one);
    } catch (error) {
      // What cannot be put right here shows where the next file asks for the bench.
      console.log(`      the bench is not at rest: ${String(error)}`);
    }
  }
});

after(async function () {
  this.timeout(60_000);
  if (opening === undefined) return;
  const { browser, server, model, directories } = await opening;
  await browser.close();
  await server.stop();
  await model.stop();
  removeDirectories(directories);
});

async function open(): Promise<Bench> {
  const directories = makeDirectories();
  const { home, workspaces } = directories;
  const elsewhere = path.join(workspaces, 'elsewhere');
  mkdirSync(elsewhere);
  const sample = createSampleWorkspace(workspaces, parts.node);
  const outside = createSampleWorkspace(elsewhere, parts.node);
  const model = await startModelServer();
  const placeOf = (repository: string): Place => ({ home, repository, trusted: [sample.root, outside.root], modelUrl: model.url });
  for (const agent of commandLineAgents) configureAgent(agent, placeOf(sample.root));
  writeSettings(directories, trustingChatSettings);
  writeLanguageModels(directories);
  await installExtension(directories, path.join(projectRoot, 'dist', 'tagout.vsix'));
  await installExtension(directories, await packageScriptedModel(directories.root));
  protectAgents(home, ['vscode', ...commandLineAgents.map(({ id }) => id)]);
  replaceQuestions(home, false);
  for (const agent of commandLineAgents) agent.trustHooks?.(placeOf(sample.root));
  const server = await startServer(directories, { environment: { TAGOUT_MODEL_URL: model.url } });
  const browser = await launchBrowser();
  const ready = async (page: Page, root: string, earlier: readonly number[] = []): Promise<void> => {
    await windowReady(page);
    await chatReady(page);
    await eventually('the window can be found by hooks', () => windowProcesses(home, root).find((pid) => !earlier.includes(pid)), 60_000);
  };
  const openOn = async (root: string): Promise<Page> => {
    const page = await openWindow(browser, directories, workbenchAddress(server, root));
    await ready(page, root);
    return page;
  };
  const page = await openOn(sample.root);
  const reload = async (): Promise<void> => {
    const earlier = windowProcesses(home, sample.root);
    await page.reload({ waitUntil: 'domcontentloaded' });
    await ready(page, sample.root, earlier);
  };
  const opened: Bench = { directories, model, server, browser, page, sample, outside, placeOf, openOutside: () => openOn(outside.root), reload, openOwn: async (name) => {
    const place = mkdtempSync(path.join(workspaces, `${name}-`));
    const fresh = createSampleWorkspace(place, parts.node);
    const made: Bench = { ...opened, sample: fresh, page: await openOn(fresh.root) };
    own.push(made);
    return made;
  } };
  return opened;
}
