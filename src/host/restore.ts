import * as vscode from 'vscode';
import type { ActionNode } from '../core/trace/traceTree.ts';
import type { TraceBody } from '../core/trace/event.ts';
import { visibleLine } from '../core/visibleText.ts';
import { bringBack, openCheckpoint, restoreLines } from './checkpoints.ts';

/** Lines of the question; more are counted. */
const listed = 15;

export interface RestoreOptions {
  readonly state: string;
  readonly workspace: string;
  readonly action: ActionNode;
  readonly record: (body: TraceBody) => void;
  readonly by: string;
}

/** Asks with a list of what comes back, restores, records it, and says what happened. Throws where the checkpoint is damaged. */
export async function restore({ state, workspace, action, record, by }: RestoreOptions): Promise<void> {
  if (action.checkpoint === undefined) return;
  const { id } = action.checkpoint;
  const lines = restoreLines(openCheckpoint(state, workspace, id)).map(visibleLine);
  const more = lines.length > listed ? `\n${vscode.l10n.t('and {0} more', String(lines.length - listed))}` : '';
  const detail = `${lines.slice(0, listed).join('\n')}${more}\n\n${vscode.l10n.t('Whatever is newer and in the way is kept as another checkpoint first.')}`;
  const go = vscode.l10n.t('Restore');
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('Bring back what was kept before “{0}” ran?', visibleLine(action.title)), { modal: true, detail }, go);
  if (chosen !== go) return;
  const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Restoring…') }, () => bringBack(state, workspace, id));
  const files = result.restored.length + result.removed.length;
  if (result.kind === 'restored' || result.touched) record({ kind: 'restore', checkpoint: id, files, by });
  if (result.kind === 'failed') throw new Error(result.touched ? vscode.l10n.t('restored only in part: {0}', result.why) : vscode.l10n.t('nothing was changed: {0}', result.why));
  const beside = result.keptBeside === undefined ? '' : ` ${vscode.l10n.t('What was replaced is kept as {0}.', result.keptBeside.id)}`;
  void vscode.window.showInformationMessage(`${vscode.l10n.t('Restored {0} files and folders; {1} were unchanged.', String(files), String(result.unchanged))} ${result.git.join(' ')}${beside}`.trim());
}
