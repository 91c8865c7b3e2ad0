import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { z } from 'zod';
import { projectRoot, setUp } from './support/setup.ts';

/** What one stage of the whole run came to. A stage that could not run is one failure with its reason. */
interface StageResult {
  readonly passed: number;
  readonly failures: readonly string[];
}

interface Stage {
  readonly name: string;
  run(): StageResult | Promise<StageResult>;
}

const resultFile = z.object({ passes: z.array(z.string()), failures: z.array(z.object({ title: z.string(), message: z.string() })) });

/** Longest time that one stage may take on a busy machine. The whole run is to stay under a quarter of an hour on two quiet cores. */
const stageLimitMs = 25 * 60_000;

const scratch = mkdtempSync(path.join(tmpdir(), 'tagout-run-'));

/** A check that passes or fails as one, and the words that it is run with. */
interface Check {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
}

/** Ends with what is wrong, or undefined. What the check printed is shown in one piece at its end, for others run beside it. */
const wrongIn = ({ name, program, words }: Check): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn(program, words, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'], timeout: stageLimitMs });
    const printed: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
    child.on('error', (error) => resolve(`${name}: ${error.message}`));
    child.on('close', (status, signal) => {
      console.log(`${printed.join('')}-- ${name}: ${status === 0 ? 'passed' : 'failed'}`);
      resolve(status === 0 ? undefined : `${name}: ${status === null ? `ended by ${String(signal)}` : `exit ${status}`}`);
    });
  });

/** Checks that need nothing of one another, two at a time. */
const checks = (name: string, all: readonly Check[]): Stage => ({
  name,
  async run() {
    const waiting = [...all];
    const failures: string[] = [];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const wrong = await wrongIn(next);
        if (wrong !== undefined) failures.push(wrong);
      }
    };
    await Promise.all([worker(), worker()]);
    return { passed: all.length - failures.length, failures };
  },
});

/** A test run that leaves its figures in a JSON file. Without the file it did not get to its end. */
const suite = (name: string, program: string, words: readonly string[]): Stage => ({
  name,
  run() {
    const file = path.join(scratch, `${name.replace(/\W+/g, '-')}.json`);
    const { status, error } = spawnSync(program, words, { cwd: projectRoot, stdio: 'inherit', timeout: stageLimitMs, env: { ...process.env, TAGOUT_RESULT: file } });
    if (!existsSync(file)) return { passed: 0, failures: [`${name}: ended without a result (${error?.message ?? `exit ${status}`})`] };
    const { passes, failures } = resultFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const told = failures.map(({ title, message }) => `${name}: ${title}: ${message.split('\n')[0] ?? ''}`);
    if (passes.length + failures.length === 0) told.push(`${name}: no test ran`);
    if (status !== 0 && told.length === 0) told.push(`${name}: exit ${status} although no test failed`);
    return { passed: passes.length, failures: told };
  },
});

const bin = (name: string): string => path.join(projectRoot, 'node_modules', '.bin', name);
const mocha = (...patterns: readonly string[]): readonly string[] => ['--no-config', '--node-option', 'import=tsx', '--extension', 'ts', '--forbid-only', '--forbid-pending', '--reporter', 'test/support/reporter.cjs', ...patterns];

const setup: Stage = {
  name: 'set-up',
  run() {
    try {
      setUp();
      return { passed: 0, failures: [] };
    } catch (error) {
      return { passed: 0, failures: [`set-up: ${error instanceof Error ? error.message : String(error)}`] };
    }
  },
};

const stages: readonly Stage[] = [
  setup,
  checks('checks', [
    { name: 'lint', program: 'npm', words: ['run', '-s', 'lint'] },
    { name: 'lint of the end-to-end tests', program: bin('eslint'), words: ['test/e2e', '--max-warnings', '0'] },
    { name: 'typecheck', program: 'npm', words: ['run', '-s', 'typecheck'] },
    { name: 'typecheck of the end-to-end tests', program: bin('tsc'), words: ['--noEmit', '-p', 'test/e2e'] },
  ]),
  // The search for secrets in thousands of generated tables takes a minute and belongs to a release: `npm run package` does it.
  checks('package', [{ name: 'package', program: 'npm', words: ['run', '-s', 'package', '--', '--allow-package-all-secrets'] }]),
  suite('unit', bin('mocha'), mocha('--timeout', '60000', '--parallel', '--jobs', '2', 'test/unit/**/*.test.ts')),
  suite('process', bin('mocha'), mocha('--timeout', '60000', '--parallel', '--jobs', '2', 'test/process/**/*.test.ts')),
  suite('corpus', bin('mocha'), mocha('--timeout', '60000', '--parallel', '--jobs', '2', 'test/corpus/**/*.test.ts')),
  suite('properties', bin('mocha'), mocha('--timeout', '60000', '--parallel', '--jobs', '2', 'test/properties/**/*.test.ts', 'test/differential/**/*.test.ts')),
  suite('editor', process.execPath, ['--import', 'tsx', 'test/e2e/loopback.ts', 'test/e2e/editorHost.ts']),
  // A second try, because a browser, an editor and agents share two cores: what fails twice fails.
  suite('end to end', process.execPath, ['--import', 'tsx', 'test/e2e/loopback.ts', bin('mocha'), ...mocha('--timeout', '180000', '--retries', '1', 'test/e2e/**/*.test.ts')]),
];

/** Names on the command line pick stages; those are then run after the set-up and the build. */
const wanted = process.argv.slice(2);
const picked = wanted.length === 0 ? stages : stages.filter(({ name }) => ['set-up', 'package', ...wanted].includes(name));

const started = Date.now();
const totals: StageResult[] = [];
for (const stage of picked) {
  console.log(`\n== ${stage.name}`);
  const begun = Date.now();
  const result = await stage.run();
  console.log(`== ${stage.name}: ${result.passed} passed, ${result.failures.length} failed, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  totals.push(result);
}
rmSync(scratch, { recursive: true, force: true });
const passed = totals.reduce((sum, result) => sum + result.passed, 0);
const failures = totals.flatMap((result) => result.failures);
console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s in all`);
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
