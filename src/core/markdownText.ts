import { visibleLine, visibleText } from './visibleText.ts';

/** A text as code on one line: in backticks more than it holds itself. A bar would end the cell of a table. */
export function code(text: string): string {
  const line = visibleLine(text).replaceAll('|', '\\|');
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([found]) => found.length)) + 1);
  return `${fence}${fence.length > 1 ? ' ' : ''}${line}${fence.length > 1 ? ' ' : ''}${fence}`;
}

/** A text that Markdown shows as it stands. */
export const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');

/** A table of Markdown; its cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A text of several lines as it came, in a fence that is longer than any in it. Hidden characters are shown by name. */
export function fenced(text: string, language = ''): string {
  const shown = visibleText(text).replace(/(?<!\n)\n+$/, '');
  const fence = '`'.repeat(Math.max(2, ...[...shown.matchAll(/`+/g)].map(([found]) => found.length)) + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}
