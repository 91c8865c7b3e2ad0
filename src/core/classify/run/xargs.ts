import type { Handler } from '../handler.ts';
import type { Argument } from '../invocation.ts';

/** More constant words than that are not looked at one by one: they count as words that are not known. */
const mostWords = 4096;

/** xargs, parallel: the command gets words from standard input. `-I{}` puts them where `{}` stands. */
export const xargs: Handler = (invocation, scope) => {
  const words = invocation.operands;
  if (words.length === 0) return [];
  const { span } = invocation;
  const placeholder = invocation.value('-I')?.text ?? (invocation.has('-i') ? '{}' : undefined);
  const unknown: Argument = { text: undefined, raw: 'the words that are read', glob: false, splits: true, span };
  const fed = invocation.has('-a') ? undefined : scope.stdin;
  const texts = fed?.text?.split(/\s+/).filter((text) => text !== '');
  const given: readonly Argument[] = texts !== undefined
    ? (texts.length > mostWords ? [unknown] : texts.map((text) => ({ text, raw: text, glob: false, splits: false, span })))
    : (fed?.found ?? [unknown]);
  if (placeholder === undefined) return scope.command([...words, ...given], span);
  return given.slice(0, 64).flatMap((item) => scope.command(words.map((word) => fill(word, placeholder, item)), span));
};

function fill(word: Argument, placeholder: string, item: Argument): Argument {
  if (word.text?.includes(placeholder) !== true) return word;
  return { ...word, text: item.text === undefined ? undefined : word.text.replaceAll(placeholder, item.text), glob: word.glob || item.glob };
}
