import type { Handler } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** rm, rmdir, unlink, shred, rimraf, del: every operand is deleted; with a recursive option the tree below it too. */
export const deletePaths: Handler = (invocation, scope) => {
  const recursive = ['--recursive', '-r', '-R', '/s'].some((option) => invocation.has(option)) || ['rimraf', 'trash', 'del-cli'].includes(invocation.program);
  const rule = ruleOf(invocation);
  if (invocation.operands.length === 0 && scope.stdin === undefined) return [];
  return invocation.operands.flatMap((operand) => scope.path(recursive ? 'delete-tree' : 'delete', operand, rule));
};
