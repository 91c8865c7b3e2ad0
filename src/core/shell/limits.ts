/** Longest text that is parsed, in UTF-16 units. A realistic 89 KB command parses in 14 ms. */
export const maxLength = 256 * 1024;
/** No system opens a longer path (`PATH_MAX`); a directory that is named by one is not known. */
export const longestPath = 4096;
/** Where a command runs when that is not known: nothing in it is anybody's. */
export const unknownDirectory = '/unknown-directory';
/** Deepest nesting of substitutions; the parser needs quadratic time below it and overflows its stack near 1,500. */
export const maxNesting = 64;
/** Deepest chain of scripts in scripts, functions in functions, `sh -c` in `sh -c`. */
export const maxDepth = 12;
/** How often a function is followed into itself; two calls of itself in it double the work each time. */
export const maxRecursion = 3;
/** How often a function is called at most once a call was too deep: what calls itself in many ways has no end. */
export const mostCallsOnceTooDeep = 32;
/** Most definitions of one name that may hold. */
export const maxDefinitions = 64;
/** Most functions whose body is judged although nobody calls them; a text that defines itself anew would have no end. */
export const maxUncalled = 200;
/** Longest list of a loop that is walked item by item; a loop in loops multiplies, and over the second bound it is walked once, for any item. */
export const mostItems = 64;
export const mostRounds = 256;
/** Loops in loops that together come to more rounds are not followed. */
export const mostRoundsInAll = 4096;
/** Most commands that one judgement looks at. */
export const maxCommands = 20_000;
/**
 * Most work of one judgement: a character that is looked at once more than it is read counts for one, everything else for
 * what it takes in comparison. Some 30 ns each; nothing that people write comes near it, only what repeats itself does.
 */
export const maxWork = 8_000_000;
/** Work of reading a text that is run by the text: for each, and for each character. */
export const textWork = 256;
export const characterWork = 16;
/** Work of one effect, and of looking at one path. */
export const effectWork = 64;
export const pathWork = 128;

const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/**
 * Zero-width characters, bidi controls, no-break and other odd white space, line separators, BOM, tags. The joiners inside
 * emoji and between letters of the scripts that need them are ordinary writing.
 */
const invisibleCharacters = /[\u0080-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u0590-\u109f])[\u200c\u200d]|[\u200c\u200d](?![\p{Extended_Pictographic}\u0590-\u109f])/u;

/** Why a text must not be parsed at all; undefined = it may be. */
export function breachOf(text: string): string | undefined {
  if (text.length > maxLength) return `the text is longer than ${maxLength} characters`;
  if (nestingOf(text) > maxNesting) return `the text is nested deeper than ${maxNesting} levels`;
  return undefined;
}

/** Characters that people do not see and on which parsers disagree; undefined = none. */
export function deceptiveCharacterOf(text: string): string | undefined {
  const found = controlCharacters.exec(text) ?? invisibleCharacters.exec(text);
  return found === null ? undefined : `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Upper bound of the nesting: brackets count wherever they stand, quotes are not looked at. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let backticks = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 40 || code === 123) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 41 || code === 125) {
      if (depth > 0) depth -= 1;
    } else if (code === 96 && text.charCodeAt(index - 1) === 92) backticks += 1;
  }
  return deepest + Math.floor(backticks / 16);
}
