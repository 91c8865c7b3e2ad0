import type { Node } from './ast.ts';
import { maxCommands, maxDepth, maxUncalled } from './limits.ts';
import { unknownValue } from './state.ts';
import type { Output, Stdin, Walker } from './walker.ts';

/** Runs the body of a shell that then ends: with its traps, and with the functions that nobody called. */
export function toTheEnd(body: readonly Node[], stdin: Stdin, walker: Walker): Output {
  const { defined } = walker.state.overlay;
  const before = defined.length;
  const output = walker.nodes(body, stdin);
  // What a body defines is appended, and judged in its turn.
  for (let index = before; index < defined.length && walker.judgement.commands <= maxCommands; index += 1) {
    const uncalled = defined[index];
    if (uncalled !== undefined && !walker.judgement.called.has(uncalled) && !judgeUncalled(uncalled, index - before, walker)) break;
  }
  runTraps(walker);
  return output;
}

/** Judges a body that nobody called, as if it were called once. Returns whether others may follow. */
function judgeUncalled(body: readonly Node[], count: number, walker: Walker): boolean {
  walker.judgement.called.set(body, 1);
  // A body may end a shell that defines the next.
  const breach = walker.depth >= maxDepth ? 'functions that nobody calls define others too deep' : count >= maxUncalled ? `there are more than ${maxUncalled} functions that nobody calls` : undefined;
  if (breach !== undefined) {
    walker.sink.push(walker.scope(undefined).uninspectable(walker.depth >= maxDepth ? 'limit.depth' : 'limit.commands', breach, body[0]?.span ?? { start: 0, end: 0 }));
    return false;
  }
  const inner = walker.inside(walker.sink, undefined, false);
  inner.state.positional = undefined;
  inner.nodes(body, undefined);
  runTraps(inner);
  return true;
}

/** Traps run with what the variables hold by then: those that changed since may hold anything that they held in between. */
function runTraps(walker: Walker): void {
  const { traps, overlay } = walker.state;
  for (const { text, span, since } of traps.splice(0)) {
    walker.spend((overlay.changes.length - since) * 16);
    const changed = new Set(overlay.changes.slice(since));
    if (changed.size === 0) continue;
    const later = walker.fork();
    for (const name of changed) {
      if (name === '') later.state.cwd = undefined;
      else later.state.variables.set(name, unknownValue);
    }
    walker.sink.push(...later.scope(undefined).shell(text, span));
  }
}
