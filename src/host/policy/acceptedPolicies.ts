import type * as vscode from 'vscode';
import type { KnownVersions } from '../../node/policy/heldPolicy.ts';

/**
 * What the person accepted, and what counted last, in the editor's secret storage: a second place besides the state directory, so
 * that what is written there by anybody else loosens nothing. A file is named by its absolute path.
 */
export interface AcceptedPolicies {
  readonly of: (root: string, file: string) => Promise<KnownVersions>;
  readonly add: (root: string, digest: string) => Promise<void>;
  /** The version that counts; undefined: the person accepted that the file is gone. */
  readonly noteInForce: (file: string, digest: string | undefined) => Promise<void>;
}

const acceptedKey = (root: string): string => `tagout.policy.accepted ${root}`;
const inForceKey = (file: string): string => `tagout.policy.inForce ${file}`;

export function acceptedPolicies(secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>): AcceptedPolicies {
  const listed = async (root: string): Promise<readonly string[]> => (await secrets.get(acceptedKey(root)))?.split('\n').filter((digest) => digest !== '') ?? [];
  return {
    of: async (root, file) => {
      const inForce = await secrets.get(inForceKey(file));
      return { accepted: await listed(root), ...(inForce === undefined ? {} : { inForce }) };
    },
    add: async (root, digest) => secrets.store(acceptedKey(root), [...new Set([...(await listed(root)), digest])].join('\n')),
    noteInForce: async (file, digest) => (digest === undefined ? secrets.delete(inForceKey(file)) : secrets.store(inForceKey(file), digest)),
  };
}
