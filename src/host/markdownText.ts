import { visibleLine } from '../core/visibleText.ts';

/** A text as code on one line: in backticks more than it holds itself. A bar would end the cell of a table. */
export function code(text: string): string {
  const line = visibleLine(text).replaceAll('|', '\\|');
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([found]) => found.length)) + 1);
  return `${fence}${fence.length > 1 ? ' ' : ''}${line}${fence.length > 1 ? ' ' : ''}${fence}`;
}

/** A table of Markdown; its cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
