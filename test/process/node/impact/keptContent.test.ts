import { deepEqual } from 'node:assert/strict';
import * as path from 'node:path';
import { ImpactPlace } from '../../../support/judgedImpact.ts';

describe('where lost files come back from', function () {
  this.timeout(30_000);
  let place: ImpactPlace;
  beforeEach(() => {
    place = new ImpactPlace();
    place.write('clean.txt', 'clean\n');
    place.write('staged.txt', 'old\n');
    place.write('stashed.txt', 'old\n');
    place.write('earlier.txt', 'first words\n');
    place.write('loose.txt', 'old\n');
    place.commit('first');
  });
  afterEach(() => place.remove());

  it('index, stash, another commit, the reflog, nothing', async () => {
    place.write('earlier.txt', 'second words\n');
    place.commit('second');
    place.write('reflogged.txt', 'only once committed\n');
    place.commit('third');
    place.git('reset', '-q', '--hard', 'HEAD~1');
    place.write('stashed.txt', 'put aside\n');
    place.git('stash', '-q');
    place.write('stashed.txt', 'put aside\n');
    place.write('staged.txt', 'staged\n');
    place.git('add', 'staged.txt');
    place.write('earlier.txt', 'first words\n');
    place.write('reflogged.txt', 'only once committed\n');
    place.write('loose.txt', 'nobody else has this\n');
    place.write('new.txt', 'nor this\n');
    const { files, loss } = await place.measure('rm staged.txt stashed.txt earlier.txt reflogged.txt loose.txt new.txt');
    deepEqual([Object.fromEntries(files.map(({ path: file, recoverable }) => [path.basename(file), recoverable])), loss], [
      { 'loose.txt': 'nothing', 'new.txt': 'nothing', 'staged.txt': 'index', 'stashed.txt': 'stash', 'earlier.txt': 'commit', 'reflogged.txt': 'reflog' },
      'Deletes 6 files (79 bytes); 2 were never committed and 4 have uncommitted changes, 2 cannot be brought back without a checkpoint.',
    ]);
  });

  it('what git was told not to look at counts as changed', async () => {
    place.git('update-index', '--assume-unchanged', 'loose.txt');
    place.write('loose.txt', 'changed behind its back\n');
    const { files } = await place.measure('rm loose.txt');
    deepEqual(files.map(({ state, recoverable }) => [state, recoverable]), [['modified', 'nothing']]);
  });

  it('a discard takes the index too', async () => {
    place.write('staged.txt', 'staged\n');
    place.git('add', 'staged.txt');
    const { files } = await place.measure('git reset --hard');
    deepEqual(files.map(({ act, state, recoverable }) => [act, state, recoverable]), [['discard', 'modified', 'nothing']]);
  });

  it('the trash', async () => {
    place.write('drafts/a.md', 'x');
    const { files, loss } = await place.measure('gio trash drafts');
    deepEqual([files.map(({ act, recoverable }) => [act, recoverable]), loss], [[['trash', 'trash']], 'Moves `drafts/a.md` (1 byte) to the trash; it was never committed.']);
  });

  it('unsaved changes of the window are named', async () => {
    const open = place.write('drafts/open.md', 'x');
    const { unsaved, loss } = await place.measure('rm -r drafts', { unsaved: [open, path.join(place.root, 'clean.txt')] });
    deepEqual([unsaved, loss], [[open], 'Deletes `drafts/open.md` (1 byte); it was never committed and cannot be brought back without a checkpoint; `drafts/open.md` has unsaved changes in this window.']);
  });

  it('tells figures while they grow, and never after the answer', async () => {
    for (let index = 0; index < 3000; index++) place.write(`many/${index % 50}/${index}`, 'x');
    const told: number[] = [];
    const { totals, complete } = await place.measure('rm -rf many', { onProgress: (impact) => void told.push(impact.complete ? -1 : impact.totals.files) });
    const count = told.length;
    await new Promise((resolve) => setTimeout(resolve, 700));
    deepEqual([totals.files, complete, told.length === count, told.every((one) => one >= 0 && one <= 3000)], [3000, true, true, true]);
  });

  it('one git for many matches of a pattern', async () => {
    for (let index = 0; index < 300; index++) place.write(`${index}.log`, 'x');
    const { totals } = await place.measure('rm *.log');
    deepEqual(totals.byState.untracked, 300);
  });
});
