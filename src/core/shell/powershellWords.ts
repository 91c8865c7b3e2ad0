import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Span } from '../verdict.ts';

export interface PowerShellCommand {
  readonly words: readonly Argument[];
  readonly writes: readonly { readonly path: Argument; readonly append: boolean }[];
  /** Why the command could not be read. */
  readonly problem?: string;
}

/** A comparison over the current object: reads, runs nothing. */
const harmlessBlock = /^\{\s*(?:-not\s+)?[$\w.\s'"*:\\/-]*\}$/;

/** Splits text into pipelines of commands. Everything that is not plain marks its command with a problem. */
export function readPowerShell(text: string, scope: Scope, span: Span): readonly (readonly PowerShellCommand[])[] {
  return new Reader(text.replace(/`\r?\n/g, ' ').replace(/<#[^]*?#>/g, ' '), scope, span).read();
}

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly scope: Scope;
  private readonly span: Span;
  private words: Argument[] = [];
  private writes: { readonly path: Argument; readonly append: boolean }[] = [];
  private problem: string | undefined;
  private redirect: '>' | '>>' | undefined;
  private commands: PowerShellCommand[] = [];
  private readonly pipelines: (readonly PowerShellCommand[])[] = [];

  constructor(text: string, scope: Scope, span: Span) {
    this.text = text;
    this.scope = scope;
    this.span = span;
  }

  read(): readonly (readonly PowerShellCommand[])[] {
    while (this.at < this.text.length) this.step();
    this.endPipeline();
    return this.pipelines;
  }

  private step(): void {
    const character = this.text[this.at] ?? '';
    const next = this.text[this.at + 1] ?? '';
    if (/[;\n\r]/.test(character) || ((character === '&' || character === '|') && next === character)) {
      this.at += character === next && character !== ';' ? 2 : 1;
      this.endPipeline();
    } else if (character === '|') {
      this.at += 1;
      this.endCommand();
    } else if (/[\s,]/.test(character)) this.at += 1;
    else if (character === '#') this.at = this.lineEnd();
    else if (/^\d?>/.test(this.text.slice(this.at, this.at + 2))) this.readRedirect();
    else if ((character === '&' || character === '.') && /\s|['"(]/.test(next) && this.words.length === 0) this.at += 1;
    else this.readWord();
  }

  private lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  private readRedirect(): void {
    const [all = '>', mark = '>'] = /^\d?(>{1,2})(?:&\d)?/.exec(this.text.slice(this.at)) ?? [];
    this.at += all.length;
    if (!all.includes('&')) this.redirect = mark === '>>' ? '>>' : '>';
  }

  /** A word: bare characters, quoted stretches and variables in one. */
  private readWord(): void {
    const start = this.at;
    let value: string | undefined = '';
    let glob = false;
    const add = (piece: string | undefined): void => {
      value = value === undefined || piece === undefined ? undefined : value + piece;
    };
    while (this.at < this.text.length && !/[\s;|,]/.test(this.text[this.at] ?? '')) {
      const character = this.text[this.at] ?? '';
      if (character === "'") add(this.single());
      else if (character === '"') add(this.double());
      else if (character === '`') {
        add(this.text[this.at + 1] ?? '');
        this.at += 2;
      } else if (character === '$') add(this.variable());
      else if (character === '{' || character === '(' || (character === '@' && /[({]/.test(this.text[this.at + 1] ?? ''))) {
        this.bracket();
        add(undefined);
      } else if (character === '&' || (character === '[' && this.at === start && this.words.length === 0)) {
        this.problem ??= `\`${this.text.slice(start, start + 40)}\` is an expression that is not followed`;
        this.at += 1;
        add(undefined);
      } else {
        if (/[*?]/.test(character)) glob = true;
        add(character);
        this.at += 1;
      }
    }
    const raw = this.text.slice(start, this.at);
    const text: string | undefined = value;
    this.finish({ text: (text?.startsWith('~')) && /^~(?:[\\/]|$)/.test(raw) ? this.scope.world.home + text.slice(1) : text, raw, glob, splits: false, span: this.span });
  }

  private finish(word: Argument): void {
    if (this.redirect === undefined) {
      this.words.push(word);
      return;
    }
    if (word.text?.toLowerCase() !== '$null' && word.raw.toLowerCase() !== '$null') this.writes.push({ path: { ...word, text: word.text?.replace(/\\/g, '/') }, append: this.redirect === '>>' });
    this.redirect = undefined;
  }

  private single(): string {
    let value = '';
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      if (this.text[this.at] === "'") {
        if (this.text[this.at + 1] !== "'") break;
        this.at += 1;
      }
      value += this.text[this.at] ?? '';
    }
    this.at += 1;
    return value;
  }

  private double(): string | undefined {
    let value: string | undefined = '';
    this.at += 1;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      const character = this.text[this.at] ?? '';
      if (character === '$' && this.text[this.at + 1] === '(') {
        this.at += 1;
        this.bracket();
        value = undefined;
      } else if (character === '$') {
        const piece = this.variable();
        value = value === undefined || piece === undefined ? undefined : value + piece;
      } else {
        const escaped = character === '`';
        if (value !== undefined) value += escaped ? (this.text[this.at + 1] ?? '') : character;
        this.at += escaped ? 2 : 1;
      }
    }
    this.at += 1;
    return value;
  }

  /** `$HOME`, `$PWD`, `$env:NAME`; any other variable is not known. */
  private variable(): string | undefined {
    const found = /^\$(?:\{([^}]*)\}|((?:env:)?\w+))/i.exec(this.text.slice(this.at));
    if (found === null) {
      this.at += 1;
      if (this.text[this.at] === '(') this.bracket();
      return undefined;
    }
    this.at += found[0].length;
    const name = (found[1] ?? found[2] ?? '').toLowerCase();
    const { world, cwd } = this.scope;
    if (name === 'home' || name === 'env:userprofile' || name === 'env:home') return world.home;
    if (name === 'pwd') return cwd;
    if (name === 'env:temp' || name === 'env:tmp') return world.tempDirectories[0];
    return name.startsWith('env:') ? this.scope.variable(name.slice(4).toUpperCase()) : undefined;
  }

  /** Skips a bracketed stretch; one that is no plain comparison makes the command unreadable. */
  private bracket(): void {
    const start = this.text[this.at] === '@' ? this.at + 1 : this.at;
    const open = this.text[start] ?? '(';
    const close = open === '{' ? '}' : ')';
    let depth = 0;
    let end = start;
    for (; end < this.text.length; end += 1) {
      if (this.text[end] === open) depth += 1;
      else if (this.text[end] === close && (depth -= 1) === 0) break;
    }
    const stretch = this.text.slice(start, end + 1);
    if (!(open === '{' && harmlessBlock.test(stretch))) this.problem ??= `\`${stretch.slice(0, 40)}\` is an expression that is not followed`;
    this.at = end + 1;
  }

  private endCommand(): void {
    if (this.words.length > 0 || this.problem !== undefined || this.writes.length > 0) {
      this.commands.push({ words: this.words, writes: this.writes, ...(this.problem === undefined ? {} : { problem: this.problem }) });
    }
    this.words = [];
    this.writes = [];
    this.problem = undefined;
  }

  private endPipeline(): void {
    this.endCommand();
    if (this.commands.length > 0) this.pipelines.push(this.commands);
    this.commands = [];
  }
}
