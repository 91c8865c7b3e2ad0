/** Above this many line pairs the middle of a diff is shown as one replacement instead of being aligned. */
const alignmentLimit = 4_000_000;

const context = 3;

/** One line of a comparison: gone, the same, or new. */
export type Line = { readonly mark: ' ' | '-' | '+'; readonly text: string };

/** Aligns the differing middle by longest common subsequence. */
function align(before: readonly string[], after: readonly string[]): readonly Line[] {
  if (before.length * after.length > alignmentLimit) {
    return [...before.map((text): Line => ({ mark: '-', text })), ...after.map((text): Line => ({ mark: '+', text }))];
  }
  const width = after.length + 1;
  const length = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number): number => length[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      length[row * width + column] = before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && old === fresh) {
      lines.push({ mark: ' ', text: old });
      row++;
      column++;
    } else if (fresh === undefined || (old !== undefined && at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ mark: '-', text: old ?? '' });
      row++;
    } else {
      lines.push({ mark: '+', text: fresh });
      column++;
    }
  }
  return lines;
}

/** Which lines went, stayed and came; the common beginning and end are found first. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const same = (lines: readonly string[]): readonly Line[] => lines.map((text) => ({ mark: ' ', text }));
  return [...same(before.slice(0, head)), ...align(before.slice(head, before.length - tail), after.slice(head, after.length - tail)), ...same(before.slice(before.length - tail))];
}

/** Lines without their ends; a line feed at the end of the text begins none. */
export const linesOf = (text: string | undefined): readonly string[] => (text === undefined || text === '' ? [] : text.replace(/\r?\n$/, '').split('\n')).map((line) => line.replace(/\r$/, ''));

/**
 * A unified diff of two texts, three lines of context, `/dev/null` for a file that does not exist. For reading, not for
 * `patch`: line ends are not shown. Empty where nothing differs.
 */
export function unifiedDiff(file: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const lines = diffLines(linesOf(before), linesOf(after));
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - context), index + context + 1).some(({ mark }) => mark !== ' '));
  const parts = [`--- ${before === undefined ? '/dev/null' : file}`, `+++ ${after === undefined ? '/dev/null' : file}`];
  let [oldLine, newLine] = [1, 1];
  for (let index = 0; index < lines.length; ) {
    if (near[index] !== true) {
      index++;
      oldLine++;
      newLine++;
      continue;
    }
    let end = index;
    while (near[end] === true) end++;
    const hunk = lines.slice(index, end);
    const [olds, news] = [hunk.filter(({ mark }) => mark !== '+').length, hunk.filter(({ mark }) => mark !== '-').length];
    parts.push(`@@ -${olds === 0 ? oldLine - 1 : oldLine},${olds} +${news === 0 ? newLine - 1 : newLine},${news} @@`, ...hunk.map(({ mark, text }) => mark + text));
    oldLine += olds;
    newLine += news;
    index = end;
  }
  return `${parts.join('\n')}\n`;
}
