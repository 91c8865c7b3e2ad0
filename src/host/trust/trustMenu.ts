import * as vscode from 'vscode';
import type { StoredTrust } from '../../node/trustStore.ts';
import { localTime } from '../approval/askView.ts';
import { trustLine } from './trustView.ts';
import type { TrustMemory } from './trustMemory.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

interface Row extends vscode.QuickPickItem {
  readonly workspace: string;
  readonly trust: StoredTrust;
}

/** Lists what is trusted in the folders of this window; what the person picks is taken back. Nothing here grants. */
export async function openTrustMenu(memory: TrustMemory, roots: readonly string[]): Promise<void> {
  const rows = roots.flatMap((workspace) => memory.list(workspace).map((trust): Row => ({
    label: trustLine(trust, translate), description: translate('by {0}, {1}', trust.by, localTime(trust.at)), ...(roots.length > 1 ? { detail: workspace } : {}), workspace, trust,
  })));
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(translate('No program is trusted here. When an agent runs a program that Tagout does not know, the approval panel offers to trust it.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(rows, { title: translate('Trusted Programs'), placeHolder: translate('Choose what to take back; it is asked about again'), canPickMany: true, matchOnDetail: true });
  for (const { workspace, trust } of chosen ?? []) memory.revoke(workspace, trust);
}
