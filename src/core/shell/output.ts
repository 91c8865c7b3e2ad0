import type { Argument } from '../classify/invocation.ts';

/** Facts that a few printing programs print. */
export interface OutputFacts {
  readonly cwd: string | undefined;
  readonly repository: string | undefined;
  readonly temporaryDirectory: string;
}

/** A name below the temporary directory that stands for whatever `mktemp` would choose. */
const freshName = 'tagout-fresh-name';

/**
 * What a command prints, where that is constant in the line: enough to see through decoders (`base64 -d | sh`) and
 * common idioms (`$(pwd)`, `$(mktemp -d)`). Undefined = not known.
 */
export function constantOutput(words: readonly Argument[], stdin: string | undefined, facts: OutputFacts): string | undefined {
  const name = words[0]?.text;
  const texts: string[] = [];
  for (const word of words.slice(1)) {
    if (word.text === undefined || word.glob) return undefined;
    texts.push(word.text);
  }
  switch (name?.slice(name.lastIndexOf('/') + 1)) {
    case 'echo':
      return echo(texts);
    case 'printf':
      return printf(texts);
    case 'cat':
      return texts.length === 0 || texts[0] === '-' ? stdin : undefined;
    case 'tee':
      return stdin;
    case 'true': case ':': case 'cd': case 'export': case 'mkdir': case 'touch': case 'sleep': case 'set':
      return '';
    case 'base64':
      return texts.some((text) => ['-d', '--decode', '-D', '-di'].includes(text)) && stdin !== undefined ? decodeBase64(stdin) : undefined;
    case 'xxd':
      return texts.includes('-r') && texts.some((text) => text === '-p' || text === '-ps') && stdin !== undefined ? decodeHex(stdin) : undefined;
    case 'rev':
      return stdin?.split('\n').map((line) => Array.from(line).reverse().join('')).join('\n');
    case 'tr':
      return stdin === undefined ? undefined : translate(stdin, texts);
    case 'pwd':
      return facts.cwd;
    case 'git':
      return texts.join(' ') === 'rev-parse --show-toplevel' ? facts.repository : undefined;
    case 'mktemp':
      return texts.every((text) => ['-d', '-q', '--directory'].includes(text)) ? `${facts.temporaryDirectory}/${freshName}` : undefined;
    case 'date':
      return texts.some((text) => text.includes('/')) ? undefined : '0';
    case 'basename':
      return texts.length === 1 ? texts[0]?.replace(/\/+$/, '').replace(/^.*\//, '') : undefined;
    case 'dirname':
      return texts.length === 1 ? (texts[0]?.includes('/') === true ? texts[0].replace(/\/[^/]*$/, '') || '/' : '.') : undefined;
    default:
      return undefined;
  }
}

function echo(texts: readonly string[]): string {
  let first = 0;
  while (/^-[neE]+$/.test(texts[first] ?? '')) first += 1;
  const text = texts.slice(first).join(' ');
  return texts.slice(0, first).some((flag) => flag.includes('e')) ? unescape(text) : `${text}\n`;
}

/** Formats with `%s`, `%b`, `%d`, `%%`; anything else is not known. */
function printf(texts: readonly string[]): string | undefined {
  const [format, ...values] = texts[0] === '--' ? texts.slice(1) : texts;
  if (format === undefined || format === '-v') return undefined;
  let next = 0;
  let known = true;
  const once = (): string => unescape(format).replace(/%(%|[-0-9.]*[a-zA-Z])/g, (_, form: string) => {
    if (form === '%') return '%';
    if (!['s', 'b', 'd', 'i'].includes(form)) known = false;
    const value = values[next] ?? '';
    next += 1;
    return form === 'b' ? unescape(value) : value;
  });
  let text = once();
  for (let rounds = 0; next > 0 && next < values.length && rounds < 256; rounds += 1) text += once();
  return known ? text : undefined;
}

function unescape(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{1,2}|0?[0-7]{1,3}|u[0-9a-fA-F]{1,4}|[abefnrtv\\'"])/g, (_, code: string) => {
    if (code.startsWith('x') || code.startsWith('u')) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return ({ n: '\n', t: '\t', r: '\r', e: '\u001b', a: '\u0007', b: '\b', f: '\f', v: '\v' } as Readonly<Record<string, string>>)[code] ?? code;
  });
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 to text (UTF-8); undefined when it is not valid or not text. */
export function decodeBase64(text: string): string | undefined {
  const bytes = base64Bytes(text);
  return bytes === undefined ? undefined : utf8(bytes);
}

/** Base64 to text (UTF-16LE), as PowerShell's -EncodedCommand has it. */
export function decodeBase64Wide(text: string): string | undefined {
  const bytes = base64Bytes(text);
  if (bytes === undefined || bytes.length % 2 !== 0) return undefined;
  let wide = '';
  for (let index = 0; index < bytes.length; index += 2) wide += String.fromCharCode((bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8));
  return wide;
}

function base64Bytes(text: string): readonly number[] | undefined {
  const compact = text.replace(/\s+/g, '').replace(/=+$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of compact) {
    const value = alphabet.indexOf(character === '-' ? '+' : character === '_' ? '/' : character);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return bytes;
}

function decodeHex(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '');
  if (!/^([0-9a-fA-F]{2})*$/.test(compact)) return undefined;
  return utf8((compact.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

/** Bytes as text; undefined when they are no UTF-8 (compressed data, machine code). */
function utf8(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

/** `tr SET1 SET2` with ranges; other forms are not known. */
function translate(text: string, sets: readonly string[]): string | undefined {
  if (sets.length !== 2 || sets.some((set) => set.startsWith('-') || set.includes('['))) return undefined;
  const [from, to] = sets.map((set) => set.replace(/(.)-(.)/g, (_, low: string, high: string) => {
    const length = high.charCodeAt(0) - low.charCodeAt(0) + 1;
    return Array.from({ length: Math.max(0, length) }, (_unused, index) => String.fromCharCode(low.charCodeAt(0) + index)).join('');
  }));
  if (from === undefined || to === undefined) return undefined;
  return Array.from(text).map((character) => {
    const index = from.indexOf(character);
    return index < 0 ? character : (to[Math.min(index, to.length - 1)] ?? '');
  }).join('');
}
