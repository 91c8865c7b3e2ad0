import { baseName, joinPath, parentOf, relativeTo } from './resolve/lexicalPath.ts';
import type { Node, Word } from './shell/ast.ts';
import { parsePosix } from './shell/posix.ts';
import type { Effect, Span } from './verdict.ts';

/**
 * A word of an approved command that means something else when the disk changes before the word is used, and that can be
 * replaced by what it means now:
 *   `glob`:     the names that it matches; `places`: and each of those as a `place`.
 *   `place`:    a path of a program that only removes names: the name in its directory, whatever the path comes to lead to.
 *   `script`:   a file that a shell reads (`after` its options), or that is started by its path: its text.
 *   `revision`: a commit that git is to go back to: its object name.
 */
export type PinnedWord =
  | { readonly kind: 'glob'; readonly span: Span; readonly raw: string; readonly places: boolean }
  | { readonly kind: 'place'; readonly span: Span; readonly path: string }
  | { readonly kind: 'script'; readonly span: Span; readonly path: string; readonly started: 'by a shell' | 'by its path' }
  | { readonly kind: 'revision'; readonly span: Span; readonly revision: string };

export interface PinnedWords {
  readonly words: readonly PinnedWord[];
  /** One git command, and nothing else that changes more than a named file: refs that are not as they were can be told from those it moved. */
  readonly oneGit: boolean;
}

type Command = Extract<Node, { kind: 'command' }>;
interface Literal {
  readonly text: string;
  readonly span: Span;
}

/**
 * The words of a command line that can be pinned without changing what it does: plain commands one after the other, whose
 * words stand there as they are, where nothing before them in the line changes what they mean. All else is left to the shell.
 */
export function pinnedWords(command: string, effects: readonly Effect[], cwd: string): PinnedWords {
  const program = parsePosix(command);
  if (program.status !== 'complete') return { words: [], oneGit: false };
  const commands = plainCommands(program.body);
  const words = commands.flatMap((one) => wordsOf(one, command).filter((word) => !disturbed(one, placeOf(word, cwd), effects)));
  const changing = commands.filter(({ span }) => effects.some((effect) => within(effect, span) && !isStill(effect) && plainWrite(effect) === undefined));
  const outside = effects.some((effect) => !isStill(effect) && !commands.some(({ span }) => within(effect, span)));
  const [only] = changing;
  return { words, oneGit: changing.length === 1 && !outside && only !== undefined && literalOf(only.words[0], command)?.text === 'git' };
}

/** The line with other text in place of some of its words. */
export function withWords(command: string, replaced: readonly { readonly span: Span; readonly text: string }[]): string {
  return [...replaced].sort((one, other) => other.span.start - one.span.start).reduce((text, { span, text: instead }) => text.slice(0, span.start) + instead + text.slice(span.end), command);
}

const plainCommands = (body: readonly Node[]): readonly Command[] => body.flatMap((node) => (node.kind === 'command' ? [node] : node.kind === 'logical' ? plainCommands(node.commands) : []));

const within = ({ span }: Effect, outer: Span): boolean => span.start >= outer.start && span.end <= outer.end;
const isStill = ({ reversibility, uninspectable }: Effect): boolean => reversibility === 'read-only' && !uninspectable;

/** The file that an effect writes, where that is all it does. */
function plainWrite({ kind, target, uninspectable }: Effect): string | undefined {
  return kind === 'write' && !uninspectable && target?.kind === 'path' && target.pattern === undefined && !target.recursive ? target.path : undefined;
}

/** Whether what stands before a command in the line may change what lies at a place. */
function disturbed({ span }: Command, place: string, effects: readonly Effect[]): boolean {
  return effects.some((effect) => {
    if (effect.span.start >= span.start || isStill(effect)) return false;
    const written = plainWrite(effect);
    return written === undefined || relativeTo(place, written, false) !== undefined || relativeTo(written, place, false) !== undefined;
  });
}

