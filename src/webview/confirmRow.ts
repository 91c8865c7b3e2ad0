import type { PanelStrings } from '../protocol/panelStrings.ts';
import { element } from './dom.ts';

/** "Type … to allow it": nothing is approved before exactly that stands in the field. */
export class ConfirmRow {
  readonly root = element('div', { class: 'row confirm' });
  readonly #strings: PanelStrings;
  readonly #changed: () => void;
  #name: string | undefined;
  #typed = '';

  constructor(strings: PanelStrings, changed: () => void) {
    this.#strings = strings;
    this.#changed = changed;
    this.root.hidden = true;
  }

  /** Asks for a name from now on; without one for nothing. */
  require(name: string | undefined, why: string | undefined): void {
    this.#name = name;
    this.#typed = '';
    this.root.replaceChildren();
    this.root.hidden = name === undefined;
    if (name === undefined) return;
    const [before = '', after = ''] = this.#strings.typeToAllow.split('{0}');
    const input = element('input', { id: 'typed', type: 'text' });
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.addEventListener('input', () => {
      this.#typed = input.value;
      this.#changed();
    });
    this.root.append(element('label', { for: 'typed' }, why === undefined ? '' : `${why} `, before, element('code', {}, name), after), input);
  }

  get holds(): boolean {
    return this.#name === undefined || this.#typed.trim() === this.#name;
  }

  /** What was typed, where something had to be. */
  get typed(): string | undefined {
    return this.#name === undefined ? undefined : this.#typed;
  }
}
