import type { Argument } from '../classify/invocation.ts';
import type { Scope } from '../classify/handler.ts';
import { variableEffects } from '../classify/variables.ts';
import { isAbsolute, joinPath } from '../resolve/lexicalPath.ts';
import type { Effect, Span } from '../verdict.ts';
import { sourceFile } from './source.ts';
import { constantOutput } from './output.ts';
import type { Output, Stdin, Walker } from './walker.ts';

/** Builtins that change nothing a person would care about; their words are data. */
const harmless = new Set(
  ('echo printf pwd true false : test [ exit return break continue umask ulimit wait jobs fg bg times type getopts let shopt history dirs disown suspend logout compgen complete bind caller ' +
    'hash enable builtin command exec eval source . trap read mapfile readarray set shift unset alias unalias export declare typeset local readonly cd chdir pushd popd setopt unsetopt autoload zmodload emulate zstyle').split(' '),
);

/** What a definition does by itself: later commands of this shell see it, and it is gone with the shell. */
export const shellState = (scope: Scope, span: Span): Effect =>
  scope.effect({ kind: 'process', reversibility: 'reversible', blastRadius: 'workspace', rule: 'shell.state', reason: 'sets what later commands of this shell see' }, span);

/** Names that the shell runs itself, without looking for a program. */
export const isBuiltin = (name: string): boolean => harmless.has(name);

type Builtin = (words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span) => Output;

/** Builtins that change the shell's state or run something. */
const table: Readonly<Record<string, Builtin>> = {
  cd: changeDirectory,
  chdir: changeDirectory,
  pushd: changeDirectory,
  popd: (_, walker) => {
    walker.state.cwd = walker.state.previousCwd;
    return undefined;
  },
  export: declare,
  declare,
  typeset: declare,
  local: declare,
  readonly: declare,
  set: setParameters,
  shift: (words, walker) => {
    walker.state.positional = walker.state.positional?.slice(Number(words[0]?.text ?? 1));
    return '';
  },
  unset: (words, walker) => {
    for (const word of words) if (word.text !== undefined) walker.state.variables.set(word.text, { text: undefined, glob: false });
    return '';
  },
  alias: (words, walker, _, span) => {
    for (const word of words) defineAlias(word, walker, span);
    return '';
  },
  unalias: (words, walker) => {
    for (const word of words) if (word.text !== undefined) walker.state.aliases.delete(word.text);
    return '';
  },
  read: forget,
  mapfile: forget,
  readarray: forget,
  getopts: forget,
  printf: (words, walker, stdin) => {
    if (words[0]?.text === '-v') return forget(words.slice(1, 2), walker);
    return print('printf', words, stdin);
  },
  echo: (words, _, stdin) => print('echo', words, stdin),
  pwd: (_, walker) => walker.state.cwd,
  eval: (words, walker, _, span) => runText(words, 'eval', walker, span),
  trap: (words, walker, _, span) => {
    const [action] = words.filter((word) => word.text !== '--');
    if (action === undefined || words.length < 2 || action.text === '' || action.text === '-' || action.text?.startsWith('-') === true) return '';
    runText([action], 'trap', walker, span);
    return '';
  },
  source: (words, walker, stdin, span) => sourceFile(words, walker, stdin, span),
  '.': (words, walker, stdin, span) => sourceFile(words, walker, stdin, span),
  command: runThrough,
  builtin: runThrough,
  exec: runThrough,
  hash: (words, walker, _, span) => refuseWith(words, ['-p'], 'hash', walker, span),
  enable: (words, walker, _, span) => refuseWith(words, ['-f'], 'enable', walker, span),
  complete: (words, walker, _, span) => refuseWith(words, ['-C', '-F'], 'complete', walker, span),
  bind: (words, walker, _, span) => refuseWith(words, ['-x', '-f'], 'bind', walker, span),
  zmodload: (words, walker, _, span) => refuseWith(words, words.map((word) => word.text ?? ''), 'zmodload', walker, span),
  history: (words, walker, _, span) => refuseWith(words, ['-c', '-d', '-w', '-a', '-r', '-s'], 'history', walker, span),
};

/** Builtins after which later commands of the shell behave otherwise. */
const lasting = new Set(['export', 'alias', 'trap', 'source', '.']);

/** Runs a builtin. Precondition: {@link isBuiltin}. */
export function runBuiltin(name: string, words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span): Output {
  if (lasting.has(name) && words.length > 0) walker.sink.push(shellState(walker.scope(undefined), span));
  const builtin = Object.hasOwn(table, name) ? table[name] : undefined;
  if (builtin === undefined) return '';
  return builtin(words, walker, stdin, span);
}

function print(name: string, words: readonly Argument[], stdin: Stdin): Output {
  const [first] = words;
  const word: Argument = { text: name, raw: name, glob: false, splits: false, span: first?.span ?? { start: 0, end: 0 } };
  return constantOutput([word, ...words], stdin?.text, { cwd: undefined, repository: undefined, temporaryDirectory: '/tmp' });
}

