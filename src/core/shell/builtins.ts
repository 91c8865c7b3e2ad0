import type { Argument } from '../classify/invocation.ts';
import type { Scope } from '../classify/handler.ts';
import { variableEffects } from '../classify/variables.ts';
import { isAbsolute, joinPath } from '../resolve/lexicalPath.ts';
import type { Effect, Span } from '../verdict.ts';
import { sourceFile } from './source.ts';
import { constantOutput } from './output.ts';
import { maxDefinitions } from './limits.ts';
import { subscriptCode, unknownValue } from './state.ts';
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
  pushd: pushDirectory,
  popd: (words, walker) => {
    const { state } = walker;
    state.move(words.length === 0 ? state.directories[0] : undefined);
    state.directories = state.directories.slice(1);
    return undefined;
  },
  export: (words, walker, _, span) => declare(words, walker, span, false),
  readonly: (words, walker, _, span) => declare(words, walker, span, false),
  declare: (words, walker, _, span) => declare(words, walker, span, true),
  typeset: (words, walker, _, span) => declare(words, walker, span, true),
  local: (words, walker, _, span) => declare(words, walker, span, true),
  set: setParameters,
  shift: (words, walker) => {
    const { state } = walker;
    const [word] = words;
    const count = word === undefined ? 1 : word.text === undefined || word.standsIn === true || !/^\d+$/.test(word.text) ? undefined : Number(word.text);
    walker.spend(state.positional?.length ?? 0);
    const gone = count === undefined ? undefined : state.positional?.slice(0, count);
    state.positional = gone === undefined || gone.some((each) => each.splits || each.glob) ? undefined : state.positional?.slice(count);
    return '';
  },
  unset: forget,
  alias: (words, walker, _, span) => {
    for (const word of words) defineAlias(word, walker, span);
    return '';
  },
  unalias: (words, walker) => {
    // One that is gone only where this ran may still stand elsewhere.
    if (walker.state.functions.isEmpty()) for (const word of words) if (word.text !== undefined) walker.state.aliases.delete(word.text);
    return '';
  },
  read: readWords,
  mapfile: readLines,
  readarray: readLines,
  getopts: forget,
  printf: (words, walker, stdin) => {
    if (words[0]?.text?.startsWith('-v') !== true) return print('printf', words, stdin);
    const apart = words[0].text === '-v';
    const name = apart ? words[1] : { ...words[0], text: words[0].text.slice(2) };
    if (name === undefined) return '';
    forget([name], walker);
    if (/^[A-Za-z_]\w*$/.test(name.text ?? '')) walker.state.assign(name.text ?? '', { text: print('printf', words.slice(apart ? 2 : 1), stdin), glob: false });
    return '';
  },
  echo: (words, _, stdin) => print('echo', words, stdin),
  pwd: (_, walker) => walker.state.cwd,
  eval: (words, walker, _, span) => runText(words, 'eval', walker, span),
  trap: (words, walker, _, span) => {
    const [action] = words.filter((word) => word.text !== '--');
    if (action === undefined || words.length < 2 || action.text === '' || action.text === '-' || action.text?.startsWith('-') === true) return '';
    const { overlay, traps } = walker.state;
    overlay.trapped = true;
    runText([action], 'trap', walker, span);
    if (action.text !== undefined) traps.push({ text: action.text, span, since: overlay.changes.length });
    return '';
  },
  source: (words, walker, stdin, span) => sourceFile(words, walker, stdin, span),
  '.': (words, walker, stdin, span) => sourceFile(words, walker, stdin, span),
  command: runThrough,
  builtin: runThrough,
  exec: runThrough,
  hash: (words, walker, _, span) => refuseWith(words, ['-p'], 'hash', walker, span),
  enable: (words, walker, _, span) => refuseWith(words, ['-f'], 'enable', walker, span),
  complete: (words, walker, _, span) => refuseWith(words, ['-C', '-F', '-W'], 'complete', walker, span),
  compgen: (words, walker, _, span) => refuseWith(words, ['-C', '-F', '-W'], 'compgen', walker, span),
  emulate: (words, walker, _, span) => refuseWith(words, ['-c'], 'emulate', walker, span),
  zstyle: (words, walker, _, span) => refuseWith(words, ['-e'], 'zstyle', walker, span),
  jobs: (words, walker, stdin, span) => (words[0]?.text === '-x' ? walker.dispatch(words.slice(1), stdin, span) : undefined),
  let: (words, walker) => {
    for (const word of words) {
      const name = /^\s*(?:\+\+|--)?\s*(\w+)/.exec(word.text ?? '')?.[1];
      if (name !== undefined) walker.state.assign(name, { text: '0', glob: false, standsIn: true });
    }
    return '';
  },
  bind: (words, walker, _, span) => refuseWith(words, ['-x', '-f'], 'bind', walker, span),
  zmodload: (words, walker, _, span) => refuseWith(words, words.map((word) => word.text ?? ''), 'zmodload', walker, span),
  history: (words, walker, _, span) => refuseWith(words, ['-c', '-d', '-w', '-a', '-r', '-s'], 'history', walker, span),
};

