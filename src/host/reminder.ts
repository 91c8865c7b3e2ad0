import * as vscode from 'vscode';
import type { Log } from './log.ts';
import { reminderIsModal } from './settings.ts';

export interface Reminder {
  readonly loss: string;
  /** What is asked about, on one line. */
  readonly command: string;
  readonly waiting: number;
  readonly review: () => void;
  readonly deny: () => void;
}

/**
 * Reminds of an act that waits out of sight. SECURITY: it leads to the panel or denies. A native dialog gives its first
 * button the focus and Enter presses it, so that no button here may ever approve.
 */
export async function remind({ loss, command, waiting, review, deny }: Reminder, log: Log): Promise<void> {
  const modal = reminderIsModal();
  const reviewLabel = vscode.l10n.t('Review…');
  const denyLabel = vscode.l10n.t('Deny');
  const more = waiting > 1 ? `\n${vscode.l10n.t('{0} more are waiting.', String(waiting - 1))}` : '';
  const detail = `${command}${more}`;
  try {
    const chosen = modal
      ? await vscode.window.showWarningMessage(loss, { modal, detail }, reviewLabel, denyLabel)
      : await vscode.window.showWarningMessage(vscode.l10n.t('Waits for your decision: {0}', loss), reviewLabel, denyLabel);
    if (chosen === reviewLabel) review();
    if (chosen === denyLabel) deny();
  } catch (error) {
    // Hosts that refuse dialogs lose the reminder only: the status bar still shows the number, and the deadline denies.
    log.warn(`the reminder could not be shown: ${error instanceof Error ? error.message : String(error)}`);
  }
}
