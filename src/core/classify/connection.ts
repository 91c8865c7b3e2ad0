import type { Scope } from './handler.ts';
import type { Invocation } from './invocation.ts';
import { rolesOf } from './operandRoles.ts';

/** Text of the connection that a command uses: an option or operand with that role, else a table variable. */
export function connectionOf(invocation: Invocation, scope: Scope): string | undefined {
  const roles = rolesOf(invocation);
  // `-d acme -h db.prod.example`: the host says where, whatever the order.
  const host = [...invocation.options].find(([name]) => roleOfOption(invocation, name) === 'host')?.[1].at(-1);
  if (host !== undefined) return host.text ?? host.raw;
  const operand = invocation.operands.find((_, index) => roles[index] === 'connection');
  if (operand !== undefined) return operand.text ?? operand.raw;
  for (const [name, values] of invocation.options) {
    const role = roleOfOption(invocation, name);
    const value = values.at(-1);
    if (role === 'connection' && value !== undefined) return value.text ?? value.raw;
  }
  for (const [name, role] of Object.entries(invocation.table.variables ?? {})) {
    const value = role === 'connection' || scope.isProduction(scope.variable(name) ?? '') ? scope.variable(name) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function roleOfOption(invocation: Invocation, canonical: string): string | undefined {
  const text = `${invocation.command.options ?? ''} ${invocation.command.everywhere ?? ''} ${invocation.table.everywhere ?? ''} ${invocation.table.options ?? ''}`;
  const token = text.split(/\s+/).find((one) => one === canonical || one.startsWith(`${canonical}|`) || one.startsWith(`${canonical}=`));
  return token === undefined ? undefined : /=\??([a-z:-]+)$/.exec(token)?.[1];
}
