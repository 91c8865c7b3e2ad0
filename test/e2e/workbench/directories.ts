import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** One throw-away machine: everything that an editor, its agents and the guard keep lies below `root`. */
export interface Directories {
  readonly root: string;
  readonly home: string;
  readonly user: string;
  readonly extensions: string;
  readonly workspaces: string;
  readonly temporary: string;
}

/** Makes it under /tmp: unix sockets live in it, and their paths may have 107 characters at most. */
export function makeDirectories(): Directories {
  const root = mkdtempSync('/tmp/tagout-');
  const below = (name: string): string => path.join(root, name);
  const directories = { root, home: below('home'), user: below('user'), extensions: below('ext'), workspaces: below('ws'), temporary: below('tmp') };
  for (const directory of Object.values(directories)) mkdirSync(directory, { recursive: true });
  return directories;
}

/** Removes it, unless TAGOUT_KEEP asks to look at it afterwards. */
export function removeDirectories(directories: Directories): void {
  if (process.env['TAGOUT_KEEP'] !== undefined) console.log(`kept: ${directories.root}`);
  else rmSync(directories.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** Settings of a quiet workbench in which nobody is asked about anything but what a test is about. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'window.autoDetectColorScheme': true,
  'window.autoDetectHighContrast': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'window.confirmBeforeClose': 'never',
} as const;

/**
 * Settings of the chat agent in its most trusting mode: whatever still stops a command is the guard's doing. (The older
 * `chat.tools.global.autoApprove` forgets its opt-in while the window starts.)
 */
export const trustingChatSettings = {
  'workbench.secondarySideBar.defaultVisibility': 'visible',
  'chat.permissions.default': 'autoApprove',
  'chat.byokUtilityModelDefault': 'mainAgent',
} as const;

/** A test asks more in a minute than a person should be asked in an hour. The guard takes its settings from the machine alone. */
export const patientPerson = { 'tagout.questions.inTenMinutes': 1000 } as const;

/** Writes the user's settings, and those of the machine on which the guard runs. */
export function writeSettings(directories: Directories, settings: Readonly<Record<string, unknown>>, machine: Readonly<Record<string, unknown>> = patientPerson): void {
  writeUserFile(directories, 'settings.json', { ...quietSettings, ...settings });
  writeUserFile(directories, 'settings.json', machine, 'Machine');
}

/** "Bring your own model" is configured: no sign-in is asked for. */
export function writeLanguageModels(directories: Directories): void {
  writeUserFile(directories, 'chatLanguageModels.json', [{ vendor: 'scripted', name: 'Scripted' }]);
}

function writeUserFile(directories: Directories, name: string, value: unknown, of: 'User' | 'Machine' = 'User'): void {
  const folder = path.join(directories.user, of);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), JSON.stringify(value, undefined, 1));
}
