import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { parts, projectRoot } from '../../support/setup.ts';
import { shellEnvironment } from '../agents/run.ts';

/** Runs the product's command line as a person would in that folder; returns what it prints. Throws where it fails. */
export const tagout = (home: string, folder: string, words: readonly string[]): string =>
  execFileSync(parts.node, [path.join(projectRoot, 'dist', 'tagout.cjs'), ...words], { cwd: folder, env: shellEnvironment(home), encoding: 'utf8' });
