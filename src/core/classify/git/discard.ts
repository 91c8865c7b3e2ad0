import type { Effect, GitLoss, Span } from '../../verdict.ts';
import { baseName, joinPath, relativeTo } from '../../resolve/lexicalPath.ts';
import { classifyPath } from '../../resolve/pathClass.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';
import { noteBranch } from './branchLeft.ts';
import { isMovedRepository } from './movedRepository.ts';

/** reset, checkout, restore, switch, checkout-index, rm, worktree remove …: what they throw away in the work tree. */
export const gitDiscard: Handler = (invocation, scope) => {
  const [verb] = invocation.path;
  if (verb === 'switch' || (verb === 'checkout' && invocation.operands.length + [...invocation.options.keys()].length > 0)) noteBranch(invocation, scope, verb === 'switch' ? [] : pathsOfCheckout(invocation, scope, createsBranch(invocation)));
  switch (verb) {
    case 'reset':
      return invocation.has('--hard') || invocation.has('--merge') ? resetHard(invocation, scope) : [];
    case 'checkout':
      return checkout(invocation, scope);
    case 'restore':
      return invocation.has('--staged') && !invocation.has('--worktree') ? [] : discard(invocation, scope, invocation.operands, invocation.has('--pathspec-from-file'));
    case 'switch':
      return invocation.has('--discard-changes') || invocation.has('--force') ? discard(invocation, scope, []) : [];
    case 'rm':
      return removed(invocation, scope);
    default:
      return discard(invocation, scope, []);
  }
};

function resetHard(invocation: Invocation, scope: Scope): readonly Effect[] {
  const lost = discard(invocation, scope, []);
  const [ref] = invocation.operands;
  const stays = ref === undefined || ref.text === 'HEAD' || ref.text === '@';
  if (stays) return lost;
  const work = lost.filter((effect) => effect.reversibility === 'irreversible');
  return [...work, lossEffect(invocation, scope, { reversibility: 'recoverable', loses: 'commits', paths: undefined, reason: `moves the branch to \`${ref.raw}\`; commits that are nowhere else are left to the reflog` })];
}

function checkout(invocation: Invocation, scope: Scope): readonly Effect[] {
  const paths = pathsOfCheckout(invocation, scope, createsBranch(invocation));
  if (takesSide(invocation, scope, paths)) return [lossEffect(invocation, scope, { reversibility: 'reversible', loses: 'tracked-changes', paths, reason: 'takes one side of a conflict; `git checkout --merge` brings the conflict back', one: paths.length === 1 })];
  if (invocation.has('--force') || invocation.has('--theirs') || invocation.has('--ours') || paths.length > 0 || invocation.has('--pathspec-from-file')) return discard(invocation, scope, paths);
  return invocation.has('-B') ? [lossEffect(invocation, scope, { reversibility: 'recoverable', loses: 'refs', paths: undefined, reason: 'moves an existing branch; its old commits are left to the reflog' })] : [];
}

/** One side of files that are in conflict, each named: both sides stay in the index. */
function takesSide(invocation: Invocation, scope: Scope, paths: readonly Argument[]): boolean {
  if (!(invocation.has('--ours') || invocation.has('--theirs')) || invocation.has('--force') || invocation.has('--pathspec-from-file') || paths.length === 0) return false;
  const git = scope.world.git(scope.cwd ?? scope.world.root);
  return git?.merging === true && paths.every((path) => {
    const absolute = path.text === undefined || path.glob || path.text.startsWith(':') ? undefined : scope.resolve(path.text);
    return absolute !== undefined && git.inConflict?.(absolute) === true;
  });
}

const createsBranch = (invocation: Invocation): boolean => ['-b', '-B', '--orphan', '--track', '--detach'].some((option) => invocation.has(option));

/** Words of `git checkout` that name paths: all after `--`, all but the first otherwise, and a single one that looks like a path. */
function pathsOfCheckout(invocation: Invocation, scope: Scope, creates: boolean): readonly Argument[] {
  const { operands, words } = invocation;
  const separator = words.findIndex((word) => word.text === '--');
  if (separator >= 0) return words.slice(separator + 1);
  if (creates) return [];
  // A side can only be taken of files.
  if (invocation.has('--ours') || invocation.has('--theirs')) return operands;
  if (operands.length > 1) return operands.slice(1);
  const [only] = operands;
  if (only === undefined) return [];
  if (only.text === undefined) return only.splits ? [only] : [];
  if (only.glob || /^\.{1,2}(?:\/|$)|\/$/.test(only.text) || /^[^a-zA-Z_-]*[a-zA-Z_-][^]*\.[a-z]{1,5}$/.test(baseName(only.text))) return [only];
  const path = scope.resolve(only.text);
  const kind = path === undefined ? 'unknown' : scope.world.path(path).kind;
  return kind === 'file' || kind === 'directory' ? [only] : [];
}

