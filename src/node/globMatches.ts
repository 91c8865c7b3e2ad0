import * as fs from 'node:fs';
import * as path from 'node:path';
import { matchesName } from '../core/globName.ts';
import { errorCode } from './durableFile.ts';

const mostMatches = 100_000;

/**
 * Paths that a shell glob matches below a directory, and for `**` and a name all of that name at any depth, hidden ones and
 * other cases of letters included (`find -name`). The directory itself without a pattern, and also where the pattern has forms beyond that (too much
 * rather than too little). `loose`: hidden names and other cases of letters match everywhere, as a shell's options may have it. What cannot be listed matches nothing.
 */
export function matchesOf(directory: string, pattern: string | undefined, loose = false): readonly string[] {
  if (pattern === undefined || pattern === '' || /[?*+@!]\(|\[:/.test(pattern)) return [directory];
  const deep = /^\*\*\/([^/]+)$/.exec(pattern)?.[1];
  if (deep !== undefined && !deep.includes('**')) return matchesBelow(directory, deep) ?? [directory];
  if (pattern.includes('**')) return [directory];
  let found = [directory];
  const segments = pattern.split('/').filter((segment) => segment !== '');
  const fits = loose ? matchesLoosely : matchesName;
  for (const segment of segments) {
    found = found.flatMap((at) => (/[*?[\\]/.test(segment) ? namesOf(at).filter((name) => fits(segment, name)) : [segment]).map((name) => path.join(at, name)));
    if (found.length > mostMatches) return [directory];
  }
  return found;
}

/** Undefined for more entries than are looked through. What lies below a match comes with it. */
function matchesBelow(directory: string, segment: string): readonly string[] | undefined {
  const found: string[] = [];
  const pending = [directory];
  let seen = 0;
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of entriesOf(at)) {
      if ((seen += 1) > mostMatches) return undefined;
      const place = path.join(at, entry.name);
      if (matchesLoosely(segment, entry.name)) found.push(place);
      else if (entry.isDirectory()) pending.push(place);
    }
  }
  return found;
}

const matchesLoosely = (segment: string, name: string): boolean => matchesName(`x${segment.toLowerCase()}`, `x${name.toLowerCase()}`);

function entriesOf(directory: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true });
  } catch {
    // Not there, not a directory, or not readable: nothing is found there either.
    return [];
  }
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
      next.push(...names.filter((name) => name === segment || matchesLoosely(segment, name)).map((name) => `${at === '/' ? '' : at}/${name}`));
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
