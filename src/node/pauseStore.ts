import * as fs from 'node:fs';
import { agentIds, type AgentId } from '../core/action.ts';
import { pauseCauses, type PauseRecord } from '../core/trace/event.ts';
import { below } from './ancestors.ts';
import { errorCode, readSmallFile, replaceFile } from './durableFile.ts';
import { workspaceKey } from './stateDirectory.ts';

const limitBytes = 64 * 1024;

/** An agent that was stopped in a workspace. */
export interface Pause extends PauseRecord {
  /** Absolute, symlinks resolved. */
  readonly workspace: string;
  readonly by: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** What is stored: a pause, or a file that nobody can read, which stops every agent everywhere. */
export type StoredPause = { readonly kind: 'pause'; readonly pause: Pause } | { readonly kind: 'unreadable'; readonly file: string };

/** Directory of the pauses, one file each, 0600. It is there only while something is paused: the hook need not look further. */
export const pauseDirectory = (state: string): string => below(state, 'pauses');

/** A file that an earlier process of this very machine left half written is none: {@link replaceFile} renames. Never throws. */
export function readPauses(state: string): readonly StoredPause[] {
  const directory = pauseDirectory(state);
  let names: readonly string[];
  try {
    names = fs.readdirSync(directory).filter((name) => name.endsWith('.json'));
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? [] : [{ kind: 'unreadable', file: directory }];
  }
  return names.flatMap((name): readonly StoredPause[] => {
    const read = readSmallFile(below(directory, name), limitBytes);
    if (read.kind === 'absent') return [];
    const pause = read.kind === 'text' ? parsePause(read.text) : undefined;
    return [pause === undefined ? { kind: 'unreadable', file: below(directory, name) } : { kind: 'pause', pause }];
  });
}

/** Stores a pause; one of the same agent, workspace and cause is replaced. Throws when the disk refuses. Only tightens. */
export function storePause(state: string, pause: Pause): void {
  replaceFile(fileOf(state, pause), `${JSON.stringify({ v: 1, ...pause })}\n`);
}

/**
 * Takes a pause away. Throws when the disk refuses. SECURITY: for the extension host alone, after a gesture of a person. No
 * command line and no message of the channel leads here.
 */
export function removePause(state: string, stored: StoredPause): void {
  fs.rmSync(stored.kind === 'pause' ? fileOf(state, stored.pause) : stored.file, { force: true });
  try {
    fs.rmdirSync(pauseDirectory(state));
  } catch (error) {
    // Others are still paused, or another window was quicker.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCode(error) ?? '')) throw error;
  }
}

const fileOf = (state: string, { workspace, agent, cause }: Pick<Pause, 'workspace' | 'agent' | 'cause'>): string => below(pauseDirectory(state), `${workspaceKey(workspace)}-${agent}-${cause}.json`);

function parsePause(text: string): Pause | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPause(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isPause(value: unknown): value is Pause {
  if (typeof value !== 'object' || value === null) return false;
  const { v, workspace, agent, cause, by, reason, since, session }: Partial<Record<string, unknown>> = { ...value };
  return v === 1 && [workspace, by, reason, since].every((text) => typeof text === 'string') && (session === undefined || typeof session === 'string')
    && agentIds.some((id: AgentId) => id === agent) && pauseCauses.some((one) => one === cause);
}
