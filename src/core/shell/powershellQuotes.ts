import { PsCursor } from './powershellCursor.ts';
import type { PsExpression } from './powershellTree.ts';

/** Characters that PowerShell takes for quotes, typographic ones included. */
export const singleQuotes = "'\u2018\u2019\u201a\u201b";
export const doubleQuotes = '"\u201c\u201d\u201e';
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\u0000', a: '\u0007', b: '\b', e: '\u001b', f: '\f', v: '\v' };

/** Reads quoted texts and the variables in them. */
export abstract class PsQuoteReader extends PsCursor {
  /** One value; inside a text it begins with `$`. */
  protected abstract primary(): PsExpression;

  protected escaped(): PsExpression {
    const next = this.text[this.at + 1] ?? '';
    this.at += next === '\r' && this.text[this.at + 2] === '\n' ? 3 : 2;
    const text = next === '\n' || next === '\r' ? '' : next;
    return { kind: 'text', text, raw: text, quoted: true };
  }

  protected variable(): PsExpression {
    const start = this.at;
    const found = /^\$(?:\{([^}]*)\}|((?:\w+:)?\w+|[$?^]))/.exec(this.text.slice(this.at, this.at + 256));
    this.at += found === null ? 1 : found[0].length;
    const raw = this.text.slice(start, this.at);
    return found === null ? { kind: 'text', text: '$', raw, quoted: false } : { kind: 'variable', name: (found[1] ?? found[2] ?? '').toLowerCase(), raw };
  }

  protected single(): PsExpression {
    const start = this.at;
    let text = '';
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at] ?? '';
      if (singleQuotes.includes(character)) {
        if (!singleQuotes.includes(this.text[this.at + 1] ?? ' ')) break;
        this.at += 1;
      }
      text += character;
    }
    if (this.at >= this.text.length) this.complete = false;
    this.at += 1;
    return { kind: 'text', text, raw: this.text.slice(start, this.at), quoted: true };
  }

  protected double(): PsExpression {
    const start = this.at;
    this.at += 1;
    const pieces = this.expandable((index) => (doubleQuotes.includes(this.text[index] ?? ' ') ? 1 : 0));
    const raw = this.text.slice(start, this.at);
    const [only] = pieces;
    return pieces.length === 0 ? { kind: 'text', text: '', raw, quoted: true } : only?.kind === 'text' && pieces.length === 1 ? { ...only, raw } : { kind: 'joined', pieces, raw };
  }

  /** Text with variables up to its end; `closes` gives the length of what ends it. */
  protected expandable(closes: (index: number) => number): PsExpression[] {
    const pieces: PsExpression[] = [];
    let plain = '';
    const flush = (): void => {
      if (plain !== '') pieces.push({ kind: 'text', text: plain, raw: plain, quoted: true });
      plain = '';
    };
    while (this.at < this.text.length) {
      const end = closes(this.at);
      const character = this.text[this.at] ?? '';
      if (end === 1 && doubleQuotes.includes(this.text[this.at + 1] ?? ' ')) {
        plain += character;
        this.at += 2;
      } else if (end > 0) {
        this.at += end;
        flush();
        return pieces;
      } else if (character === '`') {
        plain += escapes[this.text[this.at + 1] ?? ''] ?? this.text[this.at + 1] ?? '';
        this.at += 2;
      } else if (character === '$' && /[\w({:$?^]/.test(this.text[this.at + 1] ?? '')) {
        flush();
        pieces.push(this.primary());
      } else {
        plain += character;
        this.at += 1;
      }
    }
    this.complete = false;
    flush();
    return pieces;
  }

  protected hereString(): PsExpression {
    const start = this.at;
    const quote = this.text[this.at + 1] ?? '';
    const set = singleQuotes.includes(quote) ? singleQuotes : doubleQuotes;
    const begin = /^@['"\u2018-\u201e][ \t]*\r?\n/.exec(this.text.slice(this.at, this.at + 80));
    if (begin === null) {
      this.giveUp();
      return { kind: 'mixed', operators: ['@'], inside: [], raw: quote };
    }
    this.at += begin[0].length - 1;
    const closes = (index: number): number => (this.text[index] === '\n' && set.includes(this.text[index + 1] ?? ' ') && this.text[index + 2] === '@' ? 3 : 0);
    if (set === doubleQuotes) return { kind: 'joined', pieces: this.expandable(closes), raw: this.text.slice(start, this.at) };
    let end = this.at;
    while (end < this.text.length && closes(end) === 0) end += 1;
    if (end >= this.text.length) this.complete = false;
    const text = this.text.slice(this.at + 1, end);
    this.at = end + 3;
    return { kind: 'text', text, raw: this.text.slice(start, this.at), quoted: true };
  }
}
