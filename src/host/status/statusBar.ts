import * as vscode from 'vscode';
import { commands, statusBarItem } from '../ids.ts';
import { statusHover, type HoverPart } from './statusHover.ts';
import { statusView, type GuardStatus } from './statusView.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/** The one item in the status bar: what the freeze and the guard are doing; a click opens the menu. */
export class StatusBar {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    this.#item = vscode.window.createStatusBarItem(statusBarItem, vscode.StatusBarAlignment.Left, 50);
    this.#item.name = 'Tagout';
    this.#item.command = commands.freezeMenu;
  }

  update(status: GuardStatus): void {
    const { icon, text, severity } = statusView(status, translate);
    const parts = statusHover(status, translate);
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = hoverText(parts);
    this.#item.accessibilityInformation = { label: `Tagout: ${parts.map(({ title, facts }) => [title, ...facts.map((fact) => fact.text)].join('. ')).join('. ')}`, role: 'button' };
    this.#item.backgroundColor = severity === 'normal' ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`);
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

/** SECURITY: what people and sources wrote is appended as text: it cannot become a link, a symbol or an image. */
function hoverText(parts: readonly HoverPart[]): vscode.MarkdownString {
  const hover = new vscode.MarkdownString(undefined, true);
  parts.forEach(({ icon, title, facts }, index) => {
    if (index > 0) hover.appendMarkdown('\n\n---\n\n');
    hover.appendMarkdown(`$(${icon}) **`);
    appendWords(hover, title);
    hover.appendMarkdown('**');
    for (const fact of facts) {
      hover.appendMarkdown(`  \n$(${fact.icon}) `);
      appendWords(hover, fact.text);
    }
  });
  return hover;
}

/** Word by word: the editor glues the spaces of a text that is appended as a whole, and a long line would break within a word. */
function appendWords(hover: vscode.MarkdownString, text: string): void {
  text.split(' ').forEach((word, index) => {
    if (index > 0) hover.appendMarkdown(' ');
    hover.appendText(word);
  });
}
