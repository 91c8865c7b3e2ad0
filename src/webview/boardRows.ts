import type { BoardRow } from '../protocol/traceBoard.ts';
import type { BoardAct, BoardEntry, BoardMode } from './boardEntries.ts';
import { element, icon } from './dom.ts';
import { statusIcons } from './statusIcons.ts';

/** What a row is drawn from, besides itself. */
export interface RowContext {
  readonly mode: BoardMode;
  readonly open: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, BoardAct>;
  /** The longest wait of all rows, in milliseconds: bars are drawn against it. */
  readonly longestWait: number;
  readonly turnWord: string;
  /** With `{0}` for how long. */
  readonly waitedWords: string;
}

const cell = (name: string, ...children: readonly (Node | string | undefined)[]): HTMLElement => element('span', { class: name, role: 'gridcell' }, ...children);
const line = (name: string, level: number, ...children: readonly HTMLElement[]): HTMLElement => element('div', { class: `board-row ${name}`, aria: { level: String(level) } }, ...children);

/** One line of the list. Every line is one row high: what is longer is cut, and stands whole in its title. */
export function drawEntry(entry: BoardEntry, context: RowContext): HTMLElement {
  const { row } = entry;
  switch (entry.kind) {
    case 'session':
      return line('session', 1, cell('main', icon('robot'), row.agent), cell('note', row.sessionText));
    case 'turn': {
      const prompt = context.known.get(row.id)?.prompt ?? '';
      return line('turn', 2, titled(cell('main', icon('comment'), prompt === '' ? context.turnWord : prompt), prompt));
    }
    case 'act':
      return context.mode === 'log' ? logRow(row, context) : context.mode === 'timeline' ? timelineRow(row, context) : actRow(row, context);
    case 'step':
      return line(`step ${entry.step.tone}`, 4, cell('time', entry.step.time), titled(cell('main', icon(entry.step.icon), entry.step.text), entry.step.text), cell('after', entry.step.after));
  }
}

function actRow(row: BoardRow, { open }: RowContext): HTMLElement {
  const made = line(`act ${row.status}`, 3, titled(cell('main', icon(open.has(row.id) ? 'chevron-down' : 'chevron-right', 'fold'), statusIcon(row), row.title), row.title), cell('note', row.statusText), cell('radius', row.radius), cell('time', row.time));
  made.setAttribute('aria-expanded', String(open.has(row.id)));
  return made;
}

function timelineRow(row: BoardRow, { longestWait, waitedWords }: RowContext): HTMLElement {
  const bar = element('span', { class: 'bar' });
  // The root says how long; small waits stay visible beside long ones.
  bar.style.width = row.waitedMs === 0 ? '0' : `${Math.max(2, 100 * Math.sqrt(row.waitedMs / Math.max(1, longestWait)))}%`;
  return line(`act ${row.status}`, 1, cell('time', row.time), cell('dot', statusIcon(row)), titled(cell('main', row.title), row.title), cell('note', row.agent), titled(cell('wait', element('span', { class: 'track' }, bar), element('span', { class: 'wait-words' }, row.waited)), row.waited === '' ? '' : waitedWords.replace('{0}', row.waited)));
}

function logRow(row: BoardRow, { waitedWords }: RowContext): HTMLElement {
  const text = [row.title, row.rule, row.radius, row.waited === '' ? '' : waitedWords.replace('{0}', row.waited)].filter((part) => part !== '').join(' · ');
  return line(`act ${row.status}`, 1, cell('time', row.time), cell('verdict', row.status), cell('agent', row.agent), titled(cell('main', text), text));
}

function statusIcon(row: BoardRow): HTMLElement {
  const made = icon(statusIcons[row.status], 'look');
  made.removeAttribute('aria-hidden');
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', row.statusText);
  return made;
}

function titled(made: HTMLElement, title: string): HTMLElement {
  made.title = title;
  return made;
}
