import type { Node } from './ast.ts';
import { isBuiltin } from './builtins.ts';
import { toTheEnd } from './ending.ts';
import { expandWord } from './expand.ts';
import { mostItems, mostRounds, mostRoundsInAll } from './limits.ts';
import { unknownValue, type Value } from './state.ts';
import { expandWhole } from './value.ts';
import type { Output, Stdin, Walker } from './walker.ts';

type Kind<Name extends Node['kind']> = Extract<Node, { kind: Name }>;

/** Programs that make text unreadable or readable again, and shells that would run it. */
const decoder = /^(?:base(?:64|32|58)|basenc|xxd|rev|tr|openssl|uudecode|rot13|g(?:un)?zip|zcat|bunzip2|xz|unxz)$/;
const shellName = /^(?:ba|z|da|k|a)?sh$/;

/** `cut -d= -f1`, of what stands before the sign: the name. */
function showsNames(node: Node | undefined): boolean {
  const words = node?.kind === 'command' ? node.words.map((word) => ('raw' in word ? word.raw.replace(/["']/g, '') : '?')).join(' ') : '';
  return /^cut (?:-d ?= -f ?1|-f ?1 -d ?=)$/.test(words);
}

/** Each command but the last runs in a shell of its own, and gets what the one before prints. */
export function pipeline(node: Kind<'pipeline'>, stdin: Stdin, walker: Walker): Output {
  let input = stdin;
  for (const [index, each] of node.commands.entries()) {
    const stage = walker.fork();
    const last = index === node.commands.length - 1;
    const before = walker.sink.length;
    const text = last ? stage.node(each, input) : toTheEnd([each], input, stage);
    // `env | grep NODE`: a filter behind it shows what it names.
    if (!last && (/^(?:[ef]?grep|rg|wc|findstr)$/.test(commandName(node.commands[index + 1]) ?? '') || showsNames(node.commands[index + 1]))) walker.sink.push(...walker.sink.splice(before).filter(({ rule }) => rule !== 'secrets.environment'));
    if (decoder.test(commandName(each) ?? '') && shellName.test(commandName(node.commands[index + 1]) ?? '')) {
      walker.sink.push(walker.scope(undefined).effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', posture: 'ask', rule: 'shell.decoded', reason: 'a shell runs text that was made unreadable before' }, each.span));
    }
    input = stage.found === undefined ? { text } : { text, found: stage.found };
    // zsh runs the last one in the shell itself.
    if (last) walker.adopt(stage);
  }
  return input?.text;
}

/**
 * `&&` and `||`. What follows a command that may fail may not run: what it sets is then no longer known after the list,
 * but holds for the rest of the chain.
 */
export function logical(node: Kind<'logical'>, stdin: Stdin, walker: Walker): Output {
  let output: Output = '';
  let chain: Walker | undefined;
  for (const [index, each] of node.commands.entries()) {
    if (index > 0 && node.operators[index - 1] === '||') {
      if (chain !== undefined) walker.adopt(chain);
      chain = undefined;
      const branch = walker.fork();
      branch.node(each, stdin);
      // `cd x || exit`: what comes after runs only when the left side worked.
      if (!/^(?:exit|return|break|continue)\b/.test(commandName(each) ?? '')) walker.adopt(branch);
      output = undefined;
    } else {
      const before = node.commands[index - 1];
      const sure = before === undefined || surelyWorks(before);
      if (chain === undefined && !sure && changesState(each, walker)) chain = walker.fork();
      const printed = (chain ?? walker).node(each, stdin);
      if (!sure) output = undefined;
      output = walker.joined(output, printed);
    }
  }
  if (chain !== undefined) walker.adopt(chain);
  return output;
}

/** Assignments and builtins that only fail by mistake; `cd x && …` counts, because a directory that is missing stops people too. */
function surelyWorks(node: Node): boolean {
  if (node.kind !== 'command') return false;
  return node.words.length === 0 ? node.redirections.length === 0 : working.has(commandName(node) ?? '');
}

/** Commands that do not fail in ordinary use, so that what follows `&&` is taken to run. */
const working = new Set('cd pushd export set true : echo printf local declare typeset readonly shopt setopt unset alias trap umask mkdir exec'.split(' '));

/** A plain program changes nothing in the shell. */
function changesState(node: Node, { state }: Walker): boolean {
  if (node.kind !== 'command') return true;
  const name = commandName(node);
  return name === undefined || !/^[\w./-]+$/.test(name) || isBuiltin(name) || state.functions.has(name) || state.aliases.has(name);
}

/** if, case: any branch may run. */
export function branches(node: Kind<'branches'>, stdin: Stdin, walker: Walker): Output {
  walker.nodes(node.first, stdin);
  walker.at = node.span;
  for (const word of node.words) expandWhole(word, walker);
  const ways = node.branches.map((body) => {
    const branch = walker.fork();
    branch.nodes(body, stdin);
    return branch;
  });
  for (const branch of ways) walker.adopt(branch);
  return undefined;
}

/** for, while: each item of a short list, else once for any; and again where a round changed what the next begins with. */
export function loop(node: Kind<'loop'>, stdin: Stdin, walker: Walker): Output {
  const { variable } = node;
  const { judgement } = walker;
  const items = variable === undefined ? undefined : node.words?.flatMap((word) => expandWord(word, walker)) ?? walker.state.positional;
  const rounds: (Value | undefined)[] = variable === undefined ? [undefined] : items === undefined || items.length > mostItems || items.length * judgement.rounds > mostRounds ? [unknownValue] : items.map(({ text, glob, mayBeOption }) => (text === undefined && mayBeOption !== true ? { text, glob, names: true } : { text, glob }));
  const once = (value: Value | undefined): boolean => {
    // Loops in loops multiply, also those that run no command.
    if (!walker.counted(node.span)) return false;
    const round = walker.fork();
    if (variable !== undefined && value !== undefined) round.state.assign(variable, value);
    round.nodes(node.body, stdin);
    return walker.adopt(round);
  };
  const outer = judgement.rounds;
  judgement.rounds = outer * (rounds.length + 1);
  let changed = false;
  for (const value of rounds) changed = once(value) || changed;
  // What the body changed holds for its next round.
  if (changed && judgement.rounds <= mostRoundsInAll) for (const value of rounds.slice(0, 4)) once(value);
  else if (changed) walker.sink.push(walker.scope(undefined).uninspectable('limit.loops', 'loops are nested too deep to be followed', node.span));
  judgement.rounds = outer;
  return undefined;
}

/** The name of a command as it is written. */
function commandName(node: Node | undefined): string | undefined {
  const word = node?.kind === 'command' ? node.words[0] : undefined;
  return word !== undefined && 'raw' in word ? word.raw : undefined;
}
