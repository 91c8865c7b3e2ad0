import * as vscode from 'vscode';
import type { AgentId } from '../../core/action.ts';
import { agentName } from '../../core/agentNames.ts';
import type { Log } from '../log.ts';
import { offer } from '../notices.ts';
import { reminderIsModal } from '../settings.ts';

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

/**
 * Says once that an agent asked too often, as a notification: the point is to take no more attention. It leads to what waits;
 * SECURITY: it decides nothing.
 */
export async function askedTooOften(why: string, review: () => void, log: Log): Promise<void> {
  const label = vscode.l10n.t('Review Together…');
  try {
    const chosen = await offer(vscode.l10n.t('{0}. Its questions wait until you look at them together; what needs no approval goes on.', why), [label]);
    if (chosen === label) review();
  } catch (error) {
    log.warn(`a notification could not be shown: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Says that an agent goes on trying what a freeze refuses. */
export async function warnOfEvasion(agent: AgentId | undefined, refusals: number, openTrace: () => void, log: Log): Promise<void> {
  const label = vscode.l10n.t('Open Trace');
  const who = agent === undefined ? vscode.l10n.t('An agent') : agentName(agent);
  try {
    const chosen = await offer(vscode.l10n.t('{0} was refused the same {1} times during the freeze and goes on trying.', who, String(refusals + 1)), [label]);
    if (chosen === label) openTrace();
  } catch (error) {
    log.warn(`a notification could not be shown: ${error instanceof Error ? error.message : String(error)}`);
  }
}
