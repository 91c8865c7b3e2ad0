import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TextDocuments } from '../textDocuments.ts';

/** A text that is proposed for a policy file. */
export interface ProposedPolicy {
  readonly file: string;
  /** What is there now; absent where there is no file yet. */
  readonly before?: string;
  readonly after: string;
  /** Of the diff. */
  readonly title: string;
  /** What the person is asked beside it. */
  readonly question: string;
}

/** Shows a proposed policy as a diff and, where the person wants it, puts it into the open file, unsaved: saving stays theirs. */
export async function offerPolicyText({ file, before, after, title, question }: ProposedPolicy, documents: TextDocuments): Promise<boolean> {
  await documents.open(title, [{ path: file, label: path.basename(file), before: before ?? '', after }]);
  const take = vscode.l10n.t('Put It Into the File');
  const chosen = await vscode.window.showInformationMessage(question, take);
  await documents.close(title);
  if (chosen !== take) return false;
  await editPolicy(file, before !== undefined, after);
  return true;
}

/** Opens a policy file with a text in it that is not saved. One that does not exist is a new document with its name: saving puts it there. */
export async function editPolicy(file: string, exists: boolean, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(exists ? vscode.Uri.file(file) : vscode.Uri.file(file).with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text));
  if (!exists) await vscode.languages.setTextDocumentLanguage(document, 'yaml');
}
