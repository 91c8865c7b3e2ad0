import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TraceBody } from '../../core/trace/event.ts';
import type { KeptAcceptances } from '../../node/policy/heldPolicy.ts';
import type { PolicyPlace } from '../../node/policy/policyPlace.ts';
import { commands } from '../ids.ts';
import { offer } from '../notices.ts';

/** Records that an acceptance is none, and tells the person; both lead to a review. */
export function tellOfLostAcceptance({ root, workspace }: PolicyPlace, kept: Exclude<KeptAcceptances, 'known'>, record: (body: TraceBody) => void): void {
  const file = path.join(path.basename(root), '.tagout', path.basename(workspace));
  record({ kind: 'policy', change: 'taken-back', digest: '', by: 'tagout', summary: kept === 'replaced' ? `the version of ${file} that counted was replaced in the state of Tagout; it is not known until a review` : `the editor knows nothing of an acceptance of ${file}; until a review it only tightens` });
  const text = kept === 'replaced'
    ? vscode.l10n.t('Somebody replaced the version of {0} that counted, and it was not you in this editor. Until you review it, it counts as not known.', file)
    : vscode.l10n.t('An accepted version of {0} is not known to this editor, so it only tightens until you review it.', file);
  const review = vscode.l10n.t('Review…');
  void offer(text, [review]).then(async (chosen) => {
    if (chosen === review) await vscode.commands.executeCommand(commands.reviewPolicy);
  });
}
