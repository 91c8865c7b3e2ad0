import * as vscode from 'vscode';
import { noticesDue, type FreezeNotice } from '../../core/freeze/notice.ts';
import type { Standing } from '../../core/freeze/standing.ts';
import { claimNotice } from '../../node/freeze/noticeStore.ts';
import { freezeName } from './freezeWords.ts';
import { commands } from '../ids.ts';
import type { Log } from '../log.ts';
import { offer } from '../notices.ts';
import { windowWords } from '../status/statusHover.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/** Tells of freezes that begin within a day, and again within the hour: once on this machine, whichever window is first. */
export function tellOfFreezes(state: string, { upcoming }: Standing, now: number, log: Log): void {
  for (const notice of noticesDue(upcoming, now)) if (claimNotice(state, notice.key, now)) void tell(notice, log);
}

/** Says when it is in words that stay true: nothing withdraws a notification that is shown, and it may be read once the freeze has begun. */
async function tell({ freeze, window, hours }: FreezeNotice, log: Log): Promise<void> {
  const text = translate('Code freeze planned: {0}. {1}', freezeName(freeze, translate), windowWords({ freeze, window }, translate));
  const show = translate('Show Freezes');
  try {
    const chosen = await offer(text, [show], { severity: hours === 1 ? 'warning' : 'information', due: () => Date.parse(window.from) > Date.now() });
    if (chosen === show) await vscode.commands.executeCommand(commands.openFreezes);
  } catch (error) {
    log.warn(`a notification could not be shown: ${error instanceof Error ? error.message : String(error)}`);
  }
}
