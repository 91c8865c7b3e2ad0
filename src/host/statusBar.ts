import * as vscode from 'vscode';
import { commands, statusBarItem } from './ids.ts';
import { statusView, type GuardStatus } from './statusView.ts';

/** The product's one status bar item. */
export class StatusBar {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    this.#item = vscode.window.createStatusBarItem(statusBarItem, vscode.StatusBarAlignment.Left, 50);
    this.#item.name = 'Tagout';
    this.#item.command = commands.freezeMenu;
  }

  update(status: GuardStatus): void {
    const { text, severity, lines } = statusView(status, (message, ...values) => vscode.l10n.t(message, ...values));
    const hover = new vscode.MarkdownString(undefined, true);
    lines.forEach((line, index) => {
      if (index > 0) hover.appendMarkdown('\n\n');
      hover.appendText(line);
    });
    this.#item.text = text;
    this.#item.tooltip = hover;
    this.#item.accessibilityInformation = { label: `Tagout: ${lines.join('. ')}`, role: 'button' };
    this.#item.backgroundColor = severity === 'error' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
