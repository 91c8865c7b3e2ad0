import { element } from './dom.ts';

/** Rows that are drawn above and below those in sight. */
const margin = 20;
/** Browsers draw no box that is higher than some 33 million pixels: a longer list is scrolled in larger steps. */
const highestBox = 30_000_000;
/** Letters that come later than this after the one before begin a new word, in milliseconds. */
const typingPause = 700;

export interface VirtualListOptions {
  readonly label: string;
  /** Draws one row; it is as high as all others. */
  readonly draw: (index: number) => HTMLElement;
  /** What a row begins with, for whoever types its first letters; undefined where it is not known. */
  readonly textOf: (index: number) => string | undefined;
  /** These rows, the second not included, are drawn now. */
  readonly inSight: (from: number, to: number) => void;
  /** A key that does not move: Enter, the arrows to the sides, and whatever else. True where it was used. */
  readonly press: (event: KeyboardEvent, index: number) => boolean;
  /** `target`: what was clicked inside the row. */
  readonly click: (index: number, target: Element) => void;
}

/** Where the list is to stand after its rows changed. */
export interface ListPlace {
  readonly top: number;
  readonly current: number;
}

/**
 * A list of any length: only the rows about to be seen are in the page, and scrolling draws only those that come into it.
 * For keyboards and screen readers one tree grid: arrow keys, Page Up and Down, Home and End and the first letters of a row
 * move its current one. State: how many rows, which one is current, and which are drawn.
 */
export class VirtualList {
  readonly root: HTMLElement;
  readonly #options: VirtualListOptions;
  readonly #body = element('div', { class: 'board-body', role: 'rowgroup' });
  readonly #drawn = new Map<number, HTMLElement>();
  #count = 0;
  #current = 0;
  #rowHeight = 24;
  #typed = { text: '', at: 0 };
  #frame = 0;

