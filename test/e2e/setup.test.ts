import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createSampleWorkspace } from '../fixtures/sampleWorkspace.ts';
import { parts, projectRoot } from '../support/setup.ts';
import { eventually, launcherOf, windowProcesses } from './product/processes.ts';
import { makeDirectories, removeDirectories, writeSettings, type Directories } from './workbench/directories.ts';
import { installExtension, startServer, type WorkbenchServer } from './workbench/server.ts';
import { launchBrowser, openWindow, runCommand, takePicture, webview, windowReady, workbenchAddress, type Browser, type Page } from './workbench/window.ts';

/** What a person had in the configuration before. */
const original = '{\n  "model": "opus"\n}\n';

// A machine of its own, on which nothing is protected yet: the other tests' agents must stay as they are.
describe('set-up in the editor', () => {
  let directories: Directories;
  let server: WorkbenchServer;
  let browser: Browser;
  let page: Page;
  const below = (...names: readonly string[]): string => path.join(directories.home, ...names);
  const claudeSettings = (): string => readFileSync(below('.claude', 'settings.json'), 'utf8');
  const choice = (label: string): ReturnType<Page['locator']> => page.locator('.quick-input-list .monaco-list-row', { hasText: label });

  before(async function () {
    this.timeout(120_000);
    directories = makeDirectories();
    mkdirSync(below('.gemini'));
    mkdirSync(below('.claude'));
    writeFileSync(below('.claude', 'settings.json'), original);
    writeSettings(directories, { 'chat.disableAIFeatures': true });
    const sample = createSampleWorkspace(directories.workspaces, parts.node);
    await installExtension(directories, path.join(projectRoot, 'dist', 'tagout.vsix'));
    server = await startServer(directories);
    browser = await launchBrowser();
    page = await openWindow(browser, directories, workbenchAddress(server, sample.root));
    await windowReady(page);
    await eventually('the window can be found by hooks', () => windowProcesses(directories.home, sample.root)[0], 60_000);
  });
  after(async () => {
    await browser.close();
    await server.stop();
    removeDirectories(directories);
  });

  const proposeChange = async (): Promise<void> => {
    await runCommand(page, "Tagout: Protect This Machine's Agents");
    await choice('Claude Code').waitFor();
    await page.keyboard.press('Enter');
    await choice('Write Nothing').waitFor();
    await page.locator('.multiDiffEditor', { hasText: '.claude' }).waitFor();
  };

  it('shows the change and writes nothing when the person declines', async () => {
    await proposeChange();
    await takePicture(page, 'setup-change');
    await choice('Write Nothing').click();
    await choice('Write Nothing').waitFor({ state: 'hidden' });
    assert.deepEqual([claudeSettings(), existsSync(launcherOf(directories.home))], [original, false]);
  });

  it('writes it when the person agrees, and proves each agent', async () => {
    await proposeChange();
    await choice('A copy of each file is kept').click();
    const report = webview(page, '.editor-group-container');
    await report.locator('h2', { hasText: 'Claude Code: protected' }).waitFor({ timeout: 90_000 });
    await report.locator('h2', { hasText: 'Gemini CLI: protected' }).waitFor();
    await takePicture(page, 'setup-doctor');
    assert.match(claudeSettings(), /"model": "opus"[^]*tagout-hook' --agent claude-code/);
    assert.match(readFileSync(below('.gemini', 'settings.json'), 'utf8'), /tagout-hook' --agent gemini/);
  });

  it('takes out nothing but its own lines, after a typed word', async () => {
    const protectedSettings = claudeSettings();
    const type = async (word: string): Promise<void> => {
      await runCommand(page, "Tagout: Remove From This Machine's Agents");
      await page.locator('.quick-input-widget', { hasText: 'From then on nothing stands' }).waitFor();
      await takePicture(page, 'setup-remove');
      await page.locator('.quick-input-widget .quick-input-box input').first().fill(word);
      await page.keyboard.press('Enter');
    };
    await type('yes');
    await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
    assert.equal(claudeSettings(), protectedSettings);
    await type('remove');
    await eventually('the configuration is as it was', () => (claudeSettings() === original ? true : undefined));
  });
});
