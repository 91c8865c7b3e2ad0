import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitKeep } from '../../core/checkpoint.ts';
import { readIfPresent, realDisk } from '../disk.ts';
import { git, gitList, gitText } from '../gitCommand.ts';
import { keepContent, keptContent } from './keepData.ts';
import type { KeptGit } from './manifest.ts';
import { CheckpointRefusal } from './survey.ts';
import type { Limits, Survey } from './survey.ts';

/** Adds to the survey the files of the work tree that the git command would lose. */
export async function surveyRepository(keep: GitKeep, survey: Survey): Promise<void> {
  const { root } = keep;
  const within = keep.paths === undefined || keep.paths.length === 0 ? [] : ['--', ...keep.paths.map((entry) => path.relative(root, path.resolve(root, entry)) || '.')];
  const absolute = (name: string): string => path.join(root, name);
  const names = new Set<string>();
  if (keep.tracked) for (const name of await changedFiles(root)) survey.addOrAbsent(absolute(name));
  if (keep.untracked) for (const name of await gitList(root, ['ls-files', '-o', '-z', '--exclude-standard', ...within])) names.add(name);
  if (keep.ignored) for (const name of await gitList(root, ['ls-files', '-o', '-i', '-z', '--exclude-standard', ...within])) names.add(name);
  for (const name of names) {
    survey.addParents(absolute(name), root);
    survey.add(absolute(name));
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

/** Tracked files that differ from HEAD or from the index, also those that git was told not to look at. */
export async function changedFiles(root: string): Promise<readonly string[]> {
  const status = await gitList(root, ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=none']);
  const hidden = (await gitList(root, ['ls-files', '-v', '-z'])).filter((line) => /^(?:[a-z]|S) /.test(line)).map((line) => line.slice(2));
  return [...new Set([...status.map((line) => line.slice(3)), ...hidden.filter((name) => fs.existsSync(path.join(root, name)))])];
}

/** Keeps HEAD, refs, index and all objects that exist nowhere else. `name` makes its files in the checkpoint unique. */
export async function keepRepository(keep: GitKeep, directory: string, name: string, limits: Limits): Promise<KeptGit> {
  const { root } = keep;
  const [branch, commit, allRefs, indexPath, logPath, settings] = await Promise.all([
    gitText(root, ['symbolic-ref', '-q', 'HEAD'], { accept: [1] }),
    gitText(root, ['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: [1] }),
    gitText(root, ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads', 'refs/tags', 'refs/stash']),
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
  const pack = await keepObjects(root, [...refs.map(({ object }) => object), ...stashes, ...(commit === '' ? [] : [commit])], `${directory}/data/${name}.pack`, limits);
  return {
    root, restores: { index: keep.tracked, commits: keep.commits, stash: keep.stash }, refs,
    ...(branch === '' ? {} : { branch }), ...(commit === '' ? {} : { commit }),
    ...(index === undefined ? {} : { index: await keepContent(directory, `data/${name}.index`, index) }),
    ...(pack ? { objects: await keptContent(directory, `data/${name}.pack`) } : {}),
    ...(log === undefined ? {} : { stashLog: await keepContent(directory, `data/${name}.stash`, log) }),
    settings,
  };
}

/** Path of one of git's own files, also in a linked work tree. */
export async function gitPath(root: string, name: string): Promise<string> {
  return path.resolve(root, await gitText(root, ['rev-parse', '--git-path', name]));
}

/** Writes a pack with all commits that no remote has and all staged content. False where there is nothing of the kind. */
async function keepObjects(root: string, tips: readonly string[], file: string, limits: Limits): Promise<boolean> {
  const reachable = tips.length === 0 ? [] : (await gitText(root, ['rev-list', '--objects', '--stdin', '--not', '--remotes'], { input: `${[...new Set(tips)].join('\n')}\n` })).split('\n').flatMap((line) => line.split(' ')[0] ?? []);
  const objects = [...new Set([...reachable, ...(await stagedObjects(root))])].filter((object) => object !== '');
  if (objects.length === 0) return false;
  if (objects.length > 20 * limits.files) throw new CheckpointRefusal(`${root} holds ${objects.length} objects that no remote has`);
  const descriptor = fs.openSync(file, 'wx', 0o600);
  try {
    await git(root, ['pack-objects', '--stdout', '-q', '--threads=1'], { input: `${objects.join('\n')}\n`, into: descriptor, timeoutMs: 5 * 60_000 });
    if (fs.fstatSync(descriptor).size > limits.bytes) throw new CheckpointRefusal(`the commits of ${root} that no remote has are larger than ${Math.round(limits.bytes / 1024 / 1024)} MB`);
  } finally {
    fs.closeSync(descriptor);
  }
  return true;
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
