import type { BoardChoice, BoardCoverage, BoardRow, BoardUpdate, BoardWords } from '../protocol/traceBoard.ts';
import { boardEntries, type BoardAct, type BoardEntry, type BoardMode } from './boardEntries.ts';
import { drawEntry } from './boardRows.ts';
import { element, icon } from './dom.ts';
import { connectEditor } from './editorApi.ts';
import { VirtualList } from './virtualList.ts';

const send = connectEditor();
/** A search begins when a person has stopped typing for so long, in milliseconds. */
const typingPause = 200;

/** The wide view: filters, figures, and one list in three forms. State: what was read for the query of this moment. */
class Board {
  readonly #words: BoardWords;
  readonly #list: VirtualList;
  readonly #main = element('main', { class: 'board' });
  readonly #count = element('span', { class: 'dim', role: 'status' });
  readonly #coverage = element('div', { class: 'coverage' });
  readonly #newer = element('button', { class: 'link', id: 'newer', type: 'button' });
  readonly #filters: readonly (() => string)[];
  readonly #open = new Set<string>();
  readonly #known = new Map<string, BoardAct>();
  readonly #asked = new Set<string>();
  #rows: BoardRow[] = [];
  #entries: readonly BoardEntry[] = [];
  #mode: BoardMode = 'tree';
  #generation = 0;
  #reading = false;
  #ended = true;
  #paused = false;
  #longestWait = 0;

