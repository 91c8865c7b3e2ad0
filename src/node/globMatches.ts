import * as fs from 'node:fs';
import * as path from 'node:path';
import { matchesName } from '../core/globName.ts';
import { errorCode } from './durableFile.ts';

const mostMatches = 100_000;

/**
 * Paths that a shell glob matches below a directory; the directory itself without a pattern, and also where the pattern has
 * forms beyond `*`, `?` and brackets (too much is kept rather than too little). What cannot be listed matches nothing.
 */
export function matchesOf(directory: string, pattern: string | undefined): readonly string[] {
  if (pattern === undefined || pattern === '' || pattern.includes('**') || /[?*+@!]\(|\[:/.test(pattern)) return [directory];
  let found = [directory];
  const segments = pattern.split('/').filter((segment) => segment !== '');
  for (const segment of segments) {
    found = found.flatMap((at) => (/[*?[\\]/.test(segment) ? namesOf(at).filter((name) => matchesName(segment, name)) : [segment]).map((name) => path.join(at, name)));
    if (found.length > mostMatches) return [directory];
  }
  return found;
}

/** More matches than these are not looked at one by one. */
const mostPossible = 300;

/**
 * What a shell could put for a pattern (paths with forward slashes), whatever its options: hidden names and other cases of letters are taken too. Undefined
 * for forms beyond `*`, `?` and brackets, for a directory that cannot be listed, and for too many matches.
 */
export function possibleMatches(directory: string, pattern: string): readonly string[] | undefined {
  if (pattern === '' || pattern.includes('**') || /[?*+@!]\(|\[:|[{\\]|(?:^|\/)\.\.?(?:\/|$)/.test(pattern)) return undefined;
  let found = [directory];
  for (const segment of pattern.split('/').filter((one) => one !== '')) {
    const next: string[] = [];
    for (const at of found) {
      const names = /[*?[]/.test(segment) ? listed(at) : [segment];
      if (names === undefined) return undefined;
      next.push(...names.filter((name) => name === segment || matchesName(`x${segment.toLowerCase()}`, `x${name.toLowerCase()}`)).map((name) => `${at === '/' ? '' : at}/${name}`));
      if (next.length > mostPossible) return undefined;
    }
    found = next;
  }
  return found.filter((one) => fs.lstatSync(one, { throwIfNoEntry: false }) !== undefined);
}

/** Names in a directory; none where there is no directory, undefined where it cannot be read. */
function listed(directory: string): readonly string[] | undefined {
  try {
    return fs.readdirSync(directory);
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '') ? [] : undefined;
  }
}

function namesOf(directory: string): readonly string[] {
  try {
    return fs.readdirSync(directory).sort();
  } catch {
    // Not there, not a directory, or not readable: the shell matches nothing there either.
    return [];
  }
}
