import * as path from 'node:path';

/** A path as the person knows it: relative to the workspace where it lies inside, the folder's own name for the workspace itself. */
export function relativeName(absolute: string, workspace: string): string {
  const relative = path.relative(workspace, absolute);
  if (relative === '') return path.basename(workspace);
  return relative.startsWith('..') || path.isAbsolute(relative) ? absolute : relative;
}
