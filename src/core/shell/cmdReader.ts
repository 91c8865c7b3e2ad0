import { TextCursor } from './textCursor.ts';

/** A statement of cmd. */
export type CmdNode =
  | { readonly kind: 'command'; readonly words: readonly CmdWord[]; readonly redirections: readonly CmdRedirection[] }
  /** Commands joined by `|`. */
  | { readonly kind: 'pipeline'; readonly commands: readonly CmdNode[] }
  | { readonly kind: 'block'; readonly body: readonly CmdNode[]; readonly redirections: readonly CmdRedirection[] }
  /** `if …`: `words` is the condition. */
  | { readonly kind: 'if'; readonly words: readonly CmdWord[]; readonly branches: readonly CmdNode[] }
  | { readonly kind: 'for'; readonly options: readonly CmdWord[]; readonly variable: string; readonly items: readonly CmdWord[]; readonly body: CmdNode };

/** A word after carets; quotes stay in it. */
export type CmdWord = string;

export interface CmdRedirection {
  readonly operator: '>' | '>>' | '<';
  readonly target: CmdWord;
}

/** The lines of a text that has its variables in place. Never throws; `complete` is false where cmd would refuse it too. */
export function readCmd(text: string): { readonly body: readonly CmdNode[]; readonly complete: boolean } {
  const reader = new CmdReader(text);
  const body = reader.sequence(false);
  return { body, complete: reader.complete };
}

/** Deepest nesting of `if` and `for`. */
const maxWays = 400;

class CmdReader extends TextCursor {
  private ways = 0;

  sequence(inside: boolean): readonly CmdNode[] {
    const found: CmdNode[] = [];
    this.deeper();
    while (this.at < this.text.length) {
      this.blanks();
      const character = this.text[this.at];
      if (character === undefined) break;
      if (inside && character === ')') break;
      if (/[&|\n\r]/.test(character)) {
        this.at += 1;
        continue;
      }
      const before = this.at;
      found.push(this.pipeline(inside));
      if (this.at === before) {
        this.complete = false;
        this.at += 1;
      }
    }
    this.depth -= 1;
    return found;
  }

  private pipeline(inside: boolean): CmdNode {
    const commands = [this.command(inside)];
    for (;;) {
      this.blanks();
      if (this.text[this.at] !== '|' || this.text[this.at + 1] === '|') break;
      this.at += 1;
      commands.push(this.command(inside));
    }
    const [only] = commands;
    return only !== undefined && commands.length === 1 ? only : { kind: 'pipeline', commands };
  }

