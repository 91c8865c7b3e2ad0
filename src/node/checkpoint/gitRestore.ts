import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitKeep } from '../../core/checkpoint.ts';
import { git, gitList, gitText } from '../git/gitCommand.ts';
import { readData } from './readContent.ts';
import { branchSettings, changedFiles, gitPath } from './gitState.ts';
import type { KeptEntry, KeptGit } from './manifest.ts';
import type { RestoreLog } from './restoreFiles.ts';

/** What restoring this repository may change, so that it is kept first. */
export function keepBefore({ root, restores }: KeptGit): GitKeep {
  return { root, tracked: restores.index || restores.commits, untracked: false, ignored: false, stash: restores.stash, commits: true, reflogs: false };
}

/** What restoring a repository goes by. */
export interface GitRestore {
  readonly entries: readonly KeptEntry[];
  readonly store: string;
  /** Refs with newer commits that stay where they are; what they were gets this name, or none. */
  readonly aside: ReadonlyMap<string, string | undefined>;
  readonly log: RestoreLog;
}

/**
 * Puts back objects, branches and tags that are gone or lost commits, HEAD, the index, and the stash. A branch other than
 * the one at HEAD that has only gained commits is left alone; so is the index when HEAD cannot be what it was. Returns one
 * plain line for each thing done. Throws at the first failure.
 */
export async function restoreRepository(kept: KeptGit, { entries, store, aside, log }: GitRestore): Promise<readonly string[]> {
  const { root } = kept;
  const done: string[] = [];
  if (kept.objects !== undefined) await addObjects(root, path.join(store, kept.objects.in));
  const before = { commit: await headCommit(root), names: await gitList(root, ['ls-files', '-z']), changed: new Set(await changedFiles(root)) };
  if (kept.restores.commits) done.push(...(await restoreRefs(kept, aside)));
  if (kept.restores.commits || kept.restores.index) done.push(...(await restoreHead(kept)));
  const after = await headCommit(root);
  if (kept.restores.index || (kept.restores.commits && after !== before.commit)) {
    if (after !== (kept.commit ?? '')) done.push('the index was left as it is, because HEAD is at another commit now');
    else if (kept.index !== undefined) {
      await restoreIndex(root, readData(store, kept.index));
      done.push('the index is as it was');
      if (after !== before.commit) await followHead(root, before, new Set(entries.map((entry) => entry.path)), log);
    }
  }
  if (kept.restores.stash) done.push(...(await restoreStash(kept, store)));
  if (kept.reflogs !== undefined) done.push(...(await restoreReflogs(root, kept.reflogs, store)));
  return done;
}

const headCommit = (root: string): Promise<string> => gitText(root, ['rev-parse', '-q', '--verify', 'HEAD^{commit}'], { accept: [1] });

