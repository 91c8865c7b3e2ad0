import { guardEffect, guardedByCopy } from '../../resolve/guardReach.ts';
import { baseName } from '../../resolve/lexicalPath.ts';
import { classifyPath } from '../../resolve/pathClass.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';

/** Where the words of cp, mv, install and ln go: the last operand, or the value of `-t`. */
interface Transfer {
  readonly sources: readonly Argument[];
  readonly target: Argument | undefined;
}

function transferOf(invocation: Invocation): Transfer {
  const directory = invocation.value('--target-directory');
  const { operands } = invocation;
  if (directory !== undefined) return { sources: operands, target: directory };
  return operands.length < 2 ? { sources: operands, target: undefined } : { sources: operands.slice(0, -1), target: operands.at(-1) };
}

/** cp, install: sources are read, targets written. Copying nothing over a file empties it. */
export const copyPaths: Handler = (invocation, scope) => {
  const { sources, target } = transferOf(invocation);
  const rule = ruleOf(invocation);
  const reads = sources.flatMap((source) => scope.path('read', source, rule).filter((effect) => effect.kind !== 'secret' || leaves(target, scope)));
  if (target === undefined) return reads;
  const empties = sources.some((source) => source.text === '/dev/null');
  const keeps = ['--no-clobber', '--update', '--backup', '-b'].some((option) => invocation.has(option));
  if (invocation.has('--link') || invocation.has('--symbolic-link')) return [...reads, ...linked(sources, targets(sources, target, scope), 'append', !invocation.has('--link'), rule, scope)];
  noteCopies(sources, targets(sources, target, scope), scope);
  const trees = ['--recursive', '--archive'].some((option) => invocation.has(option)) ? treesInto(sources, invocation.has('--no-target-directory') ? [target] : targets(sources, target, scope), scope) : [];
  return [...trees, ...reads, ...targets(sources, target, scope).flatMap((one) => scope.path(empties ? 'delete' : keeps ? 'append' : isBackup(one, sources) ? 'write' : 'replace', one, rule))];
};

/** mv: the source is gone, the target overwritten. */
export const movePaths: Handler = (invocation, scope) => {
  const { sources, target } = transferOf(invocation);
  const rule = ruleOf(invocation);
  const effects: Effect[] = [...(target === undefined ? [] : treesInto(sources, targets(sources, target, scope), scope)), ...sources.flatMap((source) => scope.path('move', source, rule))];
  const kept = sources.some((source) => scope.path('delete-tree', source, rule).some(({ reversibility, uninspectable }) => uninspectable || reversibility === 'irreversible'));
  if (target === undefined) return effects;
  if (target.text === '/dev/null') return sources.flatMap((source) => scope.path('delete', source, rule));
  noteCopies(sources, targets(sources, target, scope), scope);
  effects.push(...targets(sources, target, scope).flatMap((one) => scope.path(['--no-clobber', '--backup', '-b'].some((option) => invocation.has(option)) ? 'append' : isBackup(one, sources) ? 'write' : 'replace', one, rule)));
  if (kept) for (const one of targets(sources, target, scope)) if (one.text !== undefined) scope.note({ moved: scope.resolve(one.text) ?? one.text });
  const path = target.text === undefined ? undefined : scope.resolve(target.text);
  if (path !== undefined && scope.world.path(path).kind === 'absent' && sources.length > 1) {
    effects.push(scope.uninspectable(rule, `\`${target.raw}\` does not exist, so all files but the last would be lost`, target.span, { kind: 'delete', blastRadius: 'workspace' }));
  }
  return effects;
};

/** `cp a.ts a.ts.bak`: puts the file aside under its own name. */
const isBackup = ({ text }: Argument, sources: readonly Argument[]): boolean => sources.some((source) => source.text !== undefined && !source.glob && text?.startsWith(source.text) === true && backupEnding.test(text.slice(source.text.length)));
const backupEnding = /^(?:\.\w+)?(?:\.(?:bak|backup|orig|old|save)\d*|~)$/;

