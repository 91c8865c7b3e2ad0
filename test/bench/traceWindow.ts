/**
 * Measures the wide view of the trace in a real window: `npm run bench:trace-window -- [EVENTS] [FOLDER]` (1,000,000 unless another
 * number is given; a trace that FOLDER holds is taken as it is, and one that is made is left there). Seals and indexes that many made-up events, opens a window on them, and prints what a person waits for by
 * the clock: until rows stand there, until a search is answered, and how long frames take while the list is scrolled.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { TraceReader } from '../../src/node/trace/readTrace.ts';
import { sealTrace } from '../../src/node/trace/traceStore.ts';
import { workspaceStateDirectory } from '../../src/node/stateDirectory.ts';
import { eventually, stateOf, windowProcesses } from '../e2e/product/processes.ts';
import { makeDirectories, removeDirectories, writeSettings, type Directories } from '../e2e/workbench/directories.ts';
import { startServer } from '../e2e/workbench/server.ts';
import { launchBrowser, openWindow, runCommand, windowReady, workbenchAddress, type Locator, type Page } from '../e2e/workbench/window.ts';
import { parts, projectRoot } from '../support/setup.ts';
import { writeSpools } from './traceEvents.ts';

interface Made {
  readonly events: number;
  readonly folder: string | undefined;
}

const median = (times: readonly number[]): number => [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN;
const say = (what: string, figure: string): void => console.log(`${what.padEnd(56)} ${figure}`);

const traceOf = ({ home }: Directories, root: string): string => path.join(workspaceStateDirectory(stateOf(home), root), 'trace');

async function prepare(trace: string, root: string, { events, folder }: Made): Promise<void> {
  if (folder !== undefined && fs.existsSync(folder)) {
    fs.mkdirSync(path.dirname(trace), { recursive: true, mode: 0o700 });
    fs.renameSync(folder, trace);
    return;
  }
  writeSpools(trace, root, events);
  for (let result = sealTrace({ trace, workspace: root, limit: 20_000 }); result.kind === 'sealed' && result.more; result = sealTrace({ trace, workspace: root, limit: 20_000 }));
  const reader = new TraceReader(trace);
  await reader.catchUp(() => Promise.resolve());
  reader.close();
}

const board = (page: Page): Locator => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('main.board');

/** Milliseconds from the command's Enter: to the page's own beginning, which is the editor's time, and to the first rows. */
interface Opening {
  readonly page: number;
  readonly rows: number;
}

async function opening(page: Page): Promise<Opening> {
  await runCommand(page, 'View: Close All Editors');
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget .quick-input-box input').first().fill('>Tagout: Open Trace in Editor');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Open Trace in Editor' }).first().waitFor();
  const [began, at] = [performance.now(), Date.now()];
  await page.keyboard.press('Enter');
  await board(page).locator('.board-row.act').first().waitFor();
  const rows = performance.now() - began;
  return { page: (await board(page).evaluate(() => performance.timeOrigin)) - at, rows };
}

/** Milliseconds from the last letter to the frame after the answer, measured inside the page. */
const searching = (main: Locator, text: string): Promise<number> =>
  main.evaluate((element, query) => new Promise<number>((resolve, reject) => {
    const [search, list] = [element.querySelector('#search'), element.querySelector('.board-box')];
    if (!(search instanceof HTMLInputElement) || list === null) return reject(new Error('no search'));
    const began = performance.now();
    const observer = new MutationObserver(() => {
      if (list.getAttribute('aria-busy') === 'true') return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - began));
    });
    observer.observe(list, { attributeFilter: ['aria-busy'] });
    search.value = query;
    search.dispatchEvent(new Event('input'));
    return undefined;
  }), text);

interface Frames {
  readonly frames: readonly number[];
  /** Tasks of more than 50 ms, which a person feels. */
  readonly longTasks: readonly number[];
}

/** Scrolls down by so many pixels in each of so many frames, and gives how long each took. (No function in it has a name: the page would lack what the compiler calls for that.) */
const scrolling = (main: Locator, frames: number, pixels: number): Promise<Frames> =>
  main.evaluate(async (element, [count, step]) => {
    const box = element.querySelector('.board-box');
    const times: number[] = [];
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ entryTypes: ['longtask'] });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (let before = performance.now(); times.length < count; ) {
      if (box !== null) box.scrollTop += step;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    observer.disconnect();
    return { frames: times, longTasks };
  }, [frames, pixels] as const);

function sayFrames(what: string, { frames, longTasks }: Frames): void {
  const sorted = [...frames].sort((one, other) => one - other);
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? NaN).toFixed(1);
  say(what, `${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms; tasks over 50 ms: ${longTasks.length} of ${frames.length} frames`);
}

async function measure(made: Made): Promise<void> {
  const directories = makeDirectories();
  const browser = await launchBrowser();
  try {
    const root = path.join(fs.realpathSync(directories.workspaces), 'shop');
    fs.mkdirSync(root);
    await prepare(traceOf(directories, root), root, made);
    writeSettings(directories, { 'git.enabled': false, 'chat.disableAIFeatures': true });
    const server = await startServer(directories, { testDriver: true });
    try {
      const page = await openWindow(browser, directories, workbenchAddress(server, root, { extensionDevelopmentPath: `vscode-remote://${server.authority}${projectRoot}` }));
      await windowReady(page);
      await eventually('the extension runs', () => windowProcesses(directories.home, root)[0], 60_000);
      await measureIn(page, made.events);
    } finally {
      await server.stop();
      if (made.folder !== undefined) fs.renameSync(traceOf(directories, root), made.folder);
    }
  } finally {
    await browser.close();
    removeDirectories(directories);
  }
}

async function measureIn(page: Page, events: number): Promise<void> {
  const times: Opening[] = [];
  for (let round = 0; round < 6; round++) times.push(await opening(page));
  const later = times.slice(1);
  say(`opening, ${events} events: first of the window`, `${(times[0]?.rows ?? NaN).toFixed(0)} ms, of them the editor's before the page begins: ${(times[0]?.page ?? NaN).toFixed(0)}`);
  say('opening again: median of five', `${median(later.map(({ rows }) => rows)).toFixed(0)} ms, of them the editor's: ${median(later.map((one) => one.page)).toFixed(0)}`);
  const main = board(page);
  for (const query of ['needle', 'depends', 'kubectl module4', 'denied', 'denied depends', 'rule:git.force-push', 'path:src/module42', 'path:src', 'unreviewed', 'nowhere to be found']) {
    const found: number[] = [];
    for (let round = 0; round < 5; round++) {
      found.push(await searching(main, query));
      await searching(main, '');
    }
    say(`search: ${query}`, `${median(found).toFixed(0)} ms`);
  }
  sayFrames('scrolling the tree', await scrolling(main, 400, 120));
  await main.locator('#timeline').click();
  await main.locator('.board-row.act').first().waitFor();
  sayFrames('scrolling the timeline', await scrolling(main, 400, 120));
  await main.locator('#log').click();
  await main.locator('.board-row.record .seq').first().waitFor();
  sayFrames('scrolling the log', await scrolling(main, 400, 120));
  sayFrames('dragging through all of the log', await scrolling(main, 400, 50_000));
}

const [, script = '', count = '1000000', folder] = process.argv;
if (process.getBuiltinModule('node:sqlite') === undefined && fs.existsSync(parts.node)) process.exitCode = spawnSync(parts.node, ['--import', 'tsx', script, count, ...(folder === undefined ? [] : [folder])], { stdio: 'inherit' }).status ?? 1;
else await measure({ events: Number(count), folder });
