import type { Handler } from '../handler.ts';

/**
 * git submodule foreach: one word is a text for the shell, several are a command. It runs in each submodule, so what it names
 * is there and not here: the effects keep their weight and lose their objects.
 */
export const gitForeach: Handler = ({ operands, span }, scope) => {
  const [only] = operands;
  if (only === undefined) return [];
  const text = operands.length === 1 ? only.text : undefined;
  const effects = text === undefined ? scope.command(operands, span) : scope.shell(text, only.span);
  return effects.map(({ target, ...effect }) => (target?.kind === 'path' || target?.kind === 'git' ? effect : { ...effect, ...(target === undefined ? {} : { target }) }));
};
