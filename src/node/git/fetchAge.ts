import * as fs from 'node:fs';
import * as path from 'node:path';

/** When the repository around a directory last fetched, in milliseconds since 1970; undefined outside one, and where it never did. Never throws. */
export function lastFetch(directory: string): number | undefined {
  for (let at = directory; ; at = path.dirname(at)) {
    const entry = path.join(at, '.git');
    const status = fs.statSync(entry, { throwIfNoEntry: false });
    if (status !== undefined) return fetchTime(status.isDirectory() ? entry : linkedDirectory(entry));
    if (path.dirname(at) === at) return undefined;
  }
}

/** A linked work tree has its own record of fetches, and so has the repository: the later one counts. */
function fetchTime(gitDirectory: string | undefined): number | undefined {
  if (gitDirectory === undefined) return undefined;
  const common = readLine(path.join(gitDirectory, 'commondir'));
  const places = [gitDirectory, ...(common === undefined ? [] : [path.resolve(gitDirectory, common)])];
  const times = places.flatMap((place) => fs.statSync(path.join(place, 'FETCH_HEAD'), { throwIfNoEntry: false })?.mtimeMs ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

function linkedDirectory(file: string): string | undefined {
  const named = /^gitdir: (.+)$/.exec(readLine(file) ?? '')?.[1];
  return named === undefined ? undefined : path.resolve(path.dirname(file), named);
}

function readLine(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    // Not there, or not ours to read: then nothing is known.
    return undefined;
  }
}
