/** One line that holds something: its indentation and its text. */
interface Line {
  readonly indent: number;
  readonly text: string;
  /** Index in the file's lines, for block scalars. */
  readonly at: number;
}

/** Most levels that are read. */
const maxLevels = 40;
/** Most lines of one plain or quoted scalar. */
const maxContinued = 200;

/**
 * Reads the YAML that people write task and compose files in: block and flow collections, quoted and block scalars, anchors,
 * aliases and merge keys. Scalars stay text, whatever they look like. Undefined for what is not understood. Linear in the text.
 */
export function parseYaml(text: string): unknown {
  try {
    return new YamlReader(text).document();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

class YamlReader {
  private readonly raw: readonly string[];
  private readonly lines: readonly Line[];
  private readonly anchors = new Map<string, unknown>();
  private next = 0;

  constructor(text: string) {
    this.raw = text.split(/\r?\n/);
    this.lines = this.raw.flatMap((line, at) => {
      const bare = line.trimStart();
      if (bare === '' || bare.startsWith('#') || /^(?:---(?:\s|$)|%)/.test(line)) return [];
      return [{ indent: line.length - bare.length, text: bare, at }];
    });
  }

  document(): unknown {
    const value = this.block(0, 0);
    if (this.next < this.lines.length && this.lines[this.next]?.text !== '...') throw new NotUnderstood();
    return value;
  }

  /** The collection or scalar that begins at the next line, when it is indented at least so far. */
  private block(least: number, level: number): unknown {
    const line = this.lines[this.next];
    if (level > maxLevels) throw new NotUnderstood();
    if (line === undefined || line.indent < least) return undefined;
    if (/^-(?:\s|$)/.test(line.text)) return this.sequence(line.indent, level);
    if (keyOf(line.text) !== undefined) return this.mapping(line.indent, level, undefined);
    this.next += 1;
    return this.scalar(withoutComment(line.text), line.indent - 1, level);
  }

  private sequence(indent: number, level: number): readonly unknown[] {
    const items: unknown[] = [];
    for (let line = this.lines[this.next]; line !== undefined && line.indent === indent && /^-(?:\s|$)/.test(line.text); line = this.lines[this.next]) {
      const rest = line.text.slice(1).trimStart();
      const inner = indent + line.text.length - rest.length;
      const value = withoutComment(rest);
      if (value !== '' && !value.startsWith('&') && /^-\s/.test(rest)) throw new NotUnderstood();
      const key = keyOf(rest);
      if (key !== undefined && !/^[[{]/.test(rest)) items.push(this.mapping(inner, level + 1, { indent: inner, text: rest, at: line.at }));
      else {
        this.next += 1;
        items.push(value === '' ? this.block(indent + 1, level + 1) : this.scalar(value, indent, level));
      }
    }
    return items;
  }

  /** `first` stands for a key that shares its line with the dash of a list. */
  private mapping(indent: number, level: number, first: Line | undefined): Readonly<Record<string, unknown>> {
    const fields: Record<string, unknown> = {};
    for (let line = first ?? this.lines[this.next]; line !== undefined && line.indent === indent; line = this.lines[this.next]) {
      const found = keyOf(line.text);
      if (found === undefined) throw new NotUnderstood();
      this.next += 1;
      const rest = withoutComment(found.rest);
      // A list may stand at the indentation of its key.
      const listed = rest === '' && this.lines[this.next]?.indent === indent && /^-(?:\s|$)/.test(this.lines[this.next]?.text ?? '');
      const value = rest === '' ? (listed ? this.sequence(indent, level + 1) : this.block(indent + 1, level + 1)) : this.scalar(rest, indent, level);
      if (found.key === '<<') for (const one of Array.isArray(value) ? value : [value]) Object.assign(fields, isFields(one) ? { ...one, ...fields } : {});
      else Object.defineProperty(fields, found.key, { value, enumerable: true, configurable: true, writable: true });
    }
    return fields;
  }

  private scalar(text: string, indent: number, level: number): unknown {
    const anchor = /^&(\S+)(?:\s(.*))?$/s.exec(text);
    if (anchor?.[1] !== undefined) {
      const rest = anchor[2]?.trimStart() ?? '';
      const value = rest === '' ? this.block(indent + 1, level + 1) : this.scalar(rest, indent, level);
      this.anchors.set(anchor[1], value);
      return value;
    }
    if (text.startsWith('*')) return this.anchors.get(text.slice(1).trim());
    if (text.startsWith('!')) return this.scalar(text.replace(/^\S+\s*/, ''), indent, level);
    if (/^[|>]/.test(text)) return this.blockScalar(text, indent);
    let whole = text;
    // Plain text, quotes and brackets may go on in deeper lines.
    const from = this.next;
    for (let line = this.lines[this.next]; line !== undefined && line.indent > indent && !isClosed(whole); line = this.lines[this.next]) {
      if (this.next - from > maxContinued) throw new NotUnderstood();
      whole += ` ${/^["']/.test(whole) ? line.text : withoutComment(line.text)}`;
      this.next += 1;
    }
    return flowValue(whole);
  }

  private blockScalar(head: string, indent: number): string {
    const from = (this.lines[this.next - 1]?.at ?? -1) + 1;
    const body: string[] = [];
    for (let at = from; at < this.raw.length; at += 1) {
      const line = this.raw[at] ?? '';
      if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
      body.push(line);
    }
    while ((this.lines[this.next]?.at ?? Infinity) < from + body.length) this.next += 1;
    const depth = Math.min(...body.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
    const lines = body.map((line) => line.slice(Number.isFinite(depth) ? depth : 0));
    return (head.startsWith('>') ? lines.join(' ') : lines.join('\n')).trimEnd();
  }
}

/** `key: rest`, the key without its quotes. A colon counts only before white space or the end. */
function keyOf(text: string): { readonly key: string; readonly rest: string } | undefined {
  const first = text.charAt(0);
  const quoted = first === '"' || first === "'";
  if (/[[{#&*!|>%@`]/.test(first)) return undefined;
  const begin = quoted ? text.indexOf(first, 1) + 1 : 0;
  if (quoted && begin === 0) return undefined;
  let at = text.indexOf(':', begin);
  while (at >= 0 && at + 1 < text.length && !/\s/.test(text.charAt(at + 1))) at = text.indexOf(':', at + 1);
  if (at < 0) return undefined;
  const key = text.slice(0, at).trimEnd();
  if (!quoted) return { key, rest: text.slice(at + 1).trim() };
  return key.length === begin ? { key: key.slice(1, -1), rest: text.slice(at + 1).trim() } : undefined;
}

function withoutComment(text: string): string {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"') at += 1;
    } else if ((char === '"' || char === "'") && /^$|[\s,[{:]/.test(text.charAt(at - 1))) quote = char;
    else if (char === '#' && (at === 0 || /\s/.test(text.charAt(at - 1)))) return text.slice(0, at).trim();
  }
  return text.trim();
}

/** Whether a quoted text or a flow collection is complete; plain text may always go on. */
function isClosed(text: string): boolean {
  if (text.startsWith('"')) return /^"(?:[^"\\]|\\.)*"$/s.test(text);
  if (text.startsWith("'")) return /^'(?:[^']|'')*'$/s.test(text);
  if (/^[[{]/.test(text)) return (text.match(/[[{]/g)?.length ?? 0) <= (text.match(/[\]}]/g)?.length ?? 0);
  return false;
}

/** A scalar or a flow collection in one text. */
function flowValue(text: string, level = 0): unknown {
  if (level > maxLevels) throw new NotUnderstood();
  if (/^\[.*\]$/s.test(text)) return split(text.slice(1, -1)).map((one) => flowValue(one, level + 1));
  if (/^\{.*\}$/s.test(text)) {
    return Object.fromEntries(split(text.slice(1, -1)).map((pair) => {
      const [, quoted = '', plain = '', value = ''] = /^(?:["']([^"']*)["']\s*|([^:"']+)):(.*)$/s.exec(pair) ?? [];
      return [quoted === '' ? plain.trimEnd() : quoted, flowValue(value.trimStart(), level + 1)];
    }));
  }
  if (text.startsWith('"')) return text.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => ({ n: '\n', t: '\t', r: '\r' } as Readonly<Record<string, string>>)[char] ?? char);
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return text;
}

/** Parts between the commas of the outermost level. */
function split(text: string): readonly string[] {
  const parts: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let at = 0; at <= text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    if (at === text.length || (char === ',' && depth === 0 && quote === '')) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts.filter((part) => part !== '');
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
