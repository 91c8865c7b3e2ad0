// How long keeping a large tree takes against `cp -r` of the same tree: `node --import tsx test/bench/checkpoint.ts [FILES] [MEGABYTES]`.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { takeCheckpoint } from '../../src/node/checkpoint/checkpointStore.ts';
import { restoreCheckpoint } from '../../src/node/checkpoint/restoreCheckpoint.ts';

const rounds = 3;
const files = Number(process.argv[2] ?? 100_000);
const bytes = Number(process.argv[3] ?? 1024) * 2 ** 20;
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

try {
  makeTree();
  const figures: { copy: number; synced: number; keep: number; again: number; restore: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const store = path.join(base, `store-${round}`);
    const copy = await seconds(() => execFileSync('cp', ['-r', root, path.join(base, `copy-${round}`)]));
    const synced = copy + (await seconds(() => execFileSync('sync')));
    const take = (id: string) => takeCheckpoint({ plan: { paths: [{ path: root }], repositories: [], beyond: [] }, store, id, at: new Date(), root, cwd: base, limits: { files: 10 * files, bytes: 4 * bytes } });
    let taken = '';
    const keep = await seconds(async () => (taken = (await take('first')).kind));
    const again = await seconds(() => take('second'));
    fs.rmSync(root, { recursive: true });
    let restored = '';
    const restore = await seconds(async () => (restored = (await restoreCheckpoint({ store, id: 'first', keepAs: 'third', at: new Date(), newer: 'ask', limits: { files: 10 * files, bytes: 4 * bytes } })).kind));
    if (taken !== 'taken' || restored !== 'restored') throw new Error(`${taken}, ${restored}`);
    figures.push({ copy, synced, keep, again, restore });
    fs.rmSync(path.join(base, `copy-${round}`), { recursive: true });
    fs.rmSync(store, { recursive: true });
  }
  const median = (name: keyof (typeof figures)[number]): number => figures.map((one) => one[name]).sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
  const [copy, keep] = [median('copy'), median('keep')];
  console.log(`${files} files, ${bytes / 2 ** 20} MB, median of ${rounds}: cp -r ${copy.toFixed(2)} s (on the disk after ${median('synced').toFixed(2)} s), checkpoint (copied, synced, read again) ${keep.toFixed(2)} s, ratio ${(keep / copy).toFixed(2)}; a second one ${median('again').toFixed(2)} s; restored in ${median('restore').toFixed(2)} s`);
} finally {
  fs.rmSync(base, { recursive: true, force: true });
}
