import type * as vscode from 'vscode';
import { compareRevisions } from '../../core/policy/bundleRevision.ts';

const keyOf = (url: string): string => `tagout.bundle.floor ${url}`;

/** The newest revision of a bundle that counted here, in the editor's secret storage: state that was deleted or replaced does not make an older one count. */
export interface BundleFloor {
  readonly of: (url: string) => Promise<string | undefined>;
  readonly raise: (url: string, revision: string) => Promise<void>;
}

export function bundleFloor(secrets: Pick<vscode.SecretStorage, 'get' | 'store'>): BundleFloor {
  const of = async (url: string): Promise<string | undefined> => secrets.get(keyOf(url));
  return {
    of,
    raise: async (url, revision) => {
      const floor = await of(url);
      if (floor === undefined || compareRevisions(revision, floor) > 0) await secrets.store(keyOf(url), revision);
    },
  };
}
