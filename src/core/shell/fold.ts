import { evaluateInteger } from './integer.ts';

/** A pattern as the shell reads it: quoted characters stand for themselves. `any` = `*`, `one` = `?`. */
export type PatternToken = { readonly kind: 'character'; readonly text: string } | { readonly kind: 'any' } | { readonly kind: 'one' };

/** Longest value and pattern that are folded; the work is their product. Longer ones are not known. */
const maxValue = 4096;
const maxPattern = 64;
/** The same for a replacement, whose work is the square. */
const maxReplaced = 256;
const maxReplacing = 16;

/** What `${x#p}` `##` `%` `%%` leave of a value. */
export function removePattern(value: string, pattern: readonly PatternToken[], operator: string): string | undefined {
  if (tooLong(value, pattern)) return undefined;
  const suffix = operator.startsWith('%');
  const longest = operator.length === 2;
  const ends = suffix ? endsOf(reversed(value), [...pattern].reverse()) : endsOf(value, pattern);
  const end = longest ? ends.at(-1) : ends[0];
  if (end === undefined) return value;
  return suffix ? value.slice(0, value.length - end) : value.slice(end);
}

/** `${x/p/r}` and `//`, `/#`, `/%`: the longest match at the earliest place. */
export function replacePattern(value: string, pattern: readonly PatternToken[], replacement: string, operator: string): string | undefined {
  // Newer shells put the match in for `&`.
  if (tooLong(value, pattern) || replacement.includes('&') || replacement.includes('\\')) return undefined;
  if (pattern.length === 0) return operator === '/#' ? replacement + value : operator === '/%' ? value + replacement : value;
  if (operator === '/%') {
    const end = endsOf(reversed(value), [...pattern].reverse()).at(-1);
    return end === undefined ? value : value.slice(0, value.length - end) + replacement;
  }
  if (value.length > maxReplaced || pattern.length > maxReplacing) return undefined;
  let result = '';
  let at = 0;
  while (at < value.length) {
    const end = endsOf(value.slice(at), pattern).at(-1) ?? 0;
    result += end === 0 ? (value[at] ?? '') : replacement;
    at += end === 0 ? 1 : end;
    if (operator === '/#' || (operator === '/' && end > 0)) break;
  }
  return result + value.slice(at);
}

/** `${x:offset:length}`, in UTF-16 units; a value beyond the basic plane is not known. */
export function sliceText(value: string, offset: string, length: string | undefined): string | undefined {
  const start = evaluateInteger(offset, () => undefined);
  const count = length === undefined ? value.length : evaluateInteger(length, () => undefined);
  if (start === undefined || count === undefined || /[\ud800-\udfff]/.test(value)) return undefined;
  const from = start < 0 ? value.length + start : start;
  if (from < 0) return '';
  const to = count < 0 ? value.length + count : from + count;
  return to < from ? undefined : value.slice(from, to);
}

/** `${x^^}`, `${x,,}`, `${x^}`, `${x,}` for ASCII. */
export function changeCase(value: string, operator: string): string | undefined {
  if (/[^\u0000-\u007f]/.test(value)) return undefined;
  const change = (text: string): string => (operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
  return operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
}

const tooLong = (value: string, pattern: readonly PatternToken[]): boolean => value.length > maxValue || pattern.length > maxPattern || /[\ud800-\udfff]/.test(value);

const reversed = (text: string): string => Array.from(text).reverse().join('');

/** Lengths of the prefixes that match, rising. */
function endsOf(value: string, pattern: readonly PatternToken[]): readonly number[] {
  let reached = new Set([0]);
  for (const token of pattern) {
    const next = new Set<number>();
    if (token.kind === 'any') {
      const first = Math.min(...reached);
      for (let at = first; at <= value.length; at += 1) next.add(at);
    } else {
      for (const at of reached) {
        if (at < value.length && (token.kind === 'one' || value[at] === token.text)) next.add(at + 1);
      }
    }
    if (next.size === 0) return [];
    reached = next;
  }
  return [...reached].sort((one, other) => one - other);
}
