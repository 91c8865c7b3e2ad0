/** A place in a document: names and indexes from the top. */
export type YamlPath = readonly (string | number)[];

/** One word of a YAML text: a name, or a value on one line. Offsets count characters. */
export interface YamlWord {
  readonly role: 'key' | 'value';
  /** Of a name with the name itself as last member; of a value the place that it fills. */
  readonly path: YamlPath;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What could be written where a text ends. */
export interface YamlCursor {
  /** `key`: a further name of the mapping at `path`. `value`: what fills `path`. `item`: a new entry of the list at `path`, as a value or with the first name of a mapping. */
  readonly role: 'key' | 'value' | 'item';
  readonly path: YamlPath;
  /** What is written of the word already. */
  readonly written: string;
  /** Within `{}` or `[]`, where everything stays on one line. */
  readonly flow: boolean;
}

export interface YamlReading {
  readonly words: readonly YamlWord[];
  readonly cursor: YamlCursor;
}

/** A block mapping or list that is open, by the column of its names or of its `-`. */
interface Block {
  readonly column: number;
  readonly step: string | number;
}

interface Flow {
  readonly kind: 'map' | 'list';
  key?: string;
  index: number;
}

/**
 * Finds the names and values of a YAML text, also of one that is only half written: what an editor needs to complete it. It
 * follows columns, brackets and quotes, and knows no anchors, tags or names over several lines. Linear; never throws.
 */
export function readYamlWords(text: string): YamlReading {
  const reader = new Reader();
  let offset = 0;
  for (const line of text.split('\n')) {
    reader.line(line.endsWith('\r') ? line.slice(0, -1) : line, offset);
    offset += line.length + 1;
  }
  return { words: reader.words, cursor: reader.cursor };
}

class Reader {
  readonly words: YamlWord[] = [];
  cursor: YamlCursor = { role: 'key', path: [], written: '', flow: false };
  #blocks: Block[] = [];
  #flow: Flow[] = [];
  /** Column of the name whose text over several lines (`|`, `>`) is being passed over. */
  #text: number | undefined;

