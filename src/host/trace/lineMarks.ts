import { diffLines, linesOf } from '../../node/install/unifiedDiff.ts';

/** What an agent sent for a file: both texts where it gave them, whole files or the part that it replaced. */
export interface SentEdit {
  readonly before?: string;
  readonly after?: string;
}

/** A line of the text as it is now, counted from 0, and which of the edits put it there or took away what stood before it. */
export interface LineMark {
  readonly line: number;
  readonly kind: 'changed' | 'deleted';
  readonly edit: number;
}

/** Shorter lines stand in too many places to be told from each other. */
const shortestLine = 4;
/** Lines of a text that is looked at. */
const mostLines = 20_000;

/**
 * Where edits, newest first, show in a text that may have gone on since: the lines that an edit added, where they still stand
 * together; else each of them that stands in the text just once. A later edit has the last word. Pure.
 */
export function lineMarks(text: string, newestFirst: readonly SentEdit[]): readonly LineMark[] {
  const lines = linesOf(text);
  if (lines.length > mostLines) return [];
  const marks = new Map<number, LineMark>();
  newestFirst.forEach(({ before, after }, edit) => {
    for (const { line, kind } of marksOf(lines, linesOf(before), linesOf(after))) if (!marks.has(line)) marks.set(line, { line, kind, edit });
  });
  return [...marks.values()].sort((one, other) => one.line - other.line);
}

type Mark = Pick<LineMark, 'line' | 'kind'>;

function marksOf(lines: readonly string[], before: readonly string[], after: readonly string[]): readonly Mark[] {
  const changes = diffLines(before, after);
  const place = placeOf(lines, after);
  if (place === undefined) return standingOnce(lines, changes.flatMap(({ mark, text }) => (mark === '+' ? [text] : [])));
  const found: Mark[] = [];
  let line = place;
  changes.forEach(({ mark }, index) => {
    if (mark === '+') found.push({ line, kind: 'changed' });
    // What was put in the place of something else shows as changed.
    else if (mark === '-' && changes[index + 1]?.mark === ' ' && changes.slice(0, index).findLast((one) => one.mark !== '-')?.mark !== '+') found.push({ line, kind: 'deleted' });
    if (mark !== '-') line += 1;
  });
  return found;
}

/** Where these lines stand together; an edit may begin and end within a line. */
function placeOf(lines: readonly string[], block: readonly string[]): number | undefined {
  const [first] = block;
  if (first === undefined) return undefined;
  const last = block.length - 1;
  const fits = (line: string | undefined, index: number): boolean => {
    const part = block[index] ?? '';
    if (line === undefined) return false;
    if (last === 0) return line.includes(part);
    return index === 0 ? line.endsWith(part) : index === last ? line.startsWith(part) : line === part;
  };
  const place = lines.findIndex((_, at) => block.every((_part, index) => fits(lines[at + index], index)));
  return place === -1 ? undefined : place;
}

function standingOnce(lines: readonly string[], added: readonly string[]): readonly Mark[] {
  const places = new Map<string, number>();
  lines.forEach((line, at) => places.set(line, places.has(line) ? -1 : at));
  return [...new Set(added)].flatMap((text) => {
    const line = places.get(text) ?? -1;
    return line === -1 || text.trim().length < shortestLine ? [] : [{ line, kind: 'changed' as const }];
  });
}
