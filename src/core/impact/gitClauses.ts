import type { HistoryFacts, PushFacts } from './facts.ts';
import { code, count, listed, number } from './words.ts';

/** Commits, refs and stash entries of this clone. */
export function historyClauses({ commits, moreCommits, stashes, refs, repositoryGoes }: HistoryFacts): readonly string[] {
  const lost = commits.length + moreCommits;
  const deleted = refs.filter(({ to }) => to === undefined);
  const nobody = repositoryGoes === true ? 'that no remote has' : 'that no remote and no other branch has';
  return [
    ...(lost > 0 ? [`Drops ${count(lost, 'commit')} ${nobody}`] : []),
    ...(lost === 0 && deleted.length > 0 && repositoryGoes !== true ? [`Deletes ${listed(deleted.map(({ name }) => code(name)))}, whose commits are also elsewhere`] : []),
    ...(stashes.length === 0 ? [] : [`Drops ${count(stashes.length, 'stash entry', 'stash entries')}`]),
  ];
}

/** What a push does to one branch of a remote. */
export function pushClauses(facts: PushFacts): readonly string[] {
  const { remote, branch, act, refs, others } = facts;
  const lost = facts.commits.length + facts.moreCommits;
  const place = branch === undefined ? code(remote) : `${code(branch)} on ${code(remote)}`;
  const foreign = others.filter((author) => author.lost > 0);
  const theirs = foreign.reduce((sum, author) => sum + author.lost, 0);
  const byOthers = foreign.length === 0 ? '' : `, ${theirs === lost ? '' : `${number(theirs)} of them `}by ${listed(foreign.map(({ author }) => author), 3)}`;
  switch (act) {
    case 'rewrite':
      return [`Rewrites ${place}: ${count(lost, 'commit')} there ${lost === 1 ? 'is' : 'are'} replaced${byOthers}`];
    case 'delete': {
      const what = branch === undefined ? `${count(refs.length, 'branch', 'branches')} on ${code(remote)} (${listed(refs.map(({ name }) => name), 3)})` : place;
      return [`Deletes ${what}${lost === 0 ? '; other branches have all of its commits' : `: ${count(lost, 'commit')} ${lost === 1 ? 'is' : 'are'} on no other branch there${byOthers}`}`];
    }
    case 'advance':
      return [`Moves ${place} on; nothing that is known to be there is lost`];
    case 'create':
      return [`Creates ${place}`];
    case 'unknown':
      return [`Changes ${place}; what is there now is not known`];
  }
}
