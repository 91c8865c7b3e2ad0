import type { Argument } from '../classify/invocation.ts';
import type { Part, Program, Word } from './ast.ts';
import { maxLength } from './limits.ts';
import { printsNames } from './printedNames.ts';
import { evaluateArithmetic, takenApart } from './takenApart.ts';
import { unknownValue as unknown, type ShellState, type Value } from './state.ts';

/** What expansion needs from the evaluator. */
export interface Expander {
  readonly state: ShellState;
  readonly home: string;
  environment(name: string): string | undefined;
  /** Runs a nested program (its effects are kept) and gives its output where that is constant. */
  run(program: Program): string | undefined;
  /** The same for `<(…)`: gives the name of the file that holds its output. */
  outputFile(program: Program): string;
  /** Spends some of the work that one judgement may do; false = there is none left, and what it was for is not known. */
  spend(work: number): boolean;
  /** Says that text which only looks like data would be run. */
  hiddenCode(what: string): void;
}

/** Variables that hold a number: no path, no word, nothing to follow. */
const numeric = new Set(['$', '?', '!', '#', 'RANDOM', 'SECONDS', 'UID', 'EUID', 'PPID', 'LINENO', 'SHLVL', 'EPOCHSECONDS', 'BASHPID']);

/** What `$PATH` stands for where it is not known. */
const defaultPath = '/usr/local/bin:/usr/bin:/bin';

/** Expands a word where the shell does not split: assignment values, redirection targets, here-strings, subscripts. */
export function expandWhole(word: Word, expander: Expander): Argument {
  const { text, glob, standsIn, names } = joined(word, expander, true);
  return { text, raw: word.raw, glob, splits: false, span: word.span, ...(standsIn === true ? { standsIn } : {}), ...(text === undefined && names !== true ? { mayBeOption: true } : {}) };
}

/** The body of a here-document: neither tildes nor globs. */
export const expandText = (word: Word, expander: Expander): string | undefined => joined(word, expander, false).text;

function joined(word: Word, expander: Expander, home: boolean): Value {
  let text: string | undefined = '';
  let glob = false;
  let standsIn = false;
  let names = true;
  for (const [index, part] of word.parts.entries()) {
    const value: Value = part.kind === 'literal' ? { text: home && index === 0 && !part.quoted ? tilde(part.text, expander) : part.text, glob: false } : valueOf(part, expander);
    const piece = value.list === undefined ? value.text : joinList(value.list, expander);
    text = text === undefined || piece === undefined || (text !== '' && text.length + piece.length > maxLength) ? undefined : text + piece;
    glob ||= value.glob;
    standsIn ||= value.standsIn === true;
    names &&= piece !== undefined || value.names === true;
  }
  return { text, glob, standsIn, ...(text === undefined && names ? { names } : {}) };
}

/** Exact text of a word; undefined also where a number only stands for one that is not known. */
export function exactText(word: Word, expander: Expander): string | undefined {
  const { text, standsIn, glob } = joined(word, expander, false);
  return standsIn === true || glob ? undefined : text;
}

/** Elements in one word: the first character of IFS stands between them. */
export function joinList(list: readonly Argument[], expander: Expander): string | undefined {
  const separators = separatorsOf(expander);
  if (separators === undefined || list.some((element) => element.text === undefined)) return undefined;
  return list.map((element) => element.text).join(separators.slice(0, 1));
}

/** What IFS holds; undefined = not known. */
export function separatorsOf(expander: Expander): string | undefined {
  const set = expander.state.variables.get('IFS');
  return set === undefined ? ' \t\n' : set.text;
}

/** Value of one part of a word; what it runs is judged. */
export function valueOf(part: Exclude<Part, { kind: 'literal' }>, expander: Expander): Value {
  switch (part.kind) {
    case 'glob':
      return { text: part.text, glob: true };
    case 'process':
      if (part.direction === '<') return { text: expander.outputFile(part.program), glob: false };
      expander.run(part.program);
      return unknown;
    case 'opaque':
      for (const program of part.programs) expander.run(program);
      return unknown;
    case 'arithmetic':
      return arithmeticValue(part, expander);
    case 'substitution':
      return paid(printed(part.program, expander.run(part.program)), expander);
    case 'variable':
      return paid(variableValue(part, expander), expander);
  }
}

