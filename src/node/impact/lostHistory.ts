import type { LostCommit } from '../../core/impact.ts';
import { gitList, gitText } from '../gitCommand.ts';

const listedCommits = 20;

export interface LostHistory {
  readonly commits: readonly LostCommit[];
  readonly moreCommits: number;
}

/**
 * Commits that moving HEAD or deleting branches would leave without a name: those of the given tips that no remote and no
 * other branch has. The words of the command say which; a word that names no commit is passed over, and without any the
 * commits of HEAD that no remote has are the upper bound.
 */
export async function lostCommits(root: string, command: string, timeoutMs: number): Promise<LostHistory> {
  const words = command.split(/[\s;&|]+/).map((word) => word.replace(/^['"]|['"]$/g, '')).filter((word) => word !== '' && !word.startsWith('-'));
  const run = { timeoutMs };
  const deleted = /\bbranch\b/.test(command) ? await existing(root, words.map((word) => `refs/heads/${word}`)) : [];
  if (deleted.length > 0) return history(root, [...deleted, '--not', ...deleted.map((name) => `--exclude=${shortName(name)}`), '--branches', '--remotes', '--tags', 'HEAD'], run);
  const after = words.lastIndexOf('reset') + 1 || words.lastIndexOf('checkout') + 1;
  const [target] = after === 0 ? [] : await existing(root, words.slice(after, after + 1).map((word) => `${word}^{commit}`));
  const branch = await gitText(root, ['symbolic-ref', '-q', 'HEAD'], { accept: [1] });
  return history(root, ['HEAD', '--not', ...(target === undefined ? [] : [target]), ...(branch === '' ? [] : [`--exclude=${shortName(branch)}`]), '--branches', '--remotes', '--tags'], run);
}

/** `--exclude` before `--branches` counts from `refs/heads/` (git-rev-list(1)). */
const shortName = (ref: string): string => ref.replace(/^refs\/heads\//, '');

async function existing(root: string, names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(names.slice(0, 50).map(async (name) => ({ name, object: await gitText(root, ['rev-parse', '-q', '--verify', '--end-of-options', name], { accept: [1, 128] }).catch(() => '') })));
  return found.filter(({ object }) => object !== '').map(({ name }) => name);
}

async function history(root: string, range: readonly string[], run: { readonly timeoutMs: number }): Promise<LostHistory> {
  const count = Number(await gitText(root, ['rev-list', '--count', ...range], run));
  const lines = await gitList(root, ['log', '-z', `--max-count=${listedCommits}`, '--no-show-signature', '--format=%h%x1f%s%x1f%an%x1f%cI', ...range], run);
  const commits = lines.map((line) => {
    const [commit = '', subject = '', author = '', at = ''] = line.split('\x1f');
    return { commit, subject, author, at };
  });
  return { commits, moreCommits: Math.max(0, count - commits.length) };
}

/** Lines of `git stash list` that the command drops: all for `clear`, the named one or the newest for `drop` and `pop`. */
export async function lostStashes(root: string, command: string, timeoutMs: number): Promise<readonly string[]> {
  const all = (await gitText(root, ['stash', 'list'], { timeoutMs })).split('\n').filter((line) => line !== '');
  if (/\bclear\b/.test(command)) return all;
  const named = /stash@\{(\d+)\}|\b(?:drop|pop)\s+(?:-\S+\s+)*['"]?(\d+)\b/.exec(command);
  const entry = all[Number(named?.[1] ?? named?.[2] ?? 0)];
  return entry === undefined ? [] : [entry];
}
