import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitKeep } from '../../core/checkpoint.ts';
import { git, gitList, gitText } from '../gitCommand.ts';
import { branchSettings, changedFiles, gitPath } from './gitState.ts';
import type { KeptEntry, KeptGit } from './manifest.ts';
import type { RestoreLog } from './restoreFiles.ts';

/** What restoring this repository may change, so that it is kept first. */
export function keepBefore({ root, restores }: KeptGit): GitKeep {
  return { root, tracked: restores.index || restores.commits, untracked: false, ignored: false, stash: restores.stash, commits: true };
}

/**
 * Puts back objects, branches and tags that are gone or lost commits, HEAD, the index, and the stash. A branch other than
 * the one at HEAD that has only gained commits is left alone; so is the index when HEAD cannot be what it was. Returns one
 * plain line for each thing done. Throws at the first failure.
 */
export async function restoreRepository(kept: KeptGit, entries: readonly KeptEntry[], directory: string, log: RestoreLog): Promise<readonly string[]> {
  const { root } = kept;
  const done: string[] = [];
  if (kept.objects !== undefined) await addObjects(root, path.join(directory, kept.objects.data));
  const before = { commit: await headCommit(root), names: await gitList(root, ['ls-files', '-z']), changed: new Set(await changedFiles(root)) };
  if (kept.restores.commits) done.push(...(await restoreRefs(kept)));
  if (kept.restores.commits || kept.restores.index) done.push(...(await restoreHead(kept)));
  const after = await headCommit(root);
  if (kept.restores.index || (kept.restores.commits && after !== before.commit)) {
    if (after !== (kept.commit ?? '')) done.push('the index was left as it is, because HEAD is at another commit now');
    else if (kept.index !== undefined) {
      await restoreIndex(root, path.join(directory, kept.index.data));
      done.push('the index is as it was');
      if (after !== before.commit) await followHead(root, before, new Set(entries.map((entry) => entry.path)), log);
    }
  }
  if (kept.restores.stash) done.push(...(await restoreStash(kept, directory)));
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

async function restoreRefs({ root, refs, branch, settings }: KeptGit): Promise<readonly string[]> {
  const done: string[] = [];
  for (const { name, object } of refs.filter((ref) => ref.name !== 'refs/stash')) {
    const now = await gitText(root, ['rev-parse', '-q', '--verify', name], { accept: [1] });
    if (now === object || (now !== '' && name !== branch && (await isAncestor(root, object, now)))) continue;
    await git(root, ['update-ref', '-m', 'tagout: restore', name, object, now]);
    done.push(`${name} is at ${object.slice(0, 10)} again`);
    if (now === '') await restoreSettings(root, name, settings);
  }
  return done;
}

async function isAncestor(root: string, older: string, newer: string): Promise<boolean> {
  return (await gitText(root, ['rev-list', '--count', '--max-count=1', older, '--not', newer])) === '0';
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
async function restoreIndex(root: string, kept: string): Promise<void> {
  const index = await gitPath(root, 'index');
  fs.copyFileSync(kept, `${index}.lock`, fs.constants.COPYFILE_EXCL);
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
async function restoreStash({ root, refs, stashLog }: KeptGit, directory: string): Promise<readonly string[]> {
  const newest = refs.find(({ name }) => name === 'refs/stash')?.object;
  if (newest === undefined || stashLog === undefined) return [];
  const log = fs.readFileSync(path.join(directory, stashLog.data), 'utf8');
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
