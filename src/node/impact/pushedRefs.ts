import * as fs from 'node:fs';
import * as path from 'node:path';
import { operandsOf } from '../../core/impact/commandAt.ts';
import type { MovedRef, PushFacts } from '../../core/impact/facts.ts';
import { history } from './lostHistory.ts';
import { lookingGit, type LookingGit } from './lookingGit.ts';
import { commandOf, targetOf, type Measurer } from './measurer.ts';

/** How far back the authors of a branch are looked for. */
const recent = ['--since=90.days', '--max-count=300'];
const valued = ['-o', '--push-option', '--receive-pack', '--exec', '--repo', '-C', '-c', '--git-dir', '--work-tree', '--namespace'];

/** What a push would do to a branch of a remote, as this clone last saw it. The remote is not asked: measuring contacts nobody. */
export const pushMeasurer: Measurer = {
  kind: 'push',
  measures: (effect) => effect.kind === 'git-remote' && targetOf(effect, 'remote') !== undefined,
  measure: async (subject) => {
    const target = targetOf(subject.effect, 'remote');
    if (target === undefined) return undefined;
    const command = commandOf(subject, 'git');
    const directory = command === undefined ? subject.cwd : startOf(command.words, command.directory);
    const git = directory === undefined ? undefined : await lookingGit(directory, subject.deadline);
    const root = await git?.maybe(['rev-parse', '--show-toplevel']);
    if (git === undefined || root === undefined) return { kind: 'push', facts: unknown(target.name, target.branch, 'it is not known in which repository it runs') };
    const words = (command?.words ?? []).filter((word) => word !== undefined);
    return { kind: 'push', facts: await pushFacts(git, { words, rule: subject.effect.rule, remote: target.name, ...(target.branch === undefined ? {} : { branch: target.branch }) }) };
  },
};

/** `git -C directory push`. */
function startOf(words: readonly (string | undefined)[], directory: string | undefined): string | undefined {
  const at = words.indexOf('-C');
  const named = words[at + 1];
  if (at < 0 || directory === undefined) return directory;
  return named === undefined ? undefined : path.resolve(directory, named);
}

const unknown = (remote: string, branch: string | undefined, why: string): PushFacts => ({ remote, ...(branch === undefined ? {} : { branch }), act: 'unknown', refs: [], commits: [], moreCommits: 0, others: [], lease: 'unknown', why });

interface Push {
  readonly words: readonly string[];
  readonly rule: string;
  readonly remote: string;
  readonly branch?: string;
}

async function pushFacts(git: LookingGit, push: Push): Promise<PushFacts> {
  const remote = push.remote === 'the remote' ? await usualRemote(git) : push.remote;
  const fetched = await lastContact(git, remote);
  const known = { remote, ...(fetched === undefined ? {} : { fetchedAt: fetched }) };
  if (push.branch === undefined) return push.rule === 'git.push-mirror' ? { ...(await mirrorFacts(git, remote)), ...known } : { ...unknown(remote, undefined, 'it pushes more than one branch'), ...known };
  const { branch } = push;
  const tracking = `refs/remotes/${remote}/${branch}`;
  const [from, to] = await Promise.all([objectOf(git, tracking), push.rule === 'git.push-delete' ? undefined : sourceOf(git, push)]);
  if (to === undefined && push.rule !== 'git.push-delete') return { ...unknown(remote, branch, 'it is not known which commit is pushed'), ...known };
  const leased = push.words.some((word) => word.startsWith('--force-with-lease'));
  if (from === undefined) {
    const act = push.rule === 'git.push-delete' || fetched === undefined ? 'unknown' : 'create';
    return { ...unknown(remote, branch, fetched === undefined ? 'this clone never fetched from it' : 'this clone never saw that branch'), act, refs: [moved(branch, undefined, to)], ...known };
  }
  const lost = await history(git, [tracking, '--not', ...(to === undefined ? [`--exclude=${remote}/${branch}`, `--remotes=${remote}`] : [to])]);
  const isLost = lost.commits.length > 0;
  return {
    ...known, branch, ...lost, act: to === undefined ? 'delete' : isLost ? 'rewrite' : 'advance', refs: [moved(branch, from, to)],
    others: await otherAuthors(git, tracking, to), lease: leased ? 'used' : to === undefined ? 'unknown' : await leaseOf(git, tracking, isLost),
  };
}

const moved = (name: string, from: string | undefined, to: string | undefined): MovedRef => ({ name, ...(from === undefined ? {} : { from: from.slice(0, 9) }), ...(to === undefined ? {} : { to: to.slice(0, 9) }) });

const objectOf = (git: LookingGit, name: string): Promise<string | undefined> => git.maybe(['rev-parse', '-q', '--verify', '--end-of-options', `${name}^{commit}`]);

