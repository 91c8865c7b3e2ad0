import * as fs from 'node:fs';
import { errorCode } from './disk.ts';

/** A process that can be told from a later one with the same number, where the system says when it started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start in the system's own clock ticks since boot, with the boot's id; absent where the system does not say (not Linux). */
  readonly started?: string;
}

/** Identity of a running process; `started` is read from /proc (proc(5), field 22 of `stat`). */
export function identityOf(pid: number): ProcessIdentity {
  try {
    const ticks = statFields(pid)[19];
    if (ticks !== undefined) return { pid, started: `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}` };
  } catch (error) {
    if (errorCode(error) === '') throw error;
  }
  return { pid };
}

/** The fields of proc(5) `stat` from the third on: the second is a name in brackets that may hold anything. Throws where there are none. */
export function statFields(pid: number): readonly string[] {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Whether this very process still runs; one that ended and that nobody asked about yet does not. Where its start is not known, a process with the same number counts as the same. */
export function isRunning(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  if (isEnded(identity.pid)) return false;
  const now = identityOf(identity.pid);
  return identity.started === undefined || now.started === undefined || now.started === identity.started;
}

function isEnded(pid: number): boolean {
  try {
    return statFields(pid)[0] === 'Z';
  } catch (error) {
    if (errorCode(error) === '') throw error;
    return false;
  }
}