/** ln: a new name. The commands after it are judged by what it leads to. */
export const linkPaths: Handler = (invocation, scope) => {
  const { sources, target } = transferOf(invocation);
  const rule = ruleOf(invocation);
  const name = target ?? (sources[0]?.text === undefined ? undefined : { ...sources[0], text: baseName(sources[0].text) });
  if (name === undefined) return [];
  const made = targets(sources, name, scope);
  return linked(sources, made, invocation.has('--force') ? 'delete' : 'append', invocation.has('--symbolic'), rule, scope);
};

/** What making the names does: where they stand, not what they lead to. */
function linked(sources: readonly Argument[], made: readonly Argument[], use: 'delete' | 'append', symbolic: boolean, rule: string, scope: Scope): readonly Effect[] {
  const effects = [...(symbolic ? [] : secondNames(sources, scope)), ...made.flatMap((one) => scope.path(use, one, rule))];
  noteLinks(sources, made, symbolic, scope);
  return effects;
}

/** What is run from such a place afterwards is judged by what was copied there. */
function noteCopies(sources: readonly Argument[], made: readonly Argument[], scope: Scope): void {
  for (const [index, source] of sources.entries()) {
    const [of, copy] = [source, made[index]].map((word) => (word?.text === undefined || word.glob ? undefined : scope.resolve(word.text)));
    if (of !== undefined && copy !== undefined) scope.note({ copy, of });
  }
}

function noteLinks(sources: readonly Argument[], made: readonly Argument[], symbolic: boolean, scope: Scope): void {
  for (const [index, source] of sources.entries()) {
    const link = made[Math.min(index, made.length - 1)]?.text;
    const from = link === undefined ? undefined : scope.resolve(link);
    const to = source.text === undefined ? undefined : symbolic ? scope.resolve(relativeToLink(source.text, link ?? '')) : scope.resolve(source.text);
    if (from !== undefined && to !== undefined) scope.note({ link: from, target: to });
  }
}

/** A second name of the same file (hard link) is a door to it that no path tells: none is made of the guard's files. */
function secondNames(sources: readonly Argument[], scope: Scope): readonly Effect[] {
  return sources.flatMap((source) => {
    const path = source.text === undefined || source.glob ? undefined : scope.resolve(source.text);
    const real = path === undefined ? undefined : scope.realPath(path);
    return real !== undefined && classifyPath(real, scope.world).class === 'guard' ? [guardEffect('changes', real, source, scope)] : [];
  });
}

/** Directories whose files come to stand on files of the guard. */
function treesInto(sources: readonly Argument[], places: readonly Argument[], scope: Scope): readonly Effect[] {
  return places.flatMap((one, index) => {
    const [from, to] = [sources[Math.min(index, sources.length - 1)], one].map((word) => (word?.text === undefined || word.glob ? undefined : scope.resolve(word.text)));
    const held = from === undefined || to === undefined ? undefined : guardedByCopy(scope.realPath(from), scope.realPath(to), scope);
    return held === undefined ? [] : [guardEffect('changes', held, one, scope)];
  });
}

/** A symlink's text is relative to the directory of the link. */
function relativeToLink(source: string, link: string): string {
  return source.startsWith('/') || !link.includes('/') ? source : `${link.slice(0, link.lastIndexOf('/'))}/${source}`;
}

/** The files that come to be: inside the target when that is a directory. */
function targets(sources: readonly Argument[], target: Argument, scope: Scope): readonly Argument[] {
  const { text } = target;
  if (text === undefined || target.glob) return [target];
  const path = scope.resolve(text);
  const directory = text.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(text) || sources.length > 1 || (path !== undefined && scope.world.path(path).kind === 'directory');
  if (!directory) return [target];
  return sources.map((source) => ({ ...target, text: source.text === undefined || source.glob ? `${text.replace(/\/$/, '')}/copied` : `${text.replace(/\/$/, '')}/${baseName(source.text.replace(/\/$/, ''))}` }));
}

/** Copying a secret within the workspace shows it to nobody. */
function leaves(target: Argument | undefined, scope: Scope): boolean {
  const path = target?.text === undefined ? undefined : scope.resolve(target.text);
  return path === undefined || !path.startsWith(`${scope.world.root}/`) || path.startsWith('/dev/');
}