  constructor(words: BoardWords) {
    this.#words = words;
    this.#list = new VirtualList({ label: words.search, draw: (index) => this.#draw(index), nearEnd: () => this.#more(), press: (key, index) => this.#press(key, index), click: (index) => this.#toggle(index) });
    const search = element('input', { id: 'search', type: 'search', aria: { label: words.search } });
    search.placeholder = words.placeholder;
    let typing: number | undefined;
    search.addEventListener('input', () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => this.#query(), typingPause);
    });
    const [agents, agent] = this.#select('agent', words.agents);
    const [verdicts, verdict] = this.#select('verdict', words.verdicts);
    const [radii, radius] = this.#select('radius', words.radii);
    const unreviewed = element('input', { id: 'unreviewed', type: 'checkbox' });
    unreviewed.addEventListener('change', () => this.#query());
    this.#filters = [() => search.value, agent, verdict, radius, () => (unreviewed.checked ? 'unreviewed' : '')];
    this.#newer.textContent = words.newer;
    this.#newer.hidden = true;
    this.#newer.addEventListener('click', () => this.#query());
    this.#main.append(
      element('div', { class: 'board-bar' }, search, agents, verdicts, radii, element('label', { class: 'check' }, unreviewed, words.unreviewed)),
      element('div', { class: 'board-bar' }, this.#modes(), this.#pause(), this.#count, this.#newer, this.#coverage),
      this.#list.root);
    document.body.replaceChildren(this.#main);
    this.#form();
    this.#query();
  }

  take(rows: readonly BoardRow[], { generation, ended, count }: { readonly generation: number; readonly ended: boolean; readonly count?: string }): void {
    if (generation !== this.#generation) return;
    const isFirst = count !== undefined;
    this.#rows = isFirst ? [...rows] : [...this.#rows, ...rows];
    this.#longestWait = Math.max(0, ...rows.map(({ waitedMs }) => waitedMs), isFirst ? 0 : this.#longestWait);
    [this.#reading, this.#ended] = [false, ended];
    if (isFirst) this.#count.textContent = this.#rows.length === 0 ? this.#words.nothing : this.#words.acts.replace('{0}', count);
    this.#form(isFirst ? 'top' : undefined);
  }

  know(id: string, act: BoardAct): void {
    this.#known.set(id, act);
    this.#form();
  }

  cover(agents: readonly BoardCoverage[]): void {
    const figures = agents.map(({ agent, percent, text }) => element('span', { class: percent === 100 ? 'whole' : 'part', title: text }, `${agent} ${percent} %`));
    this.#coverage.replaceChildren(...(figures.length === 0 ? [] : [element('span', { class: 'dim' }, this.#words.coverage), ...figures]));
  }

  /** Somebody who reads further down, or pauses, is not disturbed. */
  changed(): void {
    if (this.#paused || !this.#list.atTop || this.#open.size > 0) this.#newer.hidden = false;
    else this.#query();
  }

  #query(): void {
    this.#generation += 1;
    this.#reading = true;
    this.#newer.hidden = true;
    // What is known of an act may have gone on; what is open is asked for again.
    this.#asked.clear();
    send({ type: 'query', generation: this.#generation, text: this.#filters.map((filter) => filter()).filter((part) => part.trim() !== '').join(' ') });
  }

  #more(): void {
    if (this.#reading || this.#ended) return;
    this.#reading = true;
    send({ type: 'more', generation: this.#generation });
  }

  #form(top?: 'top'): void {
    this.#entries = boardEntries(this.#rows, this.#mode, { open: this.#open, known: this.#known });
    this.#list.show(this.#entries.length, top);
  }

  #draw(index: number): HTMLElement {
    const entry = this.#entries[index];
    if (entry === undefined) return element('div', { class: 'board-row' });
    if (entry.kind === 'turn' || this.#open.has(entry.row.id)) this.#ask(entry.row.id);
    return drawEntry(entry, { mode: this.#mode, open: this.#open, known: this.#known, longestWait: this.#longestWait, turnWord: this.#words.turn, waitedWords: this.#words.waited });
  }

  #ask(id: string): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    send({ type: 'act', id });
  }

  #press(key: string, index: number): boolean {
    const entry = this.#entries[index];
    if (entry === undefined || !['Enter', ' ', 'ArrowRight', 'ArrowLeft'].includes(key)) return false;
    if (key === 'Enter') send({ type: 'open', id: entry.row.id });
    else if (key === ' ') this.#setPaused(!this.#paused);
    else if (this.#open.has(entry.row.id) !== (key === 'ArrowRight')) this.#toggle(index);
    return true;
  }

  #toggle(index: number): void {
    const entry = this.#entries[index];
    if (entry === undefined || entry.kind === 'session' || entry.kind === 'turn') return;
    const { id } = entry.row;
    if (this.#mode !== 'tree' || entry.kind === 'step') send({ type: 'open', id });
    else if (this.#open.delete(id)) this.#form();
    else {
      this.#open.add(id);
      this.#form();
    }
  }

  #select(id: string, choices: readonly BoardChoice[]): readonly [HTMLSelectElement, () => string] {
    const made = element('select', { id, aria: { label: choices[0]?.text ?? '' } }, ...choices.map(({ word, text }) => new Option(text, word)));
    made.addEventListener('change', () => this.#query());
    return [made, () => made.value];
  }

  #modes(): HTMLElement {
    const { tree, timeline, log } = this.#words;
    const modes = [['tree', 'list-tree', tree], ['timeline', 'graph-line', timeline], ['log', 'list-flat', log]] as const;
    const buttons = modes.map(([mode, name, label]) => {
      const button = element('button', { class: 'secondary', id: mode, type: 'button', aria: { pressed: String(mode === this.#mode) } }, icon(name), label);
      button.addEventListener('click', () => {
        this.#mode = mode;
        for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
        this.#main.dataset['mode'] = mode;
        this.#form('top');
      });
      return button;
    });
    this.#main.dataset['mode'] = this.#mode;
    return element('div', { class: 'modes', role: 'group' }, ...buttons);
  }

  #pause(): HTMLElement {
    const button = element('button', { class: 'secondary', id: 'pause', type: 'button' }, icon('debug-pause'), this.#words.pause);
    button.addEventListener('click', () => this.#setPaused(!this.#paused));
    return button;
  }

  #setPaused(paused: boolean): void {
    this.#paused = paused;
    document.querySelector('#pause')?.replaceChildren(icon(paused ? 'debug-continue' : 'debug-pause'), paused ? this.#words.resume : this.#words.pause);
    if (!paused && !this.#newer.hidden) this.#query();
  }
}

let board: Board | undefined;
window.addEventListener('message', ({ data }: MessageEvent<BoardUpdate>) => {
  switch (data.type) {
    case 'words':
      board = new Board(data.words);
      return;
    case 'rows':
      board?.take(data.rows, data);
      return;
    case 'act':
      board?.know(data.id, data);
      return;
    case 'coverage':
      board?.cover(data.agents);
      return;
    case 'changed':
      board?.changed();
      return;
  }
});
send({ type: 'ready' });
