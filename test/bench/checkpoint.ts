// How long keeping a large tree takes against `cp -r` of the same tree: `node --import tsx test/bench/checkpoint.ts [FILES] [MEGABYTES] [ROUNDS]`.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { takeCheckpoint } from '../../src/node/checkpoint/checkpointStore.ts';
import { restoreCheckpoint } from '../../src/node/checkpoint/restoreCheckpoint.ts';

const files = Number(process.argv[2] ?? 100_000);
const bytes = Number(process.argv[3] ?? 1024) * 2 ** 20;
const rounds = Number(process.argv[4] ?? 3);
const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-bench-')));
const root = path.join(base, 'work');

/** A tree as work trees are: most files small, a few that hold half of all bytes. No two alike. */
function makeTree(): void {
  const large = 20;
  const small = Math.floor(bytes / 2 / (files - large));
  for (let at = 0; at < files; at++) {
    const folder = path.join(root, `d${at % 100}`, `e${Math.floor(at / 100) % 20}`);
    if (at < 2000) fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, `f${at}.txt`), Buffer.alloc(at < large ? bytes / 2 / large : small, `${at} `));
  }
}

async function seconds(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

interface Round {
  readonly copy: number;
  readonly synced: number;
  readonly keep: number;
  readonly again: number;
}

const limits = { files: 10 * files, bytes: 4 * bytes };

/** Nothing is removed between rounds: ext4 makes new files slowly where others were just deleted, which would slow `cp -r` down. */
async function measure(round: number): Promise<Round> {
  const store = storeOf(round);
  const copy = await seconds(() => execFileSync('cp', ['-r', root, path.join(base, `copy-${round}`)]));
  const synced = copy + (await seconds(() => execFileSync('sync')));
  const take = async (id: string): Promise<void> => {
    const taken = await takeCheckpoint({ plan: { paths: [{ path: root }], repositories: [], beyond: [] }, store, id, at: new Date(), root, cwd: base, limits });
    if (taken.kind !== 'taken') throw new Error(JSON.stringify(taken));
  };
  return { copy, synced, keep: await seconds(() => take('first')), again: await seconds(() => take('second')) };
}

const storeOf = (round: number): string => path.join(base, `store-${round}`);
const words = ({ copy, synced, keep, again }: Round): string => `cp -r ${copy.toFixed(2)} s (on the disk after ${synced.toFixed(2)} s), checkpoint (copied, synced, read again) ${keep.toFixed(2)} s, ratio ${(keep / copy).toFixed(2)}; a second one ${again.toFixed(2)} s`;

try {
  makeTree();
  const figures: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const figure = await measure(round);
    figures.push(figure);
    console.log(`round ${round + 1}: ${words(figure)}`);
  }
  const median = (name: keyof Round): number => figures.map((one) => one[name]).sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
  console.log(`${files} files, ${bytes / 2 ** 20} MB, median of ${rounds}: ${words({ copy: median('copy'), synced: median('synced'), keep: median('keep'), again: median('again') })}`);
  const removed = await seconds(() => fs.rmSync(root, { recursive: true }));
  let restored = '';
  const restore = await seconds(async () => (restored = JSON.stringify(await restoreCheckpoint({ store: storeOf(0), id: 'first', keepAs: 'third', at: new Date(), newer: 'ask', limits }).then(({ kind, ...more }) => (kind === 'restored' ? kind : { kind, ...more })))));
  if (restored !== '"restored"') throw new Error(restored);
  console.log(`deleted in ${removed.toFixed(2)} s; restored in ${restore.toFixed(2)} s`);
} finally {
  fs.rmSync(base, { recursive: true, force: true });
}
