import { baseName } from '../../resolve/lexicalPath.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import type { Language } from '../programTable.ts';
import { languages } from '../programTable.ts';
import { liesOutside, shownToAll } from './servesFiles.ts';

/** sh, bash, zsh: `-c TEXT`, a script file, or standard input. `-n` only checks the syntax. */
export const shell: Handler = (invocation, scope) => {
  if (invocation.has('-n') && !invocation.has('-c')) return [];
  const [first, ...parameters] = invocation.operands;
  if (invocation.has('-c')) {
    if (first === undefined) return [];
    if (first.text === undefined) return [scope.uninspectable('shell.computed-text', `what the shell would run (\`${first.raw}\`) is not known before it runs`, first.span)];
    return scope.shell(first.text, first.span, undefined, parameters.length > 0 ? parameters : invocation.words.slice(0, 1));
  }
  if (first !== undefined && first.text !== '-' && !invocation.has('-s')) return scope.script('shell', first, 'shell.script', [first, ...parameters]);
  if (scope.stdin === undefined) return [session(invocation, scope)];
  if (scope.stdin.text === undefined) return [scope.uninspectable('shell.piped-text', 'runs text that is only known when it runs', invocation.span)];
  return scope.shell(scope.stdin.text, invocation.span, undefined, [...invocation.words.slice(0, 1), ...invocation.operands.filter((word) => word.text !== '-')]);
};

/** Without text, file or input it waits for what is typed, which nobody can judge beforehand. */
const session = (invocation: Invocation, scope: Scope): Effect => scope.uninspectable('shell.session', `opens a session of \`${invocation.program}\`, where what is typed cannot be judged`, invocation.span);

/** script: without a command it opens a shell. */
export const scriptSession: Handler = (invocation, scope) => (invocation.has('-c') || invocation.operands.length > 1 ? [] : [session(invocation, scope)]);

/** The language by the name that was typed: one table serves several interpreters. */
function languageOf(invocation: Invocation): Language {
  const name = baseName(invocation.words[0]?.text ?? invocation.program).replace(/\.exe$/i, '');
  const plain = name.replace(/(?<![\d.])[\d.]+$/, '');
  return byProgram[name] ?? byProgram[plain] ?? languages.find((one) => one === plain) ?? byProgram[invocation.program] ?? 'other';
}

const byProgram: Readonly<Record<string, Language>> = {
  python: 'python', pypy: 'python', py: 'python', node: 'javascript', nodejs: 'javascript', deno: 'javascript', bun: 'javascript', tsx: 'javascript', 'ts-node': 'javascript', ruby: 'ruby', jruby: 'ruby', perl: 'perl', php: 'php', lua: 'lua', luajit: 'lua', Rscript: 'r', osascript: 'applescript',
};

/** python, node, ruby, perl, php: inline code (`-c`, `-e`, `-r`), a script file, or standard input. */
export const interpreter: Handler = (invocation, scope) => {
  const language = languageOf(invocation);
  const module = invocation.value('-m');
  if (module !== undefined) return moduleEffects(module, invocation, scope);
  const [first] = invocation.operands;
  const known = first?.text === undefined ? undefined : /(?:^|\/)(manage\.py|artisan|console)$/.exec(first.text)?.[1];
  if (known !== undefined && scope.programs(known) !== undefined && scope.readText(scope.resolve(first?.text ?? '') ?? '') === undefined) {
    return scope.command([{ ...(first ?? module ?? invocationWord(invocation)), text: known }, ...invocation.operands.slice(1)], invocation.span);
  }
  const effects: Effect[] = [];
  let inline = false;
  for (const option of ['-c', '-e', '-E', '-p', '-r', '--eval', '--print']) {
    if (option === '-r' && language !== 'php' && language !== 'r') continue;
    for (const value of invocation.values(option)) {
      inline = true;
      effects.push(...(value.text === undefined ? [scope.uninspectable('code.unknown', `the code \`${value.raw}\` is not known before it runs`, value.span)] : scope.code(language, value.text, value.span)));
    }
  }
  if (language === 'ruby') effects.push(...invocation.values('-r').flatMap((library) => scope.code('ruby', `require '${library.text ?? '?'}'`, library.span)));
  const [file] = invocation.operands;
  if (inline && (language === 'perl' || language === 'ruby')) effects.push(...invocation.operands.flatMap((operand) => scope.path(invocation.has('-i') ? 'write' : 'read', operand, 'code.file')));
  // `php vendor/bin/phpunit`: what a package installed there is judged as the program of its name.
  const installed = file?.text === undefined ? undefined : /(?:^|\/)(?:vendor\/bin|node_modules\/\.bin|\.?venv\/bin|bin)\/([\w.-]+)$/.exec(file.text)?.[1];
  if (!inline && file !== undefined && installed !== undefined && scope.programs(installed) !== undefined && scope.readText(scope.resolve(file.text ?? '') ?? '') === undefined) {
    return [...effects, ...scope.command([{ ...file, text: installed }, ...invocation.operands.slice(1)], invocation.span)];
  }
  if (language === 'javascript' && invocation.has('--test')) return [...effects, scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule: 'code.tests', reason: 'runs the tests of the project' }, invocation.span)];
  if (inline || (language === 'javascript' && ( invocation.has('--check'))) || (language === 'php' && invocation.has('-l'))) return effects;
  if (file !== undefined && file.text !== '-') return [...effects, ...scope.script(language, file, 'code.script')];
  if (scope.stdin === undefined) return effects.length > 0 || invocation.words.length > 1 ? effects : [session(invocation, scope)];
  return [...effects, ...(scope.stdin.text === undefined ? [scope.uninspectable('code.piped', 'runs code that is only known when it runs', invocation.span)] : scope.code(language, scope.stdin.text, invocation.span))];
};

