import type { FileOrder, FilePages, LostFile } from '../../core/impact.ts';

type Compare = (first: LostFile, second: LostFile) => number;

const isLost = ({ recoverable }: LostFile): boolean => recoverable === 'nothing' || recoverable === 'unknown';
const byName: Compare = (first, second) => (first.path < second.path ? -1 : first.path > second.path ? 1 : 0);
const bySize: Compare = (first, second) => second.bytes - first.bytes;
const byAge: Compare = (first, second) => second.modifiedMs - first.modifiedMs;
const orders: Readonly<Record<FileOrder, Compare>> = {
  lost: (first, second) => Number(isLost(second)) - Number(isLost(first)) || byAge(first, second) || bySize(first, second) || byName(first, second),
  changed: (first, second) => byAge(first, second) || bySize(first, second) || byName(first, second),
  size: (first, second) => bySize(first, second) || byAge(first, second) || byName(first, second),
  name: byName,
};

/** All files of one act, page by page in any order. Nothing is gathered or sorted before a page is asked for, and then once. */
export function sortedFiles(gather: () => readonly LostFile[]): FilePages {
  const sorted = new Map<FileOrder, readonly LostFile[]>();
  let files: readonly LostFile[] | undefined;
  return (order, from, count) => {
    files ??= gather();
    const all = sorted.get(order) ?? [...files].sort(orders[order]);
    sorted.set(order, all);
    return all.slice(from, from + count);
  };
}
