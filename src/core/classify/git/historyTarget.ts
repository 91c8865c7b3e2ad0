import type { Target } from '../../verdict.ts';
import type { Scope } from '../handler.ts';
import type { Invocation } from '../invocation.ts';
import type { EffectTemplate } from '../programTable.ts';
import { isMovedRepository } from './movedRepository.ts';

/** The repository whose refs, stash or lost commits a git command takes away: what a checkpoint must keep. */
export function historyTarget({ reversibility }: EffectTemplate, invocation: Invocation, scope: Scope): { readonly target?: Target } {
  const { program, path } = invocation;
  if (program !== 'git' || reversibility === 'read-only' || isMovedRepository(invocation, scope)) return {};
  const repository = scope.world.git(scope.cwd ?? scope.world.root)?.root;
  return repository === undefined ? {} : { target: { kind: 'git', repository, loses: path[0] === 'stash' ? 'stash' : reversibility === 'irreversible' ? 'unreachable' : 'refs' } };
}
