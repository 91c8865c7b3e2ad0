import { featuresOf, type SqlDialect, type SqlFeatures } from './dialect.ts';

export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'operator';
  /** Words in upper case, names and strings without their quotes, operators one character each (`::`, `:=`, `||` apart). */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nesting of parentheses around the token; a parenthesis itself stands at the outer depth. */
  readonly depth: number;
}

export interface SqlLex {
  readonly tokens: readonly SqlToken[];
  /** Set where the dialects disagree on what is code, or a token has no end: such a text is never understood. */
  readonly problem?: string;
}

interface Cursor {
  readonly text: string;
  readonly features: SqlFeatures;
  /** The server is not known: what servers read differently is a problem. */
  readonly unsure: boolean;
  readonly tokens: SqlToken[];
  at: number;
  depth: number;
  /** Inside a conditional comment (opened by slash, star, exclamation mark), whose content MySQL runs. */
  conditional: boolean;
  problem: string | undefined;
}

const wordStart = /[\p{L}_]/u;
const wordPart = /[\p{L}\p{N}_$]/u;
const pairs = new Set(['::', ':=', '||', '<=', '>=', '<>', '!=']);

/** Splits SQL of any dialect into tokens; linear in the length, never throws. */
export function lexSql(text: string, dialect: SqlDialect): SqlLex {
  const cursor: Cursor = { text, features: featuresOf[dialect], unsure: dialect === 'unknown', tokens: [], at: 0, depth: 0, conditional: false, problem: undefined };
  while (cursor.at < text.length && cursor.problem === undefined) step(cursor);
  if (cursor.conditional) cursor.problem ??= 'a conditional comment has no end';
  return cursor.problem === undefined ? { tokens: cursor.tokens } : { tokens: cursor.tokens, problem: cursor.problem };
}

