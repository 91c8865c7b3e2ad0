// A late part (esbuild.js): few git commands change the work tree, so it exports functions only.
import { joinPath, relativeTo } from '../../resolve/lexicalPath.ts';
import { guardEffect, guardedBelow } from '../../resolve/guardReach.ts';
import { classifyPath } from '../../resolve/pathClass.ts';
import { shownPath } from '../../resolve/shownPath.ts';
import type { Effect } from '../../verdict.ts';
import type { GitFacts } from '../../world.ts';
import type { Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { commitOf, pathsOf, type Movement } from './workTreeMove.ts';

/** A protected path of the repository, and what git says of it. */
interface Guarded {
  readonly path: string;
  readonly status: string;
}

/** Files of which a version counts, as a loosening, only after a person reviewed it: git may switch between their versions. */
const reviewed = /(?:^|\/)\.tagout(?:$|\/(?:policy|freeze)\.ya?ml$)/;

/**
 * What a git command does to protected files of the work tree. Who names one (`git mv`, `git checkout REF -- .tagout`) is
 * refused, and so is what would throw away a change that stands in one. Another commit with another version of an agent's
 * settings asks. What reads, stages and commits them is everyday work, and switching while they are the same is, too.
 */
export function guardedEffects(invocation: Invocation, scope: Scope): readonly Effect[] {
  const move = pathsOf(invocation, scope);
  const git = scope.world.git(scope.cwd ?? scope.world.root);
  if (move === undefined || scope.place.kind !== 'local') return [];
  const named = [...(move.paths?.flatMap((path) => namedEffects(path, move, scope)) ?? []), ...otherTree(invocation, scope)];
  if (named.length > 0 || git === undefined) return named;
  const guarded = guardedIn(git, move, scope);
  const lost = guarded.filter(({ status }) => move.takes.includes(status));
  if (lost.length > 0) return lost.slice(0, 3).map(({ path }) => lostEffect(path, move, invocation, scope));
  return fromCommit(git, guarded, move, invocation, scope);
}

/** A work tree that another word or a variable names: all that is checked out lands in it. */
function otherTree(invocation: Invocation, scope: Scope): readonly Effect[] {
  const text = invocation.value('--work-tree')?.text ?? scope.variable('GIT_WORK_TREE');
  const path = text === undefined || text === '' ? undefined : scope.resolve(text);
  if (path === undefined || relativeTo(path, scope.world.root, scope.world.caseInsensitive) !== undefined) return [];
  const real = scope.realPath(path);
  const held = classifyPath(real, scope.world).class === 'guard' ? real : guardedBelow(real, undefined, false, scope);
  return held === undefined ? [] : [guardEffect('changes', held, { text, raw: text ?? '', glob: false, splits: false, span: invocation.span }, scope)];
}

/** A word that is a protected path itself, lies in one, or is a directory that holds nothing but files of the kind. */
function namedEffects(word: Argument, { deed, names }: Movement, scope: Scope): readonly Effect[] {
  if (!names || word.text === undefined || word.text.startsWith(':!') || word.text.startsWith(':^') || word.text.startsWith(':(exclude')) return [];
  const path = scope.resolve(word.text.replace(/^:(?:\/|\([a-z,]*\))?/, '').split(/[*?[]/, 1)[0] ?? '');
  if (path === undefined || classifyPath(scope.realPath(path), scope.world).class !== 'guard') return [];
  return [guardEffect(deed, scope.realPath(path), word, scope)];
}

/** The protected paths that the command reaches and that are there, or that git may know; of a directory whose files are named themselves, those. */
function guardedIn(git: GitFacts, move: Movement, scope: Scope): readonly Guarded[] {
  const { world } = scope;
  return world.protectedPaths.filter((path) => !world.protectedPaths.some((other) => other.startsWith(`${path}/`))).flatMap((path) => {
    if (relativeTo(git.root, path, world.caseInsensitive) === undefined || !reachesPath(path, move, git.root, scope)) return [];
    return [{ path, status: move.takes.length === 0 ? 'unknown' : world.path(path).kind === 'absent' ? 'absent' : git.status(path) }];
  });
}

/** Without paths all of the work tree; else what lies below one of the words and is not left out by another. */
function reachesPath(path: string, { paths, leavesOut }: Movement, root: string, scope: Scope): boolean {
  const holds = (text: string): boolean => relativeTo(joinPath(scope.cwd ?? root, text), path, scope.world.caseInsensitive) !== undefined;
  const isLeftOut = [...(leavesOut ?? []), ...(paths ?? []).flatMap(({ text }) => /^:(?:[!^]|\(exclude[^)]*\))(.*)$/s.exec(text ?? '')?.[1] ?? [])].some((text) => holds(text.replace(/\/?(?<!\*)\*+$/, '')) || path.split('/').includes(text));
  if (isLeftOut) return false;
  const meant = paths?.filter(({ text }) => text === undefined || !/^:(?:[!^]|\(exclude)/.test(text));
  return meant === undefined || meant.length === 0 || meant.some(({ text, glob }) => text === undefined || glob || text.startsWith(':') || /[*?[]/.test(text) || holds(text));
}

function lostEffect(path: string, { deed, instead }: Movement, invocation: Invocation, scope: Scope): Effect {
  const shown = shownPath(path, scope.world);
  return { ...guardEffect(deed, path, { text: path, raw: shown, glob: false, splits: false, span: invocation.span }, scope), ...(instead === undefined ? {} : { alternative: instead(shown) }) };
}

/** Another commit's version of an agent's settings would come into force. */
function fromCommit(git: GitFacts, guarded: readonly Guarded[], move: Movement, invocation: Invocation, scope: Scope): readonly Effect[] {
  const commit = commitOf(move);
  if (commit === undefined) return [];
  const wanted = guarded.map(({ path }) => path).filter((path) => move.paths !== undefined || !reviewed.test(path));
  const differing = wanted.length === 0 ? [] : (git.differing?.(commit, wanted, move.against) ?? []);
  const [first] = differing;
  if (first === undefined) return [];
  return [scope.effect({
    kind: 'guard', reversibility: 'reversible', blastRadius: 'workspace', posture: move.paths === undefined ? 'ask' : 'deny', rule: 'guard.other-version', target: { kind: 'path', path: first, recursive: false },
    reason: `puts the version of \`${commit}\` in place of \`${shownPath(first, scope.world)}\`, which the guard rests on`,
  }, invocation.span)];
}
