import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';

/** Everything that is found, or its parts: fd's placeholders. */
const placeholder = /\{(?:\/|\/\/|\.|\/\.)?\}/g;

/** `fd … -x COMMAND` and `-X COMMAND`: the command gets what is found, at its end where it has no placeholder. */
export const fd: Handler = ({ words }, scope) => {
  const at = words.findIndex((word, index) => index > 0 && isExec(word));
  if (at < 0) return [];
  const span = words[at]?.span ?? { start: 0, end: 0 };
  // The pattern comes first, then directories to look in.
  const behind = words.findIndex(({ text }, index) => index > at && text === ';');
  const roots = [...words.slice(1, at), ...(behind < 0 ? [] : words.slice(behind + 1))].filter(({ text }) => text === undefined || /^(?:[/~]|\.\.?(?:\/|$))/.test(text)).map(({ text }) => text);
  const effects: Effect[] = [];
  for (const root of roots.some((text) => text !== '.') ? roots.filter((text) => text !== '.') : ['.']) {
    const found: Argument = { text: root === undefined ? undefined : `${root.replace(/\/$/, '')}/*`, raw: 'what is found', glob: true, splits: false, span };
    effects.push(...commandsOf(words.slice(at + 1)).flatMap((command) => run(command, found, scope)));
  }
  return effects;
};

function run(command: readonly Argument[], found: Argument, scope: Scope): readonly Effect[] {
  const [first] = command;
  if (first === undefined) return [];
  const has = ({ text }: Argument): boolean => text !== undefined && text.search(placeholder) >= 0;
  const filled = command.map((word) => (has(word) ? { ...word, text: found.text === undefined ? undefined : word.text?.replace(placeholder, found.text), glob: true } : word));
  return scope.command(command.some(has) ? filled : [...filled, found], first.span);
}

/** Several commands may follow one another: `-x a \; -x b`. Other words behind a `;` are fd's own. */
function commandsOf(words: readonly Argument[]): readonly (readonly Argument[])[] {
  const commands: Argument[][] = [[]];
  let own = false;
  for (const word of words) {
    if (word.text === ';') own = true;
    else if (own && isExec(word)) {
      own = false;
      commands.push([]);
    } else if (!own) commands.at(-1)?.push(word);
  }
  return commands;
}

const isExec = ({ text }: Argument): boolean => text !== undefined && /^(?:-[xX]|--exec(?:-batch)?)$/.test(text);