  private command(inside: boolean): CmdNode {
    this.blanks();
    while (this.text[this.at] === '@') {
      this.at += 1;
      this.blanks();
    }
    if (this.text[this.at] === '(') return this.block();
    if (this.text[this.at] === ':') {
      const label = this.text.slice(this.at, this.lineEnd());
      this.at = this.lineEnd();
      return { kind: 'command', words: [label], redirections: [] };
    }
    const keyword = /^(if|for)(?=[\s(/"%])/i.exec(this.text.slice(this.at, this.at + 4))?.[1]?.toLowerCase();
    if (keyword === undefined) return this.simple(inside);
    // `if … if … if …` nests as well, without a bracket.
    this.ways += 1;
    if (this.ways > maxWays) this.giveUp();
    const node = keyword === 'if' ? this.ifCommand(inside) : this.forCommand(inside);
    this.ways -= 1;
    return node;
  }

  private block(): CmdNode {
    this.at += 1;
    const body = this.sequence(true);
    if (this.text[this.at] === ')') this.at += 1;
    else this.complete = false;
    const redirections: CmdRedirection[] = [];
    for (;;) {
      this.blanks();
      const redirection = this.redirection();
      if (redirection === undefined) return { kind: 'block', body, redirections };
      redirections.push(redirection);
    }
  }

  private ifCommand(inside: boolean): CmdNode {
    this.at += 2;
    const words: CmdWord[] = [];
    const next = (): CmdWord => {
      this.blanks();
      const word = this.word(true, true);
      words.push(word);
      return word.toLowerCase();
    };
    let word = next();
    while (word === '/i' || word === 'not') word = next();
    if (/^(?:exist|defined|errorlevel|cmdextversion)$/.test(word)) next();
    else if (!word.includes('==')) {
      const operator = next();
      if (operator === '==' || /^(?:equ|neq|lss|leq|gtr|geq)$/.test(operator)) next();
      else if (!operator.startsWith('==')) this.complete = false;
    } else if (word.endsWith('==')) next();
    const branches = [this.command(inside)];
    const before = this.at;
    while (/[\s]/.test(this.text[this.at] ?? '')) this.at += 1;
    if (/^else(?=[\s(])/i.test(this.text.slice(this.at, this.at + 5))) {
      this.at += 4;
      branches.push(this.command(inside));
    } else this.at = before;
    return { kind: 'if', words, branches };
  }

  private forCommand(inside: boolean): CmdNode {
    this.at += 3;
    const options: CmdWord[] = [];
    let variable = '';
    for (let count = 0; count < 8; count += 1) {
      this.blanks();
      const word = this.word(true, false);
      if (/^%{1,2}\S$/.test(word)) {
        variable = word.slice(-1);
        break;
      }
      options.push(word);
    }
    this.blanks();
    if (variable === '' || this.word(true, false).toLowerCase() !== 'in') {
      this.giveUp();
      return { kind: 'for', options, variable, items: [], body: { kind: 'block', body: [], redirections: [] } };
    }
    const items = this.items();
    this.blanks();
    if (this.word(true, false).toLowerCase() !== 'do') this.giveUp();
    return { kind: 'for', options, variable, items, body: this.command(inside) };
  }

  /** `(a b c)`; line ends are blanks here. */
  private items(): readonly CmdWord[] {
    this.blanks();
    if (this.text[this.at] !== '(') {
      this.giveUp();
      return [];
    }
    this.at += 1;
    const found: CmdWord[] = [];
    for (;;) {
      while (/[\s,;=]/.test(this.text[this.at] ?? '')) this.at += 1;
      const character = this.text[this.at];
      if (character === ')') {
        this.at += 1;
        return found;
      }
      const before = this.at;
      if (character === "'" || character === '`') {
        // A command, whose output is read.
        const end = this.text.indexOf(`${character})`, this.at + 1);
        if (end < 0) {
          this.giveUp();
          return found;
        }
        found.push(this.text.slice(this.at, end + 1));
        this.at = end + 1;
      } else found.push(this.word(true, true));
      if (this.at === before) {
        this.giveUp();
        return found;
      }
    }
  }

  private simple(inside: boolean): CmdNode {
    const words: CmdWord[] = [];
    const redirections: CmdRedirection[] = [];
    for (;;) {
      this.blanks();
      const redirection = this.redirection();
      if (redirection !== undefined) {
        redirections.push(redirection);
        continue;
      }
      const character = this.text[this.at];
      if (character === undefined || /[&|\n\r]/.test(character) || (inside && character === ')')) return { kind: 'command', words, redirections };
      const before = this.at;
      words.push(this.word(inside, false));
      if (this.at === before) {
        this.complete = false;
        this.at += 1;
      }
    }
  }

  private redirection(): CmdRedirection | undefined {
    const sign = /^\d?(>>|>|<)(&\d?)?/.exec(this.text.slice(this.at, this.at + 5));
    if (sign === null) return undefined;
    this.at += sign[0].length;
    if (sign[2] !== undefined) return { operator: '<', target: 'nul' };
    this.blanks();
    return { operator: sign[1] === '>>' ? '>>' : sign[1] === '<' ? '<' : '>', target: this.word(true, false) };
  }

  /** One word: up to white space or an operator outside quotes. `bracket`: a closing bracket ends it. */
  private word(bracket: boolean, opening: boolean): CmdWord {
    let word = '';
    let quoted = false;
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at] ?? '';
      if (character === '\n' || character === '\r') break;
      if (character === '"') quoted = !quoted;
      else if (!quoted) {
        if (character === '^') {
          this.at += 1;
          if (this.text[this.at] === '\r') this.at += 1;
          if (this.text[this.at] !== '\n') word += this.text[this.at] ?? '';
          continue;
        }
        if (/[\s&|<>]/.test(character) || (bracket && character === ')') || (opening && character === '(')) break;
      }
      word += character;
    }
    return word;
  }

  /** Blanks and carets before a line end. */
  private blanks(): void {
    for (;;) {
      const character = this.text[this.at];
      if (character !== undefined && /[ \t,;=\u00a0\v\f]/.test(character)) this.at += 1;
      else if (character === '^' && /^\^\r?\n/.test(this.text.slice(this.at, this.at + 3))) this.at += this.text[this.at + 1] === '\r' ? 3 : 2;
      else return;
    }
  }
}
