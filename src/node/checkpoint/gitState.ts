import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitKeep } from '../../core/checkpoint.ts';
import { readIfPresent, realDisk } from '../disk.ts';
import { git, gitList, gitText } from '../git/gitCommand.ts';
import type { ContentWriter } from './content.ts';
import type { KeptData, KeptGit } from './manifest.ts';
import type { Pace } from './pace.ts';
import { CheckpointRefusal } from './survey.ts';
import type { Limits, Survey } from './survey.ts';

/** Adds to the survey the files of the work tree that the git command would lose. */
export async function surveyRepository(keep: GitKeep, survey: Survey): Promise<void> {
  const { root } = keep;
  const within = keep.paths === undefined || keep.paths.length === 0 ? [] : ['--', ...keep.paths.map((entry) => path.relative(root, path.resolve(root, entry)) || '.')];
  const absolute = (name: string): string => path.join(root, name);
  const names = new Set<string>();
  if (keep.tracked) {
    for (const name of await changedFiles(root)) survey.addOrAbsent(absolute(name));
    for (const name of await inTheWay(root, within)) names.add(name);
  }
  if (keep.untracked) for (const name of await gitList(root, ['ls-files', '-o', '-z', '--exclude-standard', ...within])) names.add(name);
  if (keep.ignored) for (const name of await gitList(root, ['ls-files', '-o', '-i', '-z', '--exclude-standard', ...within])) names.add(name);
  for (const name of names) {
    survey.addParents(absolute(name), root);
    await survey.add(absolute(name));
  }
  // Empty directories: git does not list them among files, and `git clean -d` removes them.
  if (keep.untracked || keep.ignored) {
    const folders = await gitList(root, ['ls-files', '-o', '-z', '--directory', ...within]);
    for (const name of folders.filter((entry) => entry.endsWith('/'))) addEmpty(absolute(name), survey);
  }
}

function addEmpty(folder: string, survey: Survey): void {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  if (entries.length === 0) survey.addOrAbsent(folder);
  for (const entry of entries) if (entry.isDirectory() && entry.name !== '.git') addEmpty(path.join(folder, entry.name), survey);
}

/** Commits that are looked at for what another checkout would overwrite, and names that are looked for in each at once. */
const comparedCommits = 40;
const comparedNames = 400;

/**
 * Files that git does not hold but that some recent commit has under the same name: `checkout --force` and `reset --hard` to
 * that commit overwrite them without a word.
 */
