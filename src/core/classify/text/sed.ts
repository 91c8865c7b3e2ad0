import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** sed: the script may write files (`w`) or run commands (`e`); with `-i` every file is rewritten. */
export const sed: Handler = (invocation, scope) => {
  const scripted = invocation.has('-e') || invocation.has('-f');
  const [first] = invocation.operands;
  const effects: Effect[] = [];
  if (!scripted && first !== undefined) {
    effects.push(...(first.text === undefined ? [scope.uninspectable('text.sed', `the script \`${first.raw}\` is not known before it runs`, first.span)] : sedEffects(first.text, scope, first.span)));
  }
  const use = invocation.has('-i') ? 'write' : 'read';
  return [...effects, ...(scripted ? invocation.operands : invocation.operands.slice(1)).flatMap((file) => scope.path(use, file, ruleOf(invocation)))];
};

/** What a sed script does besides printing: `w FILE`, `s///w FILE`, `e COMMAND`, `s///e`, `r FILE`. */
export function sedEffects(script: string, scope: Scope, span: Span): readonly Effect[] {
  const effects: Effect[] = [];
  const file = (text: string): Parameters<Scope['path']>[1] => ({ text, raw: text, glob: false, splits: false, span });
  for (const command of commandsOf(script)) {
    if (command === undefined) return [scope.uninspectable('text.sed', `the sed script \`${script.slice(0, 60)}\` could not be read`, span)];
    const { name, rest } = command;
    if (name === 'w' || name === 'W') effects.push(...scope.path('write', file(rest.trim()), 'text.sed'));
    else if (name === 'r' || name === 'R') effects.push(...scope.path('read', file(rest.trim()), 'text.sed'));
    else if (name === 'e') effects.push(...(rest.trim() === '' ? [scope.uninspectable('text.sed', 'runs every line as a command', span)] : scope.shell(rest, span)));
    else if (name === 's') {
      const flags = /^[gpiImM0-9]*e|e[gpiImM0-9]*$/.test(rest.split('w')[0] ?? '');
      const target = rest.includes('w') ? rest.slice(rest.indexOf('w') + 1).trim() : '';
      if (flags) effects.push(scope.uninspectable('text.sed', 'runs what the replacement makes as a command', span));
      if (target !== '') effects.push(...scope.path('write', file(target), 'text.sed'));
    }
  }
  return effects;
}

interface SedCommand {
  readonly name: string;
  /** File, text or flags behind the command. */
  readonly rest: string;
}

/** The commands of a script; undefined = from here on it could not be read. */
function commandsOf(script: string): readonly (SedCommand | undefined)[] {
  const commands: (SedCommand | undefined)[] = [];
  let at = 0;
  while (at < script.length) {
    at = skipAddress(script, at);
    const name = script[at];
    if (name === undefined) break;
    at += 1;
    if (name === '#') {
      at = lineEnd(script, at);
      continue;
    }
    if (/[\s;{}!]/.test(name)) continue;
    if (name === 's' || name === 'y') {
      const end = skipDelimited(script, at, 2);
      if (end === undefined) return [...commands, undefined];
      const stop = script.slice(end).search(/[;}\n]/);
      const flags = script.slice(end, stop < 0 || /w/.test(script.slice(end, end + stop)) ? lineEnd(script, end) : end + stop);
      commands.push({ name, rest: flags });
      at = end + flags.length;
      continue;
    }
    if ('wWrRe'.includes(name) || 'aicbtT:'.includes(name) || name === 'F' || name === 'v') {
      const end = 'btT'.includes(name) ? endOf(script, at, /[;}\n]/) : lineEnd(script, at);
      commands.push({ name, rest: script.slice(at, end) });
      at = end;
      continue;
    }
    if (!'pPdDgGhHxnNqQl=z'.includes(name)) return [...commands, undefined];
    while (/\d/.test(script[at] ?? '')) at += 1;
    commands.push({ name, rest: '' });
  }
  return commands;
}

const lineEnd = (script: string, from: number): number => endOf(script, from, /\n/);

function endOf(script: string, from: number, stop: RegExp): number {
  const found = script.slice(from).search(stop);
  return found < 0 ? script.length : from + found;
}

/** `1,5`, `/re/I`, `\,re,`, `$`, `+3`, `0~4` in front of a command. */
function skipAddress(script: string, from: number): number {
  let at = from;
  while (at < script.length) {
    const character = script[at] ?? '';
    if (character === '/' || (character === '\\' && at + 1 < script.length)) {
      const end = skipDelimited(script, character === '/' ? at : at + 1, 1);
      if (end === undefined) return at;
      at = end;
      while (/[IM]/.test(script[at] ?? '')) at += 1;
    } else if (/[\d,$~+\s!]/.test(character)) at += 1;
    else return at;
  }
  return at;
}

/** The index behind `count` stretches that end with the delimiter at `from`. */
function skipDelimited(script: string, from: number, count: number): number | undefined {
  const delimiter = script[from];
  let at = from + 1;
  for (let left = count; left > 0; ) {
    const character = script[at];
    if (character === undefined || delimiter === undefined) return undefined;
    if (character === '\\') at += 1;
    else if (character === '[' && left === count) {
      const close = script.indexOf(']', at + 2);
      if (close > 0 && !script.slice(at, close).includes(delimiter)) at = close;
    } else if (character === delimiter) left -= 1;
    at += 1;
  }
  return at;
}
