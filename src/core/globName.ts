import { replaceEnclosed } from './replaceEnclosed.ts';

/** A name that a pattern matches, or one like it. */
export const exampleOf = (pattern: string): string => replaceEnclosed(pattern.replace(/[*?]/g, 'x'), '[', ']', () => 'x');

/**
 * Whether a file name matches one segment of a shell glob (`*`, `?`, `[a-z]`, `[!a]`, `\\x`), by the rules of bash without
 * options: a leading dot must be named. Linear in the product of both lengths, whatever the pattern. A bracket that is not
 * closed is an ordinary character; named classes (`[[:alpha:]]`) are not known.
 */
export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.') && !pattern.startsWith('\\.')) return false;
  let [at, place] = [0, 0];
  let star: { readonly at: number; readonly place: number } | undefined;
  while (place < name.length) {
    if (pattern[at] === '*') {
      star = { at: at + 1, place };
      at += 1;
      continue;
    }
    const length = matchOne(pattern, at, name.charAt(place));
    if (length > 0) {
      at += length;
      place += 1;
    } else if (star !== undefined) {
      star = { at: star.at, place: star.place + 1 };
      [at, place] = [star.at, star.place];
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Length of the piece of the pattern that matches this character, or 0. */
function matchOne(pattern: string, at: number, character: string): number {
  const piece = pattern[at];
  if (piece === undefined) return 0;
  if (piece === '?') return 1;
  if (piece === '\\' && at + 1 < pattern.length) return pattern[at + 1] === character ? 2 : 0;
  const set = piece === '[' ? /^\[(!|\^)?(\]?[^\]]*)\]/.exec(pattern.slice(at, at + 200)) : null;
  if (set === null) return piece === character ? 1 : 0;
  const [whole, negated, members = ''] = set;
  return inSet(members, character) === (negated === undefined) ? whole.length : 0;
}

function inSet(members: string, character: string): boolean {
  for (let at = 0; at < members.length; at++) {
    const first = members.charAt(at);
    const last = members[at + 1] === '-' ? members[at + 2] : undefined;
    if (last === undefined ? first === character : first <= character && character <= last) return true;
    if (last !== undefined) at += 2;
  }
  return false;
}
