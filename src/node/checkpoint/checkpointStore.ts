import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isEmptyPlan, type CheckpointPlan } from '../../core/checkpoint.ts';
import type { CheckpointRecord } from '../../core/trace/event.ts';
import { ContentWriter, syncDirectory, syncFile } from './content.ts';
import { keepRepository, surveyRepository } from './gitState.ts';
import { keepFiles } from './keepFiles.ts';
import { keptContents } from './keptContents.ts';
import { dataOf, manifestFile, readHeader, readManifest, renderManifest, type KeptData, type KeptGit, type Manifest, type ManifestHeader } from './manifest.ts';
import { Pace, type PaceOptions } from './pace.ts';
import { verifyData } from './readContent.ts';
import { checkpointDirectory, idsOf, isId, unfinishedEnd } from './storePlaces.ts';
import { Survey, type Limits } from './survey.ts';
import { matchesOf } from '../globMatches.ts';
import { gitText } from '../git/gitCommand.ts';

export interface CheckpointRequest extends PaceOptions {
  readonly plan: CheckpointPlan;
  /** `<workspace state>/checkpoints`; made where it is missing. */
  readonly store: string;
  /** New id; see {@link newCheckpointId}. */
  readonly id: string;
  readonly at: Date;
  /** Absolute workspace root; relative paths of the plan count from `cwd`. */
  readonly root: string;
  readonly cwd: string;
  readonly limits?: Limits;
  readonly before?: ManifestHeader['before'];
  /** Absolute paths of which it matters also that nothing is there: restoring removes what came since. */
  readonly orAbsent?: readonly string[];
}

export type CheckpointResult =
  | { readonly kind: 'taken'; readonly checkpoint: CheckpointRecord }
  /** Nothing that the plan names exists. */
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'failed'; readonly why: string };

/** What a checkpoint may hold at most; above it there is none, and the person is told. */
export const defaultLimits: Limits = { files: 200_000, bytes: 4 * 1024 * 1024 * 1024 };

/** `20261123-101500042-3f9a2c`: sorts by time to the millisecond (a restore follows its act within a second), unique without looking. */
export function newCheckpointId(at: Date): string {
  const [date = '', time = ''] = at.toISOString().replace(/[-:.Z]/g, '').split('T');
  return `${date}-${time}-${randomBytes(3).toString('hex')}`;
}

/**
 * Keeps what an act would destroy in a store outside the work tree: content, modes, times, symlinks as themselves, empty
 * directories, and for git HEAD, refs, index and objects. All or nothing: the checkpoint counts (gets its name) only after
 * everything is on the disk, was read again and found equal. Never throws. Not kept: owners, extended attributes, hard links as such.
 */
export async function takeCheckpoint(request: CheckpointRequest): Promise<CheckpointResult> {
  const { plan, store, id, orAbsent = [] } = request;
  if (isEmptyPlan(plan) && orAbsent.length === 0) return { kind: 'not-needed' };
  if (!isId(id)) return { kind: 'failed', why: 'the name of the checkpoint is not valid' };
  // INVARIANT: the unfinished directory is there before earlier content is relied on; pruning waits for it.
  const unfinished = `${checkpointDirectory(store, id)}${unfinishedEnd}`;
  try {
    fs.mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
  const known = isPruning(store) ? new Map<string, KeptData>() : keptContents(store);
  const taken = await attempt(request, known);
  // What an earlier checkpoint holds may be damaged: then all is written anew.
  return taken.kind === 'failed' && known.size > 0 && request.signal?.aborted !== true && taken.damaged === true ? attempt(request, new Map()) : taken;
}

/** See {@link takeCheckpoint}. `damaged`: what was kept did not hold when it was read again. */
async function attempt(request: CheckpointRequest, known: ReadonlyMap<string, KeptData>): Promise<CheckpointResult & { readonly damaged?: boolean }> {
  const { store, id } = request;
  let written = false;
  const unfinished = `${checkpointDirectory(store, id)}${unfinishedEnd}`;
  let content: ContentWriter | undefined;
  try {
    fs.mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    const pace = new Pace(request);
    content = new ContentWriter(store, id, known);
    const manifest = await fill(request, content, pace);
    if (manifest === undefined) {
      await content.discard();
      return { kind: 'not-needed' };
    }
    await content.finish();
    await writeManifest(unfinished, manifest);
    written = true;
    await verifyData(store, content.relied, pace);
    pace.check();
    fs.renameSync(unfinished, checkpointDirectory(store, id));
    await syncDirectory(store);
    return { kind: 'taken', checkpoint: recordOf(manifest) };
  } catch (error) {
    await content?.discard();
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error), damaged: written };
  } finally {
    clearAway(unfinished);
  }
}

