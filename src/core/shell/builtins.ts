import type { Argument } from '../classify/invocation.ts';
import { variableEffects } from '../classify/variables.ts';
import type { Span } from '../verdict.ts';
import { changeDirectory, popDirectory, pushDirectory } from './directories.ts';
import { printedBy } from './output.ts';
import { runRareBuiltin } from './rareBuiltins.ts';
import { shellState } from './shellState.ts';
import { subscriptCode, unknownValue } from './state.ts';
import type { Output, Stdin, Walker } from './walker.ts';

/** Builtins that change nothing a person would care about; their words are data. */
const harmless = new Set(
  ('echo printf pwd true false : test [ exit return break continue umask ulimit wait jobs fg bg times type getopts let shopt history dirs disown suspend logout compgen complete bind caller ' +
    'hash enable builtin command exec eval source . trap read mapfile readarray set shift unset alias unalias export declare typeset local readonly cd chdir pushd popd setopt unsetopt autoload zmodload emulate zstyle').split(' '),
);

/** Names that the shell runs itself, without looking for a program. */
export const isBuiltin = (name: string): boolean => harmless.has(name);

type Builtin = (words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span) => Output;

/** Builtins that change the shell's state or run something, and that many lines call. */
const table: Readonly<Record<string, Builtin>> = {
  cd: changeDirectory,
  chdir: changeDirectory,
  pushd: pushDirectory,
  popd: popDirectory,
  export: (words, walker, _, span) => declare(words, walker, span, false),
  readonly: (words, walker, _, span) => declare(words, walker, span, false),
  declare: (words, walker, _, span) => declare(words, walker, span, true),
  typeset: (words, walker, _, span) => declare(words, walker, span, true),
  local: (words, walker, _, span) => declare(words, walker, span, true),
  set: setParameters,
  echo: (words, _, stdin) => printedBy('echo', words, stdin),
  printf: (words, walker, stdin, span) => (words[0]?.text?.startsWith('-v') === true ? runRareBuiltin('printf', words, walker, stdin, span) : printedBy('printf', words, stdin)),
  pwd: (_, walker) => walker.state.cwd,
  command: runThrough,
  builtin: runThrough,
  exec: runThrough,
};

/** Those of the late part; all others only print or test. */
const rare = new Set('shift unset alias unalias read mapfile readarray getopts eval trap source . hash enable complete compgen emulate zstyle jobs let bind zmodload history'.split(' '));

/** Builtins after which later commands of the shell behave otherwise. */
const lasting = new Set(['export', 'alias', 'unset', 'trap', 'source', '.']);