  constructor(options: VirtualListOptions) {
    this.#options = options;
    this.root = element('div', { class: 'board-box', role: 'treegrid', aria: { label: options.label } }, this.#body);
    this.root.tabIndex = 0;
    this.root.addEventListener('scroll', () => this.#soon());
    this.root.addEventListener('keydown', (event) => this.#press(event));
    this.root.addEventListener('click', ({ target }) => this.#click(target));
    // The menu is about the row under the mouse, and the keys after it too.
    this.root.addEventListener('contextmenu', ({ target }) => {
      const index = rowOf(target);
      if (index !== undefined) this.go(index);
    });
    new ResizeObserver(() => this.#soon()).observe(this.root);
  }

  get atTop(): boolean {
    return this.root.scrollTop < this.#rowHeight;
  }

  get place(): ListPlace {
    return { top: this.#topRow, current: this.#current };
  }

  /** There are now so many rows, and they may be others. Without a place, they are looked at from the first on. */
  show(count: number, place: ListPlace = { top: 0, current: 0 }): void {
    const within = this.root.scrollTop - Math.floor(this.root.scrollTop / this.#rowHeight) * this.#rowHeight;
    const moved = place.top - this.#topRow;
    this.#count = count;
    this.#current = Math.max(0, Math.min(place.current, count - 1));
    this.root.setAttribute('aria-rowcount', String(count));
    this.redraw();
    if (moved !== 0) this.root.scrollTop = place.top === 0 ? 0 : (place.top * this.#rowHeight) / this.#scale + within;
  }

  /** Draws all rows anew: what they show has changed. */
  redraw(): void {
    this.#drawn.clear();
    this.#body.replaceChildren();
    this.#draw();
  }

  focus(): void {
    this.root.focus();
  }

  get #scale(): number {
    return Math.max(1, (this.#count * this.#rowHeight) / highestBox);
  }

  get #topRow(): number {
    return Math.floor((this.root.scrollTop * this.#scale) / this.#rowHeight);
  }

  #soon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const inSight = Math.ceil(this.root.clientHeight / this.#rowHeight);
    const top = Math.min(this.#topRow, Math.max(0, this.#count - inSight));
    const [from, to] = [Math.max(0, top - margin), Math.min(this.#count, top + inSight + margin)];
    for (const [index, row] of this.#drawn) {
      if (index >= from && index < to) continue;
      row.remove();
      this.#drawn.delete(index);
    }
    let next: HTMLElement | null = null;
    for (let index = to - 1; index >= from; index--) {
      const row: HTMLElement = this.#drawn.get(index) ?? this.#row(index);
      if (row.parentElement === null) this.#body.insertBefore(row, next);
      next = row;
    }
    this.#measure();
    const height = this.#count * this.#rowHeight;
    // In a list that is scrolled in larger steps the rows lie where the person looks.
    const above = this.#scale === 1 ? from * this.#rowHeight : Math.max(0, this.root.scrollTop - (top - from) * this.#rowHeight);
    this.#body.style.paddingTop = `${above}px`;
    this.#body.style.paddingBottom = `${Math.max(0, height / this.#scale - above - (to - from) * this.#rowHeight)}px`;
    this.#mark();
    this.#options.inSight(from, to);
  }

  /** Rows are as high as the person's font makes them. */
  #measure(): void {
    const [first] = this.#drawn.values();
    const measured = first?.getBoundingClientRect().height ?? 0;
    if (measured === 0 || Math.abs(measured - this.#rowHeight) < 0.01) return;
    this.#rowHeight = measured;
    this.#soon();
  }

  #row(index: number): HTMLElement {
    const row = this.#options.draw(index);
    row.id = `row-${index}`;
    row.dataset['row'] = String(index);
    row.setAttribute('role', 'row');
    row.setAttribute('aria-rowindex', String(index + 1));
    this.#drawn.set(index, row);
    return row;
  }

  #mark(): void {
    for (const [index, row] of this.#drawn) row.setAttribute('aria-selected', String(index === this.#current));
    if (this.#drawn.has(this.#current)) this.root.setAttribute('aria-activedescendant', `row-${this.#current}`);
    else this.root.removeAttribute('aria-activedescendant');
  }

  #click(target: EventTarget | null): void {
    const index = rowOf(target);
    if (index === undefined || !(target instanceof Element)) return;
    this.root.focus();
    this.go(index);
    this.#options.click(index, target);
  }

  #press(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.root.clientHeight / this.#rowHeight) - 1);
    const to = { ArrowDown: this.#current + 1, ArrowUp: this.#current - 1, PageDown: this.#current + page, PageUp: this.#current - page, Home: 0, End: this.#count - 1 }[event.key];
    if (to !== undefined) this.go(to);
    else if (!(this.#goesOn(event) && this.#type(event)) && !this.#options.press(event, this.#current) && !this.#type(event)) return;
    event.preventDefault();
  }

  /** A blank between words that are being typed is one of their letters, whatever key it is else. */
  #goesOn({ key, timeStamp }: KeyboardEvent): boolean {
    return key === ' ' && this.#typed.text !== '' && timeStamp - this.#typed.at < typingPause;
  }

  /** The next row that begins with what was typed; the current one too while a word goes on. */
  #type({ key, ctrlKey, metaKey, altKey, timeStamp }: KeyboardEvent): boolean {
    if (Array.from(key).length !== 1 || ctrlKey || metaKey || altKey) return false;
    const goesOn = timeStamp - this.#typed.at < typingPause;
    this.#typed = { text: (goesOn ? this.#typed.text : '') + key.toLowerCase(), at: timeStamp };
    const start = this.#current + (this.#typed.text.length > 1 ? 0 : 1);
    for (let step = 0; step < this.#count; step++) {
      const index = (start + step) % this.#count;
      if (this.#options.textOf(index)?.toLowerCase().startsWith(this.#typed.text) !== true) continue;
      this.go(index);
      return true;
    }
    return true;
  }

  /** Makes a row the current one, in sight. */
  go(index: number): void {
    this.#current = Math.max(0, Math.min(this.#count - 1, index));
    const perRow = this.#rowHeight / this.#scale;
    const [top, inSight] = [this.#current * perRow, Math.max(1, Math.floor(this.root.clientHeight / this.#rowHeight))];
    if (this.#current < this.#topRow) this.root.scrollTop = top;
    else if (this.#current >= this.#topRow + inSight) this.root.scrollTop = this.#scale === 1 ? top + this.#rowHeight - this.root.clientHeight : (this.#current - inSight + 1) * perRow + 1;
    this.#draw();
  }
}

/** Number of the row that holds what was clicked. */
function rowOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row === null ? undefined : Number(row.dataset['row']);
}
