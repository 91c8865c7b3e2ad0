import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundleName, copyBundle, isIntact, pruneBundles } from './bundleCopy.ts';
import { type LauncherRecord, readInstallRecord, writeInstallRecord } from './installRecord.ts';
import { commandLauncherCmd, commandLauncherText, hookLauncherCmd, hookLauncherText, type LauncherParts } from './launcherText.ts';
import { readWhole, replaceFile } from './replaceFile.ts';
import { findRuntimes } from './runtimes.ts';

/** What is needed to put the launcher in place. */
export interface LauncherSource {
  readonly state: string;
  /** Directory with `hook.cjs`, `tagout.cjs` and `knowledge/`: the extension's or the package's own `dist`. */
  readonly dist: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program that runs this code: last resort where no other Node is found. */
  readonly ownRuntime: string;
  readonly platform: NodeJS.Platform;
}

/** Stable path that the agents' configurations name; it never changes with versions. */
export const hookLauncherPath = (state: string, platform: NodeJS.Platform): string =>
  platform === 'win32' ? path.win32.join(state, 'bin', 'tagout-hook.cmd') : path.join(state, 'bin', 'tagout-hook');

/** Path of the command line for a person. */
export const commandLauncherPath = (state: string, platform: NodeJS.Platform): string =>
  platform === 'win32' ? path.win32.join(state, 'bin', 'tagout.cmd') : path.join(state, 'bin', 'tagout');

/** All launcher files with their text, by platform. */
function launcherFiles(parts: LauncherParts, platform: NodeJS.Platform): readonly { readonly file: string; readonly text: string }[] {
  const windows = platform === 'win32';
  return [
    { file: hookLauncherPath(parts.state, platform), text: windows ? hookLauncherCmd(parts) : hookLauncherText(parts) },
    { file: commandLauncherPath(parts.state, platform), text: windows ? commandLauncherCmd(parts) : commandLauncherText(parts) },
  ];
}

/**
 * Copies the programs and writes the launchers that point to the copy, in this order, so that the launcher in force always
 * has its programs. Safe to repeat; with another version it is the upgrade. Throws with a plain sentence where there is no
 * hook program or no Node of version 20 or later.
 */
export async function installLauncher(source: LauncherSource): Promise<LauncherRecord> {
  const { state, version, platform } = source;
  const bin = path.join(state, 'bin');
  const runtimes = await findRuntimes(source.env, source.home, source.ownRuntime, platform);
  if (runtimes.length === 0) throw new Error('no Node.js of version 20 or later was found, and no editor runtime that could stand in for it');
  fs.mkdirSync(bin, { recursive: true, mode: 0o700 });
  fs.chmodSync(bin, 0o700);
  const before = readInstallRecord(state);
  const bundle = copyBundle(source.dist, bin, version);
  for (const { file, text } of launcherFiles({ version, state, bundle, runtimes }, platform)) replaceFile(file, text, 0o700);
  const previous = before.launcher?.bundle === bundle ? before.launcher.previousBundle : before.launcher?.bundle;
  const launcher: LauncherRecord = { version, bundle, runtimes, ...(previous === undefined ? {} : { previousBundle: previous }) };
  writeInstallRecord(state, { ...before, launcher });
  pruneBundles(bin, [bundle, ...(previous === undefined ? [] : [previous])]);
  return launcher;
}

/** Whether the launcher would work as set-up left it. `changed`: its text or its programs are not what was written. */
export type LauncherState =
  | { readonly kind: 'ready'; readonly record: LauncherRecord }
  | { readonly kind: 'absent' }
  | { readonly kind: 'changed'; readonly record: LauncherRecord; readonly what: string };

/** Compares the files on disk with the record. Reads the whole bundle (a few hundred kilobytes); starts nothing. */
export function launcherState(state: string, platform: NodeJS.Platform): LauncherState {
  const { launcher: record } = readInstallRecord(state);
  if (record === undefined) return { kind: 'absent' };
  const { version, bundle, runtimes } = record;
  for (const { file, text } of launcherFiles({ version, state, bundle, runtimes }, platform)) {
    if (readText(file) !== text) return { kind: 'changed', record, what: `${file} is not as set-up wrote it` };
    if (platform !== 'win32' && (fs.statSync(file).mode & 0o100) === 0) return { kind: 'changed', record, what: `${file} cannot be executed` };
  }
  if (!isIntact(bundle)) return { kind: 'changed', record, what: `${bundle} is missing or was changed` };
  if (!runtimes.some(({ path: runtime }) => fs.existsSync(runtime))) return { kind: 'changed', record, what: 'none of the recorded Node.js programs exists any more' };
  return { kind: 'ready', record };
}

/** Whether the launcher in force already runs exactly the programs in `dist`. */
export function launcherIsCurrent({ state, dist, version, platform }: Pick<LauncherSource, 'state' | 'dist' | 'version' | 'platform'>): boolean {
  const now = launcherState(state, platform);
  return now.kind === 'ready' && now.record.version === version && path.basename(now.record.bundle) === bundleName(dist, version);
}

function readText(file: string): string | undefined {
  try {
    return readWhole(file);
  } catch {
    return undefined;
  }
}