async function inTheWay(root: string, within: readonly string[]): Promise<readonly string[]> {
  const loose = await gitList(root, ['ls-files', '-o', '-z', ...within]);
  if (loose.length === 0) return [];
  // Many untracked files lie in few directories, and git looks into those only.
  const named = loose.length <= comparedNames ? loose : [...new Set(loose.map((name) => name.split('/')[0] ?? name))].slice(0, comparedNames);
  const tips = (await gitText(root, ['for-each-ref', '--format=%(objectname)^{commit}', '--sort=-creatordate', `--count=${comparedCommits / 2}`])).split('\n');
  const recent = (await gitText(root, ['rev-list', `--max-count=${comparedCommits / 2}`, 'HEAD'], { accept: [128] })).split('\n');
  const commits = [...new Set([...tips, ...recent])].filter((commit) => commit !== '');
  const held = new Set<string>();
  for (const commit of commits) for (const name of await gitList(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', ...named], { accept: [128] })) held.add(name);
  return loose.filter((name) => held.has(name));
}

/** Tracked files that differ from HEAD or from the index, also those that git was told not to look at. */
export async function changedFiles(root: string): Promise<readonly string[]> {
  const status = await gitList(root, ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=none']);
  const hidden = (await gitList(root, ['ls-files', '-v', '-z'])).filter((line) => /^(?:[a-z]|S) /.test(line)).map((line) => line.slice(2));
  return [...new Set([...status.map((line) => line.slice(3)), ...hidden.filter((name) => fs.existsSync(path.join(root, name)))])];
}

/** Keeps HEAD, refs, index and all objects that exist nowhere else. */
export async function keepRepository(keep: GitKeep, content: ContentWriter, limits: Limits, pace: Pace): Promise<KeptGit> {
  const { root } = keep;
  const [branch, commit, allRefs, indexPath, logPath, settings] = await Promise.all([
    gitText(root, ['symbolic-ref', '-q', 'HEAD'], { accept: [1] }),
    gitText(root, ['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: [1] }),
    gitText(root, ['for-each-ref', '--format=%(objectname) %(refname)']),
    gitPath(root, 'index'),
    gitPath(root, 'logs/refs/stash'),
    branchSettings(root),
  ]);
  const refs = allRefs.split('\n').flatMap((line) => {
    const [object, ref] = line.split(' ');
    return object === undefined || ref === undefined ? [] : [{ name: ref, object }];
  });
  const index = readIfPresent(realDisk, indexPath);
  const log = keep.stash ? readIfPresent(realDisk, logPath) : undefined;
  const stashes = log === undefined ? [] : log.toString('utf8').split('\n').flatMap((line) => line.split(' ')[1] ?? []);
  const own = refs.filter(({ name }) => !name.startsWith('refs/remotes/')).map(({ object }) => object);
  const objects = keep.reflogs ? await localObjects(root) : await reachableObjects(root, [...own, ...stashes, ...(commit === '' ? [] : [commit])]);
  const pack = await keepObjects(root, [...objects, ...(await stagedObjects(root))], content, limits, pace);
  return {
    root, restores: { index: keep.tracked, commits: keep.commits, stash: keep.stash }, refs,
    ...(branch === '' ? {} : { branch }), ...(commit === '' ? {} : { commit }),
    ...(index === undefined ? {} : { index: content.addBytes(index) }),
    ...(pack === undefined ? {} : { objects: pack }),
    ...(log === undefined ? {} : { stashLog: content.addBytes(log) }),
    ...(keep.reflogs ? { reflogs: keepReflogs(await gitPath(root, 'logs'), content) } : {}),
    settings,
  };
}

function keepReflogs(logs: string, content: ContentWriter): KeptGit['reflogs'] & object {
  const names = fs.existsSync(logs) ? fs.readdirSync(logs, { recursive: true, encoding: 'utf8' }) : [];
  return names.filter((name) => fs.lstatSync(path.join(logs, name)).isFile()).map((name) => ({ name, log: content.addBytes(fs.readFileSync(path.join(logs, name))) }));
}

/** Path of one of git's own files, also in a linked work tree. */
export async function gitPath(root: string, name: string): Promise<string> {
  return path.resolve(root, await gitText(root, ['rev-parse', '--git-path', name]));
}

/** What leads to these commits and no remote has. */
async function reachableObjects(root: string, tips: readonly string[]): Promise<readonly string[]> {
  if (tips.length === 0) return [];
  return namesOf(await gitText(root, ['rev-list', '--objects', '--stdin', '--not', '--remotes'], { input: `${[...new Set(tips)].join('\n')}\n` }));
}

/** Everything that lies here and that no remote has, also what nothing leads to any more. */
async function localObjects(root: string): Promise<readonly string[]> {
  const [all, remote] = await Promise.all([gitText(root, ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']), gitText(root, ['rev-list', '--objects', '--remotes'])]);
  const known = new Set(namesOf(remote));
  return namesOf(all).filter((object) => !known.has(object));
}

const namesOf = (lines: string): readonly string[] => lines.split('\n').flatMap((line) => line.split(' ')[0] ?? []);

/** A pack of these objects; undefined where there are none. */
async function keepObjects(root: string, all: readonly string[], content: ContentWriter, limits: Limits, pace: Pace): Promise<KeptData | undefined> {
  const objects = [...new Set(all)].filter((object) => object !== '');
  if (objects.length === 0) return undefined;
  pace.check();
  if (objects.length > 20 * limits.files) throw new CheckpointRefusal(`${root} holds ${objects.length} objects that no remote has`);
  const file = content.newFile();
  const descriptor = fs.openSync(file, 'wx', 0o600);
  try {
    await git(root, ['pack-objects', '--stdout', '-q', '--threads=1'], { input: `${objects.join('\n')}\n`, into: descriptor, timeoutMs: 5 * 60_000 });
    if (fs.fstatSync(descriptor).size > limits.bytes) throw new CheckpointRefusal(`the commits of ${root} that no remote has are larger than ${Math.round(limits.bytes / 1024 / 1024)} MB`);
  } finally {
    fs.closeSync(descriptor);
  }
  return content.adopt(file, pace);
}

/** Blobs in the index that exist; those of `git add -N` and of submodules do not. */
async function stagedObjects(root: string): Promise<readonly string[]> {
  const staged = (await gitList(root, ['ls-files', '-s', '-z'])).filter((line) => !line.startsWith('160000 ')).flatMap((line) => line.split(' ')[1] ?? []);
  if (staged.length === 0) return [];
  const known = await gitText(root, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input: `${[...new Set(staged)].join('\n')}\n` });
  const present = known.split('\n').filter((line) => line.endsWith(' blob')).flatMap((line) => line.split(' ')[0] ?? []);
  const inHead = new Set((await gitList(root, ['ls-tree', '-r', '-z', 'HEAD'], { accept: [128] })).flatMap((line) => /^\d+ blob ([0-9a-f]+)/.exec(line)?.[1] ?? []));
  return present.filter((object) => !inHead.has(object));
}

/** `branch.*` settings of this repository. */
export async function branchSettings(root: string): Promise<readonly { readonly name: string; readonly value: string }[]> {
  return (await gitList(root, ['config', '--local', '-z', '--get-regexp', '^branch\\.'], { accept: [1] })).map((entry) => {
    const end = entry.indexOf('\n');
    return end < 0 ? { name: entry, value: '' } : { name: entry.slice(0, end), value: entry.slice(end + 1) };
  });
}
