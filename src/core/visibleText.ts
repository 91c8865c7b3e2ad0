/**
 * Text from an agent, a file name or a command may carry characters that a person cannot see or that reorder what they
 * see (terminal escapes, bidirectional controls, zero-width and tag characters). Shown as they are they hide the
 * dangerous part; so each one is replaced by a visible name such as `␣U+202E`. Line feeds and tabs stay.
 * Sources: Unicode Technical Report 36 §2 and "Trojan Source" (CVE-2021-42574).
 */
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc]|[\u{e0000}-\u{e0fff}\u{1d173}-\u{1d17a}]/gu;

/** A piece of shown text; `mark` pieces stand for a character that would not have been seen. */
export interface VisiblePiece {
  readonly text: string;
  readonly kind: 'plain' | 'mark';
}

const nameOf = (character: string): string => `␣U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The text with every hidden character replaced by its visible name; lone surrogates are named as well. Never throws. */
export function visibleText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(hidden, nameOf).replace(/\p{Surrogate}/gu, nameOf);
}

/** As {@link visibleText}, on one line: line feeds become `⏎`, tabs a blank. For file names, rules and headings. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\n/g, '⏎').replace(/\t/g, ' ');
}

/** The first `limit` characters, with the number of those left out; the whole text stays reachable elsewhere. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/\p{Surrogate}$/u, '')}… (${text.length - limit} more characters)`;
}

/** Splits shown text so that the visible names can be drawn apart from ordinary characters. */
export function visiblePieces(text: string): readonly VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  for (const part of visibleText(text).split(/(␣U\+[0-9A-F]{4,6})/)) {
    if (part !== '') pieces.push({ text: part, kind: /^␣U\+[0-9A-F]{4,6}$/.test(part) ? 'mark' : 'plain' });
  }
  return pieces;
}