/** The commit that would be there: the left side of the refspec for this branch, or the branch itself. */
async function sourceOf(git: LookingGit, { words, branch = '' }: Push): Promise<string | undefined> {
  const verb = words.indexOf('push');
  const [, ...specs] = operandsOf(words.slice(verb + 1), valued).filter((word) => word !== undefined);
  for (const spec of specs) {
    const [source = '', target] = spec.replace(/^\+/, '').split(':');
    if ((target ?? source).replace(/^refs\/heads\//, '') === branch) return objectOf(git, source);
  }
  return objectOf(git, specs.length === 0 || specs.includes('HEAD') || specs.includes('@') ? 'HEAD' : `refs/heads/${branch}`);
}

/** Where a push without a name goes; git-config(1), `branch.<name>.pushRemote`, `remote.pushDefault`, `branch.<name>.remote`. */
async function usualRemote(git: LookingGit): Promise<string> {
  const branch = (await git.maybe(['symbolic-ref', '-q', '--short', 'HEAD'])) ?? '';
  for (const key of [`branch.${branch}.pushRemote`, 'remote.pushDefault', `branch.${branch}.remote`]) {
    const value = await git.maybe(['config', '--get', key]);
    if (value !== undefined) return value;
  }
  return 'origin';
}

/** `--mirror`: branches that are there and not here are deleted. */
async function mirrorFacts(git: LookingGit, remote: string): Promise<PushFacts> {
  const names = async (where: string, depth: number): Promise<readonly string[]> => ((await git.maybe(['for-each-ref', `--format=%(refname:lstrip=${depth})`, where])) ?? '').split('\n').filter((name) => name !== '' && name !== 'HEAD');
  const [there, here] = await Promise.all([names(`refs/remotes/${remote}`, 3), names('refs/heads', 2)]);
  const gone = there.filter((name) => !here.includes(name));
  const lost = gone.length === 0 ? { commits: [], moreCommits: 0 } : await history(git, [...gone.slice(0, 100).map((name) => `refs/remotes/${remote}/${name}`), '--not', '--branches', '--tags']);
  return { remote, act: gone.length === 0 ? 'unknown' : 'delete', refs: gone.slice(0, 50).map((name) => ({ name, from: '' })), ...lost, others: [], lease: 'unknown', ...(gone.length === 0 ? { why: 'it pushes every ref' } : {}) };
}

/** Authors of the branch there other than the person, with how many of their commits would go. */
async function otherAuthors(git: LookingGit, tracking: string, to: string | undefined): Promise<PushFacts['others']> {
  const own = (await git.maybe(['config', '--get', 'user.email']))?.toLowerCase();
  const read = async (range: readonly string[]): Promise<readonly { readonly author: string; readonly at: string }[]> =>
    (await git.list(['log', '-z', ...recent, '--no-show-signature', '--format=%an%x1f%ae%x1f%cI', ...range, '--'])).flatMap((line) => {
      const [author = '', email = '', at = ''] = line.split('\x1f');
      return email.toLowerCase() === own ? [] : [{ author, at }];
    });
  const [all, lost] = await Promise.all([read([tracking]), read([tracking, '--not', ...(to === undefined ? [`--exclude=${tracking.replace('refs/remotes/', '')}`, '--remotes'] : [to])])]);
  const names = [...new Set([...lost, ...all].map(({ author }) => author))];
  return names.map((author) => ({ author, commits: all.filter((one) => one.author === author).length, lost: lost.filter((one) => one.author === author).length, at: all.find((one) => one.author === author)?.at ?? '' })).slice(0, 20);
}

/**
 * A lease compares the remote with the last fetch. It protects nothing where that fetch already brought commits that this
 * branch never contained: then it would let them be erased (git-push(1), `--force-if-includes`).
 */
async function leaseOf(git: LookingGit, tracking: string, isLost: boolean): Promise<PushFacts['lease']> {
  if (!isLost) return 'holds';
  const [tip, seen] = await Promise.all([git.maybe(['rev-parse', tracking]), git.maybe(['log', '-g', '--max-count=1000', '--format=%H', 'HEAD', '--'])]);
  if (tip === undefined || seen === undefined) return 'unknown';
  const unseen = await git.maybe(['rev-list', '--max-count=1', '--stdin'], { input: `${tip}\n${[...new Set(seen.split('\n'))].map((commit) => `^${commit}\n`).join('')}` });
  return unseen === undefined ? 'holds' : 'blind';
}

/** When this clone last heard from a remote by a fetch, a clone or a push, ISO 8601. */
export async function lastContact(git: LookingGit, remote: string | undefined): Promise<string | undefined> {
  const file = await git.maybe(['rev-parse', '--git-path', 'FETCH_HEAD']);
  const fetched = file === undefined ? undefined : fs.statSync(path.resolve(git.root, file), { throwIfNoEntry: false })?.mtimeMs;
  const refs = remote === undefined ? [] : ((await git.maybe(['for-each-ref', '--count=5', '--format=%(refname)', `refs/remotes/${remote}`])) ?? '').split('\n').filter((ref) => ref !== '');
  const logged = await Promise.all(refs.map((ref) => git.maybe(['log', '-g', '--max-count=1', '--date=unix', '--format=%gd', ref, '--'])));
  const moments = [fetched, ...logged.map((entry) => Number(/@\{(\d+)\}/.exec(entry ?? '')?.[1]) * 1000)].filter((moment) => moment !== undefined).filter(Number.isFinite);
  return moments.length === 0 ? undefined : new Date(Math.max(...moments)).toISOString();
}
