import type Mocha from 'mocha';
import { readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** What the extension host calls: runs the bundled suites and writes `{passes, failures}` to $TAGOUT_RESULT. */
export function run(): Promise<void> {
  const mocha = newMocha();
  const suites = process.env['TAGOUT_SUITES'] ?? '';
  for (const name of readdirSync(suites).sort()) if (name.endsWith('.test.cjs')) mocha.addFile(path.join(suites, name));
  const passes: string[] = [];
  const failures: { title: string; message: string }[] = [];
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failed) => {
      writeFileSync(process.env['TAGOUT_RESULT'] ?? '', JSON.stringify({ passes, failures }, undefined, 1));
      if (failed === 0) resolve();
      else reject(new Error(`${failed} failed`));
    });
    runner.on('pass', (test) => passes.push(test.fullTitle()));
    runner.on('fail', (test, error: unknown) => failures.push({ title: test.fullTitle(), message: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
  });
}

/** mocha is found by its path: the suites run far from the project's own node_modules. */
function newMocha(): Mocha {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a bundle in CommonJS; the path is known at run time only
  const loaded: unknown = require(process.env['TAGOUT_MOCHA'] ?? 'mocha');
  if (!isMocha(loaded)) throw new Error('mocha could not be loaded');
  return new loaded({ ui: 'bdd', color: false, timeout: 60_000 });
}

const isMocha = (value: unknown): value is typeof Mocha => typeof value === 'function';
