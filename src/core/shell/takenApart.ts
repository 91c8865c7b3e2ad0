// A late part (esbuild.js): few lines take a value apart, so it exports functions only.
import type { Argument } from '../classify/invocation.ts';
import type { Part, Word } from './ast.ts';
import { changeCase, removePattern, replacePattern, sliceText, type PatternToken } from './fold.ts';
import { evaluateInteger } from './integer.ts';
import { unknownValue as unknown, type Value } from './state.ts';
import type { Variable } from './value.ts';

/** How words are read; their programs are run. */
export interface WordReading {
  exactText(word: Word): string | undefined;
  valueOf(part: Exclude<Part, { kind: 'literal' }>): Value;
  noteArithmetic(text: string): void;
  hiddenCode(what: string): void;
  /** See {@link Expander}. */
  spend(work: number): boolean;
}

/**
 * What `${x#p}`, `${x/p/r}`, `${x:1:2}`, `${x^^}`, `${x@P}` and their kin make of a value; unknown where it is not
 * constant. The operands are expanded once, and what they run is kept.
 */
export function takenApart(value: Value | undefined, part: Variable, reading: WordReading): Value {
  const { operator } = part;
  const text = value === undefined || value.list !== undefined || value.standsIn === true ? undefined : value.text;
  const folded = (result: string | undefined): Value => ({ text: result, glob: value?.glob ?? false });
  const exact = value?.glob === true ? undefined : text;
  switch (operator) {
    case '#': case '##': case '%': case '%%': {
      const pattern = patternOf(part.operand, reading);
      const rest = text === undefined || pattern === undefined || !reading.spend(text.length * pattern.length * 4) ? undefined : removePattern(text, pattern, operator);
      return folded(value?.glob === true && !holdsForNames(pattern ?? [], text ?? '', rest ?? '') ? undefined : rest);
    }
    case '/': case '//': case '/#': case '/%': {
      const pattern = patternOf(part.operand, reading);
      const replacement = part.second === undefined ? '' : reading.exactText(part.second);
      // What fits at each place is tried: such values are short (fold.ts).
      return folded(exact === undefined || pattern === undefined || replacement === undefined || !reading.spend(exact.length * pattern.length * 8) ? undefined : replacePattern(exact, pattern, replacement, operator));
    }
    case ':': {
      const offset = part.operand === undefined ? undefined : reading.exactText(part.operand);
      const length = part.second === undefined ? undefined : reading.exactText(part.second);
      if (value?.list !== undefined) return sliceList(value.list, part.name, offset, part.second === undefined ? 'all' : length);
      reading.noteArithmetic(`${offset ?? 'x'} ${part.second === undefined ? '' : (length ?? 'x')}`);
      return folded(exact === undefined || offset === undefined || (part.second !== undefined && length === undefined) ? undefined : sliceText(exact, offset, length));
    }
    case '@P':
      if (text === undefined || /[$`\\]/.test(text)) reading.hiddenCode(`\`\${${part.name}@P}\` runs what the value holds`);
      return unknown;
    case '^': case '^^': case ',': case ',,':
      if (part.operand !== undefined) reading.exactText(part.operand);
      return folded(exact === undefined || part.operand !== undefined ? undefined : changeCase(exact, operator));
    default:
      return unknown;
  }
}

/** `${a[@]:1:2}`, `${@:2}`: elements by their place; the parameters count from `$0`. */
function sliceList(list: readonly Argument[], name: string, offset: string | undefined, length: string | undefined): Value {
  const parameters = name === '@' || name === '*';
  const from = offset === undefined ? undefined : evaluateInteger(offset, () => undefined);
  const count = length === 'all' ? list.length : length === undefined ? undefined : evaluateInteger(length, () => undefined);
  if (from === undefined || count === undefined || from < (parameters ? 1 : 0) || count < 0 || list.some((each) => each.splits || each.glob)) return unknown;
  const start = parameters ? from - 1 : from;
  return { text: undefined, glob: false, list: list.slice(start, start + count) };
}

/** Whether what is left of a glob still stands for all names: `a*.ts` without `.ts` or `.*`, `src/*.ts` without its directory. */
function holdsForNames(pattern: readonly PatternToken[], text: string, rest: string): boolean {
  if (pattern.every((token) => token.kind === 'character')) return rest !== text;
  return rest.endsWith('*') || (pattern.length === 2 && pattern[0]?.kind === 'any' && pattern[1]?.kind === 'character' && pattern[1].text === '/');
}

/** A pattern as tokens: quoted text stands for itself. Undefined = holds what is not known, or a set. */
function patternOf(word: Word | undefined, reading: WordReading): readonly PatternToken[] | undefined {
  const tokens: PatternToken[] = [];
  let known = true;
  for (const part of word?.parts ?? []) {
    const value: Value = part.kind === 'literal' ? { text: part.text, glob: false } : reading.valueOf(part);
    const active = part.kind !== 'arithmetic' && (part.kind === 'glob' || !('quoted' in part) || !part.quoted);
    if (value.text === undefined || value.list !== undefined || value.standsIn === true || (active && /[[\]\\()|]/.test(value.text))) known = false;
    else for (const text of value.text) tokens.push(active && text === '*' ? { kind: 'any' } : active && text === '?' ? { kind: 'one' } : { kind: 'character', text });
  }
  return known ? tokens : undefined;
}

/** Value of an arithmetic expression; undefined when any part is not known. */
export function evaluateArithmetic(text: string, variable: (name: string) => string | undefined): string | undefined {
  const value = evaluateInteger(text, variable);
  return value === undefined ? undefined : String(value);
}
