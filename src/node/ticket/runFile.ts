import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Proposal } from '../../core/action.ts';
import type { TicketFacts } from '../../core/ticket.ts';
import { below } from '../ancestors.ts';
import { ensurePrivateDirectory, readSmallFile } from '../durableFile.ts';

/**
 * What `tagout run` needs to look again at what was approved. It holds no right to run: the digest of what is found is held
 * against the one that the window remembers, so that a changed file only makes the ticket void.
 */
export interface RunRequest {
  readonly v: 1;
  readonly ticket: string;
  /** Id of the window that issued the ticket. */
  readonly window: string;
  readonly proposal: Proposal;
  /** Directory that the agent named, as it is spelled. */
  readonly directory: string;
  readonly workspace: string;
  readonly facts: TicketFacts;
  /** The rewritten command line that starts it. */
  readonly command: string;
  readonly checkpoint?: string;
  /** Said on stderr before it starts. */
  readonly notice?: string;
}

const limitBytes = 8 * 1024 * 1024;
/** A request that nobody came for is removed by the next one after so long. */
const keptMs = 10 * 60_000;

const isTicketId = (id: string): boolean => /^[0-9a-f]{48}$/.test(id);
const directoryOf = (state: string): string => below(state, 'tickets');
const fileOf = (state: string, ticket: string): string => below(directoryOf(state), `${ticket}.json`);

/** A directory for what a run of this ticket needs while it lasts; beside its request, and removed with those that were left. */
export const runDirectory = (state: string, ticket: string): string => below(directoryOf(state), `${ticket}.run`);

/** Puts a request where `tagout run` finds it: 0600 in a directory 0700. Throws when the disk refuses. */
export function writeRunRequest(state: string, request: RunRequest): void {
  const directory = directoryOf(state);
  ensurePrivateDirectory(directory);
  for (const name of fs.readdirSync(directory)) {
    const status = fs.statSync(below(directory, name), { throwIfNoEntry: false });
    if (status !== undefined && Date.now() - status.mtimeMs > keptMs) fs.rmSync(below(directory, name), { force: true, recursive: true });
  }
  fs.writeFileSync(fileOf(state, request.ticket), JSON.stringify(request), { mode: 0o600, flag: 'wx' });
}

/** A request that waits; undefined where there is none or it is not one. */
export function readRunRequest(state: string, ticket: string): RunRequest | undefined {
  const read = isTicketId(ticket) ? readSmallFile(fileOf(state, ticket), limitBytes) : undefined;
  return read?.kind === 'text' ? parse(read.text, ticket) : undefined;
}

/** Takes a request away for good: the second who asks for it finds none. Undefined where there is none or it is not one. */
export function takeRunRequest(state: string, ticket: string): RunRequest | undefined {
  if (!isTicketId(ticket)) return undefined;
  const file = fileOf(state, ticket);
  const taken = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, taken);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
  const read = readSmallFile(taken, limitBytes);
  fs.rmSync(taken, { force: true });
  return read.kind === 'text' ? parse(read.text, ticket) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

// Only the hook writes the file, in a directory that no agent may write, and the digest covers what it says: the outline is enough.
function isRequest(value: unknown): value is RunRequest {
  return isRecord(value) && value['v'] === 1 && typeof value['window'] === 'string' && typeof value['workspace'] === 'string' && path.isAbsolute(value['workspace'])
    && typeof value['directory'] === 'string' && typeof value['command'] === 'string' && isRecord(value['proposal']) && Array.isArray(value['proposal']['actions']) && isRecord(value['proposal']['session']) && isRecord(value['proposal']['actor'])
    && isRecord(value['facts']) && Array.isArray(value['facts']['facts']);
}

function parse(text: string, ticket: string): RunRequest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRequest(value) && value.ticket === ticket ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
