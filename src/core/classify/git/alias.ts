import type { Effect, Span } from '../../verdict.ts';
import type { Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';
import type { ProgramTable } from '../programTable.ts';

/** Most words in front of the sub-command that are looked at. */
const valueOptions = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env']);

/**
 * What a git alias of the repository or the user stands for; undefined = the words hold no alias. An alias of git's own
 * words is spliced in, `!text` goes to a shell.
 */
export function gitAliasEffects(table: ProgramTable, words: readonly Argument[], span: Span, scope: Scope): readonly Effect[] | undefined {
  let at = 1;
  while (words[at]?.text?.startsWith('-') === true) at += valueOptions.has(words[at]?.text ?? '') ? 2 : 1;
  const verb = words[at]?.text;
  if (verb === undefined || Object.keys(table.commands ?? {}).some((key) => key.split('|').includes(verb))) return undefined;
  const aliases = scope.world.git(scope.cwd ?? scope.world.root)?.aliases ?? {};
  const alias = Object.hasOwn(aliases, verb) ? aliases[verb] : undefined;
  const external = at === 1 ? externalEffects(verb, words, span, scope) : undefined;
  if (alias === undefined) return external;
  const rest = words.slice(at + 1).map((word) => (word.text === undefined ? '"$TAGOUT_UNKNOWN"' : `'${word.text.replace(/'/g, "'\\''")}'`)).join(' ');
  const front = words.slice(1, at).map((word) => word.raw).join(' ');
  const aliased = scope.shell(alias.startsWith('!') ? `${alias.slice(1)} ${rest}` : `git ${front} ${alias} ${rest}`, span);
  return [...aliased, ...(external ?? [])];
}

/** `git NAME` runs the program `git-NAME` of the machine, where git has no command of that name. */
function externalEffects(verb: string, words: readonly Argument[], span: Span, scope: Scope): readonly Effect[] | undefined {
  const [, word, ...rest] = words;
  const name = `git-${verb}`;
  if (word === undefined || scope.programs(name) === undefined) return undefined;
  return scope.command([{ ...word, text: name }, ...rest], span);
}