function changeDirectory(words: readonly Argument[], walker: Walker): Output {
  const { state } = walker;
  const target = words.find((word) => word.text === undefined || word.text === '-' || !word.text.startsWith('-'));
  const before = state.cwd;
  if (target === undefined) state.cwd = words.length === 0 ? walker.scope(undefined).variable('HOME') : undefined;
  else if (target.text === '-') state.cwd = state.previousCwd;
  else if (target.text === undefined || target.glob) state.cwd = undefined;
  else if (isAbsolute(target.text)) state.cwd = joinPath('/', target.text);
  else state.cwd = state.cwd === undefined ? undefined : joinPath(state.cwd, target.text);
  if (state.cwd !== undefined) state.cwd = walker.scope(undefined).realPath(state.cwd);
  state.previousCwd = before;
  return '';
}

/** export, declare, local: `NAME=value` words; `-n` (a reference) and `-f` are not followed. */
function declare(words: readonly Argument[], walker: Walker, _: Stdin, span: Span): Output {
  const reference = words.some((word) => /^-[a-zA-Z]*[nf]/.test(word.text ?? ''));
  const scope = walker.scope(undefined);
  for (const word of words) {
    const name = /^([A-Za-z_]\w*)\+?=/.exec(word.text ?? word.raw)?.[1];
    if (name === undefined) {
      if (word.text === undefined) walker.sink.push(scope.uninspectable('shell.computed-variable', `which variable \`${word.raw}\` sets is not known`, span));
      continue;
    }
    const value = word.text?.slice(word.text.indexOf('=') + 1);
    walker.sink.push(...variableEffects(name, value, scope, word.span));
    walker.state.variables.set(name, { text: reference ? undefined : value, glob: false });
  }
  return '';
}

function setParameters(words: readonly Argument[], walker: Walker): Output {
  const first = words.findIndex((word) => word.text === '--' || (word.text !== undefined && !/^[-+]/.test(word.text)));
  if (first < 0) return '';
  if (words[first]?.text === '--') walker.state.positional = words.slice(first + 1);
  // `set -o pipefail`: the word after -o is no parameter.
  else if (!/^[-+][a-zA-Z]*o$/.test(words[first - 1]?.text ?? '')) walker.state.positional = words.slice(first);
  return '';
}

function forget(words: readonly Argument[], walker: Walker): Output {
  for (const word of words) {
    if (word.text !== undefined && /^[A-Za-z_]\w*$/.test(word.text)) walker.state.variables.set(word.text, { text: undefined, glob: false });
  }
  if (words.every((word) => word.text?.startsWith('-') === true)) {
    for (const name of ['REPLY', 'MAPFILE']) walker.state.variables.set(name, { text: undefined, glob: false });
  }
  return '';
}

function defineAlias(word: Argument, walker: Walker, span: Span): void {
  const at = word.text?.indexOf('=') ?? -1;
  if (word.text === undefined) walker.sink.push(walker.scope(undefined).uninspectable('shell.alias', `the alias \`${word.raw}\` is not known before it runs`, span));
  else if (at > 0) {
    const text = word.text.slice(at + 1);
    walker.state.aliases.set(word.text.slice(0, at), text);
    walker.sink.push(...walker.scope(undefined).shell(text, word.span));
  }
}

/** eval and trap: words that are shell text. */
function runText(words: readonly Argument[], name: string, walker: Walker, span: Span): Output {
  const scope = walker.scope(undefined);
  const texts = words.filter((word) => word.text !== '--').map((word) => word.text);
  const known = words.map((word) => word.raw).join(' ');
  if (idioms.test(known)) return '';
  if (texts.some((text) => text === undefined)) walker.sink.push(scope.uninspectable(`shell.${name}`, `what \`${name}\` would run is not known before it runs`, span));
  else walker.sink.push(...(name === 'eval' ? scope.shellHere(texts.join(' '), span) : scope.shell(texts.join(' '), span)));
  return undefined;
}

/** Set-up lines that every tool's manual gives: their output is the tool's own. */
const idioms = /^"?\$\((?:ssh-agent(?: -[sc])?|(?:\/opt\/homebrew\/bin\/|\/usr\/local\/bin\/|\/home\/linuxbrew\/\.linuxbrew\/bin\/)?brew shellenv(?: \w+)?|direnv (?:hook|export) \w+|(?:pyenv|rbenv|nodenv|fnm|mise|zoxide|starship|conda) (?:init|env|activate|hook|shellenv)[\w =-]*|dircolors(?: -b)?|docker-machine env [\w-]+|minikube docker-env)\)"?$/;

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

/** Options of a harmless builtin that load or replace code. */
function refuseWith(words: readonly Argument[], options: readonly string[], name: string, walker: Walker, span: Span): Output {
  const bad = words.find((word) => word.text === undefined ? word.splits : options.includes(word.text));
  if (bad !== undefined) walker.sink.push(walker.scope(undefined).uninspectable(`shell.${name}`, `\`${name} ${bad.raw}\` changes what later commands do`, span));
  return undefined;
}
