import { deepEqual } from 'node:assert/strict';
import { fileOrders, type FileOrder, type LostFile } from '../../../../src/core/impact.ts';
import { sortedFiles } from '../../../../src/node/impact/sortedFiles.ts';

const file = (path: string, bytes: number, modifiedMs: number, recoverable: LostFile['recoverable']): LostFile => ({ path, bytes, modifiedMs, recoverable, state: 'untracked', act: 'delete' });

describe('all files of an act, page by page', () => {
  const files = [file('b', 1, 30, 'head'), file('a', 9, 10, 'nothing'), file('d', 5, 20, 'unknown'), file('c', 9, 20, 'head')];
  const expected: Readonly<Record<FileOrder, string>> = { lost: 'dabc', changed: 'bcda', size: 'cadb', name: 'abcd' };
  for (const order of fileOrders) {
    it(`${order}: ${expected[order]}`, () => {
      const pages = sortedFiles(() => files);
      deepEqual([0, 1, 2, 3, 4].flatMap((from) => pages(order, from, 1)).map(({ path }) => path).join(''), expected[order]);
    });
  }
  it('gathers them once, when the first page is wanted', () => {
    let gathered = 0;
    const pages = sortedFiles(() => {
      gathered++;
      return files;
    });
    const before = gathered;
    deepEqual([before, pages('name', 1, 2).length, pages('size', 0, 9).length, gathered], [0, 2, 4, 1]);
  });
});
