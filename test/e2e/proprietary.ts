import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parts, projectRoot, setUp } from '../support/setup.ts';

/** The same end-to-end tests for the two agents whose licences keep them out of an ordinary run. */
const versions = ['@anthropic-ai/claude-code@2.1.330', '@github/copilot@1.0.102'];

setUp();
const folder = mkdtempSync(path.join(tmpdir(), 'tagout-proprietary-'));
try {
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  console.log(`setup: npm install ${versions.join(' ')} in ${folder} …`);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...versions], { cwd: folder, stdio: 'inherit' });
  execFileSync(parts.node, ['install.cjs'], { cwd: path.join(folder, 'node_modules', '@anthropic-ai', 'claude-code'), stdio: 'inherit' });
  execFileSync('npm', ['run', '-s', 'package', '--', '--allow-package-all-secrets'], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
  const words = ['--import', 'tsx', 'test/e2e/loopback.ts', 'node_modules/.bin/mocha', '--no-config', '--node-option', 'import=tsx', '--extension', 'ts', '--timeout', '180000', 'test/e2e/agents.test.ts', 'test/e2e/freeze.test.ts', 'test/e2e/windows.test.ts'];
  const { status } = spawnSync(process.execPath, words, { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, TAGOUT_PROPRIETARY: folder } });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
