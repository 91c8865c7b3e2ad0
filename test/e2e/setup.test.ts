import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createSampleWorkspace } from '../fixtures/sampleWorkspace.ts';
import { parts, projectRoot } from '../support/setup.ts';
import { eventually, launcherOf, windowProcesses } from './product/processes.ts';
import { pictureInThemes } from './product/themes.ts';
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
  let root = '';
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
    root = sample.root;
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

  /** What the hook line in Claude Code's settings answers to a call, run as Claude Code would. */
  const askHook = (): { readonly status: number | null; readonly stdout: string } => {
    const { hooks } = JSON.parse(claudeSettings()) as { readonly hooks: { readonly PreToolUse: readonly { readonly hooks: readonly { readonly command: string }[] }[] } };
    const line = hooks.PreToolUse[0]?.hooks[0]?.command ?? 'false';
    const event = { session_id: 's', cwd: root, transcript_path: '/nowhere', permission_mode: 'default', hook_event_name: 'PreToolUse', tool_name: 'Bash', tool_input: { command: 'rm -rf ~/.claude' }, tool_use_id: 't' };
    const { status, stdout } = spawnSync('/bin/sh', ['-c', line], { input: JSON.stringify(event), env: { HOME: directories.home, PATH: process.env['PATH'] ?? '' }, encoding: 'utf8' });
    return { status, stdout };
  };

  it('says OFF when somebody takes the hook out, and puts it back', async () => {
    const item = page.locator('.statusbar-item', { hasText: 'Tagout OFF' });
    assert.equal(await item.count(), 0);
    // Behind the guard's back: a program of the user, no agent.
    writeFileSync(below('.claude', 'settings.json'), original);
    await item.waitFor();
    const offer = page.locator('.notifications-toasts .notification-list-item', { hasText: 'Tagout is OFF for Claude Code' });
    await offer.waitFor();
    await item.hover();
    await page.locator('.monaco-hover', { hasText: 'agents are not guarded' }).waitFor();
    await pictureInThemes(page, 'setup-off');
    // A notification goes behind the bell by itself; what it offers is still there.
    await runCommand(page, 'Notifications: Show Notifications');
    await page.locator('.notifications-center .notification-list-item', { hasText: 'Tagout is OFF for Claude Code' }).getByText('Repair', { exact: true }).click();
    await choice('A copy of each file is kept').click();
    await eventually('the hook is in its place', () => (/"model": "opus"[^]*tagout-hook' --agent claude-code/.test(claudeSettings()) ? true : undefined));
    await item.waitFor({ state: 'detached' });
    const { status, stdout } = askHook();
    assert.match(`${status} ${stdout}`, /^2|"deny"/);
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
