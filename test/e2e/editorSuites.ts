// esbuild: bundles the editor suites as the product itself is bundled, with `vscode` left to the host.
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from '../support/setup.ts';

/** Bundles every suite and the entry that mocha is started from; returns the entry. */
export async function bundleEditorSuites(folder: string): Promise<string> {
  const suites = path.join(projectRoot, 'test', 'editor');
  const names = existsSync(suites) ? readdirSync(suites).filter((name) => name.endsWith('.test.ts')) : [];
  if (names.length === 0) throw new Error('test/editor holds no suite');
  await build({
    entryPoints: [...names.map((name) => path.join(suites, name)), path.join(projectRoot, 'test', 'e2e', 'editorEntry.ts')],
    outdir: folder,
    outbase: path.join(projectRoot, 'test'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(folder, 'e2e', 'editorEntry.cjs');
}

/** What the bundled entry reads: where to leave the figures, where the suites are, and the project's mocha. */
export const editorEnvironment = (bundled: string, result: string): Record<string, string> => ({
  TAGOUT_RESULT: result,
  TAGOUT_SUITES: path.join(bundled, 'editor'),
  TAGOUT_MOCHA: path.join(projectRoot, 'node_modules', 'mocha'),
});
