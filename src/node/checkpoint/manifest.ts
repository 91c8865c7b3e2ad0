import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { realDisk, readIfPresent } from '../disk.ts';

/** Content that lies in the store: a part of one of its files, or the whole. */
export interface KeptData {
  /** File of the store, relative to it. */
  readonly in: string;
  readonly offset: number;
  readonly size: number;
  readonly sha256: string;
}

/** One path as it was. `path` is absolute, its directory without symlinks; the path itself is never followed. */
export type KeptEntry =
  | ({ readonly kind: 'file'; readonly path: string; readonly mode: number; readonly mtimeMs: number } & KeptData)
  | { readonly kind: 'directory'; readonly path: string; readonly mode: number; readonly mtimeMs: number }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  /** Nothing was there, and that matters: restoring removes what came since (after keeping it). */
  | { readonly kind: 'absent'; readonly path: string };

/** One repository as it was. */
export interface KeptGit {
  readonly root: string;
  readonly restores: { readonly index: boolean; readonly commits: boolean; readonly stash: boolean };
  /** Branch that HEAD names, absent when detached. */
  readonly branch?: string;
  /** Commit at HEAD, absent before the first one. */
  readonly commit?: string;
  /** Every ref with its object; remote-tracking ones are put back only where they are gone. */
  readonly refs: readonly { readonly name: string; readonly object: string }[];
  readonly index?: KeptData;
  /** One pack with everything that no remote has and what is only staged. */
  readonly objects?: KeptData;
  /** The stash's own log: its entries besides the newest. */
  readonly stashLog?: KeptData;
  /** Reflogs by their name below `logs/`; only where the act would lose them. */
  readonly reflogs?: readonly { readonly name: string; readonly log: KeptData }[];
  /** `branch.*` settings, which go with a deleted branch. */
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** What is said of a checkpoint without reading all of it. */
export interface ManifestHeader {
  readonly v: 2;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly root: string;
  readonly kind: 'files' | 'git';
  readonly files: number;
  readonly bytes: number;
  /** What of the act no checkpoint brings back, in words. */
  readonly beyond: readonly string[];
  /** Why it was taken: before an act of this proposal (`instead`: in place of a question), or before restoring another one. */
  readonly before?: { readonly proposal?: string; readonly session?: string; readonly instead?: boolean; readonly restoring?: string };
}

export interface Manifest extends ManifestHeader {
  readonly entries: readonly KeptEntry[];
  readonly repositories: readonly KeptGit[];
}

export const manifestFile = (directory: string): string => path.join(directory, 'manifest');

/** Three lines: what is said of the checkpoint, what it holds, and a digest over both. */
export function renderManifest({ entries, repositories, ...header }: Manifest): string {
  const text = `${JSON.stringify(header)}\n${JSON.stringify({ entries, repositories })}\n`;
  return `${text}${digest(text)}\n`;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Throws with plain words where it is missing, changed, or of a form that this version does not know. */
export function readManifest(directory: string): Manifest {
  const data = readIfPresent(realDisk, manifestFile(directory));
  if (data === undefined) throw new Error(`there is no checkpoint in ${directory}`);
  const manifest = parseManifest(data.toString('utf8'));
  if (manifest === undefined) throw new Error('the list of what the checkpoint holds is damaged, so nothing of it can be trusted');
  return manifest;
}

function parseManifest(text: string): Manifest | undefined {
  const [header = '', body = '', sum] = text.split('\n');
  if (sum !== digest(`${header}\n${body}\n`)) return undefined;
  const [first, second] = [parse(header), parse(body)];
  if (typeof first === 'object' && first !== null && 'v' in first && first.v !== 2) throw new Error(`the checkpoint is of form ${String(first.v)}, which this version of Tagout does not read`);
  if (!isHeader(first) || !isBody(second)) return undefined;
  return { ...first, entries: second.entries, repositories: second.repositories };
}

const headerBytes = 64 * 1024;

/** The first line alone; undefined where there is none that can be read. Not verified: for lists and captions only. */
export function readHeader(directory: string): ManifestHeader | undefined {
  let descriptor: number;
  try {
    descriptor = fs.openSync(manifestFile(directory), 'r');
  } catch {
    // Not there any more, or not readable: restoring it by its id says why.
    return undefined;
  }
  try {
    const buffer = Buffer.alloc(headerBytes);
    const [line = ''] = buffer.toString('utf8', 0, fs.readSync(descriptor, buffer, 0, headerBytes, 0)).split('\n');
    const header = parse(line);
    return isHeader(header) ? header : undefined;
  } finally {
    fs.closeSync(descriptor);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The digest vouches for the form: only this product writes what passes it. */
function isHeader(value: unknown): value is ManifestHeader {
  return typeof value === 'object' && value !== null && 'v' in value && value.v === 2 && 'id' in value && typeof value.id === 'string' && 'at' in value && typeof value.at === 'string' && 'beyond' in value && Array.isArray(value.beyond);
}

function isBody(value: unknown): value is Pick<Manifest, 'entries' | 'repositories'> {
  return typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries) && 'repositories' in value && Array.isArray(value.repositories);
}

/** All content that a manifest names. */
export function dataOf({ entries, repositories }: Manifest): readonly KeptData[] {
  return [
    ...entries.flatMap((entry) => (entry.kind === 'file' ? [entry] : [])),
    ...repositories.flatMap(({ index, objects, stashLog, reflogs = [] }) => [index, objects, stashLog, ...reflogs.map(({ log }) => log)].filter((data) => data !== undefined)),
  ];
}
