import * as fs from 'node:fs';
import { captureLevels, leastCapture, type CaptureLevel } from '../../core/trace/capture/level.ts';
import { below } from '../ancestors.ts';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { workspaceStateDirectory } from '../stateDirectory.ts';

/** What the person set for this machine, and what the policy of a workspace says: a file each, absent where all is kept. */
const machineFile = (state: string): string => below(state, 'capture');
const workspaceFile = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'capture');

const limitBytes = 64;

/** How much of an act is recorded in a workspace: the lesser of both. What cannot be read keeps nothing. Never throws. */
export const captureOf = (state: string, root: string): CaptureLevel => leastCapture(readLevel(machineFile(state)), readLevel(workspaceFile(state, root)));

function readLevel(file: string): CaptureLevel {
  const read = readSmallFile(file, limitBytes);
  if (read.kind === 'absent') return 'full';
  return (read.kind === 'text' ? captureLevels.find((level) => level === read.text.trim()) : undefined) ?? 'none';
}

/** SECURITY: for the extension host alone, from the person's own settings. Throws when the disk refuses. */
export const setMachineCapture = (state: string, level: CaptureLevel): void => writeLevel(machineFile(state), level);

/** What the compiled policy of a workspace says. Throws when the disk refuses. */
export const setWorkspaceCapture = (state: string, root: string, level: CaptureLevel | undefined): void => writeLevel(workspaceFile(state, root), level ?? 'full');

function writeLevel(file: string, level: CaptureLevel): void {
  if (readLevel(file) === level) return;
  if (level === 'full') fs.rmSync(file, { force: true });
  else replaceFile(file, `${level}\n`);
}