function step(cursor: Cursor): void {
  const { text, at, features } = cursor;
  const char = text.charAt(at);
  if (/\s/.test(char)) cursor.at += 1;
  else if (text.startsWith('--', at) && lineComment(cursor)) return;
  else if ((char === '#' && features.hashComments) || (features.slashComments && text.startsWith('//', at))) skipLine(cursor);
  else if (text.startsWith('/*', at)) blockComment(cursor);
  else if (text.startsWith('*/', at) && cursor.conditional) endConditional(cursor);
  else if (features.tripleQuotes && /^(?:'''|""")/.test(text.slice(at, at + 3))) tripleQuoted(cursor);
  else if (char === "'" || char === '"' || (char === '`' && features.backticks)) quoted(cursor, char, 'plain');
  else if (char === '[' && (features.brackets || cursor.unsure) && bracketed(cursor)) return;
  else if (char === '$' && dollarQuoted(cursor)) return;
  else if (/[0-9]/.test(char)) number(cursor);
  else if (wordStart.test(char)) word(cursor);
  else operator(cursor, char);
}

function push(cursor: Cursor, kind: SqlToken['kind'], text: string, start: number): void {
  cursor.tokens.push({ kind, text, start, end: cursor.at, depth: cursor.depth });
}

function skipLine(cursor: Cursor): void {
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end === -1 ? cursor.text.length : end + 1;
}

/** MySQL wants white space behind `--`; the others do not. */
function lineComment(cursor: Cursor): boolean {
  const following = cursor.text.charAt(cursor.at + 2);
  const spaced = following === '' || /[\s\p{Cc}]/u.test(following);
  if (!spaced && cursor.features.dashNeedsSpace) return false;
  const start = cursor.at;
  skipLine(cursor);
  if (!spaced && cursor.unsure && /;|\bINTO\b/i.test(cursor.text.slice(start, cursor.at))) {
    cursor.problem = 'a comment that only some servers read as one';
  }
  return true;
}

/** PostgreSQL nests block comments, the others end them at the first closing mark; MySQL runs what a conditional one holds. */
function blockComment(cursor: Cursor): void {
  const { text, features, unsure } = cursor;
  const runs = /^\/\*M?!\d*/.exec(text.slice(cursor.at, cursor.at + 12));
  if (runs !== null && features.conditionalComments) {
    if (cursor.conditional) cursor.problem = 'conditional comments inside each other';
    cursor.conditional = true;
    cursor.at += runs[0].length;
    return;
  }
  let open = 1;
  cursor.at += 2;
  while (open > 0) {
    const close = text.indexOf('*/', cursor.at);
    if (close === -1) {
      cursor.problem = 'a comment has no end';
      return;
    }
    const inner = text.indexOf('/*', cursor.at);
    if (inner !== -1 && inner < close && unsure) {
      cursor.problem = 'nested comments, which servers read differently';
      return;
    }
    const nests = inner !== -1 && inner < close && features.nestedComments;
    open += nests ? 1 : -1;
    cursor.at = (nests ? inner : close) + 2;
  }
}

function endConditional(cursor: Cursor): void {
  cursor.conditional = false;
  cursor.at += 2;
}

/** Backslashes escape in MySQL and in `E'…'`; where the dialect is unknown a backslash before a quote is ambiguous. */
function quoted(cursor: Cursor, quote: string, form: 'plain' | 'escapes'): void {
  const { text, features, unsure } = cursor;
  const start = cursor.at;
  const escapes = form === 'escapes' || (features.backslashes === true && quote !== '`');
  let value = '';
  let index = start + 1;
  for (; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '\\' && escapes) {
      index += 1;
      value += text.charAt(index);
    } else if (char === quote) {
      if (text.charAt(index + 1) !== quote) break;
      index += 1;
      value += quote;
    } else {
      if (char === '\\' && unsure && text.charAt(index + 1) === quote) {
        cursor.problem = 'a backslash before a quote, which servers read differently';
      }
      value += char;
    }
  }
  if (index >= text.length) cursor.problem ??= 'a quote has no end';
  if (unsure && quote === '`' && /[;'"]/.test(value)) cursor.problem ??= 'a back quote, which not every server reads as one';
  cursor.at = Math.min(index + 1, text.length);
  push(cursor, quote === "'" || (quote === '"' && features.doubleQuotedStrings) ? 'string' : 'quoted', value, start);
}

/** `[name]`. Where the server is not known the brackets are operators; a name that would hide something is ambiguous then. */
function bracketed(cursor: Cursor): boolean {
  const start = cursor.at;
  const end = cursor.text.indexOf(']', start);
  if (cursor.unsure) {
    if (end !== -1 && (cursor.text.slice(start, end).match(/'/g)?.length ?? 0) % 2 === 1) cursor.problem = 'brackets, which some servers read as quotes';
    return false;
  }
  if (end === -1) cursor.problem = 'a quoted name has no end';
  cursor.at = end === -1 ? cursor.text.length : end + 1;
  push(cursor, 'quoted', cursor.text.slice(start + 1, end), start);
  return true;
}

/** Strings of BigQuery that may hold line breaks and quotes. */
function tripleQuoted(cursor: Cursor): void {
  const start = cursor.at;
  const mark = cursor.text.slice(start, start + 3);
  let end = cursor.text.indexOf(mark, start + 3);
  while (end > 0 && cursor.text.charAt(end - 1) === '\\') end = cursor.text.indexOf(mark, end + 1);
  if (end === -1) cursor.problem = 'a quote has no end';
  cursor.at = end === -1 ? cursor.text.length : end + 3;
  push(cursor, 'string', cursor.text.slice(start + 3, end === -1 ? undefined : end), start);
}

/** `q'[it's]'` of Oracle: the character behind the quote, or its partner, ends it. */
function qQuoted(cursor: Cursor): void {
  const start = cursor.at;
  const open = cursor.text.charAt(start + 1);
  const close = ({ '[': ']', '(': ')', '{': '}', '<': '>' } as Readonly<Record<string, string>>)[open] ?? open;
  const end = cursor.text.indexOf(`${close}'`, start + 2);
  if (end === -1) cursor.problem = 'a quote has no end';
  cursor.at = end === -1 ? cursor.text.length : end + 2;
  push(cursor, 'string', cursor.text.slice(start + 2, end === -1 ? undefined : end), start);
}

/** `$tag$ … $tag$` of PostgreSQL; in MySQL the dollar is a letter, so an unknown dialect must not hide a statement in it. */
function dollarQuoted(cursor: Cursor): boolean {
  if (!cursor.features.dollarQuotes) return false;
  const opening = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(cursor.text.slice(cursor.at, cursor.at + 80))?.[0];
  if (opening === undefined) return false;
  const start = cursor.at;
  const close = cursor.text.indexOf(opening, start + opening.length);
  if (close === -1) cursor.problem = 'a dollar quote has no end';
  const body = cursor.text.slice(start + opening.length, close === -1 ? undefined : close);
  if (cursor.unsure && body.includes(';')) cursor.problem = 'a dollar quote, which only PostgreSQL knows';
  cursor.at = close === -1 ? cursor.text.length : close + opening.length;
  push(cursor, 'string', body, start);
  return true;
}

function number(cursor: Cursor): void {
  const start = cursor.at;
  const digits = /^(?:0[xX][0-9a-fA-F]+|[0-9][0-9_]*\.?[0-9]*(?:[eE][+-]?[0-9]+)?)/.exec(cursor.text.slice(start, start + 400))?.[0] ?? '0';
  cursor.at += digits.length;
  push(cursor, 'number', digits, start);
}

function word(cursor: Cursor): void {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && wordPart.test(cursor.text.charAt(cursor.at))) cursor.at += 1;
  const text = cursor.text.slice(start, cursor.at);
  if (cursor.features.qQuotes && cursor.text.charAt(cursor.at) === "'" && /^n?q$/i.test(text)) {
    qQuoted(cursor);
    return;
  }
  if (cursor.text.charAt(cursor.at) === "'" && /^(?:e|n|b|x|_[a-z0-9]+)$/i.test(text)) {
    quoted(cursor, "'", /^e$/i.test(text) && cursor.features.escapeStrings ? 'escapes' : 'plain');
    return;
  }
  push(cursor, 'word', text.toUpperCase(), start);
}

function operator(cursor: Cursor, char: string): void {
  const start = cursor.at;
  const pair = cursor.text.slice(start, start + 2);
  const text = pairs.has(pair) ? pair : char;
  cursor.at += text.length;
  if (text === ')') cursor.depth = Math.max(0, cursor.depth - 1);
  // No server reads a backslash outside quotes: a command of the client stands here that was not found at a line's start.
  if (char === '\\') cursor.problem = 'a backslash outside quotes';
  push(cursor, 'operator', text, start);
  if (text === '(') cursor.depth += 1;
}
