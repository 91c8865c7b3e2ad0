import { size } from '../../core/impact/words.ts';
import type { FileView } from '../../protocol/panel.ts';

/** All files of an act as text, one a line, those that come back from nowhere first: to be searched, copied and read aloud. */
export function fileListText(loss: string, files: readonly FileView[]): string {
  const rows = files.map(({ name, status, bytes, note, modifiedMs }) => `${size(bytes ?? 0).padStart(10)}  ${name}  (${[status, ...(note === undefined ? [] : [note]), new Date(modifiedMs).toISOString().slice(0, 16).replace('T', ' ')].join(', ')})`);
  return `${loss}\n\n${rows.join('\n')}\n`;
}
