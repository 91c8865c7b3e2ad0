// esbuild: the bundler that builds the product builds this extension too.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from '../../support/setup.ts';

/** Builds the scripted model's VSIX in `folder` and returns its path. */
export async function packageScriptedModel(folder: string): Promise<string> {
  const source = path.join(projectRoot, 'test', 'e2e', 'scriptedModel');
  const staged = path.join(folder, 'scripted-model');
  mkdirSync(staged, { recursive: true });
  copyFileSync(path.join(source, 'package.json'), path.join(staged, 'package.json'));
  copyFileSync(path.join(projectRoot, 'LICENSE'), path.join(staged, 'LICENSE'));
  writeFileSync(path.join(staged, 'README.md'), 'A language model that plays a script.\n');
  await build({ entryPoints: [path.join(source, 'extension.ts')], outfile: path.join(staged, 'extension.cjs'), bundle: true, platform: 'node', format: 'cjs', target: 'node22', external: ['vscode'], logLevel: 'warning' });
  const packagePath = path.join(folder, 'scripted-model.vsix');
  execFileSync(path.join(projectRoot, 'node_modules', '.bin', 'vsce'), ['package', '--no-dependencies', '--allow-missing-repository', '-o', packagePath], { cwd: staged, stdio: 'pipe' });
  return packagePath;
}
