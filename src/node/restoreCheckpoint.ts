import type { CheckpointRecord } from '../core/trace/event.ts';
import { checkpointDirectory, takeCheckpoint, verifyCheckpoint } from './checkpointStore.ts';
import { keepBefore, restoreRepository } from './checkpoint/gitRestore.ts';
import type { KeptEntry, Manifest } from './checkpoint/manifest.ts';
import { changedEntries, restoreEntries, wouldOverwrite } from './checkpoint/restoreFiles.ts';
import type { RestoreLog } from './checkpoint/restoreFiles.ts';
import type { Limits } from './checkpoint/survey.ts';

export interface RestoreRequest {
  readonly store: string;
  readonly id: string;
  /** Id for the second checkpoint, which keeps what restoring replaces. */
  readonly keepAs: string;
  readonly at: Date;
  readonly limits?: Limits;
}

/** Absolute paths; `git` in plain words, a line each. */
export interface Restored {
  readonly restored: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly git: readonly string[];
  /** What was replaced lies here. */
  readonly keptBeside?: CheckpointRecord;
}

export type RestoreResult =
  | ({ readonly kind: 'restored' } & Restored)
  /** `touched` is false where nothing at all was changed. */
  | ({ readonly kind: 'failed'; readonly why: string; readonly touched: boolean } & Restored);

/**
 * Puts everything that a checkpoint kept back in its place. First the whole checkpoint is read and compared with its hashes:
 * a damaged one changes nothing. Whatever newer stands in the way is kept as a second checkpoint before it is replaced.
 * Never throws.
 */
export async function restoreCheckpoint(request: RestoreRequest): Promise<RestoreResult> {
  const log: RestoreLog = { restored: [], removed: [] };
  const git: string[] = [];
  let keptBeside: CheckpointRecord | undefined;
  let unchanged = 0;
  let touched = false;
  const report = (): Restored => ({ ...log, unchanged, git, ...(keptBeside === undefined ? {} : { keptBeside }) });
  try {
    const directory = checkpointDirectory(request.store, request.id);
    const manifest = await verifyCheckpoint(directory);
    const changed = await changedEntries(manifest.entries);
    unchanged = manifest.entries.length - changed.length;
    keptBeside = await keepNewer(request, manifest, changed);
    touched = true;
    for (const repository of manifest.repositories) git.push(...(await restoreRepository(repository, manifest.entries, directory, log)));
    await restoreEntries(await changedEntries(manifest.entries), manifest.entries, directory, log);
    const left = await changedEntries(manifest.entries);
    if (left.length > 0) throw new Error(`${left.length} paths are still not as they were, ${left[0]?.path ?? ''} among them`);
    return { kind: 'restored', ...report() };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error), touched, ...report() };
  }
}

async function keepNewer({ store, keepAs, at, limits }: RestoreRequest, manifest: Manifest, changed: readonly KeptEntry[]): Promise<CheckpointRecord | undefined> {
  const paths = changed.filter(wouldOverwrite).map((entry) => ({ path: entry.path }));
  const plan = { paths, repositories: manifest.repositories.map(keepBefore), beyond: [] };
  const kept = await takeCheckpoint({ plan, store, id: keepAs, at, root: manifest.root, cwd: manifest.root, ...(limits === undefined ? {} : { limits }) });
  if (kept.kind === 'failed') throw new Error(`what is there now could not be kept first, so nothing was restored: ${kept.why}`);
  return kept.kind === 'taken' ? kept.checkpoint : undefined;
}
