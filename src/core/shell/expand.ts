import type { Argument } from '../classify/invocation.ts';
import type { Part, Program, Word } from './ast.ts';
import { maxLength } from './limits.ts';
import type { Value } from './state.ts';
import { joinList, separatorsOf, tilde, valueOf, type Expander } from './value.ts';

/** A field under construction. */
interface Field {
  text: string | undefined;
  glob: boolean;
  splits: boolean;
  /** Something stands in it, even if it is empty text in quotes. */
  present: boolean;
  standsIn: boolean;
  mayBeOption: boolean;
}

/** What one word costs that a value is split into. */
const fieldWork = 16;

const newField = (): Field => ({ text: '', glob: false, splits: false, present: false, standsIn: false, mayBeOption: false });

/** Expands one word to the arguments that the program would get. */
export function expandWord(word: Word, expander: Expander): readonly Argument[] {
  const only = word.parts.length === 1 ? word.parts[0] : undefined;
  if (only?.kind === 'literal') {
    return [{ text: only.quoted ? only.text : tilde(only.text, expander), raw: word.raw, glob: false, splits: false, span: word.span }];
  }
  const fields: Field[] = [newField()];
  for (const [index, part] of word.parts.entries()) addPart(part, index === 0, fields, expander);
  return fields.filter((field) => field.present).map(({ text, glob, splits, standsIn, mayBeOption }) => ({ text, raw: word.raw, glob, splits, span: word.span, ...(standsIn ? { standsIn } : {}), ...(mayBeOption ? { mayBeOption } : {}), ...(glob && isPlain(word) ? { expands: true as const } : {}) }));
}

/** Written out as it stands: nothing in it comes from a variable or another command. */
const isPlain = (word: Word): boolean => word.parts.every(({ kind }) => kind === 'literal' || kind === 'glob');

function addPart(part: Part, first: boolean, fields: Field[], expander: Expander): void {
  switch (part.kind) {
    case 'literal':
      add(fields, part.quoted || !first ? part.text : tilde(part.text, expander));
      return;
    case 'glob':
      add(fields, part.text, true);
      return;
    case 'process':
      add(fields, valueOf(part, expander).text);
      return;
    case 'opaque':
      for (const program of part.programs) expander.run(program);
      if (part.programs.length === 0 || fields.length > 1 || fields.at(-1)?.present === false) addElement(fields, { text: undefined, glob: false, splits: true, mayBeOption: true });
      return;
    case 'variable':
    case 'substitution':
    case 'arithmetic':
      addValue(valueOf(part, expander), part, fields, expander);
  }
}

/** Unquoted values are split at IFS and may hold globs; `"${a[@]}"` gives its elements one by one, `"${a[*]}"` one word. */
function addValue(value: Value, part: Exclude<Part, { kind: 'literal' | 'glob' | 'process' | 'opaque' }>, fields: Field[], expander: Expander): void {
  const quoted = part.kind === 'arithmetic' || part.quoted;
  if (value.list !== undefined) {
    if (quoted && part.kind === 'variable' && part.name !== '@' && (part.name === '*' || part.index?.raw === '*')) {
      add(fields, joinList(value.list, expander));
      return;
    }
    for (const [index, element] of value.list.entries()) {
      if (index > 0) fields.push(newField());
      if (quoted || element.text === undefined) addElement(fields, element);
      else addValue({ text: element.text, glob: element.glob }, { kind: 'substitution', program: nothing, quoted: false }, fields, expander);
    }
    return;
  }
  const field = fields.at(-1);
  if (value.standsIn === true && field !== undefined) field.standsIn = true;
  if (field !== undefined && value.text === undefined && value.names !== true && field.text === '') field.mayBeOption = true;
  if (value.text === undefined || quoted) {
    add(fields, value.text, value.glob, !quoted);
    return;
  }
  const pieces = splitFields(value.text, separatorsOf(expander));
  if (pieces === undefined || !expander.spend(pieces.length * fieldWork)) add(fields, undefined, value.glob, true);
  else {
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) fields.push(newField());
      if (piece !== '') add(fields, piece, value.glob || /[*?[]/.test(piece));
    }
  }
}

const nothing: Program = { body: [], status: 'complete', span: { start: 0, end: 0 } };

/** Cuts at IFS: white space in it counts as one separator, any other character as one each. */
function splitFields(text: string, separators: string | undefined): readonly string[] | undefined {
  if (separators === undefined) return undefined;
  if (separators === ' \t\n') return text.split(/[ \t\n]+/);
  if (separators === '') return [text];
  let spaced = '';
  for (const character of text) spaced += separators.includes(character) ? '\u0000' : character;
  return spaced.split(/\u0000+/);
}

/** What may be an option stays that where nothing stands in front of it. */
function addElement(fields: Field[], { text, glob, splits, mayBeOption }: Pick<Argument, 'text' | 'glob' | 'splits' | 'mayBeOption'>): void {
  const field = fields.at(-1);
  if (mayBeOption === true && field?.text === '') field.mayBeOption = true;
  add(fields, text, glob, splits);
}

function add(fields: Field[], text: string | undefined, glob = false, splits = false): void {
  const field = fields.at(-1);
  if (field === undefined) return;
  field.text = field.text === undefined || text === undefined || field.text.length + text.length > maxLength ? undefined : field.text + text;
  field.glob ||= glob;
  field.splits ||= splits && text === undefined;
  field.present = true;
}
