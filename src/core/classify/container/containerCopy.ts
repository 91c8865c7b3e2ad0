import type { Handler } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** docker cp: the side without a container's name is a path of this machine. */
export const containerCopy: Handler = (invocation, scope) => {
  const rule = ruleOf(invocation);
  return invocation.operands.flatMap((operand, index) => {
    if (operand.text === '-' || /^[\w.-]+:/.test(operand.text ?? '')) return [];
    return scope.path(index === 0 ? 'read' : 'write', operand, rule);
  });
};
