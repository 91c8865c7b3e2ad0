// A late part (esbuild.js): most lines call none of these, so it exports functions only.
import type { Argument } from '../classify/invocation.ts';
import type { Span } from '../verdict.ts';
import { maxDefinitions } from './limits.ts';
import { printedBy } from './output.ts';
import { shellState } from './shellState.ts';
import { sourceFile } from './source.ts';
import { unknownValue } from './state.ts';
import type { Output, Stdin, Walker } from './walker.ts';

type Builtin = (words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span) => Output;

/** Builtins that few lines call: they take words for code, for names, or read. */
const table: Readonly<Record<string, Builtin>> = {
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
  hash: (words, walker, _, span) => refuseWith(words, ['-p'], 'hash', walker, span),
  enable: (words, walker, _, span) => refuseWith(words, ['-f'], 'enable', walker, span),
  complete: (words, walker, _, span) => refuseWith(words, ['-C', '-F', '-W'], 'complete', walker, span),
  compgen: (words, walker, _, span) => refuseWith(words, ['-C', '-F', '-W'], 'compgen', walker, span),
  emulate: (words, walker, _, span) => refuseWith(words, ['-c'], 'emulate', walker, span),
  zstyle: (words, walker, _, span) => refuseWith(words, ['-e'], 'zstyle', walker, span),
  jobs: (words, walker, stdin, span) => (words[0]?.text === '-x' ? walker.dispatch(words.slice(1), stdin, span) : undefined),
  let: (words, walker) => {
    for (const word of words) {
      const name = /^\s*(?:(?:\+\+|--)\s*)?(\w+)/.exec(word.text ?? '')?.[1];
      if (name !== undefined) walker.state.assign(name, { text: '0', glob: false, standsIn: true });
    }
    return '';
  },
  bind: (words, walker, _, span) => refuseWith(words, ['-x', '-f'], 'bind', walker, span),
  zmodload: (words, walker, _, span) => refuseWith(words, words.map((word) => word.text ?? ''), 'zmodload', walker, span),
  history: (words, walker, _, span) => refuseWith(words, ['-c', '-d', '-w', '-a', '-r', '-s'], 'history', walker, span),
  /** `printf -v NAME …`. */
  printf: (words, walker, stdin) => {
    const apart = words[0]?.text === '-v';
    const name = apart || words[0] === undefined ? words[1] : { ...words[0], text: words[0].text?.slice(2) };
    if (name === undefined) return '';
    forget([name], walker);
    if (/^[A-Za-z_]\w*$/.test(name.text ?? '')) walker.state.assign(name.text ?? '', { text: printedBy('printf', words.slice(apart ? 2 : 1), stdin), glob: false });
    return '';
  },
};

/** Runs one of them; of any other name nothing is known. */
export function runRareBuiltin(name: string, words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span): Output {
  return Object.hasOwn(table, name) ? table[name]?.(words, walker, stdin, span) : undefined;
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
  if (!line.includes('\\')) walker.state.assign(only?.text ?? '', { text: line.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, ''), glob: false });
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
  if (idioms.test(known)) {
    walker.sink.push(shellState(walker.scope(undefined), span));
    return '';
  }
  if (words.some((word) => word.text === undefined || word.standsIn === true)) walker.sink.push(scope.uninspectable(`shell.${name}`, `what \`${name}\` would run is not known before it runs`, span));
  else walker.sink.push(...(name === 'eval' ? scope.shellHere(texts.join(' '), span) : scope.shell(texts.join(' '), span)));
  return undefined;
}

/** Set-up lines that every tool's manual gives: their output is the tool's own. */
const idioms = /^"?\$\((?:ssh-agent(?: -[sc])?|(?:\/opt\/homebrew\/bin\/|\/usr\/local\/bin\/|\/home\/linuxbrew\/\.linuxbrew\/bin\/)?brew shellenv(?: \w+)?|direnv (?:hook|export) \w+|(?:pyenv|rbenv|nodenv|fnm|mise|zoxide|starship|conda) (?:init|env|activate|hook|shellenv)[\w =-]*|dircolors(?: -b)?|docker-machine env [\w-]+|minikube docker-env)\)"?$/;

/** Options of a harmless builtin that load or replace code. */
function refuseWith(words: readonly Argument[], options: readonly string[], name: string, walker: Walker, span: Span): Output {
  const bad = words.find((word) => word.text === undefined ? word.splits : options.some((option) => word.text === option || (option.length === 2 && word.text?.startsWith(option) === true)));
  if (bad !== undefined) walker.sink.push(walker.scope(undefined).uninspectable(`shell.${name}`, `\`${name} ${bad.raw}\` changes what later commands do`, span));
  return undefined;
}
