import * as fs from 'node:fs';
import * as path from 'node:path';
import { below } from '../ancestors.ts';
import { errorCode } from '../durableFile.ts';
import { workspaceStateDirectory } from '../stateDirectory.ts';

/** The files that a workspace's policy is made of, highest layer first. None of them is named by a setting, a variable or an option: an agent could set those. */
export interface PolicyPlace {
  readonly state: string;
  readonly root: string;
  /** Written by an administrator; nobody else may write there. */
  readonly organisation: string;
  /** Beside it: where a signed bundle comes from, and the keys that it must be signed with. */
  readonly bundle: string;
  /** The user's own, beside all other state and out of every agent's reach. */
  readonly user: string;
  /** In the repository. */
  readonly workspace: string;
}

const managed: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'C:\\ProgramData\\Tagout', darwin: '/Library/Application Support/Tagout' };

/** Directory of what an organisation manages on this machine. */
export const managedDirectory = (platform: NodeJS.Platform): string => managed[platform] ?? '/etc/tagout';

export const policyFileName = 'policy.yaml';

export const policyPlace = (state: string, root: string, platform: NodeJS.Platform): PolicyPlace => ({
  state, root, organisation: below(managedDirectory(platform), policyFileName), bundle: below(managedDirectory(platform), 'bundle.yaml'), user: below(state, policyFileName), workspace: below(root, '.tagout', policyFileName),
});

/** Absolute path of a workspace's compiled policy, and of what is held of its own file until a change was reviewed. */
export const compiledFile = ({ state, root }: PolicyPlace): string => below(workspaceStateDirectory(state, root), 'policy.json');
export const heldFile = ({ state, root, workspace }: PolicyPlace): string => below(workspaceStateDirectory(state, root), `${path.basename(workspace, '.yaml')}.held.json`);

/** The organisation's bundle as it was verified last, and when a server last confirmed it. */
export const bundleCacheFile = ({ state }: Pick<PolicyPlace, 'state'>): string => below(state, 'bundle.json');
export const bundleCheckedFile = ({ state }: Pick<PolicyPlace, 'state'>): string => below(state, 'bundle.checked.json');

/**
 * What tells two states of a file apart without reading it; `absent` for none. The time of the last change of the inode is
 * part of it, which no program can set.
 */
export function stampOf(file: string): string {
  try {
    const status = fs.statSync(file, { throwIfNoEntry: false });
    return status === undefined ? 'absent' : `${status.ino}-${status.size}-${status.mtimeMs}-${status.ctimeMs}`;
  } catch (error) {
    const code = errorCode(error);
    // Below a file there is no folder of ours: an act may be about a file that lies in no repository.
    return code === 'ENOTDIR' ? 'absent' : `unreadable ${code ?? ''}`;
  }
}

/** The stamps of all files that a policy is made of; equal lists mean that nothing has to be compiled again. */
export function stampsOf(place: PolicyPlace): readonly string[] {
  const bundle = stampOf(place.bundle);
  // Without a bundle none that was kept counts.
  return [stampOf(place.organisation), stampOf(place.user), stampOf(place.workspace), bundle, bundle === 'absent' ? 'absent' : stampOf(bundleCacheFile(place))];
}
