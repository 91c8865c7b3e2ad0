import type { Span } from '../verdict.ts';
import type { Argument, Invocation } from './invocation.ts';
import { hiddenVerb } from './hiddenVerb.ts';
import { findOption, optionSet, type OptionRow, type OptionSet } from './optionSet.ts';
import { commandOf, type CommandTable, type OptionStyle, type ProgramTable } from './programTable.ts';

/** A command matched against its table, and what could not be matched. */
export interface Match {
  readonly invocation: Invocation;
  /** Rows of the options that were given, with their values. */
  readonly given: readonly GivenOption[];
  /** First option or sub-command that the table does not list. */
  readonly unknown?: { readonly what: 'option' | 'sub-command'; readonly argument: Argument };
  /** An option that only shows something (`--help`, `--dry-run`) was given. */
  readonly shows: boolean;
  /** A word that is not known before it runs and stands where an option may stand. */
  readonly open: Argument | undefined;
  readonly stdin: CommandTable['stdin'];
  readonly place: CommandTable['place'];
}

export interface GivenOption {
  readonly row: OptionRow;
  readonly value: Argument | undefined;
}

/** Reads the words behind the program's name by its table. Never throws. */
export function matchCommand(table: ProgramTable, words: readonly Argument[], span: Span): Match {
  return new Matcher(table, words, span).match();
}

/** Stands for every option that is accepted without being listed; `operandsWith` may ask for it as `*`. */
const unlistedRow: OptionRow = { canonical: '*', names: ['*'], value: 'none', role: 'data', shows: false };

class Matcher {
  private command: CommandTable;
  private everywhere: string;
  private set: OptionSet;
  private style: OptionStyle;
  private optionsFirst: boolean;
  private numericOption: boolean;
  private readonly path: string[] = [];
  private readonly given: GivenOption[] = [];
  private readonly operands: Argument[] = [];
  private unknown: Match['unknown'];
  private open: Argument | undefined;
  /** Whether the word before was an option that nobody lists. */
  private afterUnlisted = false;
  /** How many of the operands stand behind such an option, one each, from the first on. */
  private perhapsValues = 0;
  private readonly table: ProgramTable;
  private readonly words: readonly Argument[];
  private readonly span: Span;

  constructor(table: ProgramTable, words: readonly Argument[], span: Span) {
    this.table = table;
    this.words = words;
    this.span = span;
    this.command = table;
    this.style = table.style ?? 'gnu';
    this.optionsFirst = table.optionsFirst === true;
    this.numericOption = table.numericOption === true;
    this.everywhere = table.everywhere ?? '';
    this.set = optionSet(`${this.everywhere} ${table.options ?? ''}`);
  }

  match(): Match {
    let index = 1;
    let ended = this.style === 'none';
    let separated = false;
    while (index < this.words.length) {
      const word = this.words[index];
      index += 1;
      if (word === undefined) break;
      const text = word.text;
      const mayBeValue = this.afterUnlisted;
      this.afterUnlisted = false;
      // `kubectl exec pod -- command`: the separator may also stand behind the first operand.
      if (text === '--' && this.optionsFirst && this.operands.length > 0 && !separated) separated = true;
      else if (ended || text === undefined || !this.isOption(text)) {
        if (this.descend(word)) continue;
        if (mayBeValue && this.operands.length === this.perhapsValues) this.perhapsValues += 1;
        if (word.mayBeOption === true && !ended && (this.open === undefined || word.splits)) this.open = word;
        this.operands.push(word);
        if (this.optionsFirst) ended = true;
      } else if (text === '--') {
        ended = true;
        separated = true;
      }
      else index += this.option(word, text, this.words[index]);
    }
    const hidden = hiddenVerb(this.command, this.path, this.operands);
    if (hidden !== undefined) this.fail('sub-command', hidden);
    return this.result();
  }

  private isOption(text: string): boolean {
    if (this.style === 'slash') return /^\/[a-zA-Z?]/.test(text) || text.startsWith('-');
    return text.length > 1 && text.startsWith('-');
  }

