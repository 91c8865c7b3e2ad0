import type { HistoryFacts, LostCommit, MovedRef } from '../../core/impact/facts.ts';
import type { LookingGit } from './lookingGit.ts';
import { lookingGit } from './lookingGit.ts';
import { commandOf, targetOf, type Measurer } from './measurer.ts';
import type { Deadline } from './deadline.ts';

const listedCommits = 20;

/** Commits, refs and stash entries that a git command in this clone leaves without a name. */
export const historyMeasurer: Measurer = {
  kind: 'history',
  measures: (effect) => ['commits', 'refs', 'stash', 'unreachable'].includes(targetOf(effect, 'git')?.loses ?? ''),
  measure: async (subject) => {
    const target = targetOf(subject.effect, 'git');
    if (target === undefined) return undefined;
    const git = await lookingGit(target.repository, subject.deadline);
    const words = (commandOf(subject, 'git')?.words ?? []).filter((word) => word !== undefined);
    const facts = target.loses === 'stash' ? { ...nothing, stashes: await lostStashes(git, words), recoverable: 'nothing' as const } : await lostCommits(git, words, subject.effect.rule);
    return { kind: 'history', facts };
  },
};

const nothing: HistoryFacts = { commits: [], moreCommits: 0, refs: [], stashes: [], recoverable: 'reflog' };

/** What goes with a whole repository: commits that no remote has, and all stash entries. */
export async function historyOf(root: string, deadline: Deadline): Promise<HistoryFacts> {
  const git = await lookingGit(root, deadline);
  const stashes = await stashList(git);
  const head = await git.maybe(['rev-parse', '-q', '--verify', 'HEAD']);
  return { ...nothing, ...(await history(git, [...(head === undefined ? [] : ['HEAD']), '--branches', '--tags', '--not', '--remotes'])), stashes, recoverable: 'nothing', repositoryGoes: true };
}

/**
 * Commits that moving HEAD or deleting refs would leave without a name: those of the given tips that no remote and no other
 * branch has. Words that name no commit are passed over, and without any the commits of HEAD that no remote has are the upper
 * bound.
 */
async function lostCommits(git: LookingGit, words: readonly string[], rule: string): Promise<HistoryFacts> {
  if (/^git\.(?:gc|prune|reflog)/.test(rule)) return { ...nothing, ...(await history(git, ['--reflog', '--not', '--branches', '--remotes', '--tags', 'HEAD'])), recoverable: 'nothing' };
  const deleted = await deletedRefs(git, words);
  if (deleted.length > 0) {
    const names = deleted.map(({ name }) => name);
    const lost = await history(git, [...names, '--not', ...names.filter((name) => name.startsWith('refs/heads/')).map((name) => `--exclude=${short(name)}`), '--branches', '--remotes', ...names.filter((name) => name.startsWith('refs/tags/')).map((name) => `--exclude=${short(name)}`), '--tags', 'HEAD']);
    return { ...nothing, ...lost, refs: deleted.map(({ name, from }) => ({ name: short(name), from })), recoverable: await inReflog(git, lost.commits[0]) };
  }
  const branch = await git.maybe(['symbolic-ref', '-q', 'HEAD']);
  const to = await movedTo(git, words);
  const lost = await history(git, ['HEAD', '--not', ...(to === undefined ? [] : [to]), ...(branch === undefined ? [] : [`--exclude=${short(branch)}`]), '--branches', '--remotes', '--tags']);
  const from = await git.maybe(['rev-parse', '-q', '--short', '--verify', 'HEAD']);
  const refs: readonly MovedRef[] = to === undefined || from === undefined ? [] : [{ name: branch === undefined ? 'HEAD' : short(branch), from, to: (await git.maybe(['rev-parse', '--short', to])) ?? to }];
  return { ...nothing, ...lost, refs: refs.filter((ref) => ref.from !== ref.to) };
}

/** Branches and tags that the words delete; `branch -D`, `tag -d`, `update-ref -d`. */
async function deletedRefs(git: LookingGit, words: readonly string[]): Promise<readonly { readonly name: string; readonly from: string }[]> {
  const verb = words.find((word) => ['branch', 'tag', 'update-ref'].includes(word));
  if (verb === undefined) return [];
  const names = words.slice(words.indexOf(verb) + 1).filter((word) => !word.startsWith('-')).slice(0, 50);
  const refs = names.map((name) => (name.startsWith('refs/') ? name : `refs/${verb === 'tag' ? 'tags' : 'heads'}/${name}`));
  const known = new Map(((await git.maybe(['for-each-ref', '--format=%(refname) %(objectname:short)', ...refs])) ?? '').split('\n').map((line): readonly [string, string] => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']));
  return refs.flatMap((name) => (known.has(name) ? [{ name, from: known.get(name) ?? '' }] : []));
}

/** The commit that the branch would stand on; the second word after `reset`, `checkout` or `rebase` at most. */
async function movedTo(git: LookingGit, words: readonly string[]): Promise<string | undefined> {
  const verb = words.findLastIndex((word) => ['reset', 'checkout', 'switch'].includes(word));
  const candidate = verb < 0 ? undefined : words.slice(verb + 1).find((word) => !word.startsWith('-'));
  return candidate === undefined ? undefined : git.maybe(['rev-parse', '-q', '--verify', '--end-of-options', `${candidate}^{commit}`]);
}

/** Without `refs/heads/` and the like: `--exclude` before `--branches` counts from there (git-rev-list(1)). */
const short = (ref: string): string => ref.replace(/^refs\/(?:heads|tags|remotes)\//, '');

async function inReflog(git: LookingGit, tip: LostCommit | undefined): Promise<'reflog' | 'nothing'> {
  if (tip === undefined) return 'reflog';
  const seen = ((await git.maybe(['log', '-g', '--max-count=1000', '--format=%h', 'HEAD', '--'])) ?? '').split('\n');
  return seen.includes(tip.commit) ? 'reflog' : 'nothing';
}

/** The newest commits of a range, and how many there are besides. */
export async function history(git: LookingGit, range: readonly string[]): Promise<Pick<HistoryFacts, 'commits' | 'moreCommits'>> {
  const [total, lines] = await Promise.all([
    git.text(['rev-list', '--count', ...range, '--']),
    git.list(['log', '-z', `--max-count=${listedCommits}`, '--no-show-signature', '--format=%h%x1f%s%x1f%an%x1f%cI', ...range, '--']),
  ]);
  const commits = lines.map((line) => {
    const [commit = '', subject = '', author = '', at = ''] = line.split('\x1f');
    return { commit, subject, author, at };
  });
  return { commits, moreCommits: Math.max(0, Number(total) - commits.length) };
}

const stashList = async (git: LookingGit): Promise<readonly string[]> => ((await git.maybe(['stash', 'list'])) ?? '').split('\n').filter((line) => line !== '');

/** Lines of `git stash list` that the command drops: all for `clear`, the named one or the newest for `drop` and `pop`. */
async function lostStashes(git: LookingGit, words: readonly string[]): Promise<readonly string[]> {
  const all = await stashList(git);
  if (words.includes('clear')) return all;
  const named = words.map((word) => /^(?:stash@\{)?(\d+)\}?$/.exec(word)?.[1]).find((found) => found !== undefined);
  const entry = all[Number(named ?? 0)];
  return entry === undefined ? [] : [entry];
}
