/*
 * Paths as text. Inside the core every path is written with forward slashes, on Windows too (`C:/src/shop`);
 * Node accepts that everywhere.
 */

/** Forward slashes, no `\\?\` prefix. Leaves POSIX paths alone. */
export function toSlashes(path: string, windows: boolean): string {
  if (!windows) return path;
  return path.replace(/\\/g, '/').replace(/^\/\/[?.]\//, '').replace(/^\/([a-zA-Z])(?=\/|$)/, '$1:');
}

/** True for `/x`, `C:/x` and `//server/share`. */
export function isAbsolute(path: string): boolean {
  return path.charCodeAt(0) === 47 || (path.charCodeAt(1) === 58 && /^[a-zA-Z]:(\/|$)/.test(path));
}

/** A segment that says nothing, `.`, `..`, a slash at the end, or a bare drive. */
const unresolved = /\/\.{0,2}(?:\/|$)|^[a-zA-Z]:$/;

/** Absolute and normalised: `.` and `..` resolved by text, no trailing slash. */
export function joinPath(directory: string, path: string): string {
  const full = isAbsolute(path) ? path : `${directory}/${path}`;
  // Most paths are normalised as they are.
  if (isAbsolute(full) && !unresolved.test(full)) return full;
  const drive = /^[a-zA-Z]:/.exec(full)?.[0] ?? '';
  const segments: string[] = [];
  for (const segment of full.slice(drive.length).split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return `${drive}/${segments.join('/')}`;
}

/** Last segment. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The directory above; the root is its own. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** `''` for the directory itself, `a/b` for what is inside, undefined for everything else. */
export function relativeTo(directory: string, path: string, caseInsensitive: boolean): string | undefined {
  const base = directory.endsWith('/') ? directory.slice(0, -1) : directory;
  const [one, two] = caseInsensitive ? [base.toLowerCase(), path.toLowerCase()] : [base, path];
  if (two === one || (one === '' && two === '/')) return '';
  return two.startsWith(`${one}/`) ? path.slice(base.length + 1) : undefined;
}
