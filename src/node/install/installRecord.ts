import * as path from 'node:path';
import { agentIds, type AgentId } from '../../core/action.ts';
import { readWhole, replaceFile } from './replaceFile.ts';
import type { Runtime } from './runtimes.ts';

/** The launcher that is in force. */
export interface LauncherRecord {
  readonly version: string;
  readonly bundle: string;
  readonly previousBundle?: string;
  readonly runtimes: readonly Runtime[];
}

/** One configuration file that set-up changed, and how to get back exactly what was there. */
export interface FileRecord {
  readonly file: string;
  /** Agents whose entries stand in the file: the file of two agents is given back when the last one leaves. */
  readonly agents: readonly AgentId[];
  /** SHA-256 of the text as set-up left it: while it matches, nobody else has changed the file. */
  readonly written: string;
  /** Absolute path of the text without our entries; absent where there was no file. */
  readonly backup?: string;
}

/** `<state>/install.json`. */
export interface InstallRecord {
  readonly v: 1;
  readonly launcher?: LauncherRecord;
  readonly files: readonly FileRecord[];
}

export const emptyRecord: InstallRecord = { v: 1, files: [] };

const recordFile = (state: string): string => path.join(state, 'install.json');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isAgent = (value: unknown): value is AgentId => typeof value === 'string' && agentIds.some((agent) => agent === value);

function parseRuntime(value: unknown): Runtime | undefined {
  if (!isObject(value)) return undefined;
  const { path: file, version, electron } = value;
  return typeof file === 'string' && typeof version === 'string' && typeof electron === 'boolean' ? { path: file, version, electron } : undefined;
}

function parseLauncher(value: unknown): LauncherRecord | undefined {
  if (!isObject(value)) return undefined;
  const { version, bundle, previousBundle, runtimes } = value;
  if (typeof version !== 'string' || typeof bundle !== 'string' || !Array.isArray(runtimes)) return undefined;
  const parsed = runtimes.map(parseRuntime).filter((runtime) => runtime !== undefined);
  return { version, bundle, runtimes: parsed, ...(typeof previousBundle === 'string' ? { previousBundle } : {}) };
}

function parseFile(value: unknown): FileRecord | undefined {
  if (!isObject(value)) return undefined;
  const { file, agents, written, backup } = value;
  if (typeof file !== 'string' || typeof written !== 'string' || !Array.isArray(agents)) return undefined;
  return { file, written, agents: agents.filter(isAgent), ...(typeof backup === 'string' ? { backup } : {}) };
}

/**
 * What set-up did so far. A missing or damaged record is an empty one: entries are also recognised in the files
 * themselves, so that nothing is written twice and everything can still be removed.
 */
export function readInstallRecord(state: string): InstallRecord {
  try {
    const value: unknown = JSON.parse(readWhole(recordFile(state)) ?? 'null');
    if (!isObject(value) || value['v'] !== 1) return emptyRecord;
    const files = Array.isArray(value['files']) ? value['files'].map(parseFile).filter((file) => file !== undefined) : [];
    const launcher = parseLauncher(value['launcher']);
    return { v: 1, files, ...(launcher === undefined ? {} : { launcher }) };
  } catch {
    return emptyRecord;
  }
}

export function writeInstallRecord(state: string, record: InstallRecord): void {
  replaceFile(recordFile(state), `${JSON.stringify(record, null, 2)}\n`, 0o600);
}
