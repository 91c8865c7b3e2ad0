import { joinPath } from '../resolve/lexicalPath.ts';
import { classifyPath, type PathClass } from '../resolve/pathClass.ts';
import { withAnswer, type TrustOffer, type TrustScope } from '../trust/trust.ts';
import { handedOnVerb, isVerb, verbOf } from '../trust/verb.ts';
import type { Effect, Span } from '../verdict.ts';
import type { Scope } from './handler.ts';
import type { Argument } from './invocation.ts';

/*
 * A program that no table knows. It asks, and a person may answer for the workspace: for its verb, for what only reads, or
 * for all that names nothing outside the workspace. The answer lifts that one question. What the words show by themselves
 * stays a finding of its own: a command that is handed over to be run, a place outside, a secret, production.
 */

/** Judges a program that no table knows by its name and its words. */
export function unknownProgram(program: Argument, name: string, rest: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  if (onlyHelps(rest)) return [scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'machine', rule: 'execute.version', reason: `shows the version or the help of \`${name}\`` }, span)];
  const own = ownExecutable(name, scope);
  if (own !== undefined) return scope.script('other', { ...program, text: own }, 'execute.script');
  return asked(scope.uninspectable('execute.unknown-program', `nothing is known about the program \`${program.raw}\``, span), name, rest, span, scope);
}

/** Judges the program of a package that no table knows, which is fetched from the registry for this: it runs whatever the words are. */
export function unknownPackage(name: string, rest: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  return asked(scope.uninspectable('package.exec', `nothing is known about the package \`${name}\``, span), name, rest, span, scope);
}

/** The question with what a person may answer for the workspace, and what the words show besides. */
function asked(question: Effect, name: string, rest: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const reach = scope.place.kind === 'local' ? reachOf(rest, scope) : 'outside';
  const verb = handsOn(rest, scope) ? { text: handedOnVerb, reads: false } : verbOf(rest.map((word) => word.text));
  const scopes = verb === undefined || searchedAnywhere(scope) ? [] : scopesFor(reach, verb.reads);
  if (verb === undefined || scopes.length === 0) return [question, ...handedOver(rest, span, scope)];
  return [{ ...question, trust: withAnswer({ program: name, verb: verb.text, scopes }, scope.world.trusted()) }, ...handedOver(rest, span, scope)];
}

/** The question that a person may answer about a sub-command that a table does not list (an extension, a plug-in). */
export function unknownVerb(program: string, rest: readonly Argument[], scope: Scope): TrustOffer | undefined {
  if (scope.place.kind !== 'local' || reachOf(rest, scope) !== 'inside') return undefined;
  const verb = verbOf(rest.map((word) => word.text));
  return verb === undefined || verb.text === '' ? undefined : withAnswer({ program, verb: verb.text, scopes: ['verb'] }, scope.world.trusted());
}

/** `--version` alone, or `--help` behind words that name a sub-command. */
function onlyHelps(rest: readonly Argument[]): boolean {
  const words = rest.map((word) => word.text);
  if (words.length === 1 && /^(?:--version|--help|-V|version|help)$/.test(words[0] ?? '')) return true;
  return words.length <= 4 && words.at(-1) === '--help' && words.slice(0, -1).every((word) => word !== undefined && /^[a-z][\w:-]*$/.test(word));
}

/** What looking into one directory of the search path costs; a path without end leaves the program unknown. */
const directoryWork = 64;

/** The file behind a bare name where the search path leads into the workspace or to what the agent wrote: it is read, its name proves nothing. */
function ownExecutable(name: string, scope: Scope): string | undefined {
  const { world } = scope;
  const separator = world.platform === 'windows' ? ';' : ':';
  for (const directory of (scope.variable('PATH') ?? '').split(separator)) {
    if (!scope.spend(directoryWork)) break;
    const path = directory === '' ? undefined : scope.resolve(`${directory}/${name}`);
    if (path === undefined) continue;
    const real = scope.realPath(path);
    const { inWorkspace, temporary } = classifyPath(real, world);
    const own = inWorkspace || temporary || world.session.written.includes(real);
    // What the line itself wrote is not on the disk yet.
    if (world.path(path).kind === 'file' || (own && scope.readText(path) !== undefined)) return own ? real : undefined;
  }
  return undefined;
}

/** Whether the line set the search path to something that is not known: then the name may mean any program. */
const searchedAnywhere = (scope: Scope): boolean => scope.variable('PATH') === undefined && scope.world.env('PATH') !== undefined;

