import * as fs from 'node:fs';
import type { CheckpointPolicy } from '../../core/policy/policy.ts';
import { below } from '../ancestors.ts';
import { ensurePrivateDirectory, replaceFile } from '../durableFile.ts';

/** One question that a checkpoint was to replace. */
export interface ReplacementClaim {
  /** Of the proposal. */
  readonly id: string;
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const windowMs = 10 * 60_000;
/** Only the newest part of the list is read: about two thousand questions. */
const readBytes = 256 * 1024;

/** The list of replaced questions of a workspace, one JSON object a line. */
export const replacementsFile = (store: string): string => below(store, 'replaced.jsonl');

/**
 * Counts one more replaced question and gives how much a checkpoint for it may hold; undefined when there were too many, or
 * too much was kept: then a person is to look. Every process appends first and reads afterwards, so that of many at once
 * no more pass than may. Throws when the disk refuses.
 */
export function claimReplacement(store: string, claim: ReplacementClaim, policy: CheckpointPolicy): { readonly bytes: number } | undefined {
  append(store, claim);
  const lines = readClaims(store);
  const own = lines.findIndex(({ id, bytes }) => id === claim.id && bytes === undefined);
  const before = own < 0 ? lines : lines.slice(0, own);
  const claims = before.filter(({ bytes }) => bytes === undefined);
  const recent = claims.filter(({ at }) => Math.abs(claim.at - at) <= windowMs).length;
  const ofSession = claims.filter(({ session }) => session === claim.session).length;
  if (recent >= policy.perTenMinutes || ofSession >= policy.perSession) return undefined;
  const kept = lines.reduce((sum, { session, bytes = 0 }) => sum + (session === claim.session ? bytes : 0), 0);
  const bytes = policy.sessionMegabytes * 2 ** 20 - kept;
  return bytes <= 0 ? undefined : { bytes };
}

/** Notes how much the checkpoint of a claim holds. Throws when the disk refuses. */
export const noteReplacement = (store: string, claim: ReplacementClaim, bytes: number): void => append(store, { ...claim, bytes });

/** Forgets the oldest part of a list that has grown long: nothing reads that far back. Throws when the disk refuses. */
export function trimReplacements(store: string): void {
  const file = replacementsFile(store);
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= 2 * readBytes) return;
  replaceFile(file, readClaims(store).map((line) => `${JSON.stringify(line)}\n`).join(''));
}

interface Line extends ReplacementClaim {
  readonly bytes?: number;
}

function append(store: string, line: Line): void {
  ensurePrivateDirectory(store);
  fs.appendFileSync(replacementsFile(store), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}

function readClaims(store: string): readonly Line[] {
  const descriptor = fs.openSync(replacementsFile(store), 'r');
  try {
    const { size } = fs.fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, readBytes));
    const read = fs.readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, read).split('\n').flatMap(parseLine);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The first line may be cut. */
function parseLine(text: string): readonly Line[] {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('id' in value) || !('session' in value) || !('at' in value)) return [];
    const { id, session, at } = value;
    if (typeof id !== 'string' || typeof session !== 'string' || typeof at !== 'number') return [];
    return [{ id, session, at, ...('bytes' in value && typeof value.bytes === 'number' ? { bytes: value.bytes } : {}) }];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
