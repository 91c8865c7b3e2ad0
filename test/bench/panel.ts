import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { TraceReader } from '../../src/node/trace/readTrace.ts';
import { workspaceStateDirectory } from '../../src/node/stateDirectory.ts';
import { launcherOf, eventually, stateOf, windowProcesses } from '../e2e/product/processes.ts';
import { panelOf } from '../e2e/product/panel.ts';
import { protectAgents } from '../e2e/product/install.ts';
import { replaceQuestions } from '../e2e/product/policy.ts';
import { shellEnvironment } from '../e2e/agents/run.ts';
import { makeDirectories, removeDirectories, writeSettings, type Directories } from '../e2e/workbench/directories.ts';
import { installExtension, startServer } from '../e2e/workbench/server.ts';
import { launchBrowser, openWindow, windowReady, workbenchAddress, type Page } from '../e2e/workbench/window.ts';
import { start } from '../support/hookProcess.ts';
import { parts, projectRoot } from '../support/setup.ts';
import { shellEvent } from '../support/shellEvents.ts';

/**
 * Where the time goes between a proposal and the loss that a person can read, in a real editor: `tsx test/bench/panel.ts
 * [windows] [files]`, after `npm run package`. Each window is opened in a fresh profile and asked three times about a small
 * folder and three times about a large one; milliseconds since the start of the hook's process, next to a bare Node of the same
 * machine. A third of the large folder is committed, a third untracked, a third ignored.
 */
const [windows = 3, files = 100_000] = process.argv.slice(2).map(Number);
const asksOfEach = 3;

/** Milliseconds since the hook was started. */
interface Times {
  readonly judged: number;
  readonly asked: number;
  readonly tab: number;
  readonly loss: number;
  readonly counted: number;
}

interface Place {
  readonly directories: Directories;
  readonly root: string;
}

let calls = 0;

async function askOnce({ directories: { home }, root }: Place, page: Page, name: string): Promise<Times> {
  const panel = panelOf(page);
  const session = `bench-${++calls}`;
  const event = { ...shellEvent('codex', `rm -r ${name}`, root, `call_${calls}`), session_id: session };
  const began = Date.now();
  const since = (): number => Date.now() - began;
  const { ended } = start('/bin/sh', [launcherOf(home), '--agent', 'codex'], JSON.stringify(event), shellEnvironment(home), root);
  const [tab, loss, counted] = await Promise.all([
    page.locator('.tabs-container .tab', { hasText: 'Approval' }).waitFor().then(since),
    panel.locator('main[role="alertdialog"]', { hasText: `rm -r ${name}` }).waitFor().then(since),
    panel.locator('#approve[aria-disabled="false"]').waitFor({ timeout: 60_000 }).then(since),
  ]);
  await panel.locator('#deny').click();
  await ended;
  await page.locator('.tabs-container .tab', { hasText: 'Approval' }).waitFor({ state: 'detached' });
  const { events } = new TraceReader(path.join(workspaceStateDirectory(stateOf(home), root), 'trace')).read({ sessions: 1, session });
  const at = (kind: string): number => Date.parse(events.find(({ body }) => body.kind === kind)?.at ?? '') - began;
  return { judged: at('proposal'), asked: at('ask'), tab, loss, counted };
}

const median = (numbers: readonly number[]): number => [...numbers].sort((first, second) => first - second)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function print(what: string, times: readonly Times[], bare: number): void {
  const of = (key: keyof Times): string => `${key} ${Math.round(median(times.map((one) => one[key])))}`;
  console.log(`${what.padEnd(34)} ${(['judged', 'asked', 'tab', 'loss', 'counted'] as const).map(of).join(' · ')} ms; loss at ${(median(times.map(({ loss }) => loss)) / bare).toFixed(1)} x bare Node`);
}

function makeTree(root: string): void {
  for (let index = 0; index < files; index++) {
    const directory = path.join(root, 'tree', ['src', 'drafts', 'cache'][index % 3] ?? '', String(Math.floor(index / 300)));
    if (index % 300 < 3) fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(path.join(directory, `file-${index}.txt`), `${index}\n`);
  }
  fs.mkdirSync(path.join(root, 'small'));
  fs.writeFileSync(path.join(root, 'small', 'chapter.md'), 'Written by hand.\n');
  fs.writeFileSync(path.join(root, '.gitignore'), 'tree/cache/\n');
  const git = (...words: string[]): void => void execFileSync('git', ['-C', root, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.test', ...words], { stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  git('add', '.gitignore', 'tree/src');
  git('commit', '-q', '-m', 'All that is tracked');
}

function bareNode(): number {
  const began = performance.now();
  execFileSync(parts.node, ['-e', '0']);
  return performance.now() - began;
}

const directories = makeDirectories();
try {
  const root = path.join(fs.realpathSync(directories.workspaces), 'work');
  fs.mkdirSync(root);
  makeTree(root);
  // The sample's editor would look for changes in a tree of this size all the time.
  writeSettings(directories, { 'files.watcherExclude': { '**/tree/**': true }, 'git.enabled': false });
  await installExtension(directories, path.join(projectRoot, 'dist', 'tagout.vsix'));
  protectAgents(directories.home, ['codex']);
  replaceQuestions(directories.home, false);
  const server = await startServer(directories);
  const browser = await launchBrowser();
  const found: Record<'first' | 'later' | 'large', Times[]> = { first: [], later: [], large: [] };
  try {
    const bare = median(Array.from({ length: 9 }, bareNode));
    for (let window = 0; window < windows; window++) {
      const page = await openWindow(browser, directories, workbenchAddress(server, root));
      await windowReady(page);
      await eventually('the window can be found by hooks', () => windowProcesses(directories.home, root)[0], 60_000);
      for (let ask = 0; ask < asksOfEach; ask++) found[ask === 0 ? 'first' : 'later'].push(await askOnce({ directories, root }, page, 'small'));
      for (let ask = 0; ask < asksOfEach; ask++) found.large.push(await askOnce({ directories, root }, page, 'tree'));
      await page.context().close();
      await eventually('the window is gone', () => (windowProcesses(directories.home, root).length === 0 ? true : undefined), 60_000);
    }
    console.log(`medians of ${windows} windows; bare Node starts in ${Math.round(bare)} ms`);
    print('first question of a window', found.first, bare);
    print('later questions', found.later, bare);
    print(`about ${files} files`, found.large, bare);
  } finally {
    await browser.close();
    await server.stop();
  }
} finally {
  removeDirectories(directories);
}
