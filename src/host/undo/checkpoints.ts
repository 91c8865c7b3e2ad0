import * as path from 'node:path';
import { effectsOf, planCheckpoint } from '../../core/checkpoint.ts';
import { keptText } from '../../node/checkpoint/rows.ts';
import { readManifest, type KeptEntry, type Manifest } from '../../node/checkpoint/manifest.ts';
import { checkpointDirectory } from '../../node/checkpoint/storePlaces.ts';
import { newCheckpointId, takeCheckpoint } from '../../node/checkpoint/checkpointStore.ts';
import { restoreCheckpoint, type RestoreRequest, type RestoreResult } from '../../node/checkpoint/restoreCheckpoint.ts';
import { checkpointStoreOf } from '../../node/stateDirectory.ts';
import type { PaceOptions } from '../../node/checkpoint/pace.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { readText } from '../impact/filePairs.ts';
import type { CheckpointResult, DiffPair } from '../approval/ports.ts';

/** Keeps what an act that was just approved would destroy. Never throws. */
export function keepFor(state: string, { id, proposal, verdict, workspace, cwd }: AskMessage, pace: PaceOptions): Promise<CheckpointResult> {
  const at = new Date();
  return takeCheckpoint({ plan: planCheckpoint(effectsOf(verdict)), store: checkpointStoreOf(state, workspace), id: newCheckpointId(at), at, root: workspace, cwd, before: { proposal: id, session: proposal.session.id }, ...pace });
}

/** What a checkpoint holds. Throws in plain words where it is missing or damaged. */
export function openCheckpoint(state: string, workspace: string, id: string): Manifest {
  return readManifest(checkpointDirectory(checkpointStoreOf(state, workspace), id));
}

/** Puts a checkpoint back; what stands in the way is kept first. Never throws. */
export function bringBack(state: string, workspace: string, id: string, how: Pick<RestoreRequest, 'newer' | 'only' | 'later' | 'actEndedMs' | 'signal' | 'onProgress'>): Promise<RestoreResult> {
  const at = new Date();
  return restoreCheckpoint({ store: checkpointStoreOf(state, workspace), id, keepAs: newCheckpointId(at), at, ...how });
}

/** More differences at once would not be read by anybody. */
const pairsLimit = 100;

/** What is there now against what a checkpoint holds, for each file of it, or for one; files that restoring removes too. */
export function checkpointPairs(state: string, { root, entries }: Pick<Manifest, 'root' | 'entries'>, only?: string): readonly DiffPair[] {
  const store = checkpointStoreOf(state, root);
  const pairs: DiffPair[] = [];
  for (const entry of entries) {
    if (pairs.length >= pairsLimit) break;
    if ((entry.kind !== 'file' && entry.kind !== 'absent') || (only !== undefined && entry.path !== only)) continue;
    const before = readText(entry.path);
    const after = contentOf(store, entry);
    if (before !== after) pairs.push({ path: entry.path, label: path.relative(root, entry.path), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  }
  return pairs;
}

const contentOf = (store: string, entry: KeptEntry): string | undefined => (entry.kind === 'file' ? keptText(store, entry) : undefined);
