import * as fs from 'node:fs';
import * as path from 'node:path';
import { matchesName } from '../core/globName.ts';

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

function namesOf(directory: string): readonly string[] {
  try {
    return fs.readdirSync(directory).sort();
  } catch {
    // Not there, not a directory, or not readable: the shell matches nothing there either.
    return [];
  }
}