/** What a substitution comes to. */
function printed(program: Program, output: string | undefined): Value {
  const text = output?.replace(/(?<!\n)\n+$/, '');
  return text === undefined && printsNames(program) ? { text, glob: false, names: true } : { text, glob: false };
}

/** What one element of a list costs, whatever it holds. */
const elementWork = 32;

/** A value that is looked at: it may be long, and stand in many places. */
function paid(value: Value, expander: Expander): Value {
  let work = value.text?.length ?? 0;
  for (const { text } of value.list ?? []) work += elementWork + (text?.length ?? 0);
  return expander.spend(work) ? value : unknown;
}

/** A variable in a word. */
export type Variable = Extract<Part, { kind: 'variable' }>;
const someNumber: Value = { text: '0', glob: false, standsIn: true };

function arithmeticValue(part: Extract<Part, { kind: 'arithmetic' }>, expander: Expander): Value {
  for (const program of part.programs) expander.run(program);
  expander.spend(part.text?.length ?? 0);
  noteArithmetic(part.text ?? '', part.changes, expander);
  const text = part.text === undefined ? undefined : evaluateArithmetic(part.text, (name) => exactNumber(name, expander));
  return text === undefined ? someNumber : { text, glob: false };
}

/** What arithmetic does besides counting: it sets variables, and runs subscripts that stand in values. */
export function noteArithmetic(text: string, changes: readonly string[], expander: Expander): void {
  for (const name of changes) if (name !== '') expander.state.assign(name, someNumber);
  if (expander.state.overlay.subscriptCode && !/^[\d\s+*/()-]*$/.test(text)) expander.hiddenCode('arithmetic runs commands in the subscripts of a value');
}

function exactNumber(name: string, expander: Expander): string | undefined {
  const value = lookup(name, expander);
  return value === undefined || value.standsIn === true || value.list !== undefined ? undefined : value.text;
}

function variableValue(part: Variable, expander: Expander): Value {
  const index = part.index === undefined ? undefined : (exactIndex(part.index, expander) ?? '?');
  const found = lookup(part.name, expander);
  // Counting and choosing look at all elements.
  if (!expander.spend(found?.list?.length ?? (part.name === '#' ? (expander.state.positional?.length ?? 0) : 0))) return unknown;
  if (part.prefix === '#') return lengthOf(element(found, index));
  const plain = element(found, part.name === '@' || part.name === '*' ? part.name : index);
  if (part.operator === 'names') return unknown;
  return applyOperator(part.prefix === '!' ? indirect(plain, expander) : plain, part, expander);
}

/** A subscript; a name in it is a number. Undefined = not known. */
function exactIndex(word: Word, expander: Expander): string | undefined {
  if (word.raw === '@' || word.raw === '*') return word.raw;
  const text = exactText(word, expander);
  return text === undefined || /^(?:0|-?[1-9]\d{0,6})$/.test(text) ? text : evaluateArithmetic(text, (name) => exactNumber(name, expander));
}

function lengthOf(value: Value | undefined): Value {
  if (value?.list !== undefined) return value.list.every((element) => element.text !== undefined && !element.glob && !element.splits) ? { text: String(value.list.length), glob: false } : someNumber;
  return value?.text === undefined || value.glob || value.standsIn === true ? someNumber : { text: String(value.text.length), glob: false };
}

/** `${x<operator>…}`. The operand is expanded once, and what it runs is kept, whether it is used or not. */
function applyOperator(value: Value | undefined, part: Variable, expander: Expander): Value {
  const { operator, operand } = part;
  if (operator === undefined) return value ?? unknown;
  if (operand !== undefined && /^:?[-=?+]$/.test(operator)) return defaulted(value, part, joined(operand, expander, true), expander);
  const result = takenApart(value, part, {
    exactText: (word) => exactText(word, expander),
    valueOf: (each) => valueOf(each, expander),
    noteArithmetic: (text) => noteArithmetic(text, [], expander),
    hiddenCode: (what) => expander.hiddenCode(what),
    spend: (work) => expander.spend(work),
  });
  return value?.names === true && result.text === undefined && result.list === undefined ? { ...result, names: true } : result;
}

