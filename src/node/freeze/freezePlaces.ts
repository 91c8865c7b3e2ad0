import { below } from '../ancestors.ts';
import { policyPlace, type PolicyPlace } from '../policy/policyPlace.ts';
import * as path from 'node:path';
import { workspaceStateDirectory } from '../stateDirectory.ts';

export const freezeFileName = 'freeze.yaml';

/** The freeze files of a workspace, in the places of the policy: the organisation's, the user's, and the one in the repository. */
export function freezePlace(state: string, root: string, platform: NodeJS.Platform): PolicyPlace {
  const policy = policyPlace(state, root, platform);
  const beside = (file: string): string => below(path.dirname(file), freezeFileName);
  return { ...policy, organisation: beside(policy.organisation), user: beside(policy.user), workspace: beside(policy.workspace) };
}

/** Freezes that a person declared for a workspace: `{v: 1, freezes: Freeze[]}`, 0600. */
export const freezeFile = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'freeze.json');
/** What a workspace's freeze file says, with its windows; the same of the user's and the organisation's. */
export const compiledWorkspaceFile = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'freeze.compiled.json');
export const compiledUpperFile = (state: string): string => below(state, 'freeze.compiled.json');
/** What the sources last answered. */
export const answersFile = (state: string): string => below(state, 'freeze.answers.json');
/** Freezes that were broken in a workspace, a directory for each. */
export const glassDirectory = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'glass');
/** What was last known of this machine's clocks. */
export const clockFile = (state: string): string => below(state, 'clock.json');
