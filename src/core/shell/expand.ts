import type { Argument } from '../classify/invocation.ts';
import type { Part, Program, Word } from './ast.ts';
import type { ShellState, Value } from './state.ts';

/** What expansion needs from the evaluator. */
export interface Expander {
  readonly state: ShellState;
  readonly home: string;
  environment(name: string): string | undefined;
  /** Runs a nested program (its effects are kept) and gives its output where that is constant. */
  run(program: Program): string | undefined;
}

/** Variables that hold a number: no path, no word, nothing to follow. */
const numeric = new Set(['$', '?', '!', '#', 'RANDOM', 'SECONDS', 'UID', 'EUID', 'PPID', 'LINENO', 'SHLVL', 'EPOCHSECONDS', 'BASHPID']);

/** What `$PATH` stands for where it is not known. */
const defaultPath = '/usr/local/bin:/usr/bin:/bin';

/** A field under construction. */
interface Field {
  text: string | undefined;
  glob: boolean;
  splits: boolean;
  /** Something stands in it, even if it is empty text in quotes. */
  present: boolean;
}

const newField = (): Field => ({ text: '', glob: false, splits: false, present: false });

/** Expands one word to the arguments that the program would get. */
export function expandWord(word: Word, expander: Expander): readonly Argument[] {
  const only = word.parts.length === 1 ? word.parts[0] : undefined;
  if (only?.kind === 'literal') {
    return [{ text: only.quoted ? only.text : tilde(only.text, expander), raw: word.raw, glob: false, splits: false, span: word.span }];
  }
  const fields: Field[] = [newField()];
  for (const [index, part] of word.parts.entries()) addPart(part, index === 0, fields, expander);
  return fields
    .filter((field) => field.present)
    .map(({ text, glob, splits }) => ({ text, raw: word.raw, glob, splits, span: word.span }));
}

/** Expands a word where the shell neither splits nor globs: assignment values, redirection targets, here-documents. */
export function expandWhole(word: Word, expander: Expander): Argument {
  const fields = expandWord(word, expander);
  const text = fields.some((field) => field.text === undefined) ? undefined : fields.map((field) => field.text).join(' ');
  return { text, raw: word.raw, glob: fields.some((field) => field.glob), splits: false, span: word.span };
}

/** The body of a here-document: white space stays, nothing is split. */
export function expandText(word: Word, expander: Expander): string | undefined {
  let text: string | undefined = '';
  for (const part of word.parts) {
    const value: Value = part.kind === 'literal' ? { text: part.text, glob: false } : valueOf(part, expander);
    text = text === undefined || value.text === undefined ? undefined : text + value.text;
  }
  return text;
}

function addPart(part: Part, first: boolean, fields: Field[], expander: Expander): void {
  switch (part.kind) {
    case 'literal':
      add(fields, part.quoted || !first ? part.text : tilde(part.text, expander));
      return;
    case 'glob':
      add(fields, part.text, true);
      return;
    case 'process':
      expander.run(part.program);
      add(fields, undefined);
      return;
    case 'opaque':
      for (const program of part.programs) expander.run(program);
      if (part.programs.length === 0 || fields.length > 1 || fields.at(-1)?.present === false) add(fields, undefined, false, true);
      return;
    case 'variable':
    case 'substitution':
    case 'arithmetic':
      addValue(valueOf(part, expander), part.kind === 'arithmetic' || part.quoted, fields);
  }
}

/** Unquoted values are split at white space and may hold globs; `"${a[@]}"` gives its elements one by one. */
function addValue(value: Value, quoted: boolean, fields: Field[]): void {
  if (value.list !== undefined) {
    for (const [index, element] of value.list.entries()) {
      if (index > 0) fields.push(newField());
      add(fields, element.text, element.glob, element.splits);
    }
    return;
  }
  if (value.text === undefined) {
    add(fields, undefined, value.glob, !quoted);
    return;
  }
  if (quoted) {
    add(fields, value.text, value.glob);
    return;
  }
  const pieces = value.text.split(/[ \t\n]+/);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) fields.push(newField());
    if (piece !== '') add(fields, piece, value.glob || /[*?[]/.test(piece));
  }
}

function add(fields: Field[], text: string | undefined, glob = false, splits = false): void {
  const field = fields.at(-1);
  if (field === undefined) return;
  field.text = field.text === undefined || text === undefined ? undefined : field.text + text;
  field.glob ||= glob;
  field.splits ||= splits;
  field.present = true;
}