  /**
   * Takes a word as sub-command where one is expected: before any operand, or behind words that may be the values of options
   * which nobody lists (`rabbitmqadmin -V /shop purge …`). One that only reads counts there only where those are no verbs.
   */
  private descend(word: Argument): boolean {
    const commands = this.command.commands;
    if (commands === undefined || this.operands.length > this.perhapsValues || this.command.eachOperandIsCommand === true) return false;
    const found = word.text === undefined || word.glob ? undefined : findCommand(commands, word.text);
    if (this.operands.length > 0 && (found === undefined || (onlyReads(found.command) && this.operands.some(({ text }) => text === undefined || /^[a-z][a-z-]*$/i.test(text))))) return false;
    this.operands.length = 0;
    this.perhapsValues = 0;
    if (found === undefined) {
      if (this.command.operands === undefined || word.text === undefined) this.fail('sub-command', word);
      return false;
    }
    this.command = found.command;
    this.path.push(found.name);
    this.everywhere = `${this.everywhere} ${found.command.everywhere ?? ''}`;
    // What the sub-command says of an option counts before what all of them say.
    this.set = optionSet(`${this.everywhere} ${found.command.options ?? ''}`);
    this.style = found.command.style ?? this.style;
    this.optionsFirst = found.command.optionsFirst ?? this.optionsFirst;
    this.numericOption = found.command.numericOption ?? this.numericOption;
    return true;
  }

  /** Reads one option word; returns how many further words it took. */
  private option(word: Argument, text: string, next: Argument | undefined): 0 | 1 {
    const separator = this.style === 'slash' ? text.indexOf(':') : text.indexOf('=');
    const name = separator < 0 ? text : text.slice(0, separator);
    const row = findOption(this.set, name, this.style);
    if (row !== undefined && (separator < 0 || row.value !== 'none' || text.startsWith('--'))) {
      if (separator >= 0) return this.give(row, part(word, text.slice(separator + 1)), 0);
      // `cargo yank --version 1.2.0` names a version and shows none.
      if (row.shows && row.names.includes('--version') && namesVersion(next)) return this.give(row, next, 0);
      // `mosquitto_pub -h HOST …`, `gem install x -v 2`: with a word behind it, or behind a sub-command, a letter is rarely a question.
      if (row.shows && /^-[hvV]$|^--version$/.test(text) && this.isAnswered(text, next)) return this.give(unlistedRow, undefined, 0);
      return row.value === 'required' ? this.give(row, next, 1) : this.give(row, undefined, 0);
    }
    if (this.numericOption && /^-\d+$/.test(text)) return 0;
    if (!text.startsWith('--') && (this.style === 'gnu' || this.style === 'posix')) return this.bundle(word, text, next);
    return this.unlisted(word);
  }

  /** Whether an option that may ask for help or a version has something to do with the words around it. */
  private isAnswered(text: string, next: Argument | undefined): boolean {
    const hasValue = next !== undefined && next.text?.startsWith('-') !== true;
    return text === '-h' || text === '--version' ? hasValue && (text !== '--version' || this.path.length > 0) : hasValue || this.path.length > 0 || this.operands.length > 0;
  }

  /** `-rf`, `-n5`, `-ofile`: one letter after the other, until one takes the rest as its value. */
  private bundle(word: Argument, text: string, next: Argument | undefined): 0 | 1 {
    // Among letters that nobody knows an `h` is no help: `-WhatIf`.
    const isKnown = (): boolean => Array.from(text.slice(1)).every((letter) => this.set.named(`-${letter}`) !== undefined || (this.numericOption && /\d/.test(letter)));
    for (let at = 1; at < text.length; at += 1) {
      const row = this.set.named(`-${text.charAt(at)}`);
      if (row === undefined) {
        if (this.numericOption && /\d/.test(text.charAt(at))) continue;
        // A letter that is not listed must not hide one behind it that writes or runs: `sort -uo file`.
        this.unlisted(word);
        continue;
      }
      if (row.value === 'none') {
        this.give(row.shows && !isKnown() ? unlistedRow : row, undefined, 0);
        continue;
      }
      const rest = text.slice(at + 1);
      if (rest !== '') return this.give(row, part(word, rest), 0);
      return row.value === 'required' ? this.give(row, next, 1) : this.give(row, undefined, 0);
    }
    return 0;
  }

