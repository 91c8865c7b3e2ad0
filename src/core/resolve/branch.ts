import type { Overlay } from '../shell/state.ts';
import type { World } from '../world.ts';

/** The branch that is checked out at a directory when a command runs: what the line checked out before counts. Undefined = not known, or none. */
export function branchAt(directory: string, world: World, { branches }: Overlay): string | undefined {
  const git = world.git(directory);
  if (git === undefined) return undefined;
  return branches.has(git.root) ? branches.get(git.root) : git.branch;
}
