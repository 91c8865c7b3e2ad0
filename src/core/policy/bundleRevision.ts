/** What a revision looks like: it begins with a number, so that two of them have an order (`42`, `2026-11-23.2`, `7+9f3c2ab`). */
export const isRevision = (text: string): boolean => /^\d[\w.+-]{0,99}$/.test(text);

/**
 * Order of two revisions: number by number, and what stands between them by its letters. Negative when the first is older.
 * What follows a `+` tells builds of one revision apart and has no order.
 */
export function compareRevisions(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [mine, theirs] = [left[at] ?? '', right[at] ?? ''];
    const order = /^\d+$/.test(mine) && /^\d+$/.test(theirs) ? compareNumbers(mine, theirs) : Number(mine > theirs) - Number(mine < theirs);
    if (order !== 0) return order;
  }
  return 0;
}

const partsOf = (revision: string): readonly string[] => (revision.split('+', 1)[0] ?? '').match(/\d+|\D+/g) ?? [];

/** As text: a number of any length keeps its order. */
function compareNumbers(one: string, other: string): number {
  const [left, right] = [one.replace(/^0+(?=\d)/, ''), other.replace(/^0+(?=\d)/, '')];
  return left.length - right.length || Number(left > right) - Number(left < right);
}
