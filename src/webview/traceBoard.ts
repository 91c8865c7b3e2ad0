import { boardPageRows, type BoardFirst, type BoardRecord, type BoardRow, type BoardRows, type BoardUpdate, type BoardWords } from '../protocol/traceBoard.ts';
import { BoardBar } from './boardBar.ts';
import { boardEntries, entryKey, type BoardAct, type BoardEntry } from './boardEntries.ts';
import { drawAxis, drawEntry, drawRecord } from './boardRows.ts';
import { element } from './dom.ts';
import { connectEditor } from './editorApi.ts';
import { RecordCache } from './recordCache.ts';
import { timeAxis, type TimeAxis } from './timeAxis.ts';
import { VirtualList } from './virtualList.ts';

const send = connectEditor();
const axisTicks = 5;

/** The wide view: one list in three forms under its filters. State: what was read for the query of this moment, and what is folded. */
class Board {
  readonly #words: BoardWords;
  readonly #bar: BoardBar;
  readonly #list: VirtualList;
  readonly #axisBox = element('div', { class: 'axis-box' });
  readonly #main = element('main', { class: 'board' });
  readonly #open = new Set<string>();
  readonly #folded = new Set<string>();
  readonly #known = new Map<string, BoardAct>();
  readonly #asked = new Set<string>();
  #rows: readonly BoardRow[] = [];
  #entries: readonly BoardEntry[] = [];
  #records = new RecordCache(boardPageRows, () => undefined);
  #axis: TimeAxis = timeAxis([], axisTicks);
  #generation = 0;
  #reading = false;
  #ended = true;
  #paused = false;
  #forming = 0;

