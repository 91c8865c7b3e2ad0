import type { Argument } from '../classify/invocation.ts';
import { decodeBase64, decodeHex, translate } from './decode.ts';

/** Facts that a few printing programs print. */
export interface OutputFacts {
  readonly cwd: string | undefined;
  /** Looked up when it is asked for. */
  readonly repository: () => string | undefined;
  /** The branch that is checked out there; looked up when it is asked for. */
  readonly branch: () => string | undefined;
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
  if (name === 'mktemp') return freshPath(words.slice(1), facts);
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
      return texts.some((text) => text === '-' || /^-(?:[a-z]*[vp]|-verbose)$/.test(text)) && name !== 'mkdir' ? undefined : texts.some((text) => /^-(?:[a-z]*v|-verbose)/.test(text)) ? undefined : '';
    case 'base64':
      return stdin !== undefined && texts.length === 1 && /^-(?:d|D|di|-decode)$/.test(texts[0] ?? '') ? decodeBase64(stdin) : undefined;
    case 'openssl':
      return stdin !== undefined && /^(?:base64|enc -base64|enc -a)(?: -A)? -d(?: -A)?$/.test(texts.join(' ')) ? decodeBase64(stdin) : undefined;
    case 'xxd':
      return stdin !== undefined && /^(?:-r -ps?|-ps? -r|-rp)$/.test(texts.join(' ')) ? decodeHex(stdin) : undefined;
    case 'rev':
      return texts.length > 0 ? undefined : stdin?.split('\n').map((line) => Array.from(line).reverse().join('')).join('\n');
    case 'tr':
      return stdin === undefined ? undefined : translate(stdin, texts);
    case 'pwd':
      return facts.cwd;
    case 'git':
      if (/^(?:branch --show-current|rev-parse --abbrev-ref HEAD|symbolic-ref --short HEAD)$/.test(texts.join(' '))) return facts.branch();
      return texts.join(' ') === 'rev-parse --show-toplevel' ? facts.repository() : undefined;
    case 'date':
      return texts.every((text) => /^(?:-u|\+(?:%[-_0^#]?[A-Za-z]|[\w:-])*)$/.test(text)) && texts.some((text) => text.includes('%')) ? '0' : undefined;
    case 'basename':
      return texts.length === 1 ? texts[0]?.replace(/(?<!\/)\/+$/, '').replace(/^.*\//, '') : undefined;
    case 'dirname':
      return texts.length === 1 ? (directoryOf(texts[0] ?? '')) : undefined;
    default:
      return undefined;
  }
}

/** What a builtin prints, which looks at nothing but its words. */
export function printedBy(name: string, words: readonly Argument[], stdin: { readonly text: string | undefined } | undefined): string | undefined {
  const word: Argument = { text: name, raw: name, glob: false, splits: false, span: words[0]?.span ?? { start: 0, end: 0 } };
  return constantOutput([word, ...words], stdin?.text, { cwd: undefined, repository: () => undefined, branch: () => undefined, temporaryDirectory: '/tmp' });
}

/** What mktemp makes is new wherever it lies; where the place is not known, the temporary directory stands for it. */
function freshPath(words: readonly Argument[], { temporaryDirectory }: OutputFacts): string | undefined {
  const anywhere = `${temporaryDirectory}/${freshName}`;
  let template: string | undefined;
  for (const { text, glob } of words) {
    if (glob) return undefined;
    if (text === undefined) return anywhere;
    if (/^(?:-[dqt]+|--directory|--quiet|--tmpdir|--suffix=[\w.]+)$/.test(text)) continue;
    if (text.startsWith('-') || template !== undefined) return undefined;
    template = text;
  }
  if (template === undefined || !template.includes('/')) return words.some(({ text }) => text === '-t' || text === '--tmpdir') || template === undefined ? anywhere : template.replace(/X{3,}/, freshName);
  return template.replace(/X{3,}/, freshName);
}

function directoryOf(path: string): string {
  const name = path.replace(/(?<!\/)\/+$/, '');
  return name === '' ? (path === '' ? '.' : '/') : name.includes('/') ? name.slice(0, name.lastIndexOf('/')).replace(/(?<!\/)\/+$/, '') || '/' : '.';
}

/** What escapes come to depends on the shell: with `-e` here, always in dash and zsh. Without it a backslash makes the text unknown. */
function echo(texts: readonly string[]): string | undefined {
  let first = 0;
  while (/^-[neE]+$/.test(texts[first] ?? '')) first += 1;
  const text = texts.slice(first).join(' ');
  const flags = texts.slice(0, first).join('');
  const end = flags.includes('n') ? '' : '\n';
  if (!text.includes('\\')) return text + end;
  const escaped = flags.includes('e') ? unescape(text, 4) : undefined;
  return escaped === undefined ? undefined : escaped + end;
}

/** Formats with `%s`, `%b`, `%d`, `%%`; anything else is not known. */
function printf(texts: readonly string[]): string | undefined {
  const [format, ...values] = texts[0] === '--' ? texts.slice(1) : texts;
  if (format === undefined || format === '-v') return undefined;
  let next = 0;
  let known = true;
  const shape = unescape(format, 3);
  if (shape === undefined) return undefined;
  const once = (): string => shape.replace(/%(%|[-0-9.]*[a-zA-Z])/g, (_, form: string) => {
    if (form === '%') return '%';
    const value = values[next] ?? '';
    next += 1;
    const text = form === 's' ? value : form === 'b' ? unescape(value, 4) : form === 'd' || form === 'i' ? (/^(?:0|[1-9]\d{0,15})$/.test(value) ? value : value === '' ? '0' : undefined) : undefined;
    if (text === undefined) known = false;
    return text ?? '';
  });
  let text = once();
  for (let rounds = 0; next > 0 && next < values.length && rounds < 256; rounds += 1) text += once();
  return known && (next === 0 || next >= values.length) ? text : undefined;
}

/** Escapes of printf (octal: three digits) and of `echo -e` and `%b` (a zero and three digits). Undefined where `\c` ends the output. */
function unescape(text: string, octal: 3 | 4): string | undefined {
  if (text.includes('\\c')) return undefined;
  const code = octal === 3 ? /\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|u[0-9a-fA-F]{1,4}|[abefnrtv\\'"])/g : /\\(x[0-9a-fA-F]{1,2}|0[0-7]{0,3}|[1-7][0-7]{0,2}|u[0-9a-fA-F]{1,4}|[abefnrtv\\'"])/g;
  return text.replace(code, (_, found: string) => {
    if (found.startsWith('x') || found.startsWith('u')) return String.fromCharCode(Number.parseInt(found.slice(1), 16));
    if (/^[0-7]/.test(found)) return String.fromCharCode(Number.parseInt(found, 8) % 256);
    return ({ n: '\n', t: '\t', r: '\r', e: '\u001b', a: '\u0007', b: '\b', f: '\f', v: '\v' } as Readonly<Record<string, string>>)[found] ?? found;
  });
}
