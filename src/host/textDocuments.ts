import * as vscode from 'vscode';
import { randomUUID } from 'node:crypto';
import type { DiffPair } from './approval/ports.ts';
import { documentScheme, panels } from './ids.ts';

/** Documents kept for open editors; the oldest ones are forgotten and then show as empty. */
const limit = 400;
/** Titles of open diffs that are remembered. */
const titlesLimit = 50;
/** More files at once would not be read by anybody. */
const pairsLimit = 100;

/** Where the titles of open diffs are kept: what they show does not outlive a reload of the window, but their tabs do. */
const openTitles = 'documents.openTitles';

/** Read-only documents that exist in memory only: both sides of a diff for VS Code's own diff editor, and texts to read. */
export class TextDocuments implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #kept = new Map<string, string>();
  /** Diffs that were asked for and are not open yet, by title. */
  readonly #opening = new Map<string, Promise<void>>();
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  #count = 0;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  register(): vscode.Disposable {
    void this.#closeLeftovers();
    return vscode.Disposable.from(vscode.workspace.registerTextDocumentContentProvider(documentScheme, this), this.#changed);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#kept.get(uri.query) ?? this.#texts.get(uri.query) ?? '';
  }

  /** Opens one diff, or all of them in the editor's multi-file diff, in a column where the panel stays in sight. */
  async open(title: string, pairs: readonly DiffPair[]): Promise<void> {
    this.#remember([...this.#remembered, title]);
    const opening = this.#open(title, pairs);
    this.#opening.set(title, opening);
    try {
      await opening;
    } finally {
      if (this.#opening.get(title) === opening) this.#opening.delete(title);
    }
  }

  async #open(title: string, pairs: readonly DiffPair[]): Promise<void> {
    const shown = pairs.slice(0, pairsLimit).map((pair) => ({ ...pair, left: this.#document(pair.path, pair.before), right: this.#document(pair.path, pair.after) }));
    const [only] = shown;
    if (only === undefined) return;
    const viewColumn = columnBesidePanel();
    if (shown.length === 1) {
      await vscode.commands.executeCommand('vscode.diff', only.left, only.right, `${only.label} (${title})`, { viewColumn, preview: true, preserveFocus: true });
      return;
    }
    // The multi-file diff takes no column: it opens in the group that has the focus, which this makes where it is missing.
    await vscode.commands.executeCommand(viewColumn === vscode.ViewColumn.One ? 'workbench.action.focusFirstEditorGroup' : 'workbench.action.focusSecondEditorGroup');
    await vscode.commands.executeCommand('vscode.changes', title, shown.map(({ path, before, after, left, right }) => [vscode.Uri.file(path), before === undefined ? undefined : left, after === undefined ? undefined : right]));
  }

  /**
   * Closes the diffs that {@link open} showed under this title. Those that a person closed already are no error. The editor
   * tells extensions of its tabs a moment late and then refuses what it has renamed, so this looks again for a second, from
   * when a diff that is still being opened stands.
   */
  async close(title: string): Promise<void> {
    await this.#opening.get(title)?.catch(() => undefined);
    for (let looks = 5; looks > 0; looks--) {
      for (const tab of tabsOf(title)) await Promise.resolve(vscode.window.tabGroups.close(tab, true)).catch(() => false);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    this.#remember(this.#remembered.filter((other) => other !== title));
  }

  /** Closes what an earlier run of this window left open: it would be empty now. */
  async #closeLeftovers(): Promise<void> {
    const own = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ input }) => (input instanceof vscode.TabInputText && input.uri.scheme === documentScheme) || (input instanceof vscode.TabInputTextDiff && input.modified.scheme === documentScheme)));
    const left = [...own, ...this.#remembered.flatMap(tabsOf)];
    this.#remember([]);
    for (const tab of new Set(left)) await Promise.resolve(vscode.window.tabGroups.close(tab, true)).catch(() => false);
  }

  get #remembered(): readonly string[] {
    return this.#memory.get<readonly string[]>(openTitles) ?? [];
  }

  #remember(titles: readonly string[]): void {
    void this.#memory.update(openTitles, [...new Set(titles)].slice(-titlesLimit));
  }

  /** A text that can be opened and changed as long as the window lives; no tab that an earlier run left has its address. */
  keep(title: string): vscode.Uri {
    return vscode.Uri.from({ scheme: documentScheme, path: vscode.Uri.file(`/${title}`).path, query: randomUUID() });
  }

  /** Gives a text of {@link keep} other words, also where it is open. */
  change(uri: vscode.Uri, text: string): void {
    this.#kept.set(uri.query, text);
    this.#changed.fire(uri);
  }

  /** Opens a text beside the work. */
  async show(title: string, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#document(`/${title}`, text));
    await vscode.window.showTextDocument(document, { viewColumn: columnBesideWork(), preview: true, preserveFocus: true });
  }

  /** Opens Markdown as it is meant to be read, beside the work; as plain text where the editor's own Markdown is switched off. */
  async preview(title: string, markdown: string): Promise<void> {
    try {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', this.#document(`/${title}`, markdown));
    } catch {
      await this.show(title, markdown);
    }
  }

  #document(path: string, text: string | undefined): vscode.Uri {
    const key = String(this.#count++);
    this.#texts.set(key, text ?? '');
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= limit) break;
      this.#texts.delete(oldest);
    }
    return vscode.Uri.from({ scheme: documentScheme, path: vscode.Uri.file(path).path, query: key });
  }
}

/** A column of its own, unless nothing is open beside which it would have to stand. */
export function columnBesideWork(): vscode.ViewColumn {
  return vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0) ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

/** Tabs that hold a diff of ours under a title. */
function tabsOf(title: string): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ label, input }) =>
    input instanceof vscode.TabInputTextDiff
      ? input.modified.scheme === documentScheme && label.endsWith(`(${title})`)
      // The multi-file diff has no stable type; its label is the title, with the number of files once they are read.
      : (label === title || label.startsWith(`${title} (`)) && !(input instanceof vscode.TabInputText || input instanceof vscode.TabInputWebview)));
}

/** The first column, unless the approval panel is there: then the second. */
function columnBesidePanel(): vscode.ViewColumn {
  const holder = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(panels.approval)));
  return holder?.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
}
