// yaml: what people write by hand has comments, and a problem must be shown with its line. It stays out of the hook, which
// reads compiled JSON.
import { isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml';

/** One thing that is wrong in a file; lines count from 1. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadYaml =
  /** `lineAt`: the line of the innermost member on a path that exists. */
  | { readonly ok: true; readonly value: unknown; readonly lineAt: (path: readonly PropertyKey[]) => number }
  | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** Reads YAML or JSON. Aliases are refused: with them a few lines can stand for millions of values; and so are keys that are no words. Never throws. */
export function readYaml(text: string): ReadYaml {
  const line = tooDeepAt(text);
  if (line !== undefined) return { ok: false, problems: [{ line, message: 'it is nested too deeply to be read' }] };
  try {
    return parsed(text);
  } catch (error) {
    return { ok: false, problems: [{ line: 1, message: `it cannot be read (${error instanceof Error ? error.message : 'unknown error'})` }] };
  }
}

function parsed(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, stringKeys: true, logLevel: 'error' });
  const lineOf = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) return { ok: false, problems: document.errors.map(({ pos, code, message }) => ({ line: lineOf(pos[0]), message: words[code] ?? message.slice(0, longestMessage) })) };
  const refused = refusedIn(document);
  if (refused !== undefined) return { ok: false, problems: [{ line: lineOf(refused.offset), message: refused.message }] };
  return { ok: true, value: document.toJS(), lineAt: (path) => lineOf(offsetOf(document, path)) };
}

/** What the parser says in the words of its own interface. */
const words: Readonly<Partial<Record<string, string>>> = { MULTIPLE_DOCS: 'a file holds one document: nothing may follow `---`', NON_STRING_KEY: 'a name must be a word' };
const longestMessage = 300;

/** A text with the entries of a list (itself the text of one) at the end of one of its lists, written anew: comments stay, blanks may not. Only for what {@link readYaml} takes. */
export function withListEntries(text: string, name: string, entries: string): string {
  const document = parseDocument(text);
  const added = parseDocument(entries).contents;
  const list = document.get(name);
  if (!isSeq(added)) return text;
  if (isSeq(list)) {
    list.items.push(...added.items);
    list.flow = false;
  } else document.set(name, added);
  return document.toString({ lineWidth: 0 });
}

/** Characters before the first word of a line, and brackets that are open at once. */
const deepest = { indent: 200, brackets: 500 } as const;

/**
 * The line in which a text is nested deeper than any file of ours. SECURITY: looked for before it is parsed, for the parser goes
 * as deep as the text does, and twenty thousand `- ` in one line end the process.
 */
function tooDeepAt(text: string): number | undefined {
  let open = 0;
  let line = 1;
  let start = 0;
  let leads = true;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\n') {
      line += 1;
      start = at + 1;
      leads = true;
      continue;
    }
    if (letter === '[' || letter === '{') open += 1;
    else if (letter === ']' || letter === '}') open = Math.max(0, open - 1);
    leads &&= letter === ' ' || letter === '\t' || ((letter === '-' || letter === '?') && ' \t'.includes(text.charAt(at + 1)));
    if (open > deepest.brackets || (leads && at - start >= deepest.indent)) return line;
  }
  return undefined;
}

/** Of several problems in one line the first: what follows from it helps nobody. Ordered by line. */
export function firstOfEachLine(problems: readonly LineProblem[]): readonly LineProblem[] {
  return problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index).sort((one, other) => one.line - other.line);
}

/** What YAML allows and no file of ours means. `__proto__` would be passed over without a word where names are free. */
function refusedIn(document: Document.Parsed): { readonly offset: number; readonly message: string } | undefined {
  let found: { readonly offset: number; readonly message: string } | undefined;
  visit(document, {
    Alias: (_key, { range }) => {
      found = { offset: range?.[0] ?? 0, message: 'aliases (`*name`) are not read here: write the value out' };
      return visit.BREAK;
    },
    Scalar: (key, { value, range }) => {
      if (key !== 'key' || value !== '__proto__') return undefined;
      found = { offset: range?.[0] ?? 0, message: '`__proto__` cannot be a name' };
      return visit.BREAK;
    },
  });
  return found;
}

/** Where the innermost node that still exists on the way to a problem begins. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) && typeof node.range[0] === 'number') return node.range[0];
  }
  return 0;
}
