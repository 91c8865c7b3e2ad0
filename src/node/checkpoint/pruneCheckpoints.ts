import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CheckpointPolicy } from '../../core/policy/policy.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import { dataOf, readHeader, readManifest } from './manifest.ts';
import { checkpointDirectory, idsOf, unfinishedEnd } from './storePlaces.ts';
import { pruneLock } from './checkpointStore.ts';
import { namesIn, realDisk } from '../disk.ts';
import { acquireLock } from '../exclusiveLock.ts';
import { policyPlace } from '../policy/policyPlace.ts';
import { readPolicy } from '../policy/policyStore.ts';
import { trimReplacements } from './replacementBudget.ts';

/** What is left of a broken off checkpoint is removed after this time; younger ones may be under way. */
const underWayMs = 60 * 60_000;

/** `busy`: another process prunes, or a checkpoint is being taken. */
export type Pruned = { readonly kind: 'busy' } | { readonly kind: 'pruned'; readonly event?: Extract<TraceBody, { kind: 'prune' }> };

/** How long the checkpoints of a workspace are kept, as its policy was compiled last. */
export const retentionOf = (state: string, root: string): CheckpointPolicy =>
  readPolicy(policyPlace(state, root, process.platform), () => {
    throw new Error('the policy is compiled when an act is judged');
  }).policy.checkpoints;

/**
 * Removes checkpoints that are older than they are kept, and the oldest ones while all of them are larger than allowed; never
 * the newest. `event` says which, to be recorded: those that were promised for longer are named. Content that others still
 * need stays. Throws when the disk refuses.
 */
export function pruneCheckpoints(store: string, { keepDays, keepMegabytes }: Pick<CheckpointPolicy, 'keepDays' | 'keepMegabytes'>, now: number): Pruned {
  if (!fs.existsSync(store)) return { kind: 'pruned' };
  const lock = acquireLock(realDisk, pruneLock(store), () => now);
  if (lock === undefined) return { kind: 'busy' };
  try {
    if (!clearUnfinished(store, now)) return { kind: 'busy' };
    trimReplacements(store);
    const event = removeOld(store, keepDays * 24 * 60 * 60_000, keepMegabytes * 2 ** 20, now);
    removeUnused(store, now);
    return { kind: 'pruned', ...(event === undefined ? {} : { event }) };
  } finally {
    lock.release();
  }
}

/** False while a checkpoint is being taken: it may rely on content that would be removed. */
function clearUnfinished(store: string, now: number): boolean {
  for (const name of namesIn(realDisk, store).filter((one) => one.endsWith(unfinishedEnd))) {
    const directory = path.join(store, name);
    if (now - (fs.statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? 0) < underWayMs) return false;
    fs.rmSync(directory, { recursive: true, force: true });
  }
  return true;
}

function removeOld(store: string, keepMs: number, keepBytes: number, now: number): Extract<TraceBody, { kind: 'prune' }> | undefined {
  const ids = idsOf(store);
  const uses = new Map(ids.map((id) => [id, filesOf(store, id)] as const));
  const counts = new Map<string, number>();
  for (const files of uses.values()) for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1);
  const sizeOf = (file: string): number => fs.statSync(path.join(store, file), { throwIfNoEntry: false })?.size ?? 0;
  const before = [...counts.keys()].reduce((sum, file) => sum + sizeOf(file), 0);
  let total = before;
  const [removed, promised]: [string[], string[]] = [[], []];
  for (const id of ids.slice(0, -1)) {
    const age = now - Date.parse(readHeader(checkpointDirectory(store, id))?.at ?? '');
    const isOld = !(age <= keepMs);
    if (!isOld && total <= keepBytes) continue;
    fs.rmSync(checkpointDirectory(store, id), { recursive: true });
    removed.push(id);
    if (!isOld) promised.push(id);
    for (const file of uses.get(id) ?? []) {
      const left = (counts.get(file) ?? 1) - 1;
      counts.set(file, left);
      if (left === 0) total -= sizeOf(file);
    }
  }
  if (removed.length === 0) return undefined;
  return { kind: 'prune', checkpoints: removed, promised, bytes: before - total, why: promised.length === 0 ? 'they were kept as long as the policy says' : `all checkpoints together were larger than ${Math.round(keepBytes / 2 ** 20)} MB` };
}

/** Files of the store that a checkpoint needs. Of one whose list is damaged only its own pack is known. */
function filesOf(store: string, id: string): ReadonlySet<string> {
  const own = `packs/${id}.pack`;
  try {
    return new Set([...(fs.existsSync(path.join(store, own)) ? [own] : []), ...dataOf(readManifest(checkpointDirectory(store, id))).map((data) => data.in)]);
  } catch (error) {
    if (error instanceof Error) return new Set([own]);
    throw error;
  }
}

/** Content that no checkpoint needs any more, and what broken off ones left. */
function removeUnused(store: string, now: number): void {
  const needed = new Set(idsOf(store).flatMap((id) => [...filesOf(store, id)]));
  for (const folder of ['packs', 'objects']) {
    for (const name of namesIn(realDisk, path.join(store, folder))) {
      const file = path.join(store, folder, name);
      const isPart = name.endsWith('.part') && now - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < underWayMs;
      if (!needed.has(`${folder}/${name}`) && !isPart) fs.rmSync(file, { force: true });
    }
  }
}
