import { deepEqual, equal } from 'node:assert/strict';
import { MergedPages, type PageSource } from '../../../../src/core/trace/mergedPages.ts';

/** A list whose cursor is the place in it, with what was read of it. */
function list(items: readonly string[]): { readonly source: PageSource<string>; readonly read: number[] } {
  const read: number[] = [];
  return { read, source: (limit, after = 0) => {
    read.push(after);
    const next = after + limit;
    return { items: items.slice(after, next), ...(next < items.length ? { next } : {}) };
  } };
}
const own = (item: string): string => item;

describe('lists read as one', () => {
  it('gives the newest first, whichever list it is of', () => {
    const pages = new MergedPages([list(['9', '5', '4', '1']).source, list(['8', '7', '3']).source, list([]).source], own);
    deepEqual([pages.take(2), pages.ended, pages.take(3), pages.ended, pages.take(9), pages.ended, pages.take(1)], [['9', '8'], false, ['7', '5', '4'], false, ['3', '1'], true, []]);
  });
  it('reads no further than it is asked', () => {
    const { source, read } = list(Array.from({ length: 1000 }, (_, index) => String(9000 - index)));
    const pages = new MergedPages([source], own);
    equal(pages.take(100).length, 100);
    deepEqual(read, [0]);
    equal(pages.take(100).at(-1), '8801');
    deepEqual(read, [0, 100]);
  });
  it('ends at once without lists', () => equal(new MergedPages([], own).ended, true));
});