async function addObjects(root: string, pack: string): Promise<void> {
  const descriptor = fs.openSync(pack, 'r');
  try {
    await git(root, ['unpack-objects', '-q'], { from: descriptor, timeoutMs: 5 * 60_000 });
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Branches and tags that restoring moves away from commits made after a moment (milliseconds since 1970). */
export async function newerRefs({ root, refs, branch, restores }: KeptGit, sinceMs: number): Promise<readonly string[]> {
  if (!restores.commits) return [];
  const newer: string[] = [];
  for (const { name, object } of await movedRefs(root, refs, branch)) {
    const now = await gitText(root, ['rev-parse', '-q', '--verify', name], { accept: [1] });
    if (now === '' || now === object) continue;
    const committed = Number(await gitText(root, ['log', '-1', '--format=%ct', now], { accept: [128] })) * 1000;
    // Git counts in seconds.
    if (committed > sinceMs - 1000 && committed > 0) newer.push(name);
  }
  return newer;
}

/** Refs that are gone or lost commits, besides the stash; remote-tracking ones only where they are gone. */
async function movedRefs(root: string, refs: KeptGit['refs'], branch: string | undefined): Promise<KeptGit['refs']> {
  const present = new Map((await gitText(root, ['for-each-ref', '--format=%(objectname) %(refname)'])).split('\n').flatMap((line) => {
    const [object, name] = line.split(' ');
    return object === undefined || name === undefined ? [] : [[name, object] as const];
  }));
  const moved: KeptGit['refs'][number][] = [];
  for (const ref of refs) {
    const now = present.get(ref.name);
    if (ref.name === 'refs/stash' || now === ref.object) continue;
    if (ref.name.startsWith('refs/remotes/') && (now !== undefined || ref.name.endsWith('/HEAD'))) continue;
    if (now !== undefined && ref.name !== branch && (await isAncestor(root, ref.object, now))) continue;
    moved.push(ref);
  }
  return moved;
}

async function restoreRefs({ root, refs, branch, settings }: KeptGit, aside: GitRestore['aside']): Promise<readonly string[]> {
  const done: string[] = [];
  for (const { name, object } of await movedRefs(root, refs, branch)) {
    const now = await gitText(root, ['rev-parse', '-q', '--verify', name], { accept: [1] });
    if (aside.has(name)) {
      const other = aside.get(name);
      if (other !== undefined) await git(root, ['update-ref', '-m', 'tagout: restore', other, object]);
      done.push(other === undefined ? `${name} was left with its newer commits` : `${name} was left with its newer commits; what it was is ${other}`);
      continue;
    }
    await git(root, ['update-ref', '-m', 'tagout: restore', name, object, now]);
    done.push(`${name} is at ${object.slice(0, 10)} again`);
    if (now === '') await restoreSettings(root, name, settings);
  }
  return done;
}

async function isAncestor(root: string, older: string, newer: string): Promise<boolean> {
  return (await gitText(root, ['rev-list', '--count', '--max-count=1', older, '--not', newer], { accept: [128] })) === '0';
}

async function restoreSettings(root: string, ref: string, settings: KeptGit['settings']): Promise<void> {
  const prefix = `branch.${ref.replace(/^refs\/heads\//, '')}.`;
  const present = new Set((await branchSettings(root)).map(({ name }) => name));
  for (const { name, value } of settings) if (name.startsWith(prefix) && !present.has(name)) await git(root, ['config', '--local', '--add', name, value]);
}

async function restoreHead({ root, branch, commit }: KeptGit): Promise<readonly string[]> {
  const nowBranch = await gitText(root, ['symbolic-ref', '-q', 'HEAD'], { accept: [1] });
  if (branch !== undefined) {
    if (nowBranch === branch) return [];
    await git(root, ['symbolic-ref', '-m', 'tagout: restore', 'HEAD', branch]);
    return [`HEAD is at ${branch} again`];
  }
  if (commit === undefined || (nowBranch === '' && (await headCommit(root)) === commit)) return [];
  await git(root, ['update-ref', '--no-deref', '-m', 'tagout: restore', 'HEAD', commit]);
  return [`HEAD is at ${commit.slice(0, 10)} again`];
}

/** Through git's own lock, so that a git running at the same time neither sees nor makes half an index. */
async function restoreIndex(root: string, kept: Buffer): Promise<void> {
  const index = await gitPath(root, 'index');
  fs.writeFileSync(`${index}.lock`, kept, { flag: 'wx' });
  fs.renameSync(`${index}.lock`, index);
}

/** After HEAD moved back: tracked files that were clean follow it; files that only the left commit had and that are clean go. */
async function followHead(root: string, before: { readonly names: readonly string[]; readonly changed: ReadonlySet<string> }, keptPaths: ReadonlySet<string>, log: RestoreLog): Promise<void> {
  const names = new Set(await gitList(root, ['ls-files', '-z']));
  for (const name of before.names) {
    const place = path.join(root, name);
    if (names.has(name) || before.changed.has(name) || keptPaths.has(place) || fs.lstatSync(place, { throwIfNoEntry: false })?.isDirectory() !== false) continue;
    fs.rmSync(place);
    log.removed.push(place);
    removeEmptyParents(path.dirname(place), root);
  }
  const stale = (await gitList(root, ['diff-files', '--name-only', '-z'])).filter((name) => !keptPaths.has(path.join(root, name)));
  if (stale.length === 0) return;
  await git(root, ['checkout-index', '-f', '-z', '--stdin'], { input: `${stale.join('\0')}\0` });
  log.restored.push(...stale.map((name) => path.join(root, name)));
}

function removeEmptyParents(directory: string, root: string): void {
  for (let at = directory; at.startsWith(root + path.sep) && fs.readdirSync(at).length === 0; at = path.dirname(at)) fs.rmdirSync(at);
}

/** The whole log where nothing was stashed since; else the entries that are gone are stored on top. */
async function restoreStash({ root, refs, stashLog }: KeptGit, store: string): Promise<readonly string[]> {
  const newest = refs.find(({ name }) => name === 'refs/stash')?.object;
  if (newest === undefined || stashLog === undefined) return [];
  const log = readData(store, stashLog).toString('utf8');
  const entries = log.split('\n').flatMap((line) => {
    const object = line.split(' ')[1];
    return object === undefined ? [] : [{ object, message: line.split('\t')[1] ?? '' }];
  });
  const file = await gitPath(root, 'logs/refs/stash');
  const now = new Set((fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '').split('\n').flatMap((line) => line.split(' ')[1] ?? []));
  const gone = entries.filter(({ object }) => !now.has(object));
  if (gone.length === 0) return [];
  if ([...now].every((object) => entries.some((entry) => entry.object === object))) {
    await git(root, ['update-ref', '--create-reflog', 'refs/stash', newest]);
    fs.writeFileSync(`${file}.tagout`, log, { mode: 0o644 });
    fs.renameSync(`${file}.tagout`, file);
  } else for (const { object, message } of gone) await git(root, ['stash', 'store', '-q', '-m', message, object]);
  return [`${gone.length} stash ${gone.length === 1 ? 'entry is' : 'entries are'} back`];
}

/** The kept lines, and behind them what was written since. The stash's log is brought back with the stash. */
async function restoreReflogs(root: string, reflogs: KeptGit['reflogs'] & object, store: string): Promise<readonly string[]> {
  const logs = await gitPath(root, 'logs');
  let count = 0;
  for (const { name, log } of reflogs.filter((one) => one.name !== 'refs/stash')) {
    const file = path.join(logs, name);
    const kept = readData(store, log).toString('utf8');
    const now = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    const known = new Set(kept.split('\n'));
    const present = new Set(now.split('\n'));
    if (kept.split('\n').every((line) => present.has(line))) continue;
    const since = now.split('\n').filter((line) => line !== '' && !known.has(line)).map((line) => `${line}\n`).join('');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(`${file}.tagout`, kept + since, { mode: 0o644 });
    fs.renameSync(`${file}.tagout`, file);
    count += 1;
  }
  return count === 0 ? [] : [`${count} ${count === 1 ? 'reflog is' : 'reflogs are'} back`];
}