  constructor({ words, paused, rows }: BoardFirst) {
    this.#words = words;
    this.#bar = new BoardBar(words, { asked: () => this.#query(), pause: () => send({ type: 'pause', paused: !this.#paused }), leave: () => this.#list.focus() });
    this.#list = new VirtualList({
      label: words.search, draw: (index) => this.#draw(index), textOf: (index) => this.#textOf(index), inSight: (from, to) => this.#inSight(from, to),
      press: (event, index) => this.#press(event, index), click: (index, target) => this.#click(index, target),
    });
    this.#main.append(...this.#bar.rows, this.#axisBox, this.#list.root);
    document.body.replaceChildren(this.#main);
    this.setPaused(paused);
    this.#main.dataset['mode'] = this.#bar.mode;
    this.#axisBox.hidden = true;
    if (rows === undefined) {
      this.#bar.say(words.reading);
      this.#query();
    } else {
      this.#generation = rows.generation;
      this.take(rows);
    }
    this.#list.focus();
  }

  take({ rows, generation, ended, count }: BoardRows): void {
    if (generation !== this.#generation) return;
    if (count !== undefined) this.#answered();
    this.#rows = count === undefined ? [...this.#rows, ...rows] : rows;
    [this.#reading, this.#ended] = [false, ended];
    if (count !== undefined) this.#bar.say(this.#rows.length === 0 ? this.#words.nothing : this.#words.acts.replace('{0}', count));
    this.#form();
  }

  takeRecords(from: number, rows: readonly BoardRecord[], { generation, total, ended }: { readonly generation: number; readonly total: number; readonly ended: boolean }): void {
    if (generation !== this.#generation) return;
    if (from === 0) this.#answered();
    this.#records.take(from, rows, { total, ended });
    this.#bar.say(total === 0 ? this.#words.nothing : this.#words.records.replace('{0}', `${total.toLocaleString()}${ended ? '' : '+'}`));
    this.#list.show(total, this.#list.place);
  }

  count(text: string, generation: number): void {
    if (generation === this.#generation && !this.#paused) this.#bar.say(this.#words.acts.replace('{0}', text));
  }

  know(id: string, act: BoardAct): void {
    this.#known.set(id, act);
    // Answers come in bursts, one for each turn in sight: they are drawn together.
    if (this.#forming === 0) this.#forming = requestAnimationFrame(() => {
      this.#forming = 0;
      this.#form();
    });
  }

  cover(agents: Parameters<BoardBar['cover']>[0]): void {
    this.#bar.cover(agents);
  }

  setPaused(paused: boolean): void {
    this.#paused = paused;
    this.#bar.setPaused(paused);
    if (paused) this.#bar.say(this.#words.paused);
    else if (this.#bar.isNewerOffered) this.#query();
  }

  /** Somebody who reads further down, or pauses, is not disturbed. */
  changed(): void {
    if (this.#paused || !this.#list.atTop) this.#bar.offerNewer(true);
    else this.#query();
  }

  get #isLog(): boolean {
    return this.#bar.mode === 'log';
  }

  #query(): void {
    const { mode, query } = this.#bar;
    const isOther = this.#main.dataset['mode'] !== mode;
    this.#main.dataset['mode'] = mode;
    const generation = ++this.#generation;
    this.#reading = true;
    this.#bar.offerNewer(false);
    this.#records = new RecordCache(boardPageRows, (from) => send({ type: 'records', generation, from }));
    this.#axisBox.hidden = mode !== 'timeline';
    if (isOther) {
      this.#entries = [];
      this.#list.show(0);
    }
    this.#list.root.setAttribute('aria-busy', 'true');
    send({ type: 'query', generation, text: query, log: this.#isLog });
  }

  /** What is known of an act may have gone on: what is open is asked for again. */
  #answered(): void {
    this.#asked.clear();
    this.#list.root.setAttribute('aria-busy', 'false');
  }

  #inSight(from: number, to: number): void {
    if (this.#isLog) this.#records.want(from, to);
    else if (to >= this.#entries.length && !this.#reading && !this.#ended) {
      this.#reading = true;
      send({ type: 'more', generation: this.#generation });
    }
  }

  /** Lines anew; whoever reads keeps their place, whatever came above it. */
  #form(): void {
    const { mode } = this.#bar;
    if (mode === 'log') return;
    const { top, current } = this.#list.place;
    const [topEntry, currentEntry] = [this.#entries[top], this.#entries[current]];
    this.#entries = boardEntries(this.#rows, mode, { open: this.#open, folded: this.#folded, known: this.#known });
    if (mode === 'timeline') this.#drawAxis();
    this.#list.show(this.#entries.length, { top: top === 0 ? 0 : this.#placeOf(topEntry, top), current: this.#placeOf(currentEntry, current) });
  }

  #placeOf(entry: BoardEntry | undefined, otherwise: number): number {
    if (entry === undefined) return otherwise;
    const key = entryKey(entry);
    const found = this.#entries.findIndex((one) => entryKey(one) === key);
    return found === -1 ? Math.min(otherwise, Math.max(0, this.#entries.length - 1)) : found;
  }

  #drawAxis(): void {
    this.#axis = timeAxis(this.#rows.filter(({ atMs }) => atMs > 0).map(({ atMs, waitedMs }) => ({ from: atMs, to: atMs + waitedMs })), axisTicks);
    this.#axisBox.replaceChildren(drawAxis(this.#axis, this.#words.axis));
  }

  #draw(index: number): HTMLElement {
    if (this.#isLog) return drawRecord(this.#records.at(index), this.#words);
    const entry = this.#entries[index];
    const { mode } = this.#bar;
    if (entry === undefined || mode === 'log') return element('div', { class: 'board-row' });
    if (entry.kind === 'turn' || (entry.kind === 'act' && entry.open)) this.#ask(entry.row.id);
    return drawEntry(entry, { mode, known: this.#known, axis: this.#axis, words: this.#words });
  }

  #textOf(index: number): string | undefined {
    if (this.#isLog) return this.#records.at(index)?.kind;
    const entry = this.#entries[index];
    if (entry === undefined) return undefined;
    return entry.kind === 'session' ? entry.row.sessionText : entry.kind === 'turn' ? this.#known.get(entry.row.id)?.prompt : entry.kind === 'step' ? entry.step.text : entry.row.title;
  }

  #ask(id: string): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    send({ type: 'act', id });
  }

  #press({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, index: number): boolean {
    if (key === ' ') send({ type: 'pause', paused: !this.#paused });
    else if (key === 'Escape') this.#bar.focusSearch();
    else if (this.#isLog) return this.#pressRecord(index, { key, shiftKey, copies: ctrlKey || metaKey });
    else return this.#pressEntry(index, key, shiftKey);
    return true;
  }

  #pressRecord(index: number, { key, shiftKey, copies }: { readonly key: string; readonly shiftKey: boolean; readonly copies: boolean }): boolean {
    const act = this.#records.at(index)?.act ?? '';
    if (key === 'Enter' && shiftKey && act !== '') send({ type: 'open', id: act });
    else if (key === 'Enter') send({ type: 'record', at: index });
    else if (key === 'c' && copies) send({ type: 'copy', at: index });
    else return false;
    return true;
  }

  #pressEntry(index: number, key: string, shiftKey: boolean): boolean {
    const entry = this.#entries[index];
    if (entry === undefined || !['Enter', 'ArrowRight', 'ArrowLeft'].includes(key)) return false;
    const folds = entry.kind !== 'step' && (entry.kind !== 'act' || this.#bar.mode === 'tree');
    const isOpen = entry.kind !== 'step' && entry.open;
    if (key === 'Enter' && (entry.kind === 'session' || entry.kind === 'turn')) this.#toggle(entry);
    else if (key === 'Enter') send({ type: shiftKey ? 'recordsOf' : 'open', id: entry.row.id });
    else if (folds && isOpen !== (key === 'ArrowRight')) this.#toggle(entry);
    else this.#step(index, key);
    return true;
  }

  /** As in every tree: right goes into what is open, left to what something stands below. */
  #step(index: number, key: string): void {
    const level = (at: number): number => ['session', 'turn', 'act', 'step'].indexOf(this.#entries[at]?.kind ?? 'session');
    let to = index;
    if (key === 'ArrowRight') to = level(index + 1) > level(index) ? index + 1 : index;
    else while (to > 0 && level(to) >= level(index)) to -= 1;
    if (to !== index && level(to) !== level(index)) this.#list.go(to);
  }

  #toggle(entry: BoardEntry): void {
    const [set, key] = entry.kind === 'act' ? [this.#open, entry.row.id] : [this.#folded, entryKey(entry)];
    if (!set.delete(key)) set.add(key);
    this.#form();
  }

  #click(index: number, target: Element): void {
    const button = target.closest<HTMLElement>('[data-button]')?.dataset['button'];
    const entry = this.#entries[index];
    if (this.#isLog) this.#clickRecord(index, button);
    else if (entry === undefined) return;
    else if (button === 'open' || button === 'recordsOf') send({ type: button, id: entry.row.id });
    else if (entry.kind === 'step' || (entry.kind === 'act' && this.#bar.mode === 'timeline')) send({ type: 'open', id: entry.row.id });
    else this.#toggle(entry);
  }

  /** A click alone only chooses, so that the text of a line can be marked. */
  #clickRecord(index: number, button: string | undefined): void {
    const act = this.#records.at(index)?.act ?? '';
    if (button === 'open' && act !== '') send({ type: 'open', id: act });
    else if (button === 'record' || button === 'copy') send({ type: button, at: index });
  }
}

const isFirst = (value: unknown): value is BoardFirst => typeof value === 'object' && value !== null && 'words' in value;

const first: unknown = JSON.parse(document.body.dataset['first'] ?? 'null');
const board = isFirst(first) ? new Board(first) : undefined;
window.addEventListener('message', ({ data }: MessageEvent<BoardUpdate>) => {
  switch (data.type) {
    case 'rows':
      board?.take(data);
      return;
    case 'count':
      board?.count(data.count, data.generation);
      return;
    case 'records':
      board?.takeRecords(data.from, data.rows, data);
      return;
    case 'act':
      board?.know(data.id, data);
      return;
    case 'coverage':
      board?.cover(data.agents);
      return;
    case 'paused':
      board?.setPaused(data.paused);
      return;
    case 'changed':
      board?.changed();
      return;
  }
});
send({ type: 'ready' });
