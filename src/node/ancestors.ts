import * as path from 'node:path';

/** A directory and all above it, nearest first. `directory` is absolute. */
export function ancestorsOf(directory: string): readonly string[] {
  const found = [directory];
  for (let at = directory, up = path.dirname(at); up !== at; at = up, up = path.dirname(at)) found.push(up);
  return found;
}

/**
 * A path below a directory that is absolute and normalised, as `path.join` gives it for plain names. `path.join` looks at each
 * character of the whole path; in a process that has just started this is a hundred times as slow.
 */
export function below(directory: string, ...names: readonly string[]): string {
  return (directory.endsWith(path.sep) ? directory : directory + path.sep) + names.join(path.sep);
}

/** Whether `inner` is `outer` or lies below it. Both absolute and normalised. */
export function isWithin(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
}
