import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode } from './disk.ts';
import { identityOf, isRunning, statFields } from './processIdentity.ts';

/** A process that was asked to end has so long to put things in order, in milliseconds. */
const graceMs = 5000;
const lookMs = 50;

/**
 * Ends a process and all that it started: asks each to end, and makes those end that are still there after a while. The first
 * one is held meanwhile, so that a shell does not begin with its next command. Processes that cut themselves loose before are not
 * found. Never rejects.
 */
export async function endProcessTree(pid: number, patienceMs = graceMs): Promise<void> {
  send(pid, 'SIGSTOP');
  const tree = [pid, ...descendantsOf(pid)].map(identityOf);
  for (const one of tree) send(one.pid, 'SIGTERM');
  send(pid, 'SIGCONT');
  for (let waited = 0; waited < patienceMs && tree.some(isRunning); waited += lookMs) await wait(lookMs);
  for (const one of tree.filter(isRunning)) {
    const late = descendantsOf(one.pid);
    for (const each of [one.pid, ...late]) send(each, 'SIGKILL');
  }
}

/** Numbers of the processes that a process started, and that those started, nearest first; none where the system does not say. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = process.platform === 'linux' ? fromProc() : fromPs();
  const found = [pid];
  for (const one of found) found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  return found.slice(1);
}

type Parentage = readonly [pid: number, parent: number];

function fromProc(): readonly Parentage[] {
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name): readonly Parentage[] => {
    try {
      return [[Number(name), Number(statFields(Number(name))[1])]];
    } catch (error) {
      // It ended meanwhile.
      if (errorCode(error) === '') throw error;
      return [];
    }
  });
}

function fromPs(): readonly Parentage[] {
  try {
    const lines = execFileSync('/bin/ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', timeout: 2000 }).trim().split('\n');
    return lines.map((line): Parentage => {
      const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
      return [child, parent];
    });
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself, or is another person's.
    if (errorCode(error) === '') throw error;
  }
}
