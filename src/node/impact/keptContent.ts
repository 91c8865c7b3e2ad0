import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { LostFile, RecoverableFrom } from '../../core/impact.ts';
import { turns, type Deadline } from './deadline.ts';
import type { FileLoss } from './fileLoss.ts';
import type { FileStates } from './fileStates.ts';

/** Most files, largest one and most bytes of one repository that are read to look for their content elsewhere. */
const limits = { files: 500, fileBytes: 4 * 1024 * 1024, bytes: 32 * 1024 * 1024 } as const;
/** Stash entries that are looked into. */
const mostStashes = 10;

/**
 * Looks whether the content of files that no commit seems to have is kept after all: in the index, in a stash entry, in another
 * commit of the clone, in one that only the reflog names. Content is compared as it lies on the disk; where git would convert it
 * (line ends, filters) it is not found, and counts as kept nowhere.
 */
export async function findKept(loss: FileLoss, deadline: Deadline): Promise<void> {
  for (const [states, lost] of loss.lostByRepository()) {
    if (states.goes) continue;
    const hashes = await hashesOf(states, lost.filter(({ bytes }) => bytes <= limits.fileBytes).slice(0, limits.files), deadline);
    const known = await existing(states, hashes);
    if (known.size === 0) continue;
    const staged = new Set(states.index.values());
    const sources = new Map<string, RecoverableFrom>();
    for (const { object, file } of known.values()) if (staged.has(object) && file.act !== 'discard') sources.set(object, 'index');
    for (const object of await inStashes(states)) if (!sources.has(object)) sources.set(object, 'stash');
    const open = [...known.values()].filter(({ object }) => !sources.has(object));
    for (const [from, tips] of [['commit', ['--exclude=refs/stash', '--all']], ['reflog', ['--reflog']]] as const) {
      const names = open.filter(({ object }) => !sources.has(object)).map(({ file }) => path.relative(states.git.root, file.path).split(path.sep).join('/'));
      for (const object of await inHistory(states, tips, names)) if (!sources.has(object)) sources.set(object, from);
    }
    for (const { object, file } of known.values()) {
      const from = sources.get(object);
      if (from !== undefined) loss.keptIn(file.path, from);
    }
  }
}

interface Hashed {
  readonly object: string;
  readonly file: LostFile;
}

/** Object names that git would give the content; git-hash-object(1). */
async function hashesOf({ git }: FileStates, files: readonly LostFile[], deadline: Deadline): Promise<readonly Hashed[]> {
  const format = (await git.maybe(['rev-parse', '--show-object-format'])) === 'sha256' ? 'sha256' : 'sha1';
  const turn = turns();
  const found: Hashed[] = [];
  let bytes = 0;
  for (const file of files) {
    if (deadline.passed() || bytes > limits.bytes) break;
    const content = await fs.promises.readFile(file.path).catch(() => undefined);
    if (content === undefined) continue;
    bytes += content.length;
    found.push({ file, object: crypto.createHash(format).update(`blob ${content.length}\0`).update(content).digest('hex') });
    const others = turn();
    if (others !== undefined) await others;
  }
  return found;
}

/** Those whose content the repository has anywhere, by path. */
async function existing({ git }: FileStates, hashed: readonly Hashed[]): Promise<ReadonlyMap<string, Hashed>> {
  if (hashed.length === 0) return new Map();
  const said = await git.text(['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input: hashed.map(({ object }) => `${object}\n`).join('') });
  const has = new Set(said.split('\n').flatMap((line) => (line.endsWith(' blob') ? [line.slice(0, -5)] : [])));
  return new Map(hashed.filter(({ object }) => has.has(object)).map((one) => [one.file.path, one]));
}

/** Contents that stash entries hold beyond the commits they were made on: changed files, and untracked ones in the third parent. */
async function inStashes({ git }: FileStates): Promise<ReadonlySet<string>> {
  const entries = (await git.maybe(['log', '-g', '--format=%H %P', `--max-count=${mostStashes}`, 'refs/stash', '--'])) ?? '';
  const objects = await Promise.all(entries.split('\n').filter((line) => line !== '').flatMap((line) => {
    const [stash = '', base = '', , untracked] = line.split(' ');
    return [git.list(['diff-tree', '-r', '-z', '--no-renames', base, stash]).then(newObjects), ...(untracked === undefined ? [] : [git.list(['ls-tree', '-r', '-z', '--format=%(objectname)', untracked])])];
  }));
  return new Set(objects.flat());
}

/** Contents that these names ever had in the commits that are reached. */
async function inHistory({ git }: FileStates, tips: readonly string[], names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const raw = await git.list(['log', ...tips, '--max-count=2000', '--raw', '--no-abbrev', '--no-renames', '-m', '--root', '-z', '--format=', '--no-show-signature', '--', ...names]);
  return new Set(newObjects(raw));
}

/** The new side of `:<mode> <mode> <object> <object> <status>` lines; git-diff(1), "Raw output format". */
const newObjects = (lines: readonly string[]): readonly string[] => lines.flatMap((line) => (line.startsWith(':') ? (line.split(' ')[3] ?? []) : []));
