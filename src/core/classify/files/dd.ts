import type { Handler } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** dd: operands are `name=value`; `of` is written over. */
export const dd: Handler = (invocation, scope) =>
  invocation.operands.flatMap((operand) => {
    if (operand.text === undefined) return [scope.uninspectable(ruleOf(invocation), `\`${operand.raw}\` is not known before it runs`, operand.span)];
    const [name, ...rest] = operand.text.split('=');
    const value = { ...operand, text: rest.join('=') };
    if (name === 'if') return scope.path('read', value, ruleOf(invocation));
    return name === 'of' ? scope.path('delete', value, ruleOf(invocation)).concat(scope.path('write', value, ruleOf(invocation))) : [];
  });
