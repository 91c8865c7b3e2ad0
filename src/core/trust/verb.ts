/** First words that look at something in nearly every program that has sub-commands. */
const readVerbs = new Set((
  'list ls show status st get describe info inspect search find view print log logs diff history version help whoami which where stats summary tree count read peek ' +
  'tail head outdated verify validate ready blocked capture docs doctor').split(' '));

/** First words that do something: the word behind them is its object, not a part of the verb. */
const actionVerbs = new Set((
  'add create new init start stop open close reopen edit update set unset delete remove rm rename move mv copy cp install uninstall enable disable import export push pull sync clone ' +
  'commit merge apply deploy build test lint format fmt fix watch serve dev up down attach detach send comment assign done finish restart reset clean login logout wait review approve ' +
  'cancel kill generate upgrade publish release link unlink mark note write dump restore backup migrate seed drop purge prune destroy setup use switch select save load resume pause submit').split(' '));

/** What an option says that turns a look into a change. */
const changingOption = /^--?(?:delete|remove|rm|fix|write|force|apply|update|save|output|out|in-place|yes|prune|purge|clean|reset|exec|set)\b/;

/** Stands for another command behind the program, which is judged by itself. */
export const handedOnVerb = '…';

/** The verb of a command of a program that no table knows. */
export interface Verb {
  /** `show`, `tasks get`, `run deploy`; empty where the command begins with an option or has no plain word. */
  readonly text: string;
  /** Whether it only looks, by its name. */
  readonly reads: boolean;
}

/**
 * The first words of a command that say what it does: one where it is a verb, two where a noun or a runner stands before
 * it; a word that is no short plain name is an object. Words behind an option are not read: they may be its value. Undefined where such a word is not known before it runs.
 */
export function verbOf(words: readonly (string | undefined)[]): Verb | undefined {
  const [first, second] = words;
  if (words.length > 0 && first === undefined) return undefined;
  if (!isPlain(first)) return { text: '', reads: false };
  if (words.length > 1 && second === undefined && !isVerb(first)) return undefined;
  const alone = isVerb(first) || !isPlain(second) || (!isVerb(second) && !/^[a-z]{1,14}(?:[:-][a-z]{1,10})?$/.test(second));
  const text = alone ? first : `${first} ${second}`;
  const last = alone ? first : second;
  return { text, reads: readVerbs.has(last) && !words.some((word) => word === undefined || changingOption.test(word)) };
}

/** Whether a word is a verb of nearly every program. */
export const isVerb = (word: string): boolean => readVerbs.has(word) || actionVerbs.has(word);

const isPlain = (word: string | undefined): word is string => word !== undefined && /^[A-Za-z][\w:-]{0,40}$/.test(word);