/** Builtins after which later commands of the shell behave otherwise. */
const lasting = new Set(['export', 'alias', 'trap', 'source', '.']);

/** A variable that is named after a secret, printed whole (`${TOKEN:+set}` and `${#TOKEN}` only tell of it). */
const secretVariable = /^[^']*\$(?:\{(?:[A-Z0-9_]+_)?|(?:[A-Z0-9]+_)*)(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY)(?:\}|(?![\w{:]))/;

/** Runs a builtin. Precondition: {@link isBuiltin}. */
export function runBuiltin(name: string, words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span): Output {
  if ((name === 'echo' || name === 'printf') && words.some((word) => secretVariable.test(word.raw))) {
    walker.sink.push(walker.scope(undefined).effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.variable', reason: 'shows a secret of the environment to the agent' }, span));
  }
  if ((name === 'export' || name === 'declare' || name === 'typeset' ? words.length > 0 : name === 'set' && words.length === 0) && words.every((word) => /^-[px]+$/.test(word.text ?? ''))) {
    walker.sink.push(walker.scope(undefined).effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.environment', reason: 'shows the whole environment with its secrets to the agent' }, span));
    return undefined;
  }
  if (lasting.has(name) && words.length > 0) walker.sink.push(shellState(walker.scope(undefined), span));
  if (subscripting.test(name) && (name === 'printf' ? countedWords(words) : words).some((word) => subscriptCode((word.text ?? word.raw).replace(name === 'let' ? /^$/ : /(?<=^\w*\+?)=[^]*/, '')))) {
    walker.hiddenCode(`\`${name}\` runs the commands in a subscript`);
  }
  const builtin = Object.hasOwn(table, name) ? table[name] : undefined;
  if (builtin === undefined) return '';
  return builtin(words, walker, stdin, span);
}

/** The words of a printf that are read as a name (`-v NAME`) or counted with (`%d`): its format and what it only prints are text. */
function countedWords(words: readonly Argument[]): readonly Argument[] {
  const named = words[0]?.text === '-v' ? words.slice(0, 2) : [];
  const [format, ...values] = words.slice(named.length);
  return format?.text === undefined || /%[^%a-zA-Z]*[^%sbqca-zA-Z]*[diouxXeEfFgGaA]/.test(format.text) ? [...named, ...values] : named;
}

/** Builtins that read words as names, and so run what stands in a subscript: `read 'a[$(…)]'`. */
const subscripting = /^(?:let|test|\[|printf|read|unset|wait|getopts|mapfile|readarray|declare|typeset|local|export|readonly)$/;

function print(name: string, words: readonly Argument[], stdin: Stdin): Output {
  const [first] = words;
  const word: Argument = { text: name, raw: name, glob: false, splits: false, span: first?.span ?? { start: 0, end: 0 } };
  return constantOutput([word, ...words], stdin?.text, { cwd: undefined, repository: () => undefined, branch: () => undefined, temporaryDirectory: '/tmp' });
}

function changeDirectory(words: readonly Argument[], walker: Walker): Output {
  const { state } = walker;
  const places = words.filter((word) => word.text === undefined || word.text === '-' || !word.text.startsWith('-'));
  // `cd a b` of zsh puts b in place of a.
  state.move(places.length > 1 ? undefined : placeOf(places[0], words.length, walker));
  return '';
}

/** `pushd`: as `cd`, and `popd` comes back. */
function pushDirectory(words: readonly Argument[], walker: Walker): Output {
  const { state } = walker;
  const from = state.cwd;
  if (words.length === 0 || words.some((word) => /^[-+]\d/.test(word.text ?? ''))) {
    state.move(words.length === 0 ? state.directories[0] : undefined);
    state.directories = words.length === 0 ? [from, ...state.directories.slice(1)] : [];
    return undefined;
  }
  changeDirectory(words, walker);
  walker.spend(state.directories.length);
  state.directories = [from, ...state.directories];
  return undefined;
}

/** Where `cd` goes; undefined = not known. */
function placeOf(target: Argument | undefined, count: number, walker: Walker): string | undefined {
  const { state } = walker;
  const scope = walker.scope(undefined);
  if (target === undefined) return count === 0 ? scope.variable('HOME') : undefined;
  if (target.text === '-') return state.previousCwd;
  if (target.text === undefined || target.glob) return undefined;
  if (isAbsolute(target.text)) return scope.realPath(joinPath('/', target.text));
  const searched = walker.state.variables.get('CDPATH');
  if (state.cwd === undefined || (searched !== undefined && searched.text !== '' && !/^\.{1,2}(?:\/|$)/.test(target.text))) return undefined;
  return scope.realPath(joinPath(state.cwd, target.text));
}

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
  if (words.some((word) => /^[-+]A/.test(word.text ?? ''))) return forget(words, walker);
  const first = words.findIndex((word) => word.text === '--' || (word.text !== undefined && !/^[-+]/.test(word.text)));
  if (first < 0) return '';
  if (words[first]?.text === '--') walker.state.positional = words.slice(first + 1);
  // `set -o pipefail`: the word after -o is no parameter.
  else if (!/^[-+][a-zA-Z]*o$/.test(words[first - 1]?.text ?? '')) walker.state.positional = words.slice(first);
  return '';
}

/** The variables that are named are no longer known. */
function forget(words: readonly Argument[], walker: Walker): Output {
  for (const word of words) {
    const name = /^([A-Za-z_]\w*)(?:$|\[|\?)/.exec(word.text ?? '')?.[1];
    if (name !== undefined) walker.state.assign(name, unknownValue);
    else if (word.text === undefined) {
      const all = walker.state.variables.entries();
      walker.spend(all.length * 32);
      for (const [each] of all) walker.state.assign(each, unknownValue);
    }
  }
  if (words.every((word) => word.text?.startsWith('-') === true)) {
    for (const name of ['REPLY', 'MAPFILE']) walker.state.assign(name, unknownValue);
  }
  return '';
}

/** `read -r NAME` of a line that is known; everything else that is read is not. */
function readWords(words: readonly Argument[], walker: Walker, stdin: Stdin): Output {
  forget(words, walker);
  const names = words.filter((word) => word.text !== '-r');
  const [only] = names;
  if (names.length !== 1 || stdin?.text === undefined || walker.state.variables.has('IFS') || !/^[A-Za-z_]\w*$/.test(only?.text ?? '')) return '';
  const line = stdin.text.split('\n')[0] ?? '';
  if (!line.includes('\\')) walker.state.assign(only?.text ?? '', { text: line.replace(/^[ \t]+|[ \t]+$/g, ''), glob: false });
  return '';
}

/** `mapfile -C command`: runs it every few lines. */
function readLines(words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span): Output {
  refuseWith(words, ['-C'], 'mapfile', walker, span);
  return forget(words, walker);
}

function defineAlias(word: Argument, walker: Walker, span: Span): void {
  const at = word.text?.indexOf('=') ?? -1;
  if (word.text === undefined) walker.sink.push(walker.scope(undefined).uninspectable('shell.alias', `the alias \`${word.raw}\` is not known before it runs`, span));
  else if (at > 0) {
    const [name, text] = [word.text.slice(0, at), word.text.slice(at + 1)];
    if ((walker.state.aliases.get(name)?.length ?? 0) > maxDefinitions) walker.sink.push(walker.scope(undefined).uninspectable('limit.definitions', `the alias \`${name}\` has more than ${maxDefinitions} definitions that may hold`, span));
    else walker.state.aliases.set(name, [text]);
    walker.sink.push(...walker.scope(undefined).shell(text, word.span));
  }
}

/** eval and trap: words that are shell text. */
function runText(words: readonly Argument[], name: string, walker: Walker, span: Span): Output {
  const scope = walker.scope(undefined);
  const texts = words.filter((word) => word.text !== '--').map((word) => word.text);
  const known = words.map((word) => word.raw).join(' ');
  if (idioms.test(known)) return '';
  if (words.some((word) => word.text === undefined || word.standsIn === true)) walker.sink.push(scope.uninspectable(`shell.${name}`, `what \`${name}\` would run is not known before it runs`, span));
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
  const bad = words.find((word) => word.text === undefined ? word.splits : options.some((option) => word.text === option || (option.length === 2 && word.text?.startsWith(option) === true)));
  if (bad !== undefined) walker.sink.push(walker.scope(undefined).uninspectable(`shell.${name}`, `\`${name} ${bad.raw}\` changes what later commands do`, span));
  return undefined;
}
