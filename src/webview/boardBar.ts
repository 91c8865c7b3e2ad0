import type { BoardChoice, BoardCoverage, BoardWords } from '../protocol/traceBoard.ts';
import type { BoardMode } from './boardEntries.ts';
import { element, icon } from './dom.ts';

/** A search begins when a person has stopped typing for so long, in milliseconds. */
const typingPause = 60;

export interface BarEvents {
  /** Another query, or another form of the same. */
  readonly asked: () => void;
  readonly pause: () => void;
  /** From the search into the list. */
  readonly leave: () => void;
}

/** Filters, forms, pause key and figures above the list. State: what the person chose. */
export class BoardBar {
  readonly rows: readonly HTMLElement[];
  readonly #words: BoardWords;
  readonly #events: BarEvents;
  readonly #search: HTMLInputElement;
  readonly #filters: readonly (() => string)[];
  readonly #modes: readonly HTMLButtonElement[];
  readonly #pause = element('button', { class: 'secondary', id: 'pause', type: 'button' });
  readonly #newer = element('button', { class: 'link', id: 'newer', type: 'button' });
  readonly #status = element('span', { class: 'dim', id: 'count', role: 'status', aria: { live: 'polite' } });
  readonly #coverage = element('div', { class: 'coverage' });
  #mode: BoardMode = 'tree';
  #typing = 0;

  constructor(words: BoardWords, events: BarEvents) {
    this.#words = words;
    this.#events = events;
    this.#search = this.#input('search', words.search, words.placeholder);
    const [rule, path] = [this.#input('rule', words.rule, words.rule), this.#input('path', words.path, words.path)];
    const selects = [this.#select('agent', words.agents), this.#select('verdict', words.verdicts), this.#select('radius', words.radii)];
    const unreviewed = element('input', { id: 'unreviewed', type: 'checkbox' });
    unreviewed.addEventListener('change', () => events.asked());
    this.#filters = [() => this.#search.value, ...selects.map((select) => () => select.value), () => filterOf('rule', rule), () => filterOf('path', path), () => (unreviewed.checked ? 'unreviewed' : '')];
    this.#modes = this.#modeButtons();
    this.#pause.addEventListener('click', () => events.pause());
    this.#newer.textContent = words.newer;
    this.#newer.hidden = true;
    this.#newer.addEventListener('click', () => events.asked());
    this.setPaused(false);
    this.rows = [
      element('div', { class: 'board-bar' }, this.#search, ...selects, rule, path, element('label', { class: 'check' }, unreviewed, words.unreviewed)),
      element('div', { class: 'board-bar' }, element('div', { class: 'modes', role: 'group' }, ...this.#modes), this.#pause, this.#status, this.#newer, this.#coverage),
    ];
  }

  get mode(): BoardMode {
    return this.#mode;
  }

  get query(): string {
    return this.#filters.map((filter) => filter()).filter((part) => part.trim() !== '').join(' ');
  }

  focusSearch(): void {
    this.#search.focus();
    this.#search.select();
  }

  /** What is found, or that nothing is; read out by screen readers. */
  say(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  offerNewer(isThere: boolean): void {
    this.#newer.hidden = !isThere;
  }

  get isNewerOffered(): boolean {
    return !this.#newer.hidden;
  }

  setPaused(paused: boolean): void {
    const { pause, resume } = this.#words;
    this.#pause.replaceChildren(icon(paused ? 'debug-continue' : 'debug-pause'), paused ? resume : pause);
    this.#pause.setAttribute('aria-pressed', String(paused));
  }

  cover(agents: readonly BoardCoverage[]): void {
    const figures = agents.map(({ agent, percent, text }) => element('span', { class: percent === 100 ? '' : 'part', title: text }, `${agent} ${percent} %`));
    this.#coverage.replaceChildren(...(figures.length === 0 ? [] : [element('span', { class: 'dim' }, this.#words.coverage), ...figures]));
  }

  #input(id: string, label: string, placeholder: string): HTMLInputElement {
    const made = element('input', { id, type: 'search', aria: { label } });
    made.placeholder = placeholder;
    made.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => this.#events.asked(), typingPause);
    });
    made.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'Enter') this.#events.leave();
      else if (event.key !== 'Escape' || made.value === '') return;
      else {
        made.value = '';
        this.#events.asked();
      }
      event.preventDefault();
    });
    return made;
  }

  #select(id: string, choices: readonly BoardChoice[]): HTMLSelectElement {
    const made = element('select', { id, aria: { label: choices[0]?.text ?? '' } }, ...choices.map(({ word, text }) => new Option(text, word)));
    made.addEventListener('change', () => this.#events.asked());
    return made;
  }

  #modeButtons(): readonly HTMLButtonElement[] {
    const { tree, timeline, log } = this.#words;
    const modes = [['tree', 'list-tree', tree], ['timeline', 'graph-line', timeline], ['log', 'list-flat', log]] as const;
    return modes.map(([mode, name, label]) => {
      const button = element('button', { class: 'secondary', id: mode, type: 'button', aria: { pressed: String(mode === this.#mode) } }, icon(name), label);
      button.addEventListener('click', () => {
        this.#mode = mode;
        for (const other of this.#modes) other.setAttribute('aria-pressed', String(other === button));
        this.#events.asked();
      });
      return button;
    });
  }
}

/** A filter as the query has it: in double quotes, for names hold blanks. */
const filterOf = (name: string, { value }: HTMLInputElement): string => (value.trim() === '' ? '' : `"${name}:${value.trim().replaceAll('"', '')}"`);
