import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { canonicalJson } from '../../core/trace/canonicalJson.ts';
import { realDisk, readIfPresent } from '../disk.ts';

/** Content that lies in the checkpoint under this name. */
export interface KeptData {
  readonly data: string;
  readonly sha256: string;
  readonly size: number;
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
  /** Branches, tags and the stash with their objects; remote-tracking ones are not the work tree's own. */
  readonly refs: readonly { readonly name: string; readonly object: string }[];
  readonly index?: KeptData;
  /** One pack with everything that no remote has and what is only staged. */
  readonly objects?: KeptData;
  /** The stash's own log: its entries besides the newest. */
  readonly stashLog?: KeptData;
  /** `branch.*` settings, which go with a deleted branch. */
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

export interface Manifest {
  readonly v: 1;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly root: string;
  readonly kind: 'files' | 'git';
  readonly files: number;
  readonly bytes: number;
  readonly entries: readonly KeptEntry[];
  readonly repositories: readonly KeptGit[];
}

const manifestPath = (directory: string): string => path.join(directory, 'manifest.json');

/** The text of a manifest, with a digest over all of it. */
export function renderManifest(manifest: Manifest): string {
  const text = canonicalJson(manifest) ?? '';
  return `{"manifest":${text},"sha256":"${createHash('sha256').update(text).digest('hex')}"}\n`;
}

/** Throws with plain words where it is missing, changed, or of a form that this version does not know. */
export function readManifest(directory: string): Manifest {
  const data = readIfPresent(realDisk, manifestPath(directory));
  if (data === undefined) throw new Error(`there is no checkpoint in ${directory}`);
  const manifest = parseManifest(data.toString('utf8'));
  if (manifest === undefined) throw new Error('the list of what the checkpoint holds is damaged, so nothing of it can be trusted');
  return manifest;
}

export const manifestFile = manifestPath;

function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('manifest' in value)) return undefined;
    return isManifest(value.manifest) && renderManifest(value.manifest) === text ? value.manifest : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The digest vouches for the form: only this product writes what passes it. */
function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  return 'v' in value && value.v === 1 && 'id' in value && typeof value.id === 'string' && 'entries' in value && Array.isArray(value.entries) && 'repositories' in value && Array.isArray(value.repositories);
}
