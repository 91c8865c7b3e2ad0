import type * as vscode from 'vscode';

/**
 * The digests of workspace policies that the person accepted, in the editor's secret storage: a second place besides the
 * state directory, so that what is written there by anybody else loosens nothing.
 */
export interface AcceptedPolicies {
  readonly of: (root: string) => Promise<readonly string[]>;
  readonly add: (root: string, digest: string) => Promise<void>;
}

const keyOf = (root: string): string => `tagout.policy.accepted ${root}`;

export function acceptedPolicies(secrets: Pick<vscode.SecretStorage, 'get' | 'store'>): AcceptedPolicies {
  const of = async (root: string): Promise<readonly string[]> => (await secrets.get(keyOf(root)))?.split('\n').filter((digest) => digest !== '') ?? [];
  return {
    of,
    add: async (root, digest) => secrets.store(keyOf(root), [...new Set([...(await of(root)), digest])].join('\n')),
  };
}
