import * as fs from 'node:fs';
import * as path from 'node:path';
import { isEmptyPlan } from '../core/checkpoint.ts';
import type { CheckpointPlan } from '../core/checkpoint.ts';
import type { CheckpointRecord } from '../core/trace/event.ts';
import { gitText } from './gitCommand.ts';
import { keepRepository, surveyRepository } from './checkpoint/gitState.ts';
import { hashFile, keepAll, syncFile } from './checkpoint/keepData.ts';
import { manifestFile, readManifest, renderManifest } from './checkpoint/manifest.ts';
import type { KeptData, KeptGit, Manifest } from './checkpoint/manifest.ts';
import { Survey } from './checkpoint/survey.ts';
import type { Limits } from './checkpoint/survey.ts';
import { matchesOf } from './globMatches.ts';
import { namesIn, realDisk } from './disk.ts';


export interface CheckpointRequest {
  readonly plan: CheckpointPlan;
  /** `<workspace state>/checkpoints`; made where it is missing. */
  readonly store: string;
  /** New id: letters, digits, dashes. */
  readonly id: string;
  readonly at: Date;
  /** Absolute workspace root; relative paths of the plan count from `cwd`. */
  readonly root: string;
  readonly cwd: string;
  readonly limits?: Limits;
}

export type CheckpointResult =
  | { readonly kind: 'taken'; readonly checkpoint: CheckpointRecord }
  /** Nothing that the plan names exists. */
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'failed'; readonly why: string };

/** What a checkpoint may hold at most; above it there is none, and the person is told. */
export const defaultLimits: Limits = { files: 50_000, bytes: 2 * 1024 * 1024 * 1024 };

/** Directory of one checkpoint. */
export const checkpointDirectory = (store: string, id: string): string => path.join(store, id);

/**
 * Keeps what an act would destroy under `<store>/<id>/`, outside the work tree: content, modes, symlinks as themselves, and
 * for git HEAD, refs, index and objects. All or nothing: the checkpoint counts (gets its name) only after every copy was read
 * again and found equal. Never throws. Not kept: owners, extended attributes, hard links, reflogs other than the stash's.
 */
export async function takeCheckpoint(request: CheckpointRequest): Promise<CheckpointResult> {
  const { plan, store, id } = request;
  if (isEmptyPlan(plan)) return { kind: 'not-needed' };
  if (!/^[A-Za-z0-9-]{1,80}$/.test(id)) return { kind: 'failed', why: 'the name of the checkpoint is not valid' };
  const unfinished = path.join(store, `${id}.unfinished`);
  try {
    fs.mkdirSync(store, { recursive: true, mode: 0o700 });
    fs.mkdirSync(path.join(unfinished, 'data'), { recursive: true, mode: 0o700 });
    const manifest = await fill(request, unfinished);
    if (manifest === undefined) return { kind: 'not-needed' };
    fs.writeFileSync(manifestFile(unfinished), renderManifest(manifest), { mode: 0o600, flag: 'wx' });
    await syncFile(manifestFile(unfinished));
    await verifyCheckpoint(unfinished);
    fs.renameSync(unfinished, checkpointDirectory(store, id));
    if (process.platform !== 'win32') await syncFile(store);
    return { kind: 'taken', checkpoint: recordOf(manifest) };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearAway(unfinished);
  }
}

function clearAway(unfinished: string): void {
  try {
    fs.rmSync(unfinished, { recursive: true, force: true });
  } catch {
    // What is left has no valid name: nobody takes it for a checkpoint.
  }
}

async function fill({ plan, id, at, root, cwd, limits = defaultLimits }: CheckpointRequest, directory: string): Promise<Manifest | undefined> {
  const survey = new Survey(limits);
  for (const { path: place, pattern } of plan.paths) for (const match of matchesOf(path.resolve(cwd, place), pattern)) survey.add(match);
  const repositories: KeptGit[] = [];
  for (const [index, keep] of plan.repositories.entries()) {
    const top = fs.realpathSync.native(await gitText(keep.root, ['rev-parse', '--show-toplevel']));
    await surveyRepository({ ...keep, root: top }, survey);
    repositories.push(await keepRepository({ ...keep, root: top }, directory, `repository-${index}`, limits));
  }
  if (survey.entries.length === 0 && repositories.length === 0) return undefined;
  assertRoom(directory, survey.totals.bytes);
  const entries = await keepAll(survey.entries, directory);
  const packed = repositories.flatMap(({ index, objects, stashLog }) => [index, objects, stashLog]).reduce((sum, data) => sum + (data?.size ?? 0), 0);
  const files = entries.filter(({ kind }) => kind === 'file' || kind === 'symlink').length;
  return { v: 1, id, at: at.toISOString(), root, kind: repositories.length > 0 ? 'git' : 'files', files, bytes: survey.totals.bytes + packed, entries, repositories };
}

function assertRoom(directory: string, bytes: number): void {
  const { bavail, bsize } = fs.statfsSync(directory);
  if (bavail * bsize < bytes * 1.05 + 16 * 1024 * 1024) throw new Error(`there is no room to keep ${Math.ceil(bytes / 1024 / 1024)} MB in ${directory}`);
}

const recordOf = ({ id, kind, root, files, bytes }: Manifest): CheckpointRecord => ({ id, kind, root, files, bytes, verified: true });

/** Reads everything that a checkpoint holds and compares it with its hashes. Throws with what is damaged. */
export async function verifyCheckpoint(directory: string): Promise<Manifest> {
  const manifest = readManifest(directory);
  const data: KeptData[] = [...manifest.entries.flatMap((entry) => (entry.kind === 'file' ? [entry] : [])), ...manifest.repositories.flatMap(({ index, objects, stashLog }) => [index, objects, stashLog].filter((kept) => kept !== undefined))];
  for (const { data: name, sha256 } of data) {
    const found = await hashFile(path.join(directory, name)).catch((error: unknown) => {
      throw new Error(`${name} of the checkpoint cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (found !== sha256) throw new Error(`${name} of the checkpoint is damaged`);
  }
  return manifest;
}

/** Whole checkpoints of a store, newest first. Damaged ones are left out: restoring them by id says why. */
export function listCheckpoints(store: string): readonly (CheckpointRecord & { readonly at: string })[] {
  return namesIn(realDisk, store)
    .filter((name) => /^[A-Za-z0-9-]+$/.test(name))
    .flatMap((name) => {
      try {
        const manifest = readManifest(checkpointDirectory(store, name));
        return [{ ...recordOf(manifest), at: manifest.at }];
      } catch (error) {
        if (error instanceof Error) return [];
        throw error;
      }
    })
    .sort((first, second) => (first.at < second.at ? 1 : -1));
}
