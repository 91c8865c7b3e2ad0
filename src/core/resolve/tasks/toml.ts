/** A table while it is filled. */
type Table = Record<string, unknown>;

/** Most levels of nested values. */
const maxLevels = 40;

/** Reads TOML 1.0: tables, dotted keys, strings, arrays, inline tables. Numbers and dates stay text. Undefined for what is not understood. Linear. */
export function parseToml(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return new TomlReader(text).document();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

class TomlReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text.replace(/\r\n/g, '\n');
  }

  document(): Readonly<Record<string, unknown>> {
    const root: Table = {};
    let table = root;
    this.blank(true);
    while (this.at < this.text.length) {
      if (this.text.startsWith('[[', this.at)) table = this.header(root, 2);
      else if (this.text.charAt(this.at) === '[') table = this.header(root, 1);
      else this.pair(table, 0);
      this.blank(true);
    }
    return root;
  }

  private header(root: Table, brackets: 1 | 2): Table {
    this.at += brackets;
    const keys = this.keys(']');
    this.at += brackets;
    const last = keys.at(-1) ?? '';
    const parent = tableIn(root, keys.slice(0, -1));
    if (brackets === 1) return tableIn(parent, [last]);
    const known: unknown = Object.hasOwn(parent, last) ? parent[last] : undefined;
    const added: Table = {};
    if (Array.isArray(known)) known.push(added);
    else put(parent, last, [added]);
    return added;
  }

  private pair(table: Table, level: number): void {
    const keys = this.keys('=');
    this.at += 1;
    this.blank(false);
    put(tableIn(table, keys.slice(0, -1)), keys.at(-1) ?? '', this.value(level));
  }

  /** A dotted key up to `end`, which is not taken. */
  private keys(end: string): readonly string[] {
    const keys: string[] = [];
    for (;;) {
      this.blank(false);
      const quote = this.text.charAt(this.at);
      keys.push(quote === '"' || quote === "'" ? this.string() : this.take(/[\w-]+/y));
      this.blank(false);
      if (this.text.charAt(this.at) === end) return keys;
      if (this.text.charAt(this.at) !== '.') throw new NotUnderstood();
      this.at += 1;
    }
  }

  private value(level: number): unknown {
    if (level > maxLevels) throw new NotUnderstood();
    switch (this.text.charAt(this.at)) {
      case '"':
      case "'":
        return this.string();
      case '[':
        return this.list(']', level, () => this.value(level + 1));
      case '{': {
        const table: Table = {};
        this.list('}', level, () => this.pair(table, level + 1));
        return table;
      }
      default:
        return this.word();
    }
  }

  private word(): unknown {
    const word = this.take(/[^\s,\]}#]+/y);
    return word === 'true' || (word === 'false' ? false : word);
  }

  private list<T>(end: string, level: number, read: () => T): readonly T[] {
    const items: T[] = [];
    this.at += 1;
    this.blank(true);
    while (this.text.charAt(this.at) !== end) {
      if (this.at >= this.text.length || level > maxLevels) throw new NotUnderstood();
      items.push(read());
      this.blank(true);
      if (this.text.charAt(this.at) === ',') this.at += 1;
      else if (this.text.charAt(this.at) !== end) throw new NotUnderstood();
      this.blank(true);
    }
    this.at += 1;
    return items;
  }

  private string(): string {
    const quote = this.text.charAt(this.at);
    const long = this.text.startsWith(quote.repeat(3), this.at);
    const mark = long ? quote.repeat(3) : quote;
    let body = '';
    for (this.at += mark.length; !this.text.startsWith(mark, this.at); this.at += 1) {
      const char = this.text.charAt(this.at);
      if (char === '' || (char === '\n' && !long)) throw new NotUnderstood();
      if (char !== '\\' || quote === "'") body += char;
      else {
        this.at += 1;
        const escaped = this.text.charAt(this.at);
        // A backslash at the end of a line joins it with the next.
        if (escaped === '\n') while (/\s/.test(this.text.charAt(this.at + 1))) this.at += 1;
        else body += ({ n: '\n', t: '\t', r: '\r' } as Readonly<Record<string, string>>)[escaped] ?? escaped;
      }
    }
    this.at += mark.length;
    return long ? body.replace(/^\n/, '') : body;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new NotUnderstood();
    this.at += found.length;
    return found;
  }

  /** Passes white space and comments; line breaks too where they mean nothing. */
  private blank(lines: boolean): void {
    const pattern = lines ? /\s*(?:#[^\n]*(?:\n\s*|$))*/y : /[ \t]*/y;
    pattern.lastIndex = this.at;
    this.at += pattern.exec(this.text)?.[0].length ?? 0;
  }
}

function put(table: Table, key: string, value: unknown): void {
  Object.defineProperty(table, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The table below the given keys, made where there is none; of a list of tables the last one. */
function tableIn(table: Table, keys: readonly string[]): Table {
  let at = table;
  for (const key of keys) {
    const known: unknown = Object.hasOwn(at, key) ? at[key] : undefined;
    const found: unknown = Array.isArray(known) ? known.at(-1) : known;
    if (isTable(found)) at = found;
    else if (found === undefined) {
      const made: Table = {};
      put(at, key, made);
      at = made;
    } else throw new NotUnderstood();
  }
  return at;
}

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);
