import type { Argument } from '../classify/invocation.ts';
import type { Span } from '../verdict.ts';
import type { Node } from './ast.ts';
import { isBuiltin } from './builtins.ts';
import { maxDefinitions, maxDepth, maxRecursion, mostCallsOnceTooDeep } from './limits.ts';
import { ownNames } from './ownNames.ts';
import { shellState } from './shellState.ts';
import type { Output, Stdin, Walker } from './walker.ts';

/** A function that is defined. */
export function define(name: string, body: readonly Node[], span: Span, walker: Walker): void {
  const { state, sink, judgement } = walker;
  // Branches that each define it: all of them may hold, and each call is followed into every one.
  if ((state.functions.get(name)?.length ?? 0) > maxDefinitions) sink.push(walker.scope(undefined).uninspectable('limit.definitions', `the function \`${name}\` has more than ${maxDefinitions} definitions that may hold`, span));
  else state.functions.set(name, [body]);
  state.overlay.defined.push(body);
  sink.push(shellState(walker.scope(undefined), span));
  if (isBuiltin(name) || (!ownNames.has(name) && judgement.context.programs(name) !== undefined)) {
    sink.push(walker.scope(undefined).uninspectable('shell.shadowed-program', `a function takes the name of the program \`${name}\``, span));
  }
}

/** Calls a function. Where it is not known which definition holds, each may. */
export function call(name: string, bodies: readonly (readonly Node[])[], parameters: readonly Argument[], stdin: Stdin, span: Span, walker: Walker): Output {
  const [body, ...others] = bodies;
  if (body === undefined) return undefined;
  if (others.length === 0) return callOne(name, body, parameters, stdin, span, walker);
  for (const each of bodies) {
    const branch = walker.fork();
    callOne(name, each, parameters, stdin, span, branch);
    walker.adopt(branch);
  }
  return undefined;
}

function callOne(name: string, body: readonly Node[], parameters: readonly Argument[], stdin: Stdin, span: Span, walker: Walker): Output {
  const { judgement, state, depth } = walker;
  const { called, running } = judgement;
  const calls = (called.get(body) ?? 0) + 1;
  called.set(body, calls);
  const times = running.get(body) ?? 0;
  if (depth >= maxDepth || times >= maxRecursion || (judgement.tooDeep && calls > mostCallsOnceTooDeep)) {
    judgement.tooDeep = true;
    walker.sink.push(walker.scope(undefined).uninspectable('limit.depth', `the function \`${name}\` calls too deep`, span));
    return undefined;
  }
  const inner = walker.inside(walker.sink, undefined, true);
  running.set(body, times + 1);
  const { positional, locals } = state;
  state.positional = parameters;
  state.locals = new Map();
  const output = inner.nodes(body, stdin);
  running.set(body, times);
  state.positional = positional;
  state.leave(locals);
  return output;
}

/** An alias is text: its words replace the name. A shell without interaction would not expand it, which only makes this stricter. */
export function callAlias(name: string, text: string, rest: readonly Argument[], stdin: Stdin, span: Span, walker: Walker): void {
  const known = rest.every((word) => word.text !== undefined);
  const line = `${text} ${rest.map((word) => quote(word.text ?? '')).join(' ')}`;
  const without = walker.fork();
  without.state.aliases.delete(name);
  if (!known) walker.sink.push(walker.scope(undefined).uninspectable('shell.alias', `the alias \`${name}\` gets words that are not known`, span));
  walker.sink.push(...without.scope(stdin).shell(line, span));
}

const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;
