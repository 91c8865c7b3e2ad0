import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { WindowRecord } from '../../protocol/channel.ts';
import { readWindowRecord } from '../../protocol/readMessage.ts';
import { isWithin } from '../ancestors.ts';
import { ensurePrivateDirectory, readSmallFile, replaceFile } from '../durableFile.ts';

/** Longest unix socket path that every platform takes (macOS: 104 with the final NUL). */
const longestSocketPath = 100;

const windowsDirectory = (state: string): string => path.join(state, 'windows');
const recordFile = (state: string, window: string): string => path.join(windowsDirectory(state), `${window}.json`);

/** Makes a window findable: file 0600 in a directory 0700. */
export function publishWindow(state: string, record: WindowRecord): void {
  replaceFile(recordFile(state, record.window), `${JSON.stringify(record)}\n`);
}

/** Takes the record away again; a record that is gone already is no error. */
export function withdrawWindow(state: string, window: string): void {
  fs.rmSync(recordFile(state, window), { force: true });
}

/** Windows that hold a directory, and what stood against those that cannot be asked. */
export interface FoundWindows {
  readonly windows: readonly WindowRecord[];
  readonly problems: readonly string[];
}

/**
 * The windows whose roots hold this directory (absolute, real): deepest root first, then the one started last. Windows
 * of another version and damaged records are told as problems; records of processes that ended are passed over.
 */
export function findWindows(state: string, directory: string): FoundWindows {
  const problems: string[] = [];
  const windows = listRecords(state).flatMap((file) => {
    const read = readRecord(file);
    if (read.ok) return isAlive(read.value.pid) && depth(read.value, directory) > 0 ? [read.value] : [];
    problems.push(read.why);
    return [];
  });
  windows.sort((one, other) => depth(other, directory) - depth(one, directory) || other.startedAt.localeCompare(one.startedAt));
  return { windows, problems: [...new Set(problems)] };
}

/** The record of one window by its id; undefined where there is none or its process has ended. */
export function findWindow(state: string, window: string): WindowRecord | undefined {
  if (!/^[\w-]+$/.test(window)) return undefined;
  const read = readRecord(recordFile(state, window));
  return read.ok && isAlive(read.value.pid) ? read.value : undefined;
}

/** Removes records whose process has ended (a crashed window leaves its record and socket behind). */
export function sweepWindows(state: string): void {
  for (const file of listRecords(state)) {
    const read = readRecord(file);
    if (read.ok && !isAlive(read.value.pid)) fs.rmSync(file, { force: true });
  }
}

/**
 * A new place for a window's socket: a named pipe on Windows, else a file in a directory of our own (0700, owner checked),
 * in the state directory where the path is short enough. The name cannot be guessed.
 */
export function newSocketPath(state: string, platform: NodeJS.Platform = process.platform): string {
  const name = crypto.randomBytes(8).toString('hex');
  if (platform === 'win32') return `\\\\.\\pipe\\tagout-${name}`;
  const inState = path.join(windowsDirectory(state), `${name}.sock`);
  if (Buffer.byteLength(inState) <= longestSocketPath) {
    ensurePrivateDirectory(windowsDirectory(state));
    assertPrivate(windowsDirectory(state));
    return inState;
  }
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const short = [runtime, os.tmpdir(), '/tmp'].find((directory) => directory !== undefined && Buffer.byteLength(directory) <= 60 && fs.existsSync(directory));
  if (short === undefined) throw new Error('no directory with a path short enough for a socket');
  const directory = fs.mkdtempSync(path.join(short, 'tagout-'));
  assertPrivate(directory);
  return path.join(directory, `${name}.sock`);
}

/** Others must not be able to put a socket of theirs in the place of ours. */
function assertPrivate(directory: string): void {
  const status = fs.lstatSync(directory);
  const foreign = process.getuid !== undefined && status.uid !== process.getuid();
  if (!status.isDirectory() || foreign || (status.mode & 0o077) !== 0) throw new Error(`${directory} must be a directory that only you can enter`);
}

function listRecords(state: string): readonly string[] {
  const directory = windowsDirectory(state);
  if (!fs.existsSync(directory)) return [];
  return fs.readdirSync(directory).filter((name) => name.endsWith('.json')).map((name) => path.join(directory, name));
}

function readRecord(file: string): ReturnType<typeof readWindowRecord> {
  const read = readSmallFile(file, 256 * 1024);
  if (read.kind !== 'text') return { ok: false, why: 'a window record cannot be read' };
  try {
    return readWindowRecord(JSON.parse(read.text));
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, why: 'a window record is damaged' };
    throw error;
  }
}

const depth = (record: WindowRecord, directory: string): number => Math.max(0, ...record.roots.filter((root) => isWithin(root, directory)).map((root) => root.length));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