  private give(row: OptionRow, value: Argument | undefined, taken: 0 | 1): 0 | 1 {
    this.given.push({ row, value });
    return taken;
  }

  private unlisted(word: Argument): 0 {
    if (this.command.otherOptions !== 'harmless') this.fail('option', word);
    this.give(unlistedRow, undefined, 0);
    this.afterUnlisted = !(word.text ?? '=').includes('=');
    return 0;
  }

  private fail(what: 'option' | 'sub-command', argument: Argument): void {
    this.unknown ??= { what, argument };
  }

  private result(): Match {
    const { given, set } = this;
    const canonical = (option: string): string => set.named(option)?.canonical ?? option;
    const options = new Map<string, (Argument | undefined)[]>();
    for (const { row, value } of given) {
      // `git -C dir branch` is no `git branch -C`.
      const own = set.named(row.canonical);
      if (own !== undefined && own !== row && (own.value !== row.value || own.role !== row.role)) continue;
      const known = options.get(row.canonical);
      if (known === undefined) options.set(row.canonical, [value]);
      else known.push(value);
    }
    const values = (option: string): readonly Argument[] => (options.get(canonical(option)) ?? []).filter((value) => value !== undefined);
    return {
      invocation: {
        program: this.table.names[0] ?? '', table: this.table, command: this.command, path: this.path, options, operands: this.operands, words: this.words, span: this.span,
        has: (option) => options.has(canonical(option)),
        value: (option) => values(option).at(-1),
        values,
      },
      given,
      ...(this.unknown === undefined ? {} : { unknown: this.unknown }),
      shows: given.some(({ row, value }) => row.shows && !isDenied(row, value)),
      open: this.open,
      stdin: this.command.stdin,
      place: this.command.place,
    };
  }
}

const namesVersion = (word: Argument | undefined): boolean => word !== undefined && /^[v^~]?\d/.test(word.text ?? '0');

const onlyReads = ({ commands, handler, effects = [] }: CommandTable): boolean => commands === undefined && handler === undefined && effects.every(({ reversibility }) => reversibility === 'read-only');

/** `--dry-run=false` asks for the real thing, as may a value that is not known; `--version=2` names a version. */
const isDenied = (row: OptionRow, value: Argument | undefined): boolean => value !== undefined && (/^(?:false|no|none|off|0)$/i.test(value.text ?? 'no') || row.names.includes('--version'));

const part = (word: Argument, text: string): Argument => ({ ...word, text });

/** The sub-command whose key names a word; keys with `*` are tried last, `*` alone at the very end. */
function findCommand(commands: NonNullable<CommandTable['commands']>, word: string): { readonly name: string; readonly command: CommandTable } | undefined {
  const key = Object.hasOwn(commands, word) ? word : keyFor(Object.keys(commands), word);
  const stored = key === undefined ? undefined : commands[key];
  return stored === undefined ? undefined : { name: word, command: commandOf(stored) };
}

function keyFor(keys: readonly string[], word: string): string | undefined {
  let fallback: { readonly key: string; readonly length: number } | undefined;
  for (const key of keys) {
    const names = key.split('|');
    if (names.includes(word)) return key;
    for (const pattern of names) {
      if (!pattern.includes('*') || (fallback !== undefined && fallback.length >= pattern.length) || !matchesStar(pattern, word)) continue;
      fallback = { key, length: pattern.length };
    }
  }
  return fallback?.key;
}

/** Glob with `*` only. */
function matchesStar(pattern: string, word: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.at(-1) ?? '';
  if (!word.startsWith(head) || word.length < head.length + tail.length || !word.endsWith(tail)) return false;
  let at = head.length;
  for (const middle of rest.slice(0, -1)) {
    const found = word.indexOf(middle, at);
    if (found < 0) return false;
    at = found + middle.length;
  }
  return at <= word.length - tail.length;
}
