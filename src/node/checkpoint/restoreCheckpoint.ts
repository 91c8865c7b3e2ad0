import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitKeep } from '../../core/checkpoint.ts';
import type { CheckpointRecord } from '../../core/trace/event.ts';
import { takeCheckpoint, verifyCheckpoint } from './checkpointStore.ts';
import { keepBefore, restoreRepository } from './gitRestore.ts';
import { joinCheckpoints, type JoinedCheckpoints, type JoinedRepository } from './joinCheckpoints.ts';
import type { KeptEntry } from './manifest.ts';
import { besideName, newerWork, type NewerWork } from './newerWork.ts';
import { Pace, type PaceOptions } from './pace.ts';
import { changedEntries, restoreEntries, type RestoreLog } from './restoreFiles.ts';
import { beginRestore, endRestore, interruptedRestore } from './restoreJournal.ts';
import type { Limits } from './survey.ts';

export interface RestoreRequest extends PaceOptions {
  readonly store: string;
  readonly id: string;
  /** Id for the second checkpoint, which keeps what restoring replaces. */
  readonly keepAs: string;
  readonly at: Date;
  readonly limits?: Limits;
  /** Only these paths (absolute) with all below them, and nothing of git; absent = everything. */
  readonly only?: readonly string[];
  /** What becomes of work that was done since the act. `ask`: nothing is changed, and the result lists it. */
  readonly newer: 'ask' | 'overwrite' | 'skip' | 'keep-both';
  /** When the act had ended, milliseconds since 1970: what changed later is newer work. Without it everything since the checkpoint is. */
  readonly actEndedMs?: number;
  /** Checkpoints of later acts, oldest first, that are put back in the same step: see {@link joinCheckpoints}. */
  readonly later?: readonly { readonly id: string; readonly actEndedMs?: number }[];
}

/** Absolute paths; `notes` in plain words, a line each: what was done in git, and what was left. */
export interface Restored {
  readonly restored: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly notes: readonly string[];
  /** What was replaced lies here. */
  readonly keptBeside?: CheckpointRecord;
}

export type RestoreResult =
  | ({ readonly kind: 'restored' } & Restored)
  /** Nothing was changed: a person is to say what becomes of these. */
  | { readonly kind: 'newer'; readonly newer: readonly NewerWork[] }
  /** `touched` is false where nothing at all was changed. */
  | ({ readonly kind: 'failed'; readonly why: string; readonly touched: boolean } & Restored);

/**
 * Puts what a checkpoint kept back in its place. First the whole checkpoint is read and compared with its hashes: a damaged
 * one changes nothing. Whatever stands in the way is kept as a second checkpoint before it is replaced, so that restoring can
 * be undone by restoring that. One that was interrupted goes on when it is asked for again. Never throws.
 */
export async function restoreCheckpoint(request: RestoreRequest): Promise<RestoreResult> {
  const { store, id } = request;
  const log: RestoreLog = { restored: [], removed: [] };
  const notes: string[] = [];
  let keptBeside: CheckpointRecord | undefined;
  let unchanged = 0;
  let touched = false;
  const report = (): Restored => ({ ...log, unchanged, notes, ...(keptBeside === undefined ? {} : { keptBeside }) });
  try {
    const pace = new Pace(request);
    const joined = chosen(await verifiedTogether(request), request.only);
    const changed = await changedEntries(joined.entries, pace);
    unchanged = joined.entries.length - changed.length;
    const newer = await newerWork(joined, changed);
    if (newer.length > 0 && request.newer === 'ask') return { kind: 'newer', newer };
    const entries = withoutNewer(joined, newer, request);
    keptBeside = await keepFirst(request, joined, await changedEntries(entries, pace));
    pace.check();
    const begun = interruptedRestore(store, id);
    if (begun !== undefined && begun.keptAs !== '') notes.push(`an earlier restore was interrupted; what it had replaced is kept as ${begun.keptAs}`);
    beginRestore(store, id, { keptAs: keptBeside?.id ?? '', at: request.at.toISOString() });
    touched = true;
    // From here on it is carried through: a cancelled restore would be neither the old nor the new.
    const through = new Pace();
    for (const repository of joined.repositories) notes.push(...(await restoreRepository(repository.kept, { entries, store, aside: asideOf(newer, repository, request), log })));
    await restoreEntries(await changedEntries(entries, through), entries, { store, id, root: joined.root, log, pace: through });
    const left = await changedEntries(entries, through);
    if (left.length > 0) throw new Error(`${left.length} paths are still not as they were, ${left[0]?.path ?? ''} among them`);
    endRestore(store, id);
    return { kind: 'restored', ...report() };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error), touched, ...report() };
  }
}

