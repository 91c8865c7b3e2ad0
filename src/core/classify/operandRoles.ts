import type { Invocation } from './invocation.ts';
import type { Role } from './programTable.ts';

/** The role of each operand, by the table's `operands` pattern; undefined where it gives none. */
export function rolesOf(invocation: Invocation): readonly (Role | undefined)[] {
  const special = Object.entries(invocation.command.operandsWith ?? {}).find(([options]) => options.split(' ').some((option) => invocation.has(option)));
  const pattern = special?.[1] ?? invocation.command.operands;
  if (pattern === undefined) return [];
  const tokens = pattern.split(' ');
  const count = invocation.operands.length;
  const repeated = tokens.findIndex((token) => token.endsWith('...'));
  if (tokens[repeated] === 'assignment...') return assignmentsFirst(tokens, invocation);
  const after = repeated < 0 ? 0 : tokens.length - repeated - 1;
  return invocation.operands.map((_, index) => {
    if (repeated < 0 || index < repeated) return roleIn(tokens[index]);
    if (index >= count - after && count > after) return roleIn(tokens[tokens.length - (count - index)]);
    return roleIn(tokens[repeated]);
  });
}

/** `NAME=value` words as long as they look like that, then the rest of the pattern. */
function assignmentsFirst(tokens: readonly string[], invocation: Invocation): readonly (Role | undefined)[] {
  const { operands } = invocation;
  let count = 0;
  while (/^[A-Za-z_][A-Za-z0-9_]*=/.test(operands[count]?.text ?? '')) count += 1;
  return operands.map((_, index) => (index < count ? 'assignment' : roleIn(tokens[1 + Math.min(index - count, tokens.length - 2)])));
}

function roleIn(token: string | undefined): Role | undefined {
  const name = token?.replace(/(?:\.\.\.|\?)$/, '');
  return name === undefined || name === '' ? undefined : asRole(name);
}

/** Roles are checked by the table tests. */
const asRole = (name: string): Role | undefined => (isRole(name) ? name : undefined);
const isRole = (name: string): name is Role => name.length > 0;
