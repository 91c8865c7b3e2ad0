import * as path from 'node:path';
import { effectsOf, planCheckpoint } from '../core/checkpoint.ts';
import { size } from '../core/impact/words.ts';
import { readData } from '../node/checkpoint/content.ts';
import { readManifest, type KeptData, type Manifest } from '../node/checkpoint/manifest.ts';
import { checkpointDirectory, newCheckpointId, takeCheckpoint } from '../node/checkpointStore.ts';
import { restoreCheckpoint, type RestoreRequest, type RestoreResult } from '../node/restoreCheckpoint.ts';
import { checkpointStoreOf } from '../node/stateDirectory.ts';
import type { AskMessage } from '../protocol/channel.ts';
import { readText } from './filePairs.ts';
import type { CheckpointResult, DiffPair } from './ports.ts';

/** Keeps what an act that was just approved would destroy. Never throws. */
export function keepFor(state: string, { verdict, workspace, cwd }: AskMessage): Promise<CheckpointResult> {
  const at = new Date();
  return takeCheckpoint({ plan: planCheckpoint(effectsOf(verdict)), store: checkpointStoreOf(state, workspace), id: newCheckpointId(at), at, root: workspace, cwd });
}

/** What a checkpoint holds. Throws in plain words where it is missing or damaged. */
export function openCheckpoint(state: string, workspace: string, id: string): Manifest {
  return readManifest(checkpointDirectory(checkpointStoreOf(state, workspace), id));
}

/** Puts a checkpoint back; what stands in the way is kept first. Never throws. */
export function bringBack(state: string, workspace: string, id: string, how: Pick<RestoreRequest, 'newer' | 'only' | 'actEndedMs' | 'signal' | 'onProgress'>): Promise<RestoreResult> {
  const at = new Date();
  return restoreCheckpoint({ store: checkpointStoreOf(state, workspace), id, keepAs: newCheckpointId(at), at, ...how });
}

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

/** More differences at once would not be read by anybody. */
const pairsLimit = 100;

/** What is there now against what the checkpoint holds, for each file of it, or for one. */
export function checkpointPairs(state: string, { root, entries }: Manifest, only?: string): readonly DiffPair[] {
  const store = checkpointStoreOf(state, root);
  const pairs: DiffPair[] = [];
  for (const entry of entries) {
    if (pairs.length >= pairsLimit) break;
    if (entry.kind !== 'file' || (only !== undefined && entry.path !== only)) continue;
    const before = readText(entry.path);
    const after = keptText(store, entry);
    if (before !== after) pairs.push({ path: entry.path, label: path.relative(root, entry.path), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  }
  return pairs;
}

/** Larger content is not read into a diff. */
const limitBytes = 2 * 1024 * 1024;

function keptText(store: string, data: KeptData): string | undefined {
  return data.size > limitBytes ? undefined : readData(store, data).toString('utf8');
}
