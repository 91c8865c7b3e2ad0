import { baseName } from '../resolve/lexicalPath.ts';
import type { Argument } from '../classify/invocation.ts';

/** Filters that print some of the lines they read. */
const filters = new Set(['grep', 'egrep', 'fgrep', 'rg', 'sort', 'uniq', 'head', 'tail', 'tac', 'shuf', 'cat']);

/**
 * The paths that a listing command prints, for `… | xargs`: a glob for what `find` matches, the operands of `ls`.
 * Filters pass on what they read. Undefined = this command prints something else.
 */
export function listedPaths(words: readonly Argument[], input: readonly Argument[] | undefined): readonly Argument[] | undefined {
  const [first, ...rest] = words;
  const name = baseName(first?.text ?? '');
  if (input === undefined && searches.has(name)) return foundByGrep(rest);
  if (filters.has(name) || (name === 'awk' && input?.every(({ raw }) => /^\$\((?:lsof|fuser)\)$/.test(raw)) === true && printsField(rest))) return input;
  if (name === 'find' || name === 'fd') return name === 'find' ? foundBy(rest) : undefined;
  // Numbers of processes, which only `kill` can take for what they are.
  if (name === 'lsof' || name === 'fuser') return [{ text: undefined, raw: `$(${name})`, glob: false, splits: true, span: first?.span ?? { start: 0, end: 0 } }];
  if (name === 'git') return listedByGit(rest);
  if (name !== 'ls' || rest.some((word) => word.text === undefined)) return undefined;
  const operands = rest.filter((word) => word.text?.startsWith('-') === false);
  return operands.length > 0 && operands.every((word) => word.glob) ? operands : undefined;
}

/** `awk 'NR>1 {print $2}'`: one field of what it reads, and nothing of its own. */
const printsField = ([program, ...more]: readonly Argument[]): boolean => more.length === 0 && /^[\w\s<>=!~/&|$.^()-]*\{\s*print\s+\$\d+\s*(?:;\s*)?\}\s*$/.test(program?.text ?? '');

/** Programs that list the files in which something stands. */
const searches = new Set(['grep', 'egrep', 'fgrep', 'rg', 'ag', 'ack']);

/** `grep -rl WORD src`: any file below the places that it names, or below here. Rather one place more than one less. */
function foundByGrep(words: readonly Argument[]): readonly Argument[] | undefined {
  const texts = words.map(({ text }) => text);
  if (texts.includes(undefined) || !texts.some((text) => /^(?:-[a-km-zA-KM-Z]*[lL][a-zA-Z]*|--files(?:-with(?:out)?-match(?:es)?)?)$/.test(text ?? ''))) return undefined;
  const named = texts.some((text) => /^(?:-[a-zA-Z]*[ef]|--(?:regexp|file)\b|--files$)/.test(text ?? ''));
  const places = words.filter(({ text }) => text?.startsWith('-') === false).slice(named ? 0 : 1);
  const span = words[0]?.span ?? { start: 0, end: 0 };
  if (places.length === 0) return [{ text: './*', raw: 'the files that are found', glob: true, splits: false, span }];
  return places.map((place) => ({ ...place, text: `${place.text?.replace(/\/$/, '') ?? ''}/*`, raw: `the files that are found in ${place.raw}`, glob: true }));
}

/** `git ls-files`, `git diff --name-only`: files of the work tree, of which any may be meant. */
function listedByGit(words: readonly Argument[]): readonly Argument[] | undefined {
  const texts = words.map(({ text }) => text);
  const lists = texts[0] === 'ls-files' || (/^(?:diff|show|log|diff-tree)$/.test(texts[0] ?? '') && texts.includes('--name-only'));
  const span = words[0]?.span ?? { start: 0, end: 0 };
  return lists && !texts.includes(undefined) ? [{ text: './*', raw: 'the files that git lists', glob: true, splits: false, span }] : undefined;
}

/** Roots of a `find`, with the pattern of its `-name`; names with alternatives count as any. */
function foundBy(words: readonly Argument[]): readonly Argument[] | undefined {
  const end = words.findIndex((word) => word.text === undefined || /^[-(!]/.test(word.text));
  const tests = end < 0 ? [] : words.slice(end);
  const roots = end < 0 ? words : words.slice(0, end);
  const texts = tests.map((word) => word.text ?? '');
  const plain = !texts.some((text) => ['-o', '-or', '!', '-not', ','].includes(text));
  const name = plain ? texts[texts.findIndex((text) => text === '-name') + 1] : undefined;
  const pattern = plain && texts.includes('-name') && name !== undefined && !name.includes('/') ? `**/${name}` : '**';
  const span = words[0]?.span ?? { start: 0, end: 0 };
  const from = roots.length > 0 ? roots : [{ text: '.', raw: '.', glob: false, splits: false, span }];
  return from.map((root) => ({ ...root, text: root.text === undefined ? undefined : `${root.text.replace(/\/$/, '')}/${pattern}`, raw: `${root.raw}/${pattern}`, glob: true }));
}
