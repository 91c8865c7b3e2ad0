import { size } from '../core/impact/words.ts';
import type { FileView } from '../protocol/panel.ts';

/** All files of an act as text, one a line, those that come back from nowhere first: to be searched, copied and read aloud. */
export function fileListText(loss: string, files: readonly FileView[]): string {
  const rows = files.map(({ name, status, bytes, note = '', modifiedMs }) => [size(bytes ?? 0).padStart(10), new Date(modifiedMs).toISOString().slice(0, 16).replace('T', ' '), status.padEnd(9), note.padEnd(22), name].join('  '));
  return `${loss}\n\n${rows.join('\n')}\n`;
}
