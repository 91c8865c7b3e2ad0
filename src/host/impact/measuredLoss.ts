import * as vscode from 'vscode';
import * as path from 'node:path';
import { measureImpact } from '../../node/impact.ts';
import { defaultPolicy } from '../../core/policy/policy.ts';
import { policyPlace } from '../../node/policy/policyPlace.ts';
import { readPolicy } from '../../node/policy/policyStore.ts';
import { checkpointStoreOf } from '../../node/stateDirectory.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { Translate } from '../approval/askView.ts';
import { impactView } from './impactView.ts';
import type { Impact } from '../approval/ports.ts';

/** Shorter than what the panel waits for, so that what was found by then is shown. */
const limitMs = 4500;

export interface LossOptions {
  /** Absolute directory of the state. */
  readonly state: string;
  /** Absolute directory of the bundles. */
  readonly bundles: string;
  readonly translate: Translate;
}

/** What an act would take, as the panel shows it; `progress` is called with what is known while the measuring goes on. */
export async function measuredLoss(ask: AskMessage, signal: AbortSignal, progress: (impact: Impact) => void, { state, bundles, translate }: LossOptions): Promise<Impact> {
  // The hook compiled it for this very act; without that nothing is named.
  const { readOnlyConnections } = readPolicy(policyPlace(state, ask.workspace, process.platform), () => ({ policy: defaultPolicy })).policy;
  return impactView(ask, await measureImpact({
    ...ask, limitMs, signal, unsaved: unsavedFiles(), checkpoints: checkpointStoreOf(state, ask.workspace), rowCounter: [path.join(bundles, 'row-counter.cjs')],
    ...(readOnlyConnections === undefined ? {} : { readOnlyConnections }), onProgress: (impact) => progress(impactView(ask, impact, translate)),
  }), translate);
}

/** Files whose editor in this window holds changes that are not on the disk. */
function unsavedFiles(): readonly string[] {
  return [...vscode.workspace.textDocuments, ...vscode.workspace.notebookDocuments].filter(({ isDirty, uri }) => isDirty && uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}