  line(line: string, offset: number): void {
    const column = line.search(/\S|$/);
    const blank = column === line.length;
    if (this.#text !== undefined && (blank || column > this.#text)) {
      if (column > this.#text) this.cursor = { role: 'value', path: this.#path(), written: line.trim(), flow: false };
      else this.#nameAt('', column);
      return;
    }
    this.#text = undefined;
    if (this.#flow.length > 0) this.#flowFrom(line, column, offset);
    else if (line.charAt(column) !== '#') this.#blockFrom(line, column, offset);
  }

  #path(): YamlPath {
    return [...this.#blocks.map(({ step }) => step), ...this.#flow.flatMap(({ kind, key, index }): YamlPath => (kind === 'list' ? [index] : key === undefined ? [] : [key]))];
  }

  #blockFrom(line: string, column: number, offset: number): void {
    if (line.charAt(column) === '-' && (line.charAt(column + 1) === ' ' || column + 1 === line.length)) {
      const last = this.#blocks.findLast((block) => block.column === column && typeof block.step === 'number');
      this.#blocks = this.#blocks.filter((block) => block.column < column || (block.column === column && typeof block.step === 'string'));
      this.cursor = { role: 'item', path: this.#path(), written: '', flow: false };
      this.#blocks.push({ column, step: typeof last?.step === 'number' ? last.step + 1 : 0 });
      const next = column + 1 + line.slice(column + 1).search(/\S|$/);
      if (next < line.length) this.#blockFrom(line, next, offset);
      else if (line.length > column + 1) this.cursor = { role: 'item', path: this.#path().slice(0, -1), written: '', flow: false };
      return;
    }
    const last = this.#blocks.at(-1);
    const isFirst = typeof last?.step === 'number' && column > last.column;
    const found = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@`-][^:#]*|-[^\s:#][^:#]*)):(?=\s|$)/.exec(line.slice(column));
    if (found === null) {
      if (/^["'[{]/.test(line.slice(column)) || isFirst) this.#valueFrom(line, column, offset, isFirst);
      else this.#nameAt(line.slice(column), column);
      return;
    }
    const key = found[1] ?? found[2] ?? (found[3] ?? '').trimEnd();
    this.#blocks = this.#blocks.filter((block) => block.column < column);
    this.#blocks.push({ column, step: key });
    this.words.push({ role: 'key', path: this.#path(), text: key, start: offset + column, end: offset + column + found[0].length - 1 });
    const after = column + found[0].length;
    const next = after + line.slice(after).search(/\S|$/);
    if (next === line.length && next === after) this.cursor = { role: 'value', path: this.#path(), written: '', flow: false };
    else this.#valueFrom(line, next, offset, false);
  }

  /** A name that is being written: it belongs to the innermost mapping that is open at its column. */
  #nameAt(written: string, column: number): void {
    const open = this.#blocks.filter((block) => block.column < column);
    this.cursor = { role: 'key', path: open.map(({ step }) => step), written, flow: false };
  }

  #valueFrom(line: string, column: number, offset: number, isItem: boolean): void {
    const rest = line.slice(column);
    if (/^[|>][+-]?\d?\s*(?:#.*)?$/.test(rest)) this.#text = this.#blocks.at(-1)?.column ?? 0;
    if (rest.startsWith('{') || rest.startsWith('[')) {
      this.#flowFrom(line, column, offset);
      return;
    }
    const { text, end } = scalarAt(line, column, /\s#/);
    this.cursor = isItem ? { role: 'item', path: this.#path().slice(0, -1), written: text, flow: false } : { role: 'value', path: this.#path(), written: text, flow: false };
    if (text !== '') this.words.push({ role: 'value', path: this.#path(), text, start: offset + column, end: offset + end });
  }

  #flowFrom(line: string, from: number, offset: number): void {
    let at = from;
    while (at < line.length) {
      const letter = line.charAt(at);
      const inner = this.#flow.at(-1);
      if (letter === '{' || letter === '[') this.#flow.push({ kind: letter === '{' ? 'map' : 'list', index: 0 });
      else if (letter === '}' || letter === ']') this.#flow.pop();
      else if (letter === ',' && inner !== undefined) {
        inner.index += 1;
        delete inner.key;
      } else if (letter === '#' && /\s/.test(line.charAt(at - 1))) break;
      else if (!/\s/.test(letter)) {
        at = this.#flowWord(line, at, offset);
        continue;
      }
      at += 1;
      if (this.#flow.length === 0) {
        this.cursor = { role: 'key', path: [], written: '', flow: false };
        return;
      }
      this.#flowCursor('');
    }
  }

  #flowWord(line: string, at: number, offset: number): number {
    const inner = this.#flow.at(-1);
    const { text, end } = scalarAt(line, at, /[,[\]{}]|:(?=\s|$)|\s#/);
    const stop = Math.max(end, at + 1);
    if (inner?.kind === 'map' && inner.key === undefined && line.charAt(end) === ':') {
      inner.key = text;
      this.words.push({ role: 'key', path: this.#path(), text, start: offset + at, end: offset + end });
      this.#flowCursor('');
      return stop + 1;
    }
    if (inner === undefined || inner.kind === 'list' || inner.key !== undefined) this.words.push({ role: 'value', path: this.#path(), text, start: offset + at, end: offset + end });
    this.#flowCursor(text);
    return stop;
  }

  #flowCursor(written: string): void {
    const inner = this.#flow.at(-1);
    this.cursor = { role: inner?.kind === 'map' && inner.key === undefined ? 'key' : 'value', path: this.#path(), written, flow: true };
  }
}

/** A scalar on one line and where it ends: at its closing quote, or before what ends a plain one. */
function scalarAt(line: string, at: number, ends: RegExp): { readonly text: string; readonly end: number } {
  const quote = line.charAt(at);
  if (quote === '"' || quote === "'") {
    const close = line.indexOf(quote, at + 1);
    return close < 0 ? { text: line.slice(at + 1), end: line.length } : { text: line.slice(at + 1, close), end: close + 1 };
  }
  const stop = line.slice(at).search(ends);
  const text = (stop < 0 ? line.slice(at) : line.slice(at, at + stop)).trimEnd();
  return { text, end: at + text.length };
}
