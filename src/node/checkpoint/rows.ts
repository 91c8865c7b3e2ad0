import * as path from 'node:path';
import { size } from '../../core/impact/words.ts';
import { readData } from './readContent.ts';
import type { KeptData, Manifest } from './manifest.ts';

/** One thing that restoring brings back; `path` is absolute, and absent for what lies in git. */
export interface RestoreRow {
  readonly label: string;
  readonly note: string;
  readonly path?: string;
}

/** Everything that restoring brings back, paths relative to the workspace. Directories come with what they hold, empty ones by themselves. */
export function restoreRows({ entries, repositories, root }: Manifest): readonly RestoreRow[] {
  const name = (absolute: string): string => path.relative(root, absolute) || '.';
  const holds = new Set(entries.map((entry) => path.dirname(entry.path)));
  const files = entries.flatMap((entry): readonly RestoreRow[] => {
    switch (entry.kind) {
      case 'file':
        return [{ label: name(entry.path), note: size(entry.size), path: entry.path }];
      case 'symlink':
        return [{ label: name(entry.path), note: `→ ${entry.target}`, path: entry.path }];
      case 'directory':
        return holds.has(entry.path) ? [] : [{ label: `${name(entry.path)}/`, note: '', path: entry.path }];
      case 'absent':
        return [{ label: name(entry.path), note: '∅', path: entry.path }];
    }
  });
  const git = repositories.flatMap(({ root: top, commit, branch, restores }): readonly RestoreRow[] => [
    ...(restores.commits ? [{ label: `${name(top)} (git)`, note: `${branch ?? 'HEAD'} ${(commit ?? '').slice(0, 10)}` }] : []),
    ...(restores.index ? [{ label: `${name(top)} (git)`, note: 'index' }] : []),
    ...(restores.stash ? [{ label: `${name(top)} (git)`, note: 'stash' }] : []),
  ]);
  return [...git, ...files];
}

/** Larger content is not read as a text. */
const limitBytes = 2 * 1024 * 1024;

/** Kept content as text; undefined where it is too large. */
export const keptText = (store: string, data: KeptData): string | undefined => (data.size > limitBytes ? undefined : readData(store, data).toString('utf8'));
