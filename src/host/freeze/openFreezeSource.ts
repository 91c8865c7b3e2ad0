import * as vscode from 'vscode';
import { readYamlWords } from '../../core/yaml/yamlWords.ts';
import type { DeclaredAt } from './declaredAt.ts';

/** Opens the file at the entry; at its beginning where the entry is not there any more. */
export async function openFreezeSource({ file, entry }: DeclaredAt): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const word = readYamlWords(document.getText()).words.find(({ role, path, text }) => role === 'value' && path.length === 3 && (path[2] === 'id' || path[2] === 'name') && text === entry);
  const selection = word === undefined ? undefined : new vscode.Range(document.positionAt(word.start), document.positionAt(word.end));
  await vscode.window.showTextDocument(document, { preview: true, ...(selection === undefined ? {} : { selection }) });
}
