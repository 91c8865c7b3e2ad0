import * as fs from 'node:fs';
import * as path from 'node:path';
import { gitList } from '../git/gitCommand.ts';
import { newerRefs } from './gitRestore.ts';
import { changedFiles } from './gitState.ts';
import type { JoinedCheckpoints } from './joinCheckpoints.ts';
import type { KeptEntry, KeptGit } from './manifest.ts';

/** Work that was done after the act, and that restoring would replace. */
export type NewerWork = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'branch'; readonly root: string; readonly name: string; /** The checkpoint that would move it. */ readonly checkpoint: string };

/**
 * What restoring would overwrite although it came after the act. A file counts by the time of its last change of any kind,
 * which nothing can set back; not where git holds it just as it stands, for that is what a reset or checkout leaves.
 */
export async function newerWork({ repositories, sinceOf, between: changedBetween }: JoinedCheckpoints, changed: readonly KeptEntry[]): Promise<readonly NewerWork[]> {
  const held = await heldByGit(repositories.map(({ kept }) => kept));
  const files = changed.flatMap((entry): NewerWork[] => {
    if (changedBetween.has(entry.path)) return [{ kind: 'file', path: entry.path }];
    const now = fs.lstatSync(entry.path, { throwIfNoEntry: false });
    if (now === undefined || (entry.kind === 'directory' && now.isDirectory()) || held(entry.path)) return [];
    return Math.max(now.ctimeMs, now.mtimeMs) > sinceOf(entry.path) ? [{ kind: 'file', path: entry.path }] : [];
  });
  const branches: NewerWork[] = [];
  for (const { id, kept, sinceMs, between } of repositories) {
    for (const name of new Set([...(await newerRefs(kept, sinceMs)), ...between])) branches.push({ kind: 'branch', root: kept.root, name, checkpoint: id });
  }
  return [...files, ...branches];
}

/** Whether a path is tracked and unchanged. */
async function heldByGit(repositories: readonly KeptGit[]): Promise<(place: string) => boolean> {
  const held = new Set<string>();
  for (const { root } of repositories) {
    const changed = new Set(await changedFiles(root));
    for (const name of await gitList(root, ['ls-files', '-z'])) if (!changed.has(name)) held.add(path.join(root, name));
  }
  return (place) => held.has(place);
}

/** `notes (restored 20261123-101500).md`: a name beside the newer file, or for a directory's content beside the directory. */
export function besideName(place: string, id: string): string {
  const { dir, name, ext } = path.parse(place);
  return path.join(dir, `${name} (restored ${id.slice(0, 15)})${ext}`);
}