function placeOf(word: PinnedWord, cwd: string): string {
  switch (word.kind) {
    case 'glob':
      return joinPath(cwd, parentOf(`./${word.raw.split(/[*?[]/, 1)[0] ?? ''}`));
    case 'place':
    case 'script':
      return joinPath(cwd, word.path);
    case 'revision':
      return joinPath(cwd, '.git');
  }
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash']);
/** Programs that only take names away, with the options that neither take a word nor print one. */
const removers: Readonly<Record<string, RegExp>> = { rm: /^(?:-[rRfd]+|--recursive|--force|--dir|--)$/, rmdir: /^--$/, unlink: /^--$/ };

function wordsOf({ words, assignments }: Command, line: string): readonly PinnedWord[] {
  const [first, ...rest] = words;
  const program = literalOf(first, line);
  if (program === undefined || assignments.length > 0) return [];
  const name = baseName(program.text);
  const options = removers[name];
  const places = options !== undefined && rest.every((word) => !rawOf(word).startsWith('-') || options.test(rawOf(word)));
  const globs = rest.flatMap((word): readonly PinnedWord[] => ('parts' in word && isGlob(word, line) ? [{ kind: 'glob', span: word.span, raw: word.raw, places }] : []));
  const literals = rest.flatMap((word) => literalOf(word, line) ?? []);
  if (places) return [...globs, ...literals.filter(({ text }) => text.includes('/')).map(({ text, span }): PinnedWord => ({ kind: 'place', span, path: text }))];
  if (name === 'git' && literals.length === rest.length) return revisionOf(literals);
  return [...globs, ...scriptOf(program, name, literalOf(rest.find((word) => !/^-[eux]+$/.test(rawOf(word))), line))];
}

/** `git reset HEAD~1`: the option that makes the word a commit, or a word that is no path. */
function revisionOf([verb, ...rest]: readonly Literal[]): readonly PinnedWord[] {
  const options = rest.filter(({ text }) => text.startsWith('-'));
  const [revision, ...more] = rest.filter(({ text }) => !text.startsWith('-'));
  if (verb?.text !== 'reset' || revision === undefined || more.length > 0 || !options.every(({ text }) => /^(?:-q|--quiet|--hard|--soft|--mixed|--keep|--merge)$/.test(text))) return [];
  const isCommit = /^(?:HEAD|@)(?:[~^]\d*)*$/.test(revision.text) || options.some(({ text }) => /^--(?:hard|soft|keep|merge)$/.test(text));
  return isCommit && /^[\w./@~^-]+$/.test(revision.text) ? [{ kind: 'revision', span: revision.span, revision: revision.text }] : [];
}

function scriptOf(program: Literal, name: string, operand: Literal | undefined): readonly PinnedWord[] {
  if (!shells.has(name)) return /^(?:\.{0,2})\//.test(program.text) ? [{ kind: 'script', span: program.span, path: program.text, started: 'by its path' }] : [];
  return operand === undefined || operand.text.startsWith('-') || operand.text === '' ? [] : [{ kind: 'script', span: operand.span, path: operand.text, started: 'by a shell' }];
}

const rawOf = (word: Command['words'][number]): string => ('raw' in word ? word.raw : '');

/** A word that stands for itself. A tilde does not; nor does a brace, which stands for several words. */
function literalOf(word: Command['words'][number] | undefined, line: string): Literal | undefined {
  if (word === undefined || !('parts' in word) || /^~|[{}]/.test(line.slice(word.span.start, word.span.end)) || !word.parts.every(({ kind }) => kind === 'literal')) return undefined;
  return { text: word.parts.map((part) => (part.kind === 'literal' ? part.text : '')).join(''), span: word.span };
}

/** Only what a shell may be given again to expand: no word of it runs or sets anything. */
const isGlob = ({ parts, span }: Word, line: string): boolean => !/^~|[{}$`()<>&|;\n]/.test(line.slice(span.start, span.end)) && parts.some(({ kind }) => kind === 'glob') && parts.every(({ kind }) => kind === 'literal' || kind === 'glob');
