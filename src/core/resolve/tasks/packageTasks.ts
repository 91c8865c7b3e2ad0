import type { Scope } from '../../classify/handler.ts';
import type { Argument, Invocation } from '../../classify/invocation.ts';
import type { Effect, Span } from '../../verdict.ts';
import { matchesName } from '../../globName.ts';
import { parseJsonc } from '../jsonc.ts';
import { joinPath } from '../lexicalPath.ts';
import { manifestFor, quoted } from '../packageScript.ts';
import { below, entriesOf, listOf, textOf, textsOf } from './fields.ts';
import { filtered, packagesOf, withNeeds, type WorkspacePackage } from './workspaces.ts';

/** What runners of package scripts do (Turborepo, Nx, Lerna, npm-run-all, concurrently and kin). Undefined = nothing of the project's own. */
export function packageTasks(invocation: Invocation, scope: Scope): readonly Effect[] | undefined {
  switch (invocation.program) {
    case 'turbo':
      return turbo(invocation, scope);
    case 'nx':
      return nx(invocation, scope);
    case 'lerna':
      return lerna(invocation, scope);
    case 'npm-run-all':
      return ownScripts(invocation.operands, invocation.span, scope);
    case 'concurrently':
    case 'start-server-and-test':
      return invocation.operands.flatMap((operand) => lineEffects(operand, scope));
    case 'dotenv':
      return withEnvironment(invocation, scope);
    case 'onchange':
      return behindSeparator(invocation, scope);
    default:
      return undefined;
  }
}

const runs = (names: readonly string[], span: Span, scope: Scope): Effect => scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule: 'task.packages', reason: `runs ${names.map((name) => `\`${name}\``).join(', ')} in packages of this repository` }, span);
const unknown = (word: Argument, scope: Scope): Effect => scope.uninspectable('task.packages', `which task \`${word.raw}\` is, is not known before it runs`, word.span);

/** `turbo [run] NAMES [--filter=…] [-- words]`: the script of that name in every package. */
function turbo(invocation: Invocation, scope: Scope): readonly Effect[] | undefined {
  const { words, span } = invocation;
  const end = words.findIndex(({ text }) => text === '--');
  const own = (end < 0 ? words : words.slice(0, end)).slice(1);
  const named = own.filter(({ text }, index) => text?.startsWith('-') !== true && !/^(?:-F|--filter|--cwd|--token|--team)$/.test(own[index - 1]?.text ?? ''));
  const [verb] = named;
  const names = verb?.text === 'run' ? named.slice(1) : named;
  if (names.length === 0 || (verb?.text !== 'run' && /^(?:prune|login|logout|link|unlink|gen|generate|daemon|ls|query|scan|telemetry|watch|info|bin|config|boundaries|clone)$/.test(verb?.text ?? ''))) return undefined;
  const filters = own.flatMap(({ text }, index) => (text?.startsWith('--filter=') === true ? text.slice(9) : /^(?:-F|--filter)$/.test(own[index - 1]?.text ?? '') ? (text ?? '...') : []));
  return inPackages(names, filters, end < 0 ? [] : words.slice(end + 1), span, scope);
}

/** `lerna run NAME [--scope=…]`, `lerna exec -- COMMAND`. */
function lerna({ path, operands, words, span }: Invocation, scope: Scope): readonly Effect[] | undefined {
  if (path[0] === 'exec') {
    const found = packagesOf(scope).packages.map(({ directory }) => directory);
    return operands.length === 0 ? undefined : (found.length === 0 ? [scope.cwd] : found.slice(0, 50)).flatMap((directory) => scope.inDirectory(directory, (inner) => inner.command(operands, span)));
  }
  if (path[0] !== 'run' || operands.length === 0) return undefined;
  const filters = words.flatMap(({ text }) => (text?.startsWith('--scope=') === true ? text.slice(8) : []));
  return inPackages(operands.slice(0, 1), filters, operands.slice(1), span, scope);
}

