import * as fs from 'node:fs';
import * as path from 'node:path';
import { ancestorsOf, below, isWithin } from '../ancestors.ts';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { workspaceStateDirectory } from '../stateDirectory.ts';

const registryFile = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'workspace.json');

/** Makes a root known, so that the hook finds it from any directory below. For the editor window; `root` is absolute, symlinks resolved. */
export function registerWorkspace(state: string, root: string): void {
  replaceFile(registryFile(state, root), `${JSON.stringify({ v: 1, root })}\n`);
}

/**
 * The workspace that a directory belongs to: the nearest registered ancestor, else the repository's top level, else the
 * directory itself. A repository at or above the home directory (dotfiles) is no workspace: everything would be inside.
 */
export function workspaceRootOf(state: string, directory: string, home: string): string {
  const ancestors = ancestorsOf(directory);
  const registered = ancestors.find((root) => isRegistered(state, root));
  if (registered !== undefined) return registered;
  return ancestors.find((root) => fs.existsSync(below(root, '.git')) && !isWithin(root, home)) ?? directory;
}

/** All registered roots, for the command line. Damaged entries are left out. */
export function registeredWorkspaces(state: string): readonly string[] {
  const directory = path.join(state, 'workspaces');
  if (!fs.existsSync(directory)) return [];
  return fs.readdirSync(directory).flatMap((key) => rootIn(path.join(directory, key, 'workspace.json')) ?? []);
}

const isRegistered = (state: string, root: string): boolean => rootIn(registryFile(state, root)) === root;

function rootIn(file: string): string | undefined {
  const read = readSmallFile(file, 64 * 1024);
  if (read.kind !== 'text') return undefined;
  try {
    const value: unknown = JSON.parse(read.text);
    return typeof value === 'object' && value !== null && 'root' in value && typeof value.root === 'string' ? value.root : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