/** Every one of them is read and compared with its hashes. */
async function verifiedTogether(request: RestoreRequest): Promise<JoinedCheckpoints> {
  const all = [];
  for (const { id, actEndedMs } of [request, ...(request.later ?? [])]) {
    const manifest = await verifyCheckpoint(request.store, id, request);
    all.push({ manifest, endedMs: actEndedMs ?? Date.parse(manifest.at) });
  }
  return joinCheckpoints(all);
}

/** The part of a checkpoint that lies at or below some paths, with the directories on the way. */
function chosen(joined: JoinedCheckpoints, only: readonly string[] | undefined): JoinedCheckpoints {
  if (only === undefined) return joined;
  const within = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
  const entries = joined.entries.filter((entry) => only.some((one) => within(one, entry.path) || (entry.kind === 'directory' && within(entry.path, one))));
  if (!entries.some((entry) => only.some((one) => within(one, entry.path)))) throw new Error(`the checkpoint holds nothing at ${only.join(', ')}`);
  return { ...joined, entries, repositories: [] };
}

/** What is put back of files that newer work stands in for. What came between two of the acts comes back where nothing is now. */
function withoutNewer({ entries, between }: JoinedCheckpoints, newer: readonly NewerWork[], { newer: choice, id }: RestoreRequest): readonly KeptEntry[] {
  const paths = new Set(newer.flatMap((one) => (one.kind === 'file' ? [one.path] : [])));
  if (paths.size === 0 || choice === 'overwrite') return entries;
  return entries.flatMap((entry) => {
    if (!paths.has(entry.path)) return [entry];
    const later = between.get(entry.path);
    return [...(later === undefined || isThere(entry) ? [] : [later]), ...(choice === 'keep-both' && entry.kind !== 'absent' ? [{ ...entry, path: besideName(entry.path, id) }] : [])];
  });
}

function asideOf(newer: readonly NewerWork[], { id, kept: { root } }: JoinedRepository, { newer: choice }: RestoreRequest): ReadonlyMap<string, string | undefined> {
  if (choice === 'overwrite') return new Map();
  const names = newer.flatMap((one) => (one.kind === 'branch' && one.root === root && one.checkpoint === id ? [one.name] : []));
  return new Map(names.map((name) => [name, choice === 'keep-both' ? `refs/heads/restored/${id}/${name.replace(/^refs\/(?:heads|tags)\//, '')}` : undefined]));
}

/** Keeps what is there now, and notes where nothing is. */
async function keepFirst({ store, id, keepAs, at, limits, signal, onProgress }: RestoreRequest, { root, repositories }: JoinedCheckpoints, changed: readonly KeptEntry[]): Promise<CheckpointRecord | undefined> {
  const present = changed.filter(isThere).filter((entry) => entry.kind !== 'directory' || !fs.lstatSync(entry.path).isDirectory());
  const missing = changed.filter((entry) => !isThere(entry) && entry.kind !== 'absent');
  const plan = { paths: present.map((entry) => ({ path: entry.path })), repositories: keptOnce(repositories), beyond: [] };
  const kept = await takeCheckpoint({
    plan, store, id: keepAs, at, root, cwd: root, before: { restoring: id }, orAbsent: missing.map((entry) => entry.path),
    ...(limits === undefined ? {} : { limits }), ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }),
  });
  if (kept.kind === 'failed') throw new Error(`what is there now could not be kept first, so nothing was restored: ${kept.why}`);
  return kept.kind === 'taken' ? kept.checkpoint : undefined;
}

/** Each repository once, with all that restoring any of its checkpoints may change. */
function keptOnce(repositories: readonly JoinedRepository[]): readonly GitKeep[] {
  const roots = new Map<string, GitKeep>();
  for (const { kept } of repositories) {
    const keep = keepBefore(kept);
    const known = roots.get(keep.root);
    roots.set(keep.root, known === undefined ? keep : { ...keep, tracked: keep.tracked || known.tracked, stash: keep.stash || known.stash });
  }
  return [...roots.values()];
}

const isThere = (entry: KeptEntry): boolean => fs.lstatSync(entry.path, { throwIfNoEntry: false }) !== undefined;
