import type { Invocation } from './invocation.ts';

/** The rule id of a command: `<family>.<sub-command path>`, or the program's name without sub-commands. */
export function ruleOf(invocation: Invocation): string {
  return [invocation.table.family, ...(invocation.path.length > 0 ? invocation.path : [invocation.program])].join('.').replace(/[^\w.-]+/g, '-');
}
