// @vscode/test-electron: downloads desktop VS Code and starts it with an extension under test.
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createSampleWorkspace } from '../fixtures/sampleWorkspace.ts';
import { parts, projectRoot } from '../support/setup.ts';
import { bundleEditorSuites, editorEnvironment } from './editorSuites.ts';

/**
 * The editor suites in desktop VS Code: a downloaded one, or the installed one that VSCODE_EXECUTABLE names. Where neither can be
 * had, or there is no display, it says so and ends with 0; with REQUIRE_ELECTRON set, with 1.
 */
async function main(): Promise<void> {
  const executable = process.env['VSCODE_EXECUTABLE'] ?? (await download());
  if (executable === undefined) return;
  if (process.platform === 'linux' && process.env['DISPLAY'] === undefined) {
    const { status, error } = spawnSync('xvfb-run', ['-a', process.execPath, '--import', 'tsx', ...process.argv.slice(1)], { stdio: 'inherit', env: { ...process.env, VSCODE_EXECUTABLE: executable } });
    if (error !== undefined) { absent('there is no display and no xvfb-run (apt-get install -y xvfb)'); return; }
    process.exitCode = status ?? 1;
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'tagout-electron-'));
  const result = path.join(folder, 'result.json');
  try {
    const bundled = path.join(folder, 'suites');
    mkdirSync(bundled);
    const entry = await bundleEditorSuites(bundled);
    const sample = createSampleWorkspace(folder, existsSync(parts.node) ? parts.node : process.execPath);
    const quiet = ['--user-data-dir', path.join(folder, 'user'), '--extensions-dir', path.join(folder, 'extensions'), '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-telemetry', '--disable-updates', '--no-sandbox', '--disable-gpu'];
    await runTests({ vscodeExecutablePath: executable, extensionDevelopmentPath: projectRoot, extensionTestsPath: entry, extensionTestsEnv: editorEnvironment(bundled, result), launchArgs: [sample.root, ...quiet] });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    console.log(existsSync(result) ? readFileSync(result, 'utf8') : 'electron: ended without a result');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function download(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({ version: process.env['VSCODE_VERSION'] ?? 'stable', timeout: 15_000, cachePath: path.join(projectRoot, '.vscode-test') });
  } catch (error) {
    absent(`VS Code cannot be downloaded here (${error instanceof Error ? error.message : String(error)}). Name an installed one by VSCODE_EXECUTABLE`);
    return undefined;
  }
}

function absent(why: string): void {
  console.log(`NOT RUN: the suites in desktop VS Code: ${why}.`);
  process.exitCode = process.env['REQUIRE_ELECTRON'] === undefined ? 0 : 1;
}

await main();
