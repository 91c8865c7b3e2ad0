import { doubleQuotes, PsQuoteReader, singleQuotes } from './powershellQuotes.ts';
import type { PsExpression, PsStatement } from './powershellTree.ts';

const dashes = '-\u2013\u2014\u2015';
/** Ends a bare word. */
const wordEnd = /[\s;|&(){},'"`$<>\u2018-\u201e]/;
const wordOperator = /^[-\u2013-\u2015](?:not|bnot|and|or|xor|band|bor|bxor|shl|shr|f|join|i?split|c?split|[ic]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace)|is|isnot|as)(?![\w-])/i;

/** Longest chain of members, calls and indexes behind one value. */
const maxLinks = 256;

/** Reads words, texts and expressions. Blocks inside them are statements, which the reader of statements adds. */
export abstract class PsExpressionReader extends PsQuoteReader {
  /** Statements up to a closing bracket (taken) or the end of the text. */
  abstract statements(close: string): readonly PsStatement[];
  protected abstract statement(): PsStatement;

  /** `a, b, c` of a command. */
  protected listFrom(first: PsExpression): PsExpression {
    const items = [first];
    const start = this.at;
    while (this.taken(/^,/) !== undefined) {
      this.blanks(true);
      if (this.atEnd()) break;
      items.push(this.word());
    }
    return items.length === 1 ? first : { kind: 'list', items, raw: first.raw + this.text.slice(start, this.at) };
  }