/** A variable that is named after a secret, printed whole (`${TOKEN:+set}` and `${#TOKEN}` only tell of it). */
const secretVariable = /^[^']*\$(?:\{(?:[A-Z0-9_]+_)?|(?:[A-Z0-9]+_)*)(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY)(?:\}|(?![\w{:]))/;

/** Runs a builtin. Precondition: {@link isBuiltin}. */
export function runBuiltin(name: string, words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span): Output {
  if ((name === 'echo' || name === 'printf') && words.some((word) => secretVariable.test(word.raw))) {
    walker.sink.push(walker.scope(undefined).effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.variable', reason: 'shows a secret of the environment to the agent' }, span));
  }
  if ((name === 'export' || name === 'declare' || name === 'typeset' || (name === 'set' && words.length === 0)) && words.every((word) => /^-[px]+$/.test(word.text ?? ''))) {
    walker.sink.push(walker.scope(undefined).effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.environment', reason: 'shows the whole environment with its secrets to the agent' }, span));
    return undefined;
  }
  if (lasting.has(name) && words.length > 0) walker.sink.push(shellState(walker.scope(undefined), span));
  if (subscripting.test(name) && (name === 'printf' ? countedWords(words) : words).some((word) => subscriptCode((word.text ?? word.raw).replace(name === 'let' ? /^$/ : /^(\w*\+?)=[^]*/, '$1')))) {
    walker.hiddenCode(`\`${name}\` runs the commands in a subscript`);
  }
  if (rare.has(name)) return runRareBuiltin(name, words, walker, stdin, span);
  return Object.hasOwn(table, name) ? table[name]?.(words, walker, stdin, span) : '';
}

/** The words of a printf that are read as a name (`-v NAME`) or counted with (`%d`): its format and what it only prints are text. */
function countedWords(words: readonly Argument[]): readonly Argument[] {
  const named = words[0]?.text === '-v' ? words.slice(0, 2) : [];
  const [format, ...values] = words.slice(named.length);
  return format?.text === undefined || /%[^%a-zA-Z]*[diouxXeEfFgGaA]/.test(format.text) ? [...named, ...values] : named;
}

/** Builtins that read words as names, and so run what stands in a subscript: `read 'a[$(…)]'`. */
const subscripting = /^(?:let|test|\[|printf|read|unset|wait|getopts|mapfile|readarray|declare|typeset|local|export|readonly)$/;

/** export, declare, local: `NAME=value` words. What `-n`, `-i`, `-l`, `-u` make of a value is not followed. */
function declare(words: readonly Argument[], walker: Walker, span: Span, local: boolean): Output {
  const flags = words.filter((word) => word.text?.startsWith('-') === true).map((word) => word.text).join('');
  const odd = /[nfilucE]/.test(flags);
  const { state } = walker;
  const scope = walker.scope(undefined);
  for (const word of words) {
    const [, name, sign] = /^([A-Za-z_]\w*)(?:(\+?=)|$)/.exec(word.text ?? word.raw) ?? [];
    if (name === undefined) {
      if (word.text === undefined) walker.sink.push(scope.uninspectable('shell.computed-variable', `which variable \`${word.raw}\` sets is not known`, span));
      continue;
    }
    if (local && !flags.includes('g')) state.hide(name);
    const value = word.text?.slice(word.text.indexOf('=') + 1);
    if (odd) {
      state.overlay.odd.add(name);
      // A reference: what is assigned to one name changes the other.
      if (flags.includes('n') && sign !== undefined) state.overlay.odd.add(value?.replace(/\[.*/, '') ?? name);
      if (flags.includes('n') && value !== undefined) state.variables.set(value.replace(/\[.*/, ''), unknownValue);
    }
    if (sign === undefined) {
      if (local) state.assign(name, unknownValue);
      continue;
    }
    walker.sink.push(...variableEffects(name, value, scope, word.span));
    state.assign(name, sign === '+=' ? unknownValue : { text: value, glob: false, ...(word.standsIn === true ? { standsIn: true } : {}) });
  }
  return '';
}

function setParameters(words: readonly Argument[], walker: Walker): Output {
  // zsh: `set -A name value…`
  if (words.some((word) => /^[-+]A/.test(word.text ?? ''))) return runRareBuiltin('unset', words, walker, undefined, words[0]?.span ?? { start: 0, end: 0 });
  const first = words.findIndex((word) => word.text === '--' || (word.text !== undefined && !/^[-+]/.test(word.text)));
  if (first < 0) return '';
  if (words[first]?.text === '--') walker.state.positional = words.slice(first + 1);
  // `set -o pipefail`: the word after -o is no parameter.
  else if (!/^[-+][a-zA-Z]*o$/.test(words[first - 1]?.text ?? '')) walker.state.positional = words.slice(first);
  return '';
}

/** command, builtin, exec: the rest is a command of this shell. */
function runThrough(words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span): Output {
  let index = 0;
  for (; words[index]?.text?.startsWith('-') === true; index += 1) {
    if (/^-[pcl]*[vV]/.test(words[index]?.text ?? '')) return undefined;
    if (words[index]?.text === '-a') index += 1;
    else if (words[index]?.text === '--') {
      index += 1;
      break;
    }
  }
  return words.length > index ? walker.dispatch(words.slice(index), stdin, span) : '';
}

