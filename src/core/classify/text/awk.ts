import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** awk: the program may run commands (`system`, pipes) and write files (`print >`). */
export const awk: Handler = (invocation, scope) => {
  const scripted = invocation.has('-f') || invocation.has('-e') || invocation.has('-E');
  const [first, ...files] = invocation.operands;
  const effects: Effect[] = [];
  if (!scripted && first !== undefined) {
    effects.push(...(first.text === undefined ? [scope.uninspectable('text.awk', `the program \`${first.raw}\` is not known before it runs`, first.span)] : awkEffects(first.text, scope, first.span)));
  }
  if ([...invocation.values('-i')].some((value) => value.text === 'inplace')) effects.push(...files.flatMap((file) => scope.path('write', file, ruleOf(invocation))));
  const inputs = scripted ? invocation.operands : files;
  return [...effects, ...inputs.filter((file) => file.text?.includes('=') !== true).flatMap((file) => scope.path('read', file, ruleOf(invocation)))];
};

/** What an awk program does besides printing. Strings and comments are data, but for the words of its own commands. */
export function awkEffects(program: string, scope: Scope, span: Span): readonly Effect[] {
  const strings: string[] = [];
  const bare = program
    .replace(/"((?:\\[^]|[^"\\])*)"/g, (_, text: string) => `"${strings.push(text) - 1}"`)
    .replace(/#[^\n]*/g, '')
    .replace(/(^|[(,!~;{&|]|\breturn)\s*\/(?:\\.|[^/\\\n])+\//g, '$1 ');
  const effects: Effect[] = [];
  const text = (index: string | undefined): string | undefined => (index === undefined ? undefined : strings[Number(index)]?.replace(/\\(["\\/])/g, '$1'));
  const run = (index: string | undefined, whole: boolean): void => {
    const command = text(index);
    effects.push(...(command === undefined || !whole ? [scope.uninspectable('text.awk', 'the awk program runs a command that is only known when it runs', span)] : scope.shell(command, span)));
  };
  for (const [, index, end] of bare.matchAll(/\bsystem\s*\(\s*(?:"(\d+)"\s*)?(.)?/g)) run(index, end === ')');
  for (const [, index] of bare.matchAll(/(?:"(\d+)"|[\w)\]])\s*\|&?\s*getline\b/g)) run(index, index !== undefined);
  for (const [, index, end] of bare.matchAll(/\b(?:print|printf)\b[^;}\n]*?(?<!\|)\|(?![|])&?\s*(?:"(\d+)")?\s*(.)?/g)) run(index, end === undefined || /[;}\n)]/.test(end));
  for (const [, index] of bare.matchAll(/\b(?:print|printf)\b[^;}\n]*?>{1,2}\s*(?:"(\d+)"(?=\s*(?:[;}\n)]|$)))?/g)) {
    const path = text(index);
    effects.push(...scope.path('write', { text: path, raw: path ?? 'a file that is only known when it runs', glob: false, splits: false, span }, 'text.awk'));
  }
  if (/\bin\s+ENVIRON\b/.test(bare)) effects.push(scope.effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.environment', reason: 'shows the whole environment with its secrets to the agent' }, span));
  if (/@(?:load|include)\b|\/inet\//.test(program)) effects.push(scope.uninspectable('text.awk', 'the awk program loads code or opens connections', span));
  return effects;
}
