import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitKeep } from '../../core/checkpoint.ts';
import type { FileAct } from '../../core/impact.ts';
import { isWithin } from '../ancestors.ts';
import { turns } from './deadline.ts';
import type { FileLoss, GitSlot } from './fileLoss.ts';
import { fileStates } from './fileStates.ts';
import { lookingGit } from './lookingGit.ts';
import type { Looking } from './lostFiles.ts';

export interface ChangedLines {
  readonly insertions: number;
  readonly deletions: number;
}

/** Adds the files that a git command would take back or remove, and counts the lines taken back. */
export async function addDiscarded(keep: GitKeep, loss: FileLoss, { deadline, uncounted }: Looking): Promise<ChangedLines | undefined> {
  const { root, paths } = keep;
  const git = await lookingGit(root, deadline);
  const within = paths === undefined || paths.length === 0 ? [] : ['--', ...paths.map((entry) => path.relative(root, entry) || '.')];
  const states = await fileStates({ git, below: root, goes: false });
  const slot: GitSlot = { answer: { kind: 'known', states } };
  const turn = turns();
  const add = async (names: Iterable<string>, act: FileAct): Promise<void> => {
    for (const name of names) {
      const place = path.join(root, name);
      const found = fs.lstatSync(place, { throwIfNoEntry: false });
      if (found !== undefined && !found.isDirectory()) loss.add({ path: place, bytes: found.size, modifiedMs: found.mtimeMs, act, slot });
      if (deadline.passed()) {
        uncounted('files that git would take back (the time was up)');
        return;
      }
      const others = turn();
      if (others !== undefined) await others;
    }
  };
  if (keep.untracked) await add(await git.list(['ls-files', '-o', '-z', '--exclude-standard', ...within]), 'delete');
  if (keep.ignored) await add(await git.list(['ls-files', '-o', '-i', '-z', '--exclude-standard', ...within]), 'delete');
  if (!keep.tracked) return undefined;
  const changed = [...states.index.keys()].filter((name) => states.of(path.join(root, name)).state === 'modified');
  await add(paths === undefined ? changed : changed.filter((name) => paths.some((entry) => isWithin(entry, path.join(root, name)))), 'discard');
  const lines = (await git.list(['diff', '--numstat', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty', 'HEAD', ...within])).map((line) => line.split('\t'));
  const sum = (column: number): number => lines.reduce((total, fields) => total + (Number(fields[column]) || 0), 0);
  return { insertions: sum(0), deletions: sum(1) };
}
