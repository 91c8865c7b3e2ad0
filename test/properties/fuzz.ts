import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultOf, inputAt, seeds } from './mutate.ts';

/*
 * `npm run fuzz -- [COUNT] [SEED]` judges COUNT mutated lines (1,000,000 without one). A crash, an internal error, an `allow` of
 * what was not read as a whole, and an input that takes longer than a second are faults: each is told, and kept as a file
 * below test/corpus/fuzz, which the tests run. The judging is a process of its own, so that one that hangs is seen.
 */

const slowMs = 1000;
const watchMs = 15_000;
const all = seeds();

function keep(index: number, seed: number, fault: string): void {
  const { shell, text } = inputAt(all, seed, index);
  const name = createHash('sha256').update(shell + text).digest('hex').slice(0, 12);
  writeFileSync(new URL(`../corpus/fuzz/${name}.txt`, import.meta.url), `${shell}\n${text}`);
  console.log(`FAULT ${index}: ${fault}\n  ${shell} ${JSON.stringify(text.slice(0, 300))}\n  kept as test/corpus/fuzz/${name}.txt`);
}

/** Judges inputs, and notes in a file which one it is at. */
function judgeAll(count: number, seed: number, placeFile: string): void {
  const place = openSync(placeFile, 'w');
  const begun = Date.now();
  let faults = 0;
  let slowest = 0;
  for (let index = 0; index < count; index += 1) {
    writeSync(place, String(index).padStart(12), 0);
    const input = inputAt(all, seed, index);
    const timed = (): readonly [number, string | undefined] => {
      const started = process.cpuUsage();
      const found = faultOf(input);
      const { user, system } = process.cpuUsage(started);
      return [(user + system) / 1000, found];
    };
    const [first, fault] = timed();
    // A collection of garbage is not the input's doing.
    const took = first > slowMs / 4 ? Math.min(first, timed()[0], timed()[0]) : first;
    slowest = Math.max(slowest, took);
    const told = fault ?? (took > slowMs ? `took ${took.toFixed(0)} ms` : undefined);
    if (told === undefined) continue;
    faults += 1;
    keep(index, seed, told);
  }
  closeSync(place);
  console.log(`${count} inputs, seed ${seed}: ${faults} faults, the slowest took ${slowest.toFixed(0)} ms, ${((Date.now() - begun) / 1000).toFixed(0)} s in all`);
  process.exitCode = faults === 0 ? 0 : 1;
}

function watch(count: number, seed: number): void {
  const directory = mkdtempSync(join(tmpdir(), 'tagout-fuzz-'));
  const placeFile = join(directory, 'place');
  // No number, which equals nothing, until the process has started.
  writeFileSync(placeFile, 'NaN');
  const child = fork(fileURLToPath(import.meta.url), [String(count), String(seed), placeFile], { execArgv: ['--import', 'tsx', '--max-old-space-size=1024'] });
  const place = (): number => Number(readFileSync(placeFile, 'utf8'));
  let last = -1;
  const timer = setInterval(() => {
    if (place() === last) {
      keep(last, seed, `did not end within ${watchMs} ms`);
      child.kill('SIGKILL');
    }
    last = place();
  }, watchMs);
  child.on('exit', (code, signal) => {
    clearInterval(timer);
    if (code !== 0 && code !== 1 && place() !== last) keep(place(), seed, `ended the process (${String(code ?? signal)})`);
    rmSync(directory, { recursive: true, force: true });
    process.exitCode = code ?? 1;
  });
}

const [count = '1000000', seed = String(Date.now() % 1_000_000), placeFile] = process.argv.slice(2);
if (placeFile === undefined) watch(Number(count), Number(seed));
else judgeAll(Number(count), Number(seed), placeFile);
