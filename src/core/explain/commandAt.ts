import type { Node } from '../shell/ast.ts';
import { parsePosix } from '../shell/posix.ts';
import type { Span } from '../verdict.ts';

/** One simple command of a line: where it stands and its words as written. */
export interface PlacedCommand {
  readonly span: Span;
  readonly words: readonly string[];
}

/** The smallest simple command of a line that holds a span; undefined where the span belongs to none. */
export function commandAt(text: string, span: Span): PlacedCommand | undefined {
  return commandIn(parsePosix(text).body, span);
}

function commandIn(nodes: readonly Node[], span: Span): PlacedCommand | undefined {
  const node = nodes.find((one) => one.span.start <= span.start && span.end <= one.span.end);
  switch (node?.kind) {
    case 'command':
      return { span: node.span, words: node.words.map((word) => ('raw' in word ? word.raw : '')) };
    case 'pipeline':
    case 'logical':
      return commandIn(node.commands, span);
    case 'group':
    case 'loop':
      return commandIn(node.body, span);
    case 'redirected':
      return commandIn([node.command], span);
    case 'branches':
      return commandIn([...node.first, ...node.branches.flat()], span);
    case 'function':
    case 'test':
    case undefined:
      return undefined;
  }
}