/** `-`, `=`, `?`, `+`, with or without a colon. Whether a variable that nothing is known about is set, is not known either. */
function defaulted(value: Value | undefined, part: Variable, operand: Value, expander: Expander): Value {
  const empty = value?.text === '';
  switch (part.operator) {
    case ':-':
    case ':=':
      if (!empty) return value ?? unknown;
      if (part.operator === ':=') expander.state.assign(part.name, operand);
      return operand;
    case '+':
    case ':+':
      return value?.text === undefined || (empty && part.operator === ':+') ? unknown : operand;
    case '-': case '=': case '?': case ':?':
      return value ?? unknown;
    default:
      return unknown;
  }
}

function element(value: Value | undefined, index: string | undefined): Value | undefined {
  if (value?.list === undefined) return index === undefined || index === '0' || index === '@' || index === '*' || value === undefined ? value : unknown;
  if (index === '@' || index === '*') return value;
  // Elements of unknown number stand before the one that is meant.
  const at = Number(index ?? 0);
  const before = value.list.slice(0, at < 0 ? undefined : at + 1);
  const one = before.some((each) => each.splits || (each.glob && each.one !== true)) ? undefined : value.list.at(at);
  return one === undefined ? unknown : { text: one.text, glob: one.glob, ...(one.standsIn === true ? { standsIn: true } : {}) };
}

function indirect(value: Value | undefined, expander: Expander): Value | undefined {
  return value?.text === undefined || value.standsIn === true ? undefined : lookup(value.text, expander);
}

/** Value of a variable; undefined = nothing known about it. */
export function lookup(name: string, expander: Pick<Expander, 'state' | 'home' | 'environment'>): Value | undefined {
  const { state } = expander;
  if (name === '@' || name === '*') return state.positional === undefined ? undefined : { text: undefined, glob: false, list: state.positional };
  if (name === '#' && state.positional !== undefined) return lengthOf({ text: undefined, glob: false, list: state.positional });
  if (numeric.has(name)) return someNumber;
  if (/^[0-9]+$/.test(name)) {
    if (name === '0') return state.variables.get('BASH_ARGV0');
    return state.positional === undefined ? undefined : element({ text: undefined, glob: false, list: state.positional }, String(Number(name) - 1));
  }
  const set = state.variables.get(name);
  if (set !== undefined) return set;
  const text = name === 'HOME' ? expander.home : name === 'PWD' ? state.cwd : name === 'OLDPWD' ? state.previousCwd : name === 'IFS' ? ' \t\n' : expander.environment(name) ?? (name === 'PATH' ? defaultPath : undefined);
  return text === undefined ? undefined : { text, glob: false };
}

/** `~`, `~/x`, `~+`, `~name` at the beginning of an unquoted word. */
export function tilde(text: string, expander: Expander): string | undefined {
  // bash expands `NAME=~/x` also where it is a plain word: `dd of=~/x`.
  const assigned = text.includes('=~') ? /^([A-Za-z_]\w*=)(~.*)$/s.exec(text) : null;
  if (assigned !== null) {
    const [, name = '', value = ''] = assigned;
    const home = tilde(value, expander);
    return home === undefined ? undefined : name + home;
  }
  if (!text.startsWith('~')) return text;
  const slash = text.indexOf('/');
  const user = slash < 0 ? text.slice(1) : text.slice(1, slash);
  const rest = slash < 0 ? '' : text.slice(slash);
  const home = lookup('HOME', expander)?.text;
  if (user === '') return home === undefined ? undefined : home + rest;
  if (user === '+') return expander.state.cwd === undefined ? undefined : expander.state.cwd + rest;
  if (user === '-') return expander.state.previousCwd === undefined ? undefined : expander.state.previousCwd + rest;
  if (/^[+-]?\d+$/.test(user)) return undefined;
  if (!/^[a-z_][a-z0-9_-]*$/.test(user)) return text;
  return `${expander.home.slice(0, expander.home.lastIndexOf('/'))}/${user}${rest}`;
}
