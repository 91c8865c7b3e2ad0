import { element } from './dom.ts';

export interface TextRowOptions {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly send: string;
  readonly cancel: string;
  readonly lines: number;
  readonly limit: number;
  readonly take: (text: string) => void;
  /** The row went away without anything being taken: the focus goes back to where it came from. */
  readonly left: () => void;
}

/** A field for some lines of text above the buttons; it is out of sight until it is opened. Escape puts it away. */
export class TextRow {
  readonly root = element('div', { class: 'row reason' });
  readonly #input: HTMLTextAreaElement;

  constructor({ id, label, hint, send, cancel, lines, limit, take, left }: TextRowOptions) {
    this.#input = element('textarea', { id, aria: { describedby: `${id}-hint` } });
    this.#input.rows = lines;
    this.#input.maxLength = limit;
    this.#input.spellcheck = false;
    const taker = element('button', { class: 'primary', id: `${id}-send`, type: 'button' }, send);
    const leaver = element('button', { class: 'secondary', id: `${id}-cancel`, type: 'button' }, cancel);
    const leave = (): void => {
      this.root.hidden = true;
      left();
    };
    taker.addEventListener('click', () => take(this.#input.value));
    leaver.addEventListener('click', leave);
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      leave();
    });
    this.root.hidden = true;
    this.root.append(element('label', { for: id }, label), this.#input, taker, leaver, element('span', { id: `${id}-hint`, class: 'dim' }, hint));
  }

  open(text?: string): void {
    this.root.hidden = false;
    if (text !== undefined) this.#input.value = text;
    this.#input.focus();
  }

  /** What was typed and not sent; undefined while the row is out of sight. */
  get draft(): string | undefined {
    return this.root.hidden ? undefined : this.#input.value;
  }
}
