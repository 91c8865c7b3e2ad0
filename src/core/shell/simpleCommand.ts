import { runCommand } from '../classify/runCommand.ts';
import type { Argument } from '../classify/invocation.ts';
import { variableEffects } from '../classify/variables.ts';
import { branchAt } from '../resolve/branch.ts';
import type { Span } from '../verdict.ts';
import { assigned, assignmentWord } from './assignments.ts';
import type { Node } from './ast.ts';
import { isBuiltin, runBuiltin } from './builtins.ts';
import { call, callAlias } from './calls.ts';
import { expandWord } from './expand.ts';
import { effectWork } from './limits.ts';
import { listedPaths } from './listedPaths.ts';
import { constantOutput, type OutputFacts } from './output.ts';
import { judgeWritten, printsNothing, redirected } from './redirections.ts';
import { unknownValue, type Value } from './state.ts';
import type { Output, Stdin, Walker } from './walker.ts';

/** What one word of a command costs at least: it may become a path, an effect. */
const wordWork = 32;

/** A simple command: redirections, words, assignments in front of it, and then what its name stands for. */
export function simpleCommand(node: Extract<Node, { kind: 'command' }>, stdin: Stdin, walker: Walker): Output {
  walker.at = node.span;
  const silent = node.redirections.length > 0 && printsNothing(node);
  const { input, writes } = redirected(node.redirections, stdin, walker, silent);
  const words: Argument[] = [];
  for (const word of node.words) {
    if (!('parts' in word)) words.push(assignmentWord(word, walker));
    else for (const argument of expandWord(word, walker)) words.push(argument);
  }
  walker.spend(words.length * wordWork);
  const variables = node.assignments.map((assignment) => [assignment.name, assigned(assignment, walker)] as const);
  for (const [index, [name, value]] of variables.entries()) {
    walker.sink.push(...variableEffects(name, value.text, walker.scope(undefined), node.assignments[index]?.span ?? node.span));
  }
  let output: Output = '';
  if (words.length === 0) {
    for (const [name, value] of variables) walker.state.assign(name, value);
  } else output = variables.length === 0 ? walker.dispatch(words, input, node.span) : dispatchWith(variables, words, input, node.span, walker);
  for (const path of writes) {
    walker.state.overlay.files.set(path, silent ? '' : output);
    judgeWritten(path, output, node.span, walker);
  }
  return writes.length > 0 ? '' : output;
}

/** Variables in front of a command hold while it runs; those in front of a special builtin may stay. */
function dispatchWith(variables: readonly (readonly [string, Value])[], words: readonly Argument[], input: Stdin, span: Span, walker: Walker): Output {
  const { state } = walker;
  const before = variables.map(([name]) => [name, state.variables.get(name)] as const);
  for (const [name, value] of variables) state.assign(name, value);
  const output = walker.dispatch(words, input, span);
  const stays = special.has(words[0]?.text ?? '');
  for (const [name, value] of before) {
    if (stays) state.assign(name, unknownValue);
    else if (value === undefined) state.variables.delete(name);
    else state.variables.set(name, value);
  }
  return output;
}

/** Builtins after which assignments in front of them stay in POSIX shells. */
const special = new Set(': . eval exec export readonly set shift source trap unset return exit break continue times'.split(' '));

/** Words that zsh reads in front of a command, and that change nothing in what it does. */
const modifiers = new Set(['noglob', 'nocorrect', '-']);

/** Judges expanded words as a command of this shell. */
export function dispatch(words: readonly Argument[], stdin: Stdin, span: Span, walker: Walker): Output {
  const counts = walker.counted(span);
  const [first, ...rest] = words;
  if (first === undefined) return '';
  if (!counts) return undefined;
  if (first.text === undefined || first.glob) {
    walker.sink.push(walker.scope(stdin).uninspectable('shell.computed-command', `the name of the command \`${first.raw}\` is only known when it runs`, first.span));
    return undefined;
  }
  const name = first.text;
  if ((name === '' && rest.length > 0) || modifiers.has(name)) return dispatch(rest, stdin, span, walker);
  if (name === 'repeat') return dispatch(rest.slice(1), stdin, span, walker);
  if (name.startsWith('=')) return dispatch([{ ...first, text: name.slice(1) }, ...rest], stdin, span, walker);
  const { state, judgement } = walker;
  const bodies = state.functions.get(name);
  if (bodies !== undefined) return call(name, bodies, rest, stdin, span, walker);
  const alternatives = state.aliases.get(name);
  if (alternatives !== undefined) {
    for (const text of alternatives) callAlias(name, text, rest, stdin, span, walker);
    if (!isBuiltin(name) && judgement.context.programs(name) === undefined) return undefined;
  }
  walker.found = listedPaths(words, stdin?.found);
  // A filter looks at all of it.
  walker.spend((stdin?.text?.length ?? 0) * 4);
  if (isBuiltin(name)) return runBuiltin(name, rest, walker, stdin, span);
  const effects = runCommand(words, span, walker.scope(stdin));
  walker.spend(effects.length * effectWork);
  for (const effect of effects) walker.sink.push(effect);
  return constantOutput(words, stdin?.text, outputFacts(walker));
}

function outputFacts({ judgement, state, place }: Walker): OutputFacts {
  const { world } = judgement.context;
  const { cwd, overlay } = state;
  return { cwd, repository: () => world.git(cwd ?? world.root)?.root, branch: () => (place.kind === 'local' && cwd !== undefined ? branchAt(cwd, world, overlay) : undefined), temporaryDirectory: world.tempDirectories[0] ?? '/tmp' };
}
