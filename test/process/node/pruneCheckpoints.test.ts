import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { idsOf } from '../../../src/node/checkpoint/storePlaces.ts';
import { takeCheckpoint } from '../../../src/node/checkpoint/checkpointStore.ts';
import { pruneCheckpoints, type Pruned } from '../../../src/node/checkpoint/pruneCheckpoints.ts';
import { restoreCheckpoint } from '../../../src/node/checkpoint/restoreCheckpoint.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const day = 24 * 60 * 60_000;

describe('removing checkpoints', () => {
  const place = temporaryDirectory();
  const store = (): string => path.join(place.path, 'checkpoints');
  const root = (): string => path.join(fs.realpathSync(place.path), 'work');
  const now = Date.UTC(2030, 5, 30);
  const take = async (id: string, daysAgo: number, text: string): Promise<void> => {
    fs.mkdirSync(root(), { recursive: true });
    fs.writeFileSync(path.join(root(), 'a.txt'), text);
    const taken = await takeCheckpoint({ plan: { paths: [{ path: path.join(root(), 'a.txt') }], repositories: [], beyond: [] }, store: store(), id, at: new Date(now - daysAgo * day), root: root(), cwd: root() });
    assert.equal(taken.kind, 'taken');
  };
  const prune = (keepDays: number, keepMegabytes = 1000): Pruned => pruneCheckpoints(store(), { keepDays, keepMegabytes }, now);
  const mega = (letter: string): string => letter.repeat(2 ** 20 * 2);

  it('needs no store', () => assert.deepEqual(prune(1), { kind: 'pruned' }));

  it('removes the old and their content, keeps the rest and what it shares', async () => {
    await take('a', 40, 'shared');
    await take('b', 35, 'only here');
    await take('c', 1, 'shared');
    const pruned = prune(30);
    assert.deepEqual(pruned.kind === 'pruned' && pruned.event !== undefined && [pruned.event.checkpoints, pruned.event.promised, pruned.event.bytes], [['a', 'b'], [], 9]);
    assert.deepEqual([idsOf(store()), fs.readdirSync(path.join(store(), 'packs'))], [['c'], ['a.pack']]);
    fs.rmSync(path.join(root(), 'a.txt'));
    assert.equal((await restoreCheckpoint({ store: store(), id: 'c', keepAs: 'd', at: new Date(now), newer: 'ask' })).kind, 'restored');
    assert.equal(fs.readFileSync(path.join(root(), 'a.txt'), 'utf8'), 'shared');
  });

  it('removes the oldest where all are too large, and says which were promised for longer', async () => {
    for (const [id, days] of [['a', 3], ['b', 2], ['c', 1]] as const) await take(id, days, mega(id));
    const pruned = prune(30, 5);
    assert.deepEqual(pruned.kind === 'pruned' && pruned.event !== undefined && [pruned.event.checkpoints, pruned.event.promised], [['a'], ['a']]);
    assert.match(pruned.kind === 'pruned' ? (pruned.event?.why ?? '') : '', /larger than 5 MB/);
    assert.deepEqual([idsOf(store()), fs.readdirSync(path.join(store(), 'objects')).length], [['b', 'c'], 2]);
  });

  it('keeps the newest whatever it is', async () => {
    await take('a', 400, mega('a'));
    assert.deepEqual([prune(1, 0), idsOf(store())], [{ kind: 'pruned' }, ['a']]);
  });

  it('waits while a checkpoint is being taken, and clears away what was broken off', async () => {
    await take('a', 40, 'x');
    await take('b', 1, 'y');
    const unfinished = path.join(store(), 'c.unfinished');
    fs.mkdirSync(unfinished);
    fs.utimesSync(unfinished, now / 1000, now / 1000);
    assert.deepEqual([prune(30), idsOf(store())], [{ kind: 'busy' }, ['a', 'b']]);
    fs.utimesSync(unfinished, (now - day) / 1000, (now - day) / 1000);
    assert.deepEqual([prune(30).kind, idsOf(store()), fs.existsSync(unfinished), fs.existsSync(path.join(store(), 'prune.lock'))], ['pruned', ['b'], false, false]);
  });
});
