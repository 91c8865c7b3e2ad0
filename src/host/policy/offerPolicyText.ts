import * as path from 'node:path';
import * as vscode from 'vscode';
import { readSmallFile } from '../../node/durableFile.ts';
import { deadTimeMs } from '../../protocol/panelMessage.ts';
import type { TextDocuments } from '../textDocuments.ts';

/** A text that is proposed for a policy file. */
export interface ProposedPolicy {
  readonly file: string;
  /** What is there now; absent where there is no file yet. */
  readonly before?: string;
  readonly after: string;
  /** Of the diff and of the list. */
  readonly title: string;
  /** What the person is asked beside it. */
  readonly question: string;
}

/** `saved`: the file holds the text. `editing`: it stands unsaved in an editor. `left`: nothing was done. */
export type PolicyOffer = 'saved' | 'editing' | 'left';

interface Choice extends vscode.QuickPickItem {
  readonly answer: PolicyOffer;
}

const limitBytes = 1024 * 1024;
const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/**
 * Shows a proposed policy as a diff and asks beside it, in a list that stays until it is answered, whether it is saved as it
 * stands. SECURITY: only that answer writes, and only over the text that the diff shows.
 */
export async function offerPolicyText(proposed: ProposedPolicy, documents: TextDocuments): Promise<PolicyOffer> {
  const { file, before, after, title, question } = proposed;
  await documents.open(title, [{ path: file, label: path.basename(file), before: before ?? '', after }]);
  const answer = await choose(file, title, question);
  await documents.close(title);
  switch (answer) {
    case 'left':
      return 'left';
    case 'editing':
      await editPolicy(file, before !== undefined, after);
      return 'editing';
    case 'saved':
      return savePolicy(proposed);
  }
}

/** An answer before a person can have read is none. */
async function choose(file: string, title: string, question: string): Promise<PolicyOffer> {
  const choices: readonly Choice[] = [
    { label: `$(save) ${translate('Save It')}`, detail: translate('Writes what the diff shows to {0}. It counts at once.', vscode.workspace.asRelativePath(file)), answer: 'saved' },
    { label: `$(edit) ${translate('Edit It First')}`, detail: translate('Opens it unsaved. It counts when you save it.'), answer: 'editing' },
    { label: `$(circle-slash) ${translate('Leave It')}`, answer: 'left' },
  ];
  const shownAt = Date.now();
  const chosen = await vscode.window.showQuickPick(choices, { title, placeHolder: question, ignoreFocusOut: true });
  return chosen === undefined || Date.now() - shownAt < deadTimeMs ? 'left' : chosen.answer;
}

async function savePolicy({ file, before, after }: ProposedPolicy): Promise<PolicyOffer> {
  const now = readSmallFile(file, limitBytes);
  const same = now.kind === 'absent' ? before === undefined : now.kind === 'text' && now.text === (before ?? '');
  const unsaved = vscode.workspace.textDocuments.some(({ uri, isDirty }) => uri.scheme === 'file' && uri.fsPath === file && isDirty);
  if (!same || unsaved) {
    void vscode.window.showWarningMessage(unsaved ? translate('{0} has changes that are not saved, so nothing was written. Save or revert them and try again.', file) : translate('{0} was changed meanwhile, so nothing was written. Try again to see what is proposed for it now.', file));
    return 'left';
  }
  // The editor's own way of writing makes the folder and keeps what the file may be read by.
  await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode(after));
  await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
  return 'saved';
}

/** Opens a policy file with a text in it that is not saved. One that does not exist is a new document with its name: saving puts it there. */
export async function editPolicy(file: string, exists: boolean, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(exists ? vscode.Uri.file(file) : vscode.Uri.file(file).with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text));
  if (!exists) await vscode.languages.setTextDocumentLanguage(document, 'yaml');
}
