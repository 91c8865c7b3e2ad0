import type { Argument } from '../classify/invocation.ts';
import type { Span } from '../verdict.ts';
import type { PsValue } from './powershellValue.ts';

/** The texts of a value in one line; undefined = not known. */
export function textOf(value: PsValue | undefined): string | undefined {
  if (value === undefined || value.items.some((item) => item.text === undefined)) return undefined;
  return value.items.map((item) => item.text).join(' ');
}

/** A word as the core writes paths. */
export const slashed = (word: Argument): Argument => ({ ...word, text: word.text?.replace(/\\/g, '/') });

/** A word for the text of a POSIX shell, by which it is handed on. */
export const posixWord = (text: string | undefined): string => (text === undefined ? '"$TAGOUT_UNKNOWN"' : `'${text.replace(/'/g, "'\\''")}'`);

/** What `cmd /c …` runs; `%UNKNOWN%` stands for a word that is not known. */
export function cmdText(words: readonly Argument[]): readonly string[] {
  const from = words.findIndex((word) => !/^\/[a-z](?::\w+)?$/i.test(word.text ?? ''));
  return from < 0 ? [] : [words.slice(from).map((word) => word.text ?? '%UNKNOWN%').join(' ')];
}

/** What a listing command hands down the pipeline, as globs. */
export function listed(words: readonly Argument[], children: boolean, span: Span): readonly Argument[] {
  const at = (name: RegExp): Argument | undefined => words[words.findIndex((word) => name.test(word.text ?? '')) + 1];
  const named = (name: RegExp): boolean => words.some((word) => name.test(word.text ?? ''));
  const filter = named(/^-fi/i) ? at(/^-fi/i)?.text : named(/^-inc/i) && !named(/^-lit/i) ? at(/^-inc/i)?.text : undefined;
  const positional = words.filter((word, index) => word.text?.startsWith('-') !== true && !/^-(?:fi|inc|exc|dep|lit|pa|at)/i.test(words[index - 1]?.text ?? ''));
  const base = named(/^-(?:lit|pa)/i) ? at(/^-(?:lit|pa)/i) : positional[0];
  const root = base ?? { text: '.', raw: '.', glob: false, splits: false, span };
  if (!children) return [root];
  return [{ ...root, glob: true, text: root.text === undefined ? undefined : `${root.text.replace(/[\\/]$/, '')}/${filter ?? '*'}` }];
}
