import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { effectsOf, planCheckpoint } from '../core/checkpoint.ts';
import { readManifest, type Manifest } from '../node/checkpoint/manifest.ts';
import { checkpointDirectory, takeCheckpoint } from '../node/checkpointStore.ts';
import { restoreCheckpoint, type RestoreResult } from '../node/restoreCheckpoint.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import type { AskMessage } from '../protocol/channel.ts';
import { readText } from './filePairs.ts';
import type { CheckpointResult, DiffPair } from './ports.ts';

const storeOf = (state: string, workspace: string): string => path.join(workspaceStateDirectory(state, workspace), 'checkpoints');

/** `20261123-101500-3f9a2c`: sorts by time, unique without looking. */
function newId(at: Date): string {
  const [date = '', time = ''] = at.toISOString().replace(/[-:]|\.\d+Z$/g, '').split('T');
  return `${date}-${time}-${randomBytes(3).toString('hex')}`;
}

/** Keeps what an act that was just approved would destroy. Never throws. */
export function keepFor(state: string, { verdict, workspace, cwd }: AskMessage): Promise<CheckpointResult> {
  const at = new Date();
  return takeCheckpoint({ plan: planCheckpoint(effectsOf(verdict)), store: storeOf(state, workspace), id: newId(at), at, root: workspace, cwd });
}

/** What a checkpoint holds. Throws in plain words where it is missing or damaged. */
export function openCheckpoint(state: string, workspace: string, id: string): Manifest {
  return readManifest(checkpointDirectory(storeOf(state, workspace), id));
}

/** Puts a checkpoint back; what stands in the way is kept first. Never throws. */
export function bringBack(state: string, workspace: string, id: string): Promise<RestoreResult> {
  const at = new Date();
  return restoreCheckpoint({ store: storeOf(state, workspace), id, keepAs: newId(at), at });
}

/** One line for each thing that restoring brings back, paths relative to the workspace. */
export function restoreLines({ entries, repositories, root }: Manifest): readonly string[] {
  const name = (absolute: string): string => path.relative(root, absolute) || '.';
  const files = entries.flatMap((entry) => {
    switch (entry.kind) {
      case 'file':
        return [`${name(entry.path)} (${entry.size} B)`];
      case 'symlink':
        return [`${name(entry.path)} → ${entry.target}`];
      case 'directory':
        return [];
      case 'absent':
        return [`${name(entry.path)}: did not exist`];
    }
  });
  const git = repositories.flatMap(({ root: top, commit, branch, restores }) => [
    ...(restores.commits ? [`${name(top)}: ${branch ?? 'HEAD'} ${(commit ?? '').slice(0, 10)}`] : []),
    ...(restores.index ? [`${name(top)}: index`] : []),
    ...(restores.stash ? [`${name(top)}: stash`] : []),
  ]);
  return [...files, ...git];
}

/** What is there now against what the checkpoint holds, for each file of it. */
export function checkpointPairs(state: string, { id, root, entries }: Manifest): readonly DiffPair[] {
  const directory = checkpointDirectory(storeOf(state, root), id);
  return entries.flatMap((entry) => {
    if (entry.kind !== 'file') return [];
    const before = readText(entry.path);
    const after = readText(path.join(directory, entry.data));
    return before === after ? [] : [{ path: entry.path, label: path.relative(root, entry.path), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}
