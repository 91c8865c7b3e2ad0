import type { Action } from '../action.ts';
import { joinPath } from '../resolve/lexicalPath.ts';
import type { Node, Word } from '../shell/ast.ts';
import { parsePosix } from '../shell/posix.ts';
import type { Span } from '../verdict.ts';

/** One command with its words as far as they are written out. */
export interface CommandHere {
  /** After the program; undefined = not known before it runs. */
  readonly words: readonly (string | undefined)[];
  /** Absolute; undefined = the line changes the directory in a way that is not followed. */
  readonly directory: string | undefined;
}

export interface CommandQuestion {
  readonly actions: readonly Action[];
  /** Of the effect, in the text of the actions. */
  readonly span: Span;
  /** Absolute directory that the line starts in. */
  readonly cwd: string;
  readonly programs: readonly string[];
}

/**
 * The command of one of the programs that an effect comes from, with its directory; undefined where the line does not spell it
 * (a script, a task, a variable). It is read again, because an effect names what is hit and not how it was said; so nothing
 * here may loosen anything, it only finds what to look at.
 */
export function commandAt({ actions, span, cwd, programs }: CommandQuestion): CommandHere | undefined {
  const [action] = actions;
  if (actions.length !== 1 || action?.kind !== 'shell') return undefined;
  const start = action.cwd ?? cwd;
  const found = action.dialect === 'posix' ? commandsIn(action.command, start) : plainCommand(action.command, start);
  const holds = ({ at }: Found): boolean => at.start <= span.start && span.end <= at.end;
  const within = ({ at }: Found): boolean => span.start <= at.start && at.end <= span.end;
  for (const candidate of [...found.filter(holds), ...found.filter(within)]) {
    const command = callOf(candidate, programs);
    if (command !== undefined) return command;
  }
  return undefined;
}

interface Found {
  readonly words: readonly (string | undefined)[];
  readonly directory: string | undefined;
  readonly at: Span;
}

/** The words after the program, behind wrappers (`sudo`, `npx`, `env X=1`), or inside one quoted command (`sh -c '…'`). */
function callOf({ words, directory }: Found, programs: readonly string[]): CommandHere | undefined {
  const place = words.findIndex((word) => word !== undefined && programs.includes(word.replace(/^.*[/\\]/, '').replace(/\.(?:exe|cmd)$/i, '')));
  if (place >= 0) return { words: words.slice(place + 1), directory };
  for (const word of words.slice(1)) {
    if (word === undefined || !/\s/.test(word) || directory === undefined) continue;
    for (const inner of commandsIn(word, directory)) {
      const command = callOf(inner, programs);
      if (command !== undefined) return command;
    }
  }
  return undefined;
}

function commandsIn(text: string, cwd: string): readonly Found[] {
  const reader = new Commands(cwd);
  reader.list(parsePosix(text).body);
  return reader.found;
}

/** Other shells: words between blanks, and no directory where the text may change it. */
function plainCommand(text: string, cwd: string): readonly Found[] {
  let at = 0;
  const moves = /\b(?:cd|chdir|pushd|popd|sl|set-location|push-location)\b/i.test(text);
  return text.split(/(?:&&|\|\||[;\n|&])/).map((piece) => {
    const start = text.indexOf(piece, at);
    at = start + piece.length;
    const words = [...piece.matchAll(/'[^']*'|"[^"]*"|[^\s'"]+/g)].map(([word]) => (/^["']/.test(word) ? word.slice(1, -1) : /[$%`]/.test(word) ? undefined : word));
    return { words, directory: moves ? undefined : cwd, at: { start, end: at } };
  });
}

/** Walks a line in the order in which it runs and follows `cd`. */
class Commands {
  readonly found: Found[] = [];
  #directory: string | undefined;

  constructor(directory: string | undefined) {
    this.#directory = directory;
  }

  list(nodes: readonly Node[]): void {
    for (const node of nodes) this.#node(node);
  }

  #node(node: Node): void {
    switch (node.kind) {
      case 'command':
        return this.#command(node.words.flatMap((word) => ('parts' in word ? [textOf(word)] : [])), node.span);
      case 'logical':
        return this.list(node.commands);
      case 'pipeline':
        for (const command of node.commands) this.#apart([command]);
        return;
      case 'group':
        return node.subshell ? this.#apart(node.body) : this.list(node.body);
      case 'redirected':
        return this.#node(node.command);
      case 'branches':
        this.list(node.first);
        return this.#maybe(node.branches);
      case 'loop':
        return this.#maybe([node.body]);
      case 'function':
      case 'test':
        return;
    }
  }

  #command(words: readonly (string | undefined)[], at: Span): void {
    this.found.push({ words, directory: this.#directory, at });
    const [program, ...operands] = words;
    if (program === 'cd' || program === 'chdir') {
      const [to, ...more] = operands.filter((word) => word === undefined || !/^-[LPe@]+$|^--$/.test(word));
      this.#directory = to === undefined || to === '-' || to.startsWith('~') || more.length > 0 || this.#directory === undefined ? undefined : joinPath(this.#directory, to);
    } else if (program === undefined || ['pushd', 'popd', 'eval', 'source', '.'].includes(program)) this.#directory = undefined;
  }

  /** A shell of its own: what it changes ends with it. */
  #apart(nodes: readonly Node[]): void {
    const before = this.#directory;
    this.list(nodes);
    this.#directory = before;
  }

  /** May run or not: a directory that changes in it is not known after it. */
  #maybe(branches: readonly (readonly Node[])[]): void {
    const before = this.#directory;
    let moved = false;
    for (const branch of branches) {
      this.#directory = before;
      this.list(branch);
      moved ||= this.#directory !== before;
    }
    this.#directory = moved ? undefined : before;
  }
}

/** The text of a word that is written out; undefined for anything that is expanded. */
function textOf({ parts }: Word): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'variable' || part.kind === 'substitution' || part.kind === 'process' || part.kind === 'arithmetic' || part.kind === 'opaque') return undefined;
    text += part.text;
  }
  return text;
}

/** The value of an option in any of its spellings: `--name value`, `--name=value`, `-n value`, `-nvalue`. The last one counts. */
export function optionValue(words: readonly (string | undefined)[], ...names: readonly string[]): string | undefined {
  return optionValues(words, ...names).at(-1);
}

export function optionValues(words: readonly (string | undefined)[], ...names: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (word === undefined) return [];
    const name = names.find((one) => word === one || (one.startsWith('--') ? word.startsWith(`${one}=`) : /^-[A-Za-z]$/.test(one) && word.startsWith(one) && !word.startsWith('--')));
    if (name === undefined) return [];
    if (word === name) return words[index + 1] ?? [];
    return [word.slice(name.length).replace(/^=/, '')];
  });
}

/** The words that are no options; `valued` names the options whose value is a word of its own. */
export function operandsOf(words: readonly (string | undefined)[], valued: readonly string[]): readonly (string | undefined)[] {
  const operands: (string | undefined)[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '--') return [...operands, ...words.slice(at + 1)];
    if (word === undefined || !word.startsWith('-') || word === '-') operands.push(word);
    else if (valued.includes(word)) at++;
  }
  return operands;
}
