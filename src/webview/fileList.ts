import type { FileOrder } from '../core/impact.ts';
import { filePageRows, type FileListView, type FileView } from '../protocol/panel.ts';
import type { PanelMessage } from '../protocol/panelMessage.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { bytesText, element, icon } from './dom.ts';
import { fileHeading } from './fileHeading.ts';

/** Rows that are drawn above and below those in sight. */
const margin = 15;
/** Rows in sight before the list is scrolled; see `.file-box` in page.css. */
const shownRows = 12;

export interface FileListOptions {
  readonly id: string;
  readonly files: FileListView;
  readonly strings: PanelStrings;
  readonly send: (message: PanelMessage) => void;
  /** The list of the same act before it was drawn anew. */
  readonly before?: FileList;
}

/**
 * All files of the act, however many: only the rows about to be seen are in the page, and those not sent yet are asked for. For
 * keyboards and screen readers one grid: the arrow keys, Page Up and Down, Home and End move its current row, each row says
 * which of how many it is. A heading puts all of them in another order.
 */
export class FileList {
  readonly root: HTMLElement;
  readonly #options: FileListOptions;
  readonly #box = element('div', { class: 'file-box' });
  readonly #table = element('table', { class: 'targets files', role: 'grid' });
  readonly #body = element('tbody');
  readonly #rows = new Map<number, FileView>();
  readonly #asked = new Set<number>();
  readonly #count: number;
  #order: FileOrder = 'lost';
  #current = 0;
  #rowHeight = 24;

  constructor(options: FileListOptions) {
    this.#options = options;
    const { id, files: { first, total, complete }, strings, send, before } = options;
    this.#count = complete ? total : first.length;
    if (complete && before !== undefined) [this.#order, this.#current] = [before.#order, Math.min(before.#current, this.#count - 1)];
    if (this.#order === 'lost') this.#take(0, first);
    this.#table.tabIndex = 0;
    for (const [name, value] of [['label', strings.files], ['rowcount', String(this.#count + 1)]]) this.#table.setAttribute(`aria-${name ?? ''}`, value ?? '');
    this.#box.append(this.#table);
    this.#box.addEventListener('scroll', () => this.#draw());
    this.#table.addEventListener('keydown', (event) => this.#press(event));
    this.#table.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-row]') : null;
      if (row !== null) this.#go(Number(row.dataset['row']));
    });
    const text = element('button', { class: 'link', id: 'files-as-text', type: 'button' }, strings.filesAsText);
    text.addEventListener('click', () => send({ type: 'list', id }));
    text.hidden = !complete;
    const more = total - this.#count;
    this.root = element('div', { class: 'file-list' }, element('div', { class: 'section-head' }, element('span', { class: 'dim' }, fill(strings.fileCount, total.toLocaleString())), text), this.#box, more > 0 ? element('p', { class: 'dim' }, fill(strings.moreTargets, more.toLocaleString())) : undefined);
    this.#head();
    this.#draw();
    requestAnimationFrame(() => {
      // Rows are as high as the person's font makes them.
      this.#rowHeight = this.#body.querySelector<HTMLElement>('tr[data-row]')?.getBoundingClientRect().height ?? this.#rowHeight;
      this.#box.scrollTop = before === undefined ? 0 : before.#box.scrollTop;
      this.#draw();
    });
  }

  /** Rows that were asked for. */
  add(order: FileOrder, from: number, rows: readonly FileView[]): void {
    if (order !== this.#order) return;
    this.#take(from, rows);
    this.#draw();
  }

  #take(from: number, rows: readonly FileView[]): void {
    for (const [index, row] of rows.entries()) this.#rows.set(from + index, row);
  }

  #head(): void {
    const { files: { complete }, strings } = this.#options;
    this.#table.replaceChildren(fileHeading(this.#order, strings, (order) => {
      if (!complete) return;
      this.#order = order;
      this.#rows.clear();
      this.#asked.clear();
      this.#current = 0;
      this.#box.scrollTop = 0;
      this.#head();
      this.#draw();
      this.#table.querySelector<HTMLElement>(`[data-order='${order}']`)?.focus();
    }), this.#body);
  }

  #draw(): void {
    const inSight = Math.max(shownRows, Math.ceil(this.#box.clientHeight / this.#rowHeight));
    const top = Math.floor(this.#box.scrollTop / this.#rowHeight);
    const [from, to] = [Math.max(0, top - margin), Math.min(this.#count, top + inSight + margin)];
    const space = (rows: number): HTMLElement => {
      const row = element('tr', { class: 'space', role: 'presentation', aria: { hidden: 'true' } });
      row.style.height = `${rows * this.#rowHeight}px`;
      return row;
    };
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => this.#row(from + index));
    this.#body.replaceChildren(space(from), ...rows, space(this.#count - to));
    this.#table.setAttribute('aria-activedescendant', `file-${this.#current}`);
  }

  #row(index: number): HTMLElement {
    const file = this.#rows.get(index);
    if (file === undefined) this.#ask(index);
    const cells = file === undefined ? [element('td', { class: 'name dim' }, '…')] : cellsOf(file, this.#options.strings);
    return element('tr', { id: `file-${index}`, class: index === this.#current ? 'current' : '', data: { row: String(index) }, aria: { rowindex: String(index + 2), selected: String(index === this.#current) } }, ...cells);
  }

  /** Asks for the page that holds a row, once. */
  #ask(index: number): void {
    const { id, send } = this.#options;
    const from = index - (index % filePageRows);
    if (this.#asked.has(from)) return;
    this.#asked.add(from);
    send({ type: 'files', id, order: this.#order, from });
  }

  #press(event: KeyboardEvent): void {
    if (event.target !== this.#table) return;
    const page = Math.max(1, Math.floor(this.#box.clientHeight / this.#rowHeight) - 2);
    const to = { ArrowDown: this.#current + 1, ArrowUp: this.#current - 1, PageDown: this.#current + page, PageUp: this.#current - page, Home: 0, End: this.#count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#go(to);
  }

  #go(index: number): void {
    this.#current = Math.max(0, Math.min(this.#count - 1, index));
    // The heading stays at the top of the box, over one row.
    const [top, heading] = [this.#current * this.#rowHeight, this.#rowHeight];
    if (top < this.#box.scrollTop) this.#box.scrollTop = top;
    else if (top + heading + this.#rowHeight > this.#box.scrollTop + this.#box.clientHeight) this.#box.scrollTop = top + heading + this.#rowHeight - this.#box.clientHeight;
    this.#draw();
  }
}

/** The end of a path tells files apart: where it is too long, its folders are cut. */
function fileName(name: string): HTMLElement {
  const at = name.lastIndexOf('/') + 1;
  return element('td', { class: 'name', title: name }, element('div', {}, icon('file'), element('span', { class: 'folders' }, name.slice(0, at)), element('span', {}, name.slice(at))));
}

function cellsOf(file: FileView, strings: PanelStrings): readonly HTMLElement[] {
  return [
    fileName(file.name),
    element('td', { class: 'state' }, element('span', { class: `status ${file.status}` }, file.status)),
    element('td', { class: file.recoverable === 'nothing' ? 'note lost' : 'note' }, file.recoverable === 'nothing' ? icon('warning') : undefined, file.note ?? ''),
    element('td', { class: 'changed' }, new Date(file.modifiedMs).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' })),
    element('td', { class: 'size' }, file.bytes === undefined ? strings.bytesUnknown : bytesText(file.bytes)),
  ];
}
