import { joinPath } from '../../resolve/lexicalPath.ts';
import type { Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';

/** What a git command does to files of the work tree, as far as protected ones can be reached by it. */
export interface Movement {
  readonly deed: 'changes' | 'removes';
  /** The words that name files; undefined = the whole work tree. */
  readonly paths?: readonly Argument[];
  /** Whether a word that names a protected file is refused whatever stands in it. */
  readonly names: boolean;
  /** States of a file (`GitFacts.status`) in which it would lose what stands in it. */
  readonly takes: readonly string[];
  /** Where the new content comes from. */
  readonly commit?: string | undefined;
  readonly against: 'head' | 'base' | 'parent';
  /** Names that the command itself leaves out. */
  readonly leavesOut?: readonly string[];
  /** The same command without one file. */
  readonly instead?: (shown: string) => string;
}

const without = (words: string) => (shown: string): string => `leave the file out: \`git ${words} -- ':!${shown}'\``;

/** The commit whose versions a movement brings; undefined where none is named, or an option stands in its place. */
export const commitOf = ({ commit }: Movement): string | undefined => (commit === undefined || commit === '' || (commit.startsWith('-') && commit !== '-') ? undefined : commit);

/** Reads a git command as a movement of files; undefined where it moves none in the work tree. */
export function pathsOf(invocation: Invocation, scope: Scope): Movement | undefined {
  const [verb, sub] = invocation.path;
  const { operands } = invocation;
  const first = operands[0]?.text;
  switch (verb) {
    case 'mv':
      return { deed: 'removes', paths: [...operands, ...inside(operands)], names: true, takes: [], against: 'head' };
    case 'rm':
      return invocation.has('--cached') ? undefined : { deed: 'removes', paths: operands, names: true, takes: ['clean', 'modified'], against: 'head' };
    case 'init':
    case 'worktree':
    case 'submodule':
    case 'subtree':
      return { deed: 'changes', paths: [...operands, ...invocation.values('--prefix'), ...invocation.values('--separate-git-dir')], names: true, takes: [], against: 'head' };
    case 'sparse-checkout':
      return first === 'set' || first === 'reapply' || first === 'init' ? { deed: 'removes', names: false, takes: ['clean', 'modified'], against: 'head', leavesOut: operands.flatMap(({ text }) => text ?? []), instead: (shown) => `name its directory too: \`git sparse-checkout set ${shown.split('/')[0] ?? ''}\`` } : undefined;
    case 'update-index':
      return { deed: 'changes', paths: operands, names: true, takes: [], against: 'head' };
    case 'checkout-index':
      return { deed: 'changes', ...(operands.length === 0 ? {} : { paths: operands }), names: true, takes: invocation.has('--force') ? ['modified'] : [], against: 'head' };
    case 'clean': {
      const takes = invocation.has('-X') ? ['ignored'] : invocation.has('-x') ? ['untracked', 'ignored'] : ['untracked'];
      return { deed: 'removes', ...(operands.length === 0 ? {} : { paths: operands }), names: true, takes, against: 'head', leavesOut: invocation.values('--exclude').flatMap(({ text }) => text ?? []), instead: (shown) => `leave the file out: \`git clean -e ${shown}\`` };
    }
    case 'checkout':
    case 'restore':
      return restored(invocation, scope);
    case 'switch':
      return { deed: 'changes', names: false, takes: invocation.has('--discard-changes') || invocation.has('--force') ? ['modified'] : [], commit: created(invocation) ? operands[1]?.text : first, against: 'head' };
    case 'reset':
      // The index is what `git checkout -- .` puts back afterwards.
      if (invocation.has('--soft') || first === 'HEAD' || first === undefined) return invocation.has('--hard') || invocation.has('--merge') ? { deed: 'changes', names: false, takes: ['modified'], against: 'head' } : undefined;
      if (operands.length > 1) return { deed: 'changes', paths: operands.slice(1), names: false, takes: [], commit: first, against: 'head' };
      if (!['--hard', '--merge'].some((option) => invocation.has(option))) return { deed: 'changes', names: false, takes: [], commit: first, against: 'head' };
      return { deed: 'changes', names: false, takes: ['modified'], commit: first, against: 'head' };
    case 'read-tree':
      return invocation.has('-u') || invocation.has('--reset') ? { deed: 'changes', names: false, takes: ['modified'], commit: operands.at(-1)?.text, against: 'head' } : undefined;
    case 'merge':
    case 'rebase':
      return { deed: 'changes', names: false, takes: [], commit: invocation.value('--onto')?.text ?? first, against: 'base' };
    case 'pull':
      return first === '.' ? { deed: 'changes', names: false, takes: [], commit: operands[1]?.text, against: 'base' } : undefined;
    case 'cherry-pick':
    case 'revert':
      return { deed: 'changes', names: false, takes: [], commit: first, against: 'parent' };
    case 'stash':
      return stashed(sub, invocation);
    default:
      return undefined;
  }
}

const created = (invocation: Invocation): boolean => ['-b', '-B', '--orphan', '--create', '--force-create'].some((option) => invocation.has(option));

/** `git mv a b/` puts `a` below `b`. */
function inside(operands: readonly Argument[]): readonly Argument[] {
  const target = operands.at(-1);
  if (target?.text === undefined) return [];
  return operands.slice(0, -1).flatMap((source) => (source.text === undefined ? [] : [{ ...target, text: joinPath(`${target.text ?? ''}/`, source.text.split('/').at(-1) ?? '').replace(/^\/(?!\/)/, target.text?.startsWith('/') === true ? '/' : '') }]));
}

/** checkout and restore: with paths they put a version in place, without they move to another commit. */
function restored(invocation: Invocation, scope: Scope): Movement | undefined {
  const { operands, words } = invocation;
  const isRestore = invocation.path[0] === 'restore';
  if (isRestore && invocation.has('--staged') && !invocation.has('--worktree')) return undefined;
  const source = invocation.value('--source')?.text;
  const separator = words.findIndex(({ text }) => text === '--');
  if (isRestore) return { deed: 'changes', paths: operands, names: true, takes: ['modified'], commit: source, against: 'head', instead: without('restore .') };
  if (separator >= 0) {
    const behind = words.slice(separator + 1);
    const front = operands.filter((word) => !behind.includes(word));
    return behind.length === 0 ? { deed: 'changes', names: false, takes: [], commit: front[0]?.text, against: 'head' } : { deed: 'changes', paths: behind, names: true, takes: ['modified'], commit: front[0]?.text, against: 'head', instead: without('checkout .') };
  }
  if (created(invocation)) return { deed: 'changes', names: false, takes: [], commit: operands[0]?.text, against: 'head' };
  const [one, ...more] = operands;
  const at = one?.text === undefined ? undefined : scope.resolve(one.text);
  const isPath = one !== undefined && more.length === 0 && (/^\.{1,2}(?:\/|$)|^:|[*?[]/.test(one.text ?? '') || (at !== undefined && ['file', 'directory'].includes(scope.world.path(at).kind)));
  if (more.length > 0 || isPath) return { deed: 'changes', paths: isPath ? [one] : more, names: true, takes: ['modified'], commit: isPath ? undefined : one?.text, against: 'head', instead: without('checkout .') };
  return { deed: 'changes', names: false, takes: invocation.has('--force') ? ['modified'] : [], commit: one?.text, against: 'head' };
}

/** Putting work aside takes changes out of the work tree; bringing it back puts the stash's versions in. */
function stashed(sub: string | undefined, invocation: Invocation): Movement | undefined {
  const { operands, words } = invocation;
  if (sub === 'pop' || sub === 'apply' || sub === 'branch') return { deed: 'changes', names: false, takes: [], commit: operands.at(sub === 'branch' ? 1 : 0)?.text ?? 'stash@{0}', against: 'parent' };
  if (sub !== undefined && sub !== 'push' && sub !== 'save') return undefined;
  const separator = words.findIndex(({ text }) => text === '--');
  const paths = separator >= 0 ? words.slice(separator + 1) : sub === 'push' ? operands : [];
  const takes = ['modified', ...(invocation.has('--include-untracked') || invocation.has('--all') ? ['untracked'] : []), ...(invocation.has('--all') ? ['ignored'] : [])];
  return { deed: 'changes', ...(paths.length === 0 ? {} : { paths }), names: true, takes, against: 'head', instead: without('stash push') };
}
