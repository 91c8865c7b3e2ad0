import * as path from 'node:path';

/** A directory and all above it, nearest first. `directory` is absolute. */
export function ancestorsOf(directory: string): readonly string[] {
  const found = [directory];
  for (let at = directory, up = path.dirname(at); up !== at; at = up, up = path.dirname(at)) found.push(up);
  return found;
}

/** Whether `inner` is `outer` or lies below it. Both absolute and normalised. */
export function isWithin(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
}
