import type { Argument, Invocation } from '../../classify/invocation.ts';

/** Which tasks a command asks for. */
export interface Asked {
  readonly names: readonly string[];
  /** Words that go to the last command of each task. */
  readonly passed: readonly Argument[];
  /** Definition file that the command names. */
  readonly file?: string;
  /** The command does something of its own as well. */
  readonly beside?: true;
  /** One of the names could not be known. */
  readonly unknown?: Argument;
}

/** Reads the names from a command; undefined = it runs no task. */
export type Asks = (invocation: Invocation) => Asked | undefined;

function named(words: readonly Argument[], passed: readonly Argument[] = []): Asked | undefined {
  if (words.length === 0) return undefined;
  const unknown = words.find((word) => word.text === undefined);
  return { names: words.flatMap(({ text }) => text ?? []), passed, ...(unknown === undefined ? {} : { unknown }) };
}

const first = (words: readonly Argument[]): Asked | undefined => named(words.slice(0, 1), words.slice(1));

/** The first word that is no option: `poe reset`, `pdm reset`. */
const wordsBehind = ({ words }: Invocation): readonly Argument[] => {
  const at = words.findIndex((word, index) => index > 0 && word.text?.startsWith('-') !== true);
  return at < 0 ? [] : words.slice(at);
};

/** The name in front, whatever the table made of it. */
export const askedFirst: Asks = (invocation) => first(wordsBehind(invocation));

/** `PROGRAM VERB NAME words…` for these verbs; with `short` also `PROGRAM NAME` where no table knows the name. */
export const askedBehind = (verbs: readonly string[], short = false): Asks => (invocation) => {
  const { path, operands, words, command } = invocation;
  const verb = path.findIndex((name) => verbs.includes(name));
  if (verb >= 0) return first(path.length > verb + 1 ? words.slice(words.findIndex(({ text }) => text === path[verb + 1])) : operands);
  const isListed = path.length > 0 && command !== invocation.table.commands?.['*'];
  return short && !isListed ? first(wordsBehind(invocation)) : undefined;
};

/** Every word that is no option is a name, whatever the table made of it. */
export const askedWords: Asks = ({ words }) => named(words.slice(1).filter(({ text }) => text?.startsWith('-') !== true));

/** Every operand is a name. */
export const askedAll: Asks = (invocation) => named(invocation.operands.filter(({ text }) => text?.startsWith('-') !== true));

/** Names behind options that take several words (`-s a b`), or all tasks without the option. Words behind `--` are passed on. */
export const askedByOption = (options: readonly string[], otherwise: string): Asks => ({ words }) => {
  const end = words.findIndex(({ text }) => text === '--');
  const own = end < 0 ? words : words.slice(0, end);
  const found: Argument[] = [];
  for (let at = 1; at < own.length; at += 1) {
    const text = own[at]?.text ?? '';
    const option = options.find((one) => text === one || text.startsWith(`${one}=`));
    if (option === undefined) continue;
    const value = own[at];
    if (text.length > option.length && value !== undefined) found.push({ ...value, text: text.slice(option.length + 1) });
    for (let next = own[at + 1]; text === option && next !== undefined && next.text?.startsWith('-') !== true; next = own[at + 1]) {
      found.push(next);
      at += 1;
    }
  }
  const passed = end < 0 ? [] : words.slice(end + 1);
  if (found.length === 0) return { names: [otherwise], passed };
  return named(found.flatMap((word) => (word.text === undefined ? [word] : word.text.split(',').map((text) => ({ ...word, text })))), passed);
};

/** `run [ID]`, or all without a name. */
export const askedOrAll = (verbs: readonly string[], fileOptions: readonly string[] = []): Asks => (invocation) => {
  const { path, operands } = invocation;
  if (path[0] !== undefined && !verbs.includes(path[0])) return undefined;
  const file = fileOptions.map((option) => invocation.value(option)?.text).find((text) => text !== undefined);
  return { names: operands.length === 0 ? ['ALL'] : operands.flatMap(({ text }) => text ?? []), passed: [], ...(file === undefined ? {} : { file }) };
};
