import type { Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';

/** Tells the commands behind a checkout, switch or renaming which branch they find. `paths`: the words that name files instead. */
export function noteBranch(invocation: Invocation, scope: Scope, paths: readonly Argument[]): void {
  const repository = scope.world.git(scope.cwd ?? scope.world.root)?.root;
  if (repository !== undefined && paths.length === 0) scope.note({ repository, branch: branchLeft(invocation) });
}

/** Undefined: not known, or no branch at all (`--detach`, a commit). */
function branchLeft(invocation: Invocation): string | undefined {
  const created = ['-b', '-B', '--orphan', '--create', '--force-create'].flatMap((option) => invocation.values(option)).at(-1);
  if (created !== undefined) return created.text;
  if (invocation.has('--detach')) return undefined;
  const named = invocation.operands[0]?.text;
  if (named === undefined || named === '-' || named.startsWith('@')) return undefined;
  // `--track origin/x` makes a branch of that name.
  return invocation.has('--track') ? named.slice(named.indexOf('/') + 1) : named;
}
