import { matchesName } from '../globName.ts';
import { joinPath, relativeTo } from '../resolve/lexicalPath.ts';
import type { GitLoss, Target } from '../verdict.ts';

type PathTarget = Extract<Target, { readonly kind: 'path' }>;
type GitTarget = Extract<Target, { readonly kind: 'git' }>;

/**
 * Whether a later effect reaches an object that was refused (`one`), however it names it: a file and its directory, a file
 * and a cleaning of the repository, a branch by two commands, the same words with more behind them.
 */
export function sameLoss(one: Target, other: Target, caseInsensitive: boolean): boolean {
  switch (one.kind) {
    case 'path':
      if (other.kind === 'path') return samePath(one, other, caseInsensitive);
      return other.kind === 'git' && pathInGit(one, other, caseInsensitive);
    case 'git':
      if (other.kind === 'path') return pathInGit(other, one, caseInsensitive);
      return other.kind === 'git' && one.repository === other.repository && sameGitLoss(one, other, caseInsensitive);
    case 'database':
      return other.kind === 'database' && one.connection === other.connection && (one.table === undefined || other.table === undefined || one.table === other.table);
    case 'remote':
      return other.kind === 'remote' && one.name === other.name && (one.branch === undefined || other.branch === undefined || one.branch === other.branch);
    case 'environment':
      return other.kind === 'environment' && one.name === other.name;
    case 'other':
      return other.kind === 'other' && (one.name === other.name || other.name.startsWith(`${one.name} `));
  }
}

function samePath(one: PathTarget, other: PathTarget, caseInsensitive: boolean): boolean {
  return holds(one, other.path, caseInsensitive) || holds(other, one.path, caseInsensitive);
}

/** Whether a path lies in what a target names; with a pattern only what it matches does. */
function holds(target: PathTarget, path: string, caseInsensitive: boolean): boolean {
  const inside = relativeTo(target.path, path, caseInsensitive);
  if (inside === undefined) return false;
  const [first = ''] = inside.split('/');
  return target.pattern === undefined || first === '' || target.pattern.includes('/') || matchesName(target.pattern, first);
}

/** A cleaning of the work tree reaches what git does not hold; a reset of all of it reaches no file that was named. */
function pathInGit(path: PathTarget, git: GitTarget, caseInsensitive: boolean): boolean {
  if (!isFileLoss(git.loses)) return false;
  if (git.paths !== undefined && git.paths.length > 0) return git.paths.some((one) => samePath(path, pathOf(one, git), caseInsensitive));
  return git.loses !== 'tracked-changes' && relativeTo(git.repository, path.path, caseInsensitive) !== undefined;
}

function sameGitLoss(one: GitTarget, other: GitTarget, caseInsensitive: boolean): boolean {
  if (kindOfLoss(one.loses) !== kindOfLoss(other.loses)) return false;
  const [first, second] = [one.paths ?? [], other.paths ?? []];
  return first.length === 0 || second.length === 0 || first.some((path) => second.some((each) => samePath(pathOf(path, one), pathOf(each, other), caseInsensitive)));
}

const pathOf = (path: string, { repository }: GitTarget): PathTarget => ({ kind: 'path', path: joinPath(repository, path), recursive: true });
const isFileLoss = (loses: GitLoss): boolean => ['tracked', 'untracked'].includes(kindOfLoss(loses));

function kindOfLoss(loses: GitLoss): 'tracked' | 'untracked' | 'stash' | 'history' {
  switch (loses) {
    case 'tracked-changes':
      return 'tracked';
    case 'untracked':
    case 'ignored':
    case 'untracked-and-ignored':
      return 'untracked';
    case 'stash':
      return 'stash';
    case 'commits':
    case 'refs':
    case 'unreachable':
      return 'history';
  }
}
