import * as vscode from 'vscode';
import { completionsAt, hoverAt, type JsonSchema } from '../../core/yaml/schemaWords.ts';

/** Names, values and their meaning in files of one format, from the one schema that they are read by; another extension for YAML is not needed. */
export function schemaHelp(selector: vscode.DocumentSelector, schema: JsonSchema): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems: (document, position) => completions(document, position, schema) }, ' ', ':', '-', '{', '[', ','),
    vscode.languages.registerHoverProvider(selector, { provideHover: (document, position) => hover(document, position, schema) }),
  );
}

function completions(document: vscode.TextDocument, position: vscode.Position, schema: JsonSchema): vscode.CompletionItem[] {
  const text = document.getText();
  const at = document.offsetAt(position);
  return completionsAt(text.slice(0, at), text.slice(at), schema).map(({ kind, label, detail, insert, required }, index) => {
    const item = new vscode.CompletionItem(label, kind === 'name' ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.EnumMember);
    item.insertText = new vscode.SnippetString(insert.replace(/[$}\\](?!0)/g, '\\$&'));
    if (detail !== undefined) item.documentation = new vscode.MarkdownString(detail);
    // Names that must be there come first, each group as the schema has them.
    item.sortText = `${required ? 0 : 1}${String(index).padStart(3, '0')}`;
    if (kind === 'name') item.command = { command: 'editor.action.triggerSuggest', title: '' };
    return item;
  });
}

function hover(document: vscode.TextDocument, position: vscode.Position, schema: JsonSchema): vscode.Hover | undefined {
  const found = hoverAt(document.getText(), document.offsetAt(position), schema);
  return found === undefined ? undefined : new vscode.Hover(new vscode.MarkdownString(found.text), new vscode.Range(document.positionAt(found.start), document.positionAt(found.end)));
}
