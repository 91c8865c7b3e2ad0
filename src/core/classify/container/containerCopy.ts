import type { Handler } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** docker cp, kubectl cp, scp: the side without a container's or a machine's name is a path of this machine. */
export const containerCopy: Handler = (invocation, scope) => {
  const rule = ruleOf(invocation);
  return invocation.operands.flatMap((operand, index) => {
    if (operand.text === '-' || /^(?:scp:\/\/|[\w./@-]+:)/.test(operand.text ?? '')) return [];
    return scope.path(index < invocation.operands.length - 1 ? 'read' : 'replace', operand, rule);
  });
};
