// yaml: what people write by hand has comments, and a problem must be shown with its line. It stays out of the hook, which
// reads compiled JSON.
import { LineCounter, parseDocument, visit, type Document } from 'yaml';

/** One thing that is wrong in a file; lines count from 1. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadYaml =
  /** `lineAt`: the line of the innermost member on a path that exists. */
  | { readonly ok: true; readonly value: unknown; readonly lineAt: (path: readonly PropertyKey[]) => number }
  | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** Reads YAML or JSON. Aliases are refused: with them a few lines can stand for millions of values. Never throws. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineOf = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) return { ok: false, problems: document.errors.map(({ pos, message }) => ({ line: lineOf(pos[0]), message })) };
  if (hasAlias(document)) return { ok: false, problems: [{ line: 1, message: 'aliases (`*name`) are not read here: write the value out' }] };
  return { ok: true, value: document.toJS(), lineAt: (path) => lineOf(offsetOf(document, path)) };
}

/** Of several problems in one line the first: what follows from it helps nobody. Ordered by line. */
export function firstOfEachLine(problems: readonly LineProblem[]): readonly LineProblem[] {
  return problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index).sort((one, other) => one.line - other.line);
}

function hasAlias(document: Document.Parsed): boolean {
  let found = false;
  visit(document, { Alias: () => { found = true; return visit.BREAK; } });
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