  /** One word in a command. */
  protected word(): PsExpression {
    const start = this.at;
    const character = this.text[this.at] ?? '';
    if (dashes.includes(character) && character !== '') {
      const name = /^[-\u2013-\u2015]([A-Za-z_?][\w?-]*)(:)?/.exec(this.text.slice(this.at, this.at + 128));
      if (name !== null && (name[2] === ':' || /^(?:[\s;|&(){},$'"]|$)/.test(this.text.slice(this.at + name[0].length, this.at + name[0].length + 1)))) {
        this.at += name[0].length;
        if (name[2] === ':') this.blanks(false);
        const value = name[2] === ':' && !this.atEnd() ? this.word() : undefined;
        return { kind: 'parameter', name: `-${name[1] ?? ''}`, value, raw: this.text.slice(start, this.at) };
      }
    }
    if (character === '@' && /^@\w/.test(this.text.slice(this.at, this.at + 2))) {
      this.at += 1;
      const name = this.taken(/^\w+/);
      return { kind: 'mixed', operators: ['@'], inside: [], raw: `@${name?.[0] ?? ''}` };
    }
    if (/^(?:\{|\(|@[({'"])/.test(this.text.slice(this.at, this.at + 2))) return this.postfix(this.primary());
    const pieces: PsExpression[] = [];
    while (this.at < this.text.length) {
      const next = this.text[this.at] ?? '';
      if (next === '$' || singleQuotes.includes(next) || doubleQuotes.includes(next)) pieces.push(pieces.length === 0 && next === '$' ? this.postfix(this.primary()) : this.primary());
      else if (next === '`') pieces.push(this.escaped());
      else if (wordEnd.test(next)) break;
      else {
        let end = this.at;
        while (end < this.text.length && !wordEnd.test(this.text[end] ?? '')) end += 1;
        const text = this.text.slice(this.at, end);
        this.at = end;
        pieces.push({ kind: 'text', text, raw: text, quoted: false });
      }
    }
    const raw = this.text.slice(start, this.at);
    const [only] = pieces;
    return only !== undefined && pieces.length === 1 ? only : { kind: 'joined', pieces, raw };
  }

  /** Values and operators up to something that is neither. */
  protected expression(): PsExpression {
    const start = this.at;
    const operands: PsExpression[] = [];
    const operators: string[] = [];
    this.deeper();
    for (;;) {
      this.prefixes(operators);
      if (this.atEnd() || /^[|&>=]/.test(this.text[this.at] ?? '')) break;
      const before = this.at;
      operands.push(this.postfix(this.primary()));
      if (this.at === before) {
        this.complete = false;
        this.at += 1;
        break;
      }
      const operator = this.operator();
      if (operator === undefined) break;
      operators.push(operator);
      this.blanks(true);
    }
    this.depth -= 1;
    const raw = this.text.slice(start, this.at);
    const [only] = operands;
    if (only !== undefined && operands.length === 1 && operators.length === 0) return only;
    if (operators.every((operator) => operator === ',')) return { kind: 'list', items: operands, raw };
    if (operators.every((operator) => operator === '+') && operands.every((operand) => operand.kind === 'text' || operand.kind === 'joined' || operand.kind === 'variable')) return { kind: 'joined', pieces: operands, raw };
    return { kind: 'mixed', operators, inside: operands, raw };
  }

  /** Signs and casts in front of a value. */
  protected prefixes(operators: string[]): void {
    for (;;) {
      this.blanks(false);
      const sign = /^(?:[!+,]|--|\+\+|-(?=[\d$(.'"[-])|[-\u2013-\u2015](?:not|bnot|split|join)(?![\w-]))/i.exec(this.text.slice(this.at, this.at + 8))?.[0];
      if (sign === undefined) return;
      this.at += sign.length;
      operators.push(sign);
    }
  }

  protected operator(): string | undefined {
    this.blanks(false);
    const rest = this.text.slice(this.at, this.at + 16);
    const found = wordOperator.exec(rest)?.[0] ?? /^(?:\.\.|\?\?(?!=)|\?(?=\s)|:(?=\s)|,|[-+*/%](?!=)|\u2013)/.exec(rest)?.[0];
    if (found !== undefined) this.at += found.length;
    return found?.toLowerCase();
  }

  protected primary(): PsExpression {
    this.blanks(false);
    const start = this.at;
    const character = this.text[this.at] ?? '';
    const two = this.text.slice(this.at, this.at + 2);
    if (/^@['"\u2018-\u201e]/.test(two)) return this.hereString();
    if (singleQuotes.includes(character) && character !== '') return this.single();
    if (doubleQuotes.includes(character) && character !== '') return this.double();
    if (two === '@{') return this.hashTable();
    if (two === '$(' || two === '@(' || character === '(') {
      this.at += character === '(' ? 1 : 2;
      const body = this.statements(')');
      return { kind: 'program', body, raw: this.text.slice(start, this.at) };
    }
    if (character === '{') {
      this.at += 1;
      const body = this.statements('}');
      return { kind: 'block', body, raw: this.text.slice(start, this.at) };
    }
    if (character === '[') return this.typeOrCast();
    if (character === '$') return this.variable();
    const number = /^[\d.][\w.]*/.exec(this.text.slice(this.at, this.at + 64))?.[0]?.split('..', 1)[0];
    if (number !== undefined && number !== '' && number !== '.') {
      this.at += number.length;
      return { kind: 'text', text: number, raw: number, quoted: false };
    }
    return { kind: 'mixed', operators: ['?'], inside: [], raw: character };
  }

  protected typeOrCast(): PsExpression {
    const start = this.at;
    let depth = 0;
    let end = this.at;
    for (; end < this.text.length; end += 1) {
      if (this.text[end] === '[') depth += 1;
      else if (this.text[end] === ']' && (depth -= 1) === 0) break;
      else if (!/[\w.,\s+`[\]&*'"=$()-]/.test(this.text[end] ?? '')) break;
    }
    if (this.text[end] !== ']') {
      this.giveUp();
      return { kind: 'mixed', operators: ['['], inside: [], raw: this.text.slice(start, start + 20) };
    }
    this.at = end + 1;
    const type: PsExpression = { kind: 'type', name: this.text.slice(start + 1, end).replace(/\s/g, '').toLowerCase(), raw: this.text.slice(start, this.at) };
    if (this.text.startsWith('::', this.at)) return type;
    this.blanks(false);
    if (!/^[$'"(@[{\d\u2018-\u201e-]/.test(this.text[this.at] ?? '')) return type;
    this.deeper();
    const inside = [this.postfix(this.primary())];
    this.depth -= 1;
    return { kind: 'mixed', operators: [`[${type.name}]`], inside, raw: this.text.slice(start, this.at) };
  }

  protected hashTable(): PsExpression {
    const start = this.at;
    this.at += 2;
    const inside: PsExpression[] = [];
    for (;;) {
      this.separators();
      if (this.at >= this.text.length) {
        this.complete = false;
        break;
      }
      if (this.taken(/^\}/) !== undefined) break;
      const key = this.taken(/^[\w-]+(?=\s*=)/);
      if (key === undefined) inside.push(this.postfix(this.primary()));
      if (this.taken(/^=/) === undefined) {
        this.giveUp();
        break;
      }
      this.blanks(true);
      inside.push({ kind: 'program', body: [this.statement()], raw: '' });
    }
    return { kind: 'mixed', operators: ['@{'], inside, raw: this.text.slice(start, this.at) };
  }

  /** Members, calls and indexes behind a value; no blank may stand before them. */
  protected postfix(value: PsExpression): PsExpression {
    let result = value;
    const start = this.at - value.raw.length;
    for (let links = 0; ; links += 1) {
      if (links > maxLinks) this.giveUp();
      const rest = this.text.slice(this.at, this.at + 128);
      const member = /^(?:\?\.|\.|::)(?:(\w+)|(?=[$'"(\u2018-\u201e]))/.exec(rest);
      const raw = (): string => this.text.slice(Math.max(0, start), this.at);
      if (member !== null && !(rest.startsWith('..'))) {
        this.at += member[0].length;
        const computed = member[1] === undefined ? this.primary() : undefined;
        const called = this.text[this.at] === '(' ? this.callArguments() : undefined;
        result = { kind: 'member', on: computed === undefined ? result : { kind: 'mixed', operators: ['.'], inside: [result, computed], raw: raw() }, name: member[1]?.toLowerCase() ?? '?', called, raw: raw() };
      } else if (rest.startsWith('[') && result.kind !== 'block') {
        this.at += 1;
        const inside = this.statements(']');
        result = { kind: 'mixed', operators: ['[]'], inside: [result, { kind: 'program', body: inside, raw: '' }], raw: raw() };
      } else if (rest.startsWith('++') || rest.startsWith('--')) {
        this.at += 2;
        result = { kind: 'mixed', operators: [rest.slice(0, 2)], inside: [result], raw: raw() };
      } else return result;
    }
  }

  protected callArguments(): readonly PsExpression[] {
    this.at += 1;
    const found: PsExpression[] = [];
    for (;;) {
      this.blanks(true);
      if (this.taken(/^\)/) !== undefined) return found;
      if (this.at >= this.text.length) {
        this.complete = false;
        return found;
      }
      if (this.taken(/^,/) !== undefined) continue;
      const before = this.at;
      found.push(this.expression());
      if (this.at === before) {
        this.giveUp();
        return found;
      }
    }
  }
}