/** Uncommitted changes under the paths (all of them without paths) are lost. */
function discard(invocation: Invocation, scope: Scope, paths: readonly Argument[], unknownPaths = false): readonly Effect[] {
  const git = scope.world.git(scope.cwd ?? scope.world.root);
  const clean = git !== undefined && (git.clean === true || git.trackedClean === true || (paths.length > 0 && !unknownPaths && paths.every((path) => statusOf(path, scope) === 'clean')));
  const one = paths.length === 1 && paths[0]?.glob === false && paths[0].text !== undefined && isOneFile(paths[0].text, scope);
  if (clean && scope.cwd !== undefined) return [lossEffect(invocation, scope, { reversibility: 'reversible', loses: 'tracked-changes', paths, reason: 'nothing uncommitted would be lost', one })];
  const what = paths.length === 0 ? 'every uncommitted change' : `the uncommitted changes of \`${paths.map((path) => path.raw).join(' ')}\``;
  return [lossEffect(invocation, scope, { reversibility: 'irreversible', loses: 'tracked-changes', paths, reason: `throws away ${what}`, one})];
}

/** One file: the disk says so, or its name has an ending. */
function isOneFile(text: string, scope: Scope): boolean {
  if (/^(?:\.|:\/|.*\/)$/.test(text)) return false;
  const path = scope.resolve(text);
  const kind = path === undefined ? 'unknown' : scope.world.path(path).kind;
  return kind === 'unknown' ? /\.[^]|^(?:[A-Z][\w-]*file|LICENSE|README|CODEOWNERS)$/.test(baseName(text)) : kind !== 'directory';
}

/** git rm: tracked files go; git keeps what was committed, and refuses what was not unless forced. */
function removed(invocation: Invocation, scope: Scope): readonly Effect[] {
  if (invocation.has('--cached')) return [scope.effect({ kind: 'git-history', reversibility: 'reversible', blastRadius: 'workspace', rule: ruleOf(invocation), reason: 'stops tracking files; they stay on disk' }, invocation.span)];
  if (invocation.has('--force')) return discard(invocation, scope, invocation.operands);
  return [scope.effect({ kind: 'delete', reversibility: 'reversible', blastRadius: 'workspace', rule: ruleOf(invocation), reason: 'removes committed files; git holds them' }, invocation.span)];
}

function statusOf(path: Argument, scope: Scope): string {
  const absolute = path.text === undefined || path.glob ? undefined : scope.resolve(path.text);
  return absolute === undefined ? 'unknown' : (scope.world.git(scope.cwd ?? scope.world.root)?.status(absolute) ?? 'unknown');
}

interface Loss {
  readonly reversibility: Effect['reversibility'];
  readonly loses: GitLoss;
  readonly paths: readonly Argument[] | undefined;
  readonly reason: string;
  readonly one?: boolean;
  readonly alternative?: string;
}

/** Whether the work tree lies in a temporary directory: what stands there is scratch, as files are. Refs and stashes may be those of a repository elsewhere. */
function inScratch(invocation: Invocation, scope: Scope): boolean {
  const { cwd, world } = scope;
  if (cwd === undefined || invocation.has('--git-dir') || ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE'].some((name) => scope.variable(name) !== undefined)) return false;
  const isTemporary = (path: string): boolean => classifyPath(scope.realPath(path), world).temporary;
  const top = world.git(cwd)?.root;
  return isTemporary(cwd) && (top === undefined || relativeTo(top, cwd, world.caseInsensitive) === undefined || isTemporary(top));
}

/** An effect on the repository, with the paths that it reaches. */
export function lossEffect(invocation: Invocation, scope: Scope, loss: Loss, span: Span = invocation.span): Effect {
  const root = scope.world.git(scope.cwd ?? scope.world.root)?.root ?? scope.cwd ?? scope.world.root;
  const isScratch = (loss.loses === 'tracked-changes' || loss.loses === 'untracked' || loss.loses === 'ignored' || loss.loses === 'untracked-and-ignored') && inScratch(invocation, scope);
  if (isScratch) return scope.effect({ kind: 'git-discard', reversibility: 'reversible', blastRadius: 'workspace', posture: 'routine', rule: ruleOf(invocation), reason: `${loss.reason}, in a temporary checkout` }, span);
  const inside = root === scope.world.root || root.startsWith(`${scope.world.root}/`) || scope.world.root.startsWith(`${root}/`);
  // One word that is not known, a pattern, or git's own magic (`:/`) may reach anything: then no path limits the loss.
  const isLimited = loss.paths?.every((path) => path.text !== undefined && !path.glob && !/[*?[\\]|^:/.test(path.text)) === true;
  const paths = isLimited ? loss.paths?.flatMap((path) => (path.text === undefined ? [] : [joinPath(scope.cwd ?? root, path.text)])) : undefined;
  return scope.effect({
    kind: loss.loses === 'commits' || loss.loses === 'refs' ? 'git-history' : 'git-discard', reversibility: loss.reversibility, rule: ruleOf(invocation), reason: loss.reason,
    blastRadius: !inside || scope.cwd === undefined ? 'machine' : loss.one === true ? 'file' : 'workspace',
    ...(isMovedRepository(invocation, scope) ? {} : { target: { kind: 'git', repository: root, loses: loss.loses, ...(paths === undefined || paths.length === 0 ? {} : { paths }) } }),
    ...(loss.alternative === undefined ? {} : { alternative: loss.alternative }),
  }, span);
}
