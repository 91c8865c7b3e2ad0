import * as vscode from 'vscode';
import type { TraceBody } from '../../core/trace/event.ts';
import type { ReviewRecord } from '../../core/trace/record.ts';
import type { ActionNode } from '../../core/trace/traceTree.ts';
import { visibleLine } from '../../core/visibleText.ts';

type Choice = vscode.QuickPickItem & { readonly outcome: ReviewRecord['outcome'] };

/** A person says in hindsight what an act was. SECURITY: the words are chosen in a dialog, for agents can run commands. */
export async function reviewAct(action: ActionNode, by: string, record: (body: TraceBody) => void): Promise<void> {
  const choices: readonly Choice[] = [
    { outcome: 'good', label: `$(pass) ${vscode.l10n.t('Good')}`, description: vscode.l10n.t('it may stay as it is') },
    { outcome: 'bad', label: `$(error) ${vscode.l10n.t('Bad')}`, description: vscode.l10n.t('it should not have happened') },
    { outcome: 'overridden', label: `$(edit) ${vscode.l10n.t('Overridden')}`, description: vscode.l10n.t('I have changed or undone it') },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Review: {0}', visibleLine(action.title)), placeHolder: vscode.l10n.t('What was this act, now that you have seen what it did?') });
  if (chosen === undefined) return;
  const note = await vscode.window.showInputBox({ title: vscode.l10n.t('Review: {0}', visibleLine(action.title)), prompt: vscode.l10n.t('A note for the trace, or nothing.') });
  if (note !== undefined) record({ kind: 'review', outcome: chosen.outcome, by, ...(note.trim() === '' ? {} : { note: note.trim() }) });
}