function inPackages(names: readonly Argument[], filters: readonly string[], passed: readonly Argument[], span: Span, scope: Scope): readonly Effect[] | undefined {
  const unread = names.find(({ text }) => text === undefined);
  if (unread !== undefined) return [unknown(unread, scope)];
  const { packages } = packagesOf(scope);
  if (packages.length === 0) return undefined;
  const chosen = filters.length === 0 ? packages : filters.flatMap((filter) => filtered(filter, packages, scope) ?? []);
  const texts = names.flatMap(({ text }) => text?.replace(/^.*#/, '') ?? []);
  const before = neededTasks(texts, packages[0]?.directory, scope);
  const effects = withNeeds(chosen, packages).flatMap((one) => [...before.flatMap((name) => scriptIn(one, name, [], span, scope)), ...texts.flatMap((name) => scriptIn(one, name, passed, span, scope))]);
  return [...effects, runs(texts, span, scope)];
}

/** Tasks that turbo.json runs before the named ones (`dependsOn`, in this or in other packages). */
function neededTasks(names: readonly string[], root: string | undefined, scope: Scope): readonly string[] {
  const text = root === undefined ? undefined : scope.readText(joinPath(root, 'turbo.json'));
  const file = text === undefined ? undefined : parseJsonc(text);
  const tasks = below(file, 'tasks') ?? below(file, 'pipeline');
  const found = new Set(names);
  for (const name of found) for (const need of textsOf(below(tasks, name, 'dependsOn'))) found.add(need.replace(/^\^|^.*#/, ''));
  return [...found].filter((name) => !names.includes(name) && !name.startsWith('$'));
}

/** One script of one package; a package without it is passed over. */
function scriptIn({ directory, scripts }: WorkspacePackage, name: string, passed: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  if (!Object.hasOwn(scripts, name)) return [];
  return scope.packageScript(name, span, directory, passed);
}

/** `nx run PROJECT:TARGET`, `nx TARGET PROJECT`, `nx run-many -t A B`, `nx affected -t A`. */
function nx({ words, span }: Invocation, scope: Scope): readonly Effect[] | undefined {
  const texts = words.slice(1).map(({ text }) => text ?? '');
  const plain = texts.filter((text) => !text.startsWith('-'));
  const [verb = '', second = ''] = plain;
  const { packages } = packagesOf(scope);
  if (verb === 'run-many' || verb === 'affected') {
    const at = texts.findIndex((text) => /^(?:-t|--targets?)$/.test(text));
    const behind = texts.slice(at + 1);
    const end = behind.findIndex((text) => text.startsWith('-'));
    const targets = [...texts.flatMap((text) => /^(?:-t|--targets?)=(.*)$/.exec(text)?.[1]?.split(',') ?? []), ...(at < 0 ? [] : (end < 0 ? behind : behind.slice(0, end)).flatMap((text) => text.split(',')))];
    return [...packages.flatMap((one) => targets.flatMap((target) => targetIn(one, target, packages, span, scope, 0))), runs(targets, span, scope)];
  }
  const [project = '', target = ''] = verb === 'run' ? second.split(':') : [second, verb];
  const found = packages.find(({ name }) => name === project);
  if (found === undefined || target === '') return undefined;
  const effects = targetIn(found, target, packages, span, scope, 0);
  return [...effects, runs([target], span, scope)];
}

/** A target of project.json, or the script of that name. `run-commands` runs text; other executors build. */
function targetIn(one: WorkspacePackage, name: string, packages: readonly WorkspacePackage[], span: Span, scope: Scope, depth: number): readonly Effect[] {
  const target = below(one.targets, name);
  if (depth > 8) return [scope.uninspectable('limit.depth', 'targets depend on each other too deep', span)];
  if (target === undefined) return scriptIn(one, name, [], span, scope);
  const needs = textsOf(below(target, 'dependsOn')).flatMap((need) => (need.startsWith('^') ? packages.filter((other) => other !== one).flatMap((other) => targetIn(other, need.slice(1), packages, span, scope, depth + 1)) : targetIn(one, need, packages, span, scope, depth + 1)));
  const options = [below(target, 'options'), ...entriesOf(below(target, 'configurations')).map(([, value]) => value)];
  const lines = [textOf(below(target, 'command')), ...options.flatMap((option) => [textOf(below(option, 'command')), textOf(below(option, 'script')) === undefined ? undefined : `npm run ${quoted(textOf(below(option, 'script')) ?? '')}`, ...listOf(below(option, 'commands')).map((value) => textOf(value) ?? textOf(below(value, 'command')))])];
  const cwd = options.map((option) => textOf(below(option, 'cwd'))).find((text) => text !== undefined);
  const directory = cwd === undefined ? one.directory : (scope.resolve(cwd.replace(/\{workspaceRoot\}/g, '.').replace(/\{projectRoot\}/g, one.directory)) ?? one.directory);
  return [...needs, ...lines.flatMap((line) => (line === undefined ? [] : scope.inDirectory(directory, (inner) => inner.shell(line.replace(/\{[\w.]+\}/g, '"$TAGOUT_UNKNOWN"'), span))))];
}

/** `npm-run-all clean build:*`: scripts of the nearest manifest by pattern; `-- words` is left to the script. */
function ownScripts(operands: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const manifest = manifestFor(scope.cwd, scope);
  if (manifest === undefined || manifest === 'unreadable') return [scope.uninspectable('task.packages', 'package.json, which says what it runs, could not be read', span)];
  const names = operands.flatMap((operand) => {
    if (operand.text === undefined) return [];
    const pattern = operand.text.split(' ')[0]?.replaceAll('**', '*') ?? '';
    return Object.keys(manifest.scripts).filter((name) => matchesName(pattern, name) && (operand.text?.includes('**') === true || name.split(':').length === pattern.split(':').length));
  });
  const unread = operands.filter(({ text }) => text === undefined).map((word) => unknown(word, scope));
  return [...unread, ...names.flatMap((name) => scope.packageScript(name, span)), runs(names, span, scope)];
}

/** `dotenv -e FILE -- COMMAND`: the command gets what the files set. One that cannot be read and is named for production may hold anything of it. */
function withEnvironment(invocation: Invocation, scope: Scope): readonly Effect[] | undefined {
  const { operands, path, span } = invocation;
  if (operands.length === 0 || (path.length > 0 && path[0] !== 'run')) return undefined;
  const named = ['-e', '-f'].flatMap((option) => invocation.values(option));
  const variables = new Map<string, string | undefined>();
  for (const { text } of named.length === 0 ? [{ text: '.env' }] : named) {
    const found = text === undefined ? undefined : scope.readText(scope.resolve(text) ?? '');
    if (found === undefined && text !== undefined && scope.isProduction(text)) for (const name of ['DATABASE_URL', 'NODE_ENV']) variables.set(name, 'production');
    for (const [, name = '', double, single, plain] of (found ?? '').matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*))/gm)) variables.set(name, double ?? single ?? plain ?? '');
  }
  return scope.command(operands, span, undefined, variables);
}

/** `onchange GLOBS -- COMMAND`. */
function behindSeparator({ words, span }: Invocation, scope: Scope): readonly Effect[] | undefined {
  const at = words.findIndex(({ text }) => text === '--');
  return at < 0 || at + 1 === words.length ? undefined : scope.command(words.slice(at + 1), span);
}

/** A shell line, or `npm:NAME` for scripts by pattern. A plain name may be a script. */
function lineEffects(operand: Argument, scope: Scope): readonly Effect[] {
  const { text, span } = operand;
  if (text === undefined) return [unknown(operand, scope)];
  if (/^(?:https?|tcp|http-get|https-get|socket|file):|^\d+$/.test(text)) return [];
  const script = /^(?:npm|yarn|pnpm|bun|node|deno):(\S+)/.exec(text);
  if (script?.[1] !== undefined) return ownScripts([{ ...operand, text: script[1] }], span, scope);
  const manifest = manifestFor(scope.cwd, scope);
  if (typeof manifest === 'object' && Object.hasOwn(manifest.scripts, text)) return scope.packageScript(text, span);
  return scope.shell(text, span);
}

/** Which packages a package manager is told to run a script in. */
export interface Selection {
  readonly filters: readonly Argument[];
  /** Every package (`--workspaces`, `-r`); those without the script are passed over. */
  readonly all: boolean;
}

/** `npm run NAME -w a`, `pnpm --filter a NAME`, `npm run NAME --workspaces`: the script in each of the packages. */
export function selectedScripts(name: string, { filters, all }: Selection, passed: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const { packages } = packagesOf(scope);
  const effects = all ? packages.flatMap((one) => scriptIn(one, name, passed, span, scope)) : [];
  for (const filter of filters) {
    const chosen = filter.text === undefined ? undefined : filtered(filter.text, packages, scope);
    if (chosen === undefined) effects.push(scope.uninspectable('package.script', `which package \`${filter.raw}\` is, is not known`, filter.span));
    else effects.push(...chosen.flatMap((one) => scriptIn(one, name, passed, span, scope)));
  }
  return [...effects, runs([name], span, scope)];
}

