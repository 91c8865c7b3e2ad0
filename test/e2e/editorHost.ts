import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parts, projectRoot } from '../support/setup.ts';
import { createSampleWorkspace } from '../fixtures/sampleWorkspace.ts';
import { bundleEditorSuites, editorEnvironment } from './editorSuites.ts';
import { makeDirectories, removeDirectories, writeSettings, type Directories } from './workbench/directories.ts';
import { startServer } from './workbench/server.ts';
import { launchBrowser, openWindow, workbenchAddress, type Browser } from './workbench/window.ts';

/**
 * Runs `test/editor/*.test.ts` inside the extension host of a real workbench, against the real `vscode` API. The extension under
 * test is this folder itself, as built. The figures are left in the file that $TAGOUT_RESULT names.
 */
const limitMs = 10 * 60_000;

async function runInHost(directories: Directories, browser: Browser, result: string): Promise<string | undefined> {
  const bundled = path.join(directories.root, 'suites');
  mkdirSync(bundled);
  const entry = await bundleEditorSuites(bundled);
  const sample = createSampleWorkspace(directories.workspaces, parts.node);
  writeSettings(directories, { 'chat.disableAIFeatures': true });
  const server = await startServer(directories, { testDriver: true, environment: editorEnvironment(bundled, result) });
  try {
    const remote = (file: string): string => `vscode-remote://${server.authority}${file}`;
    const address = workbenchAddress(server, sample.root, { extensionDevelopmentPath: remote(projectRoot), extensionTestsPath: remote(entry), skipWelcome: 'true' });
    return await new Promise<string | undefined>((resolve, reject) => {
      const timer = setTimeout(() => resolve(`no end after ${limitMs / 1000} s`), limitMs);
      const end = (why: string | undefined): void => {
        clearTimeout(timer);
        resolve(why);
      };
      openWindow(browser, directories, address, async (page) => {
        await page.exposeFunction('codeAutomationLog', (type: string, words: readonly unknown[]) => {
          if (process.env['VERBOSE'] !== undefined) console.log(`[${type}]`, ...words);
        });
        await page.exposeFunction('codeAutomationExit', () => end(undefined));
        page.on('crash', () => end('the page crashed'));
      }).catch(reject);
    });
  } finally {
    await server.stop();
  }
}

async function main(): Promise<void> {
  const result = process.env['TAGOUT_RESULT'] ?? '/dev/null';
  const directories = makeDirectories();
  const browser = await launchBrowser();
  let why: string | undefined;
  try {
    const file = path.join(directories.root, 'result.json');
    why = await runInHost(directories, browser, file);
    if (existsSync(file)) {
      const text = readFileSync(file, 'utf8');
      writeFileSync(result, text);
      console.log(text);
    } else {
      console.error(`no result: ${why ?? 'the extension host ended early'}\n${readFileSync(path.join(directories.root, 'server.log'), 'utf8').slice(-1500)}`);
      process.exitCode = 1;
    }
  } finally {
    await browser.close();
    removeDirectories(directories);
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