function valueOf(part: Exclude<Part, { kind: 'literal' }>, expander: Expander): Value {
  switch (part.kind) {
    case 'glob':
      return { text: part.text, glob: true };
    case 'process':
    case 'opaque':
    case 'arithmetic':
      for (const program of part.kind === 'process' ? [part.program] : part.programs) expander.run(program);
      return { text: part.kind === 'arithmetic' ? '0' : undefined, glob: false };
    case 'substitution':
      return { text: expander.run(part.program)?.replace(/\n+$/, ''), glob: false };
    case 'variable':
      return variableValue(part, expander);
  }
}

type Variable = Extract<Part, { kind: 'variable' }>;
const unknown: Value = { text: undefined, glob: false };

function variableValue(part: Variable, expander: Expander): Value {
  const index = part.index === undefined ? undefined : expandWhole(part.index, expander).text;
  if (part.prefix === '#') return { text: '0', glob: false };
  const plain = element(lookup(part.name, expander), part.name === '@' || part.name === '*' ? part.name : index);
  const value = part.prefix === '!' ? indirect(plain, expander) : plain;
  const operand = part.operand === undefined ? undefined : expandWhole(part.operand, expander);
  if (part.operator === undefined) return value ?? unknown;
  switch (part.operator) {
    case '-':
    case ':-':
    case '=':
    case ':=':
    case '?':
    case ':?':
      return value ?? unknown;
    case '#':
    case '##':
    case '%':
    case '%%':
      return { text: value?.text === undefined || operand?.text === undefined ? undefined : remove(value.text, operand.text, part.operator), glob: value?.glob ?? false };
    default:
      return unknown;
  }
}

function element(value: Value | undefined, index: string | undefined): Value | undefined {
  if (value?.list === undefined) return value;
  if (index === '@' || index === '*') return value;
  const one = value.list[Number(index ?? 0)];
  return one === undefined ? unknown : { text: one.text, glob: one.glob };
}

function indirect(value: Value | undefined, expander: Expander): Value | undefined {
  return value?.text === undefined ? undefined : lookup(value.text, expander);
}

/** Value of a variable; undefined = nothing known about it. */
export function lookup(name: string, expander: Pick<Expander, 'state' | 'home' | 'environment'>): Value | undefined {
  const { state } = expander;
  if (name === '@' || name === '*') return state.positional === undefined ? undefined : { text: undefined, glob: false, list: state.positional };
  if (numeric.has(name)) return { text: '0', glob: false };
  if (/^[0-9]+$/.test(name)) {
    const argument = name === '0' ? undefined : state.positional?.[Number(name) - 1];
    return argument === undefined ? undefined : { text: argument.text, glob: argument.glob };
  }
  const set = state.variables.get(name);
  if (set !== undefined) return set;
  const text = name === 'HOME' ? expander.home : name === 'PWD' ? state.cwd : name === 'OLDPWD' ? state.previousCwd : name === 'IFS' ? ' ' : expander.environment(name) ?? (name === 'PATH' ? defaultPath : undefined);
  return text === undefined ? undefined : { text, glob: false };
}

/** `~`, `~/x`, `~+`, `~name` at the beginning of an unquoted word. */
function tilde(text: string, expander: Expander): string | undefined {
  if (!text.startsWith('~')) return text;
  const slash = text.indexOf('/');
  const user = slash < 0 ? text.slice(1) : text.slice(1, slash);
  const rest = slash < 0 ? '' : text.slice(slash);
  const home = lookup('HOME', expander)?.text;
  if (user === '') return home === undefined ? undefined : home + rest;
  if (user === '+') return expander.state.cwd === undefined ? undefined : expander.state.cwd + rest;
  if (!/^[a-z_][a-z0-9_-]*$/.test(user)) return user === '-' ? undefined : text;
  return `${expander.home.slice(0, expander.home.lastIndexOf('/'))}/${user}${rest}`;
}

/** `${x%pattern}` and its kin, for patterns of literals, `*` and `?`. */
function remove(value: string, pattern: string, operator: string): string | undefined {
  if (value.length > 4096 || pattern.length > 256 || /[[\]\\]/.test(pattern)) return undefined;
  const greedy = operator.length === 2;
  const source = pattern.replace(/[.+^${}()|]/g, '\\$&').replace(/\*+/g, greedy ? '[^]*' : '[^]*?').replace(/\?/g, '[^]');
  if (operator.startsWith('#')) return value.replace(new RegExp(`^${source}`), '');
  for (let step = 0; step <= value.length; step += 1) {
    const at = greedy ? step : value.length - step;
    if (new RegExp(`^${source}$`).test(value.slice(at))) return value.slice(0, at);
  }
  return value;
}