const invocationWord = (invocation: Invocation): Argument => ({ text: undefined, raw: invocation.program, glob: false, splits: false, span: invocation.span });

/** Modules of Python itself that only show, serve locally or write where they are told. */
const harmlessModules = /^(?:venv|build|doctest|http\.server|unittest(?:\..*)?|compileall|py_compile|pydoc|site|sysconfig|platform|calendar|this|tokenize|ast|dis|ensurepip|zipapp|base64|pip_audit|inspect)$/;

/** Those that only show, where no file to write is named. */
const showingModules = /^(?:json\.tool|platform|sysconfig|site|calendar|this|tokenize|dis|pydoc|inspect)$/;

/** Those that run a file or statements that they are given. */
const runningModules = /^(?:timeit|pdb|cProfile|profile|trace|doctest|runpy|bdb)$/;

function runByModule(name: string, words: readonly Argument[], invocation: Invocation, scope: Scope): readonly Effect[] {
  const given = words.filter(({ text }) => text?.startsWith('-') !== true && text !== name);
  if (name === 'timeit') return given.flatMap(({ text, span }) => (text === undefined ? [] : scope.code('python', text, span)));
  const file = given.find(({ text }) => text?.endsWith('.py') === true);
  if (file === undefined || (name === 'pdb' && invocation.words.some(({ text }) => text === '-c' || text === '--command'))) return [scope.uninspectable('code.module', `what the module \`${name}\` runs is not known`, invocation.span)];
  return scope.script('python', file, 'code.module');
}

/** `python -m NAME …`: a program of its own, by the table of its name. */
function moduleEffects(module: Argument, invocation: Invocation, scope: Scope): readonly Effect[] {
  if (module.text === undefined) return [scope.uninspectable('code.module', `which module \`${module.raw}\` is, is not known before it runs`, module.span)];
  const name = module.text;
  const files = invocation.operands.filter((word) => word.text !== undefined && word !== module);
  if (showingModules.test(name) && (name !== 'json.tool' || files.length < 2)) return files.flatMap((file) => scope.path('read', file, 'code.module'));
  if (name === 'http.server' && files.some((file) => liesOutside(file, scope))) return [shownToAll('code.module', invocation.span, scope)];
  if (runningModules.test(name) && !(name === 'doctest' && files.every(({ text }) => /\.(?:md|rst|txt)$/.test(text ?? '')))) return runByModule(name, files, invocation, scope);
  // What lies in its `bin` are the tools that it brings.
  if (name === 'venv') for (const { text } of files) scope.note({ built: scope.resolve(text ?? '') ?? '' });
  if (harmlessModules.test(name)) return [scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule: 'code.module', reason: `runs the module \`${name}\`` }, invocation.span)];
  const at = invocation.words.findIndex((word) => word.text === name || word.text === `-m${name}`);
  const program = name.split('.')[0] ?? name;
  if (scope.programs(program) !== undefined) return scope.command([{ ...module, text: program }, ...invocation.words.slice(at + 1)], invocation.span);
  const path = name.replaceAll('.', '/');
  const file = [`${path}.py`, `${path}/__main__.py`].find((one) => scope.readText(scope.resolve(one) ?? '') !== undefined);
  if (file === undefined) return [scope.uninspectable('code.module', `nothing is known about the module \`${name}\``, module.span)];
  return scope.script('python', { ...module, text: file }, 'code.module');
}