/** How far the words of a command reach: `unsure` holds words that are not known, or an address. */
type Reach = 'inside' | 'unsure' | 'outside';

function scopesFor(reach: Reach, reads: boolean): readonly TrustScope[] {
  switch (reach) {
    case 'inside':
      return reads ? ['verb', 'reading', 'workspace'] : ['verb', 'workspace'];
    case 'unsure':
      return reads ? ['verb', 'reading'] : ['verb'];
    case 'outside':
      return [];
  }
}

function reachOf(words: readonly Argument[], scope: Scope): Reach {
  const { world, cwd } = scope;
  // Outside the workspace a bare word may be a file of another project.
  let reach: Reach = cwd !== undefined && (cwd === world.root || staysInside(classifyPath(cwd, world).class)) ? 'inside' : 'unsure';
  for (const word of words) {
    const one = reachOfWord(word, scope);
    if (one === 'outside') return one;
    if (one === 'unsure') reach = one;
  }
  return reach;
}

function reachOfWord({ text, glob }: Argument, scope: Scope): Reach {
  if (text === undefined) return 'unsure';
  if (/\s/.test(text.trim()) && !/^[~/]/.test(text)) return 'inside';
  if (scope.isProduction(text)) return 'outside';
  const value = text.replace(/^-{1,2}[\w-]+=/, '').replace(/^@/, '');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return 'unsure';
  if (value === '' || value.startsWith('-')) return 'inside';
  const { world } = scope;
  if (!/[/\\]|^[~.]/.test(value)) return classifyPath(joinPath(world.root, value), world).class === 'secret' ? 'outside' : 'inside';
  const literal = value.slice(0, value.search(/[*?[{]/));
  const path = scope.resolve(glob ? literal.slice(0, literal.lastIndexOf('/') + 1) || '.' : value);
  if (path === undefined) return 'unsure';
  const real = scope.realPath(path);
  return real === world.root || staysInside(classifyPath(real, world).class) ? 'inside' : 'outside';
}

function staysInside(place: PathClass): boolean {
  switch (place) {
    case 'null-device':
    case 'regenerable':
    case 'data':
    case 'workspace':
    case 'temporary':
      return true;
    case 'ancestor':
    case 'guard':
    case 'agent-settings':
    case 'git-directory':
    case 'device':
    case 'secret':
    case 'code-running':
    case 'outside':
      return false;
  }
}

/** Whether the words behind the program are a command of a known program, and no sub-command of its own (`wrap git status`): its one verb is then to hand them on. */
function handsOn([first]: readonly Argument[], scope: Scope): boolean {
  return first?.text !== undefined && !isVerb(first.text) && isProgram(first.text, scope);
}

/** Words that the program may run: a known program with its words (`wrap git reset --hard`), or one word that is a whole command (`wrap -c 'rm -rf src'`). */
function handedOver(rest: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const inner = commandStarts(rest).filter((at) => isProgram(rest[at]?.text ?? '', scope)).flatMap((at) => scope.command(rest.slice(at), span));
  const texts = rest.flatMap(({ text, span: place }) => (text !== undefined && /\s/.test(text) && isProgram(/^\s*(\S+)\s/.exec(text)?.[1] ?? '', scope) ? scope.shell(text, place) : []));
  return [...inner, ...texts].filter((effect) => !effect.uninspectable || !/\.unknown-(?:option|sub-command)$/.test(effect.rule));
}

/** Sub-commands behind which a command stands. */
const runners = new Set('-- exec run x do shell with proxy wrap each foreach retry sandbox env'.split(' '));

/** Where a command may begin: at the first word, the second where the first may be the value of an option, and behind whatever runs commands. */
function commandStarts(rest: readonly Argument[]): readonly number[] {
  const first = rest.findIndex((word) => word.text === undefined || !word.text.startsWith('-'));
  const behind = rest.flatMap((word, at) => (runners.has(word.text ?? '') ? [at + 1] : []));
  return [...new Set([...(first < 0 ? [] : first > 0 ? [first, first + 1] : [first]), ...behind])];
}

/** Programs that are called like the sub-commands of many others, and destroy nothing by themselves: taken for the sub-command. */
const ownWords = new Set('skills init open sync restore dump test task link status service users groups host file build update info config'.split(' '));

const isProgram = (name: string, scope: Scope): boolean => !ownWords.has(name) && scope.programs(name) !== undefined;
