import type { BoardRecord, BoardRow, BoardWords } from '../protocol/traceBoard.ts';
import type { BoardAct, BoardEntry, BoardMode } from './boardEntries.ts';
import { element, icon } from './dom.ts';
import { statusIcons } from './statusIcons.ts';
import type { TimeAxis } from './timeAxis.ts';

/** What a row is drawn from, besides itself. */
export interface RowContext {
  readonly mode: Exclude<BoardMode, 'log'>;
  readonly known: ReadonlyMap<string, BoardAct>;
  readonly axis: TimeAxis;
  readonly words: BoardWords;
}

/** What can be done with a row by its buttons. */
export type RowButton = 'open' | 'recordsOf' | 'record' | 'copy';

const cell = (name: string, ...children: readonly (Node | string | undefined)[]): HTMLElement => element('span', { class: name, role: 'gridcell' }, ...children);
const line = (name: string, level: number, ...children: readonly HTMLElement[]): HTMLElement => element('div', { class: `board-row ${name}`, aria: { level: String(level) } }, ...children);

/** One line of the list. Every line is one row high: what is longer is cut, and stands whole in its title. */
export function drawEntry(entry: BoardEntry, context: RowContext): HTMLElement {
  const { row } = entry;
  switch (entry.kind) {
    case 'session':
      return folding(line('session', 1, titled(cell('main', fold(entry.open), icon('robot'), row.sessionText === '' ? row.agent : row.sessionText), row.sessionText), cell('note', row.agent), ...(context.mode === 'timeline' ? [lane(entry.acts, context)] : [])), entry.open);
    case 'turn': {
      const prompt = context.known.get(row.id)?.prompt ?? '';
      return folding(line('turn', 2, titled(cell('main', fold(entry.open), icon('comment'), prompt === '' ? context.words.turn : prompt), prompt)), entry.open);
    }
    case 'act':
      return ofAct(context.mode === 'timeline' ? timelineRow(row, context) : folding(actRow(row, entry.open, context), entry.open), row.id);
    case 'step':
      return ofAct(line(`step ${entry.step.tone}`, 4, cell('time', entry.step.time), titled(cell('main', icon(entry.step.icon), entry.step.text), entry.step.text), cell('after', entry.step.after)), row.id);
  }
}

/** One record of the plain log; `undefined` where it is still being read. */
export function drawRecord(record: BoardRecord | undefined, words: BoardWords): HTMLElement {
  if (record === undefined) return line('record', 1, cell('main', '…'));
  const { seq, time, agent, kind, text, act } = record;
  const made = line(`record ${kind}`, 1, cell('seq', String(seq)), cell('time', time), cell('agent', agent), cell('kind', kind), cell('main', text), buttons([['record', 'json', words.record], ['copy', 'copy', words.copy], ...(act === '' ? [] : [['open', 'open-preview', words.details] as const])]));
  return act === '' ? made : ofAct(made, act);
}

const fold = (open: boolean): HTMLElement => icon(open ? 'chevron-down' : 'chevron-right', 'fold');

function folding(made: HTMLElement, open: boolean): HTMLElement {
  made.setAttribute('aria-expanded', String(open));
  return made;
}

/** The editor's own menu is about this act. */
function ofAct(made: HTMLElement, id: string): HTMLElement {
  made.dataset['vscodeContext'] = JSON.stringify({ webviewSection: 'act', actId: id, preventDefaultContextMenuItems: true });
  return made;
}

/** By the mouse only: the keys of the list do the same. */
function buttons(all: readonly (readonly [RowButton, string, string])[]): HTMLElement {
  return cell('buttons', ...all.map(([name, look, title]) => {
    const made = element('button', { class: 'icon', type: 'button', title, aria: { label: title }, data: { button: name } }, icon(look));
    made.tabIndex = -1;
    return made;
  }));
}

function actRow(row: BoardRow, open: boolean, { words }: RowContext): HTMLElement {
  return line(`act ${row.status}`, 3, titled(cell('main', fold(open), statusIcon(row), row.title), row.title), buttons([['open', 'open-preview', words.details], ['recordsOf', 'json', words.recordsOf]]), cell('note', row.statusText), cell('radius', row.radius), cell('time', row.time));
}

function timelineRow(row: BoardRow, context: RowContext): HTMLElement {
  const { words } = context;
  const about = [row.statusText, row.waited === '' ? '' : words.waited.replace('{0}', row.waited)].filter((part) => part !== '').join(' · ');
  return line(`act ${row.status}`, 2, cell('time', row.time), titled(cell('main', statusIcon(row), row.title), row.title), cell('wait-words', row.waited), titled(lane([row], context), about));
}

/** Acts on the common axis: each a mark where it was proposed, and behind it the time for which a person was waited for. */
function lane(rows: readonly BoardRow[], { axis }: RowContext): HTMLElement {
  const marks = rows.filter(({ atMs }) => atMs > 0).flatMap((row): readonly (readonly [string, HTMLElement])[] => {
    const [from, to] = [axis.at(row.atMs), axis.at(row.atMs + row.waitedMs)];
    const mark = element('span', { class: `mark ${row.status}` });
    mark.style.left = percent(from);
    if (row.waitedMs === 0) return [[`${row.status} ${percent(from)}`, mark]];
    const wait = element('span', { class: 'wait' });
    wait.style.left = percent(from);
    wait.style.width = percent(to - from);
    return [[`wait ${percent(from)} ${percent(to)}`, wait], [`${row.status} ${percent(from)}`, mark]];
  });
  // Marks that would lie on each other are one.
  return cell('lane', ...new Map(marks).values());
}

const percent = (part: number): string => `${(100 * part).toFixed(1)}%`;

/** The axis over the lanes. Screen readers have the time of each act in its row. */
export function drawAxis({ ticks }: TimeAxis, label: string): HTMLElement {
  const days = new Set(ticks.map(({ ms }) => new Date(ms).toDateString())).size;
  const labels = ticks.map(({ ms, at }) => {
    const made = element('span', { class: 'tick' }, new Date(ms).toLocaleString(undefined, days > 1 ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } : { timeStyle: 'medium' }));
    made.style.left = percent(at);
    return made;
  });
  return element('div', { class: 'board-row axis', title: label, aria: { hidden: 'true' } }, element('span', { class: 'main' }), element('span', { class: 'lane' }, ...labels));
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
