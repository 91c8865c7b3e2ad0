import * as path from 'node:path';
import { sameTrust, trustScopes, type ProgramTrust } from '../core/trust/trust.ts';
import { readSmallFile, replaceFile } from './durableFile.ts';
import { workspaceStateDirectory } from './stateDirectory.ts';

const limitBytes = 256 * 1024;
/** More answers than a person can oversee are not kept. */
const limit = 500;

/** An answer as it is stored. */
export interface StoredTrust extends ProgramTrust {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Absolute path of the file that holds what is trusted in a workspace: `{v: 1, trusted: StoredTrust[]}`, 0600. */
export const trustFile = (state: string, root: string): string => path.join(workspaceStateDirectory(state, root), 'trust.json');

/** What the person trusts in this workspace. A file that cannot be read or is damaged trusts nothing: everything asks again. Never throws. */
export function readTrust(state: string, root: string): readonly StoredTrust[] {
  const read = readSmallFile(trustFile(state, root), limitBytes);
  return read.kind === 'text' ? parseTrust(read.text) : [];
}

/**
 * Adds answers; one that is there already stays as it is. Throws when the disk refuses or too much is trusted.
 * SECURITY: for the extension host alone, after the gesture that approved the act. No command line, no command of the
 * editor and no message of the channel leads here.
 */
export function grantTrust(state: string, root: string, answers: readonly StoredTrust[]): void {
  const present = readTrust(state, root);
  const added = answers.filter((answer) => !present.some((one) => sameTrust(one, answer)));
  if (added.length === 0) return;
  if (present.length + added.length > limit) throw new Error(`more than ${limit} programs and verbs are trusted in this workspace: take some back first`);
  write(state, root, [...present, ...added]);
}

/** Takes answers back and gives those that were there. Throws when the disk refuses. */
export function revokeTrust(state: string, root: string, revoked: (one: ProgramTrust) => boolean): readonly StoredTrust[] {
  const present = readTrust(state, root);
  const gone = present.filter(revoked);
  if (gone.length > 0) write(state, root, present.filter((one) => !gone.includes(one)));
  return gone;
}

function write(state: string, root: string, trusted: readonly StoredTrust[]): void {
  replaceFile(trustFile(state, root), `${JSON.stringify({ v: 1, trusted }, undefined, 2)}\n`);
}

function parseTrust(text: string): readonly StoredTrust[] {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value['v'] === 1 && Array.isArray(value['trusted']) && value['trusted'].every(isTrust) ? value['trusted'] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isTrust(value: unknown): value is StoredTrust {
  if (!isRecord(value)) return false;
  const { program, scope, verb, by, at } = value;
  return [program, by, at].every((text) => typeof text === 'string') && trustScopes.some((one) => one === scope) && (scope === 'verb' ? typeof verb === 'string' : verb === undefined);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
