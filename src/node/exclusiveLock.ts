import { errorCode, readIfPresent, withFile, writeAll } from './disk.ts';
import type { Disk } from './disk.ts';
import { identityOf, isRunning } from './processIdentity.ts';
import type { ProcessIdentity } from './processIdentity.ts';

/** Released exactly once, by the holder. */
export interface Lock {
  readonly release: () => void;
}

/** A holder whose start is not known (not Linux) is given up after this time: work under a lock takes seconds. */
const abandonedMs = 10 * 60 * 1000;
const breakingMs = 30 * 1000;

/**
 * Takes a lock file (created exclusively, so that only one process can) or returns undefined while another process holds
 * it. A lock whose holder no longer runs is broken, under a second short lock so that two breakers cannot take each
 * other's fresh lock away. INVARIANT: the work under a lock is synchronous, so that a lock of this very process was left
 * behind by a failure.
 */
export function acquireLock(disk: Disk, file: string, now: () => number): Lock | undefined {
  if (create(disk, file)) return { release: () => remove(disk, file) };
  if (!isStale(disk, file, now, abandonedMs)) return undefined;
  const breaker = `${file}.break`;
  if (!create(disk, breaker)) {
    if (isStale(disk, breaker, now, breakingMs)) remove(disk, breaker);
    return undefined;
  }
  try {
    if (isStale(disk, file, now, abandonedMs)) remove(disk, file);
    return create(disk, file) ? { release: () => remove(disk, file) } : undefined;
  } finally {
    remove(disk, breaker);
  }
}

function create(disk: Disk, file: string): boolean {
  try {
    return withFile(disk, file, 'wx', (descriptor) => {
      try {
        writeAll(disk, descriptor, Buffer.from(JSON.stringify(identityOf(process.pid))));
        return true;
      } catch (error) {
        remove(disk, file);
        throw error;
      }
    });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function remove(disk: Disk, file: string): void {
  try {
    disk.unlinkSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

function isStale(disk: Disk, file: string, now: () => number, afterMs: number): boolean {
  const content = readIfPresent(disk, file);
  if (content === undefined) return false;
  const holder = parseHolder(content.toString('utf8'));
  if (holder !== undefined && (holder.pid === process.pid || !isRunning(holder))) return true;
  if (holder?.started !== undefined) return false;
  try {
    return now() - disk.statSync(file).mtimeMs > (holder === undefined ? breakingMs : afterMs);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Undefined for a file that is still being written, or was left half written by a crash. */
function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return undefined;
    return { pid: value.pid, ...('started' in value && typeof value.started === 'string' ? { started: value.started } : {}) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
