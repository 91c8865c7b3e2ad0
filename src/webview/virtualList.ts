import { element } from './dom.ts';

/** Rows that are drawn above and below those in sight. */
const margin = 20;

export interface VirtualListOptions {
  readonly label: string;
  /** Draws one row; it is as high as all others. */
  readonly draw: (index: number) => HTMLElement;
  /** The last rows are near: more may be wanted. */
  readonly nearEnd: () => void;
  /** A key that does not move: Enter, the arrows to the sides, and whatever else. True where it was used. */
  readonly press: (key: string, index: number) => boolean;
  readonly click: (index: number) => void;
}

/**
 * A list of any length: only the rows about to be seen are in the page. For keyboards and screen readers one tree grid: arrow
 * keys, Page Up and Down, Home and End move its current row. State: how many rows, and which one is current.
 */
export class VirtualList {
  readonly root: HTMLElement;
  readonly #options: VirtualListOptions;
  readonly #body = element('div', { class: 'board-body', role: 'rowgroup' });
  #count = 0;
  #current = 0;
  #rowHeight = 24;

  constructor(options: VirtualListOptions) {
    this.#options = options;
    this.root = element('div', { class: 'board-box', role: 'treegrid', aria: { label: options.label } }, this.#body);
    this.root.tabIndex = 0;
    this.root.addEventListener('scroll', () => this.draw());
    this.root.addEventListener('keydown', (event) => this.#press(event));
    this.root.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
      if (row === null) return;
      this.#go(Number(row.dataset['row']));
      options.click(this.#current);
    });
    new ResizeObserver(() => this.draw()).observe(this.root);
  }

  get atTop(): boolean {
    return this.root.scrollTop < this.#rowHeight;
  }

  /** There are now so many rows; with `top`, they are others and are looked at from the first on. */
  show(count: number, top?: 'top'): void {
    this.#count = count;
    if (top !== undefined) {
      this.#current = 0;
      this.root.scrollTop = 0;
    }
    this.#current = Math.max(0, Math.min(this.#current, count - 1));
    this.root.setAttribute('aria-rowcount', String(count));
    this.draw();
  }

  draw(): void {
    // Rows are as high as the person's font makes them.
    const measured = this.#body.querySelector<HTMLElement>('[data-row]')?.getBoundingClientRect().height;
    if (measured !== undefined && measured > 0) this.#rowHeight = measured;
    const top = Math.floor(this.root.scrollTop / this.#rowHeight);
    const inSight = Math.ceil(this.root.clientHeight / this.#rowHeight);
    const [from, to] = [Math.max(0, top - margin), Math.min(this.#count, top + inSight + margin)];
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => this.#row(from + index));
    this.#body.style.paddingTop = `${from * this.#rowHeight}px`;
    this.#body.style.paddingBottom = `${(this.#count - to) * this.#rowHeight}px`;
    this.#body.replaceChildren(...rows);
    this.root.setAttribute('aria-activedescendant', `row-${this.#current}`);
    if (to >= this.#count) this.#options.nearEnd();
  }

  #row(index: number): HTMLElement {
    const row = this.#options.draw(index);
    row.id = `row-${index}`;
    row.dataset['row'] = String(index);
    row.setAttribute('role', 'row');
    row.setAttribute('aria-rowindex', String(index + 1));
    row.setAttribute('aria-selected', String(index === this.#current));
    return row;
  }

  #press(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.root.clientHeight / this.#rowHeight) - 1);
    const to = { ArrowDown: this.#current + 1, ArrowUp: this.#current - 1, PageDown: this.#current + page, PageUp: this.#current - page, Home: 0, End: this.#count - 1 }[event.key];
    if (to !== undefined) this.#go(to);
    else if (!this.#options.press(event.key, this.#current)) return;
    event.preventDefault();
  }

  #go(index: number): void {
    this.#current = Math.max(0, Math.min(this.#count - 1, index));
    const top = this.#current * this.#rowHeight;
    if (top < this.root.scrollTop) this.root.scrollTop = top;
    else if (top + this.#rowHeight > this.root.scrollTop + this.root.clientHeight) this.root.scrollTop = top + this.#rowHeight - this.root.clientHeight;
    this.draw();
  }
}