/** It is read again as everything else. */
async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const file = manifestFile(directory);
  const text = Buffer.from(renderManifest(manifest));
  fs.writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  await syncFile(file);
  await syncDirectory(directory);
  if (!fs.readFileSync(file).equals(text)) throw new Error('the list of what was kept was not written whole');
}

function clearAway(unfinished: string): void {
  try {
    fs.rmSync(unfinished, { recursive: true, force: true });
  } catch {
    // What is left has no valid name: nobody takes it for a checkpoint.
  }
}

async function fill({ plan, id, at, root, cwd, limits = defaultLimits, store, before, orAbsent = [] }: CheckpointRequest, content: ContentWriter, pace: Pace): Promise<Manifest | undefined> {
  const survey = new Survey(limits, pace);
  for (const { path: place, pattern } of plan.paths) for (const match of matchesOf(path.resolve(cwd, place), pattern, true)) await survey.add(match);
  for (const place of orAbsent) survey.addOrAbsent(place);
  const tops = new Map<string, string>();
  for (const { root: top } of plan.repositories) tops.set(top, fs.realpathSync.native(await gitText(top, ['rev-parse', '--show-toplevel'])));
  const keeps = plan.repositories.map((keep) => ({ ...keep, root: tops.get(keep.root) ?? keep.root }));
  for (const keep of keeps) await surveyRepository(keep, survey);
  if (survey.entries.length === 0 && keeps.length === 0) return undefined;
  assertRoom(store, survey.totals.bytes);
  const repositories: KeptGit[] = [];
  for (const keep of keeps) repositories.push(await keepRepository(keep, content, limits, pace));
  const entries = await keepFiles(survey.entries, content, pace);
  const packed = repositories.flatMap(({ index, objects, stashLog }) => [index, objects, stashLog]).reduce((sum, data) => sum + (data?.size ?? 0), 0);
  const files = entries.filter(({ kind }) => kind === 'file' || kind === 'symlink').length;
  return { v: 2, id, at: at.toISOString(), root, kind: repositories.length > 0 ? 'git' : 'files', files, bytes: survey.totals.bytes + packed, beyond: plan.beyond, ...(before === undefined ? {} : { before }), entries, repositories };
}

function assertRoom(directory: string, bytes: number): void {
  const { bavail, bsize } = fs.statfsSync(directory);
  if (bavail * bsize < bytes * 1.05 + 16 * 1024 * 1024) throw new Error(`there is no room to keep ${Math.ceil(bytes / 1024 / 1024)} MB in ${directory}`);
}

/** Held while checkpoints are removed. */
export const pruneLock = (store: string): string => path.join(store, 'prune.lock');
const isPruning = (store: string): boolean => fs.existsSync(pruneLock(store));

export const recordOf = ({ id, kind, root, files, bytes }: ManifestHeader): CheckpointRecord => ({ id, kind, root, files, bytes, verified: true });

/** Reads everything that a checkpoint holds and compares it with its hashes. Throws with what is damaged. */
export async function verifyCheckpoint(store: string, id: string, options: PaceOptions = {}): Promise<Manifest> {
  const manifest = readManifest(checkpointDirectory(store, id));
  await verifyData(store, dataOf(manifest), new Pace(options));
  return manifest;
}

/** Whole checkpoints of a store, newest first. Those whose first line cannot be read are left out: restoring them by id says why. */
export function listCheckpoints(store: string): readonly ManifestHeader[] {
  return idsOf(store).flatMap((name) => readHeader(checkpointDirectory(store, name)) ?? []).sort((first, second) => (first.at < second.at ? 1 : -1));
}
