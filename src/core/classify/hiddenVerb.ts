import type { Argument } from './invocation.ts';
import type { CommandTable } from './programTable.ts';

/** Words that, where a noun stands before them, are what is done to it: `projects delete demo`. */
const verbs: ReadonlySet<string> = new Set(['delete', 'destroy', 'drop', 'erase', 'purge', 'truncate', 'wipe', 'revoke', 'transfer', 'publish', 'unpublish', 'deploy', 'upload', 'terminate']);

/** Sub-commands that are verbs themselves, or take a text: any word behind them is an object (`kubectl scale deploy web`). */
const takesText: ReadonlySet<string> = new Set(
  'add annotate apply autoscale can-i commit config create describe diff docs edit explain explore expose fetch find generate get grep help history info init inspect label list log logs ls man new open patch pause query restart resume run scaffold scale search set show start status stop test undo view wait watch why'.split(' '),
);

/**
 * The word of a command that may be a sub-command which its table does not know, although the table takes any words there.
 * Only for tables that say nothing of their operands: where a word is a path, a package or a query, it is judged as that.
 */
export function hiddenVerb(command: CommandTable, path: readonly string[], [first]: readonly Argument[]): Argument | undefined {
  const noun = path.at(-1);
  if (noun === undefined || takesText.has(noun) || first?.text === undefined || !verbs.has(first.text)) return undefined;
  const plain = command.commands === undefined && command.handler === undefined && command.optionsFirst !== true && (command.operands === undefined || command.operands === 'data...');
  return plain && (command.effects ?? []).every(({ reversibility }) => reversibility === 'read-only' || reversibility === 'reversible') ? first : undefined;
}
