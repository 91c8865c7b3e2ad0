import type { ShellFacts } from '../world.ts';

/** Both together, the later one over the earlier. */
export function joinShell(one: ShellFacts | undefined, two: ShellFacts): ShellFacts {
  if (one === undefined) return two;
  return { cwd: two.cwd, variables: { ...one.variables, ...two.variables }, definitions: [...one.definitions, ...two.definitions] };
}
