import * as vscode from 'vscode';
import { columnBesideWork, type TextDocuments } from './textDocuments.ts';

/** What {@link LiveText} says, as its users need it. */
export interface ShownText {
  /** Shows this from now on; `open` brings the tab (back), without it a tab that the person closed stays closed. */
  show(text: string, open: boolean): void;
  /** Closes the tab: what it said is over. */
  close(): void;
}

/**
 * One text beside the work that says something else as time goes on: one document, one tab. Opening and closing happen one
 * after the other and end in what was wanted last. INVARIANT: nothing waits for them, and none of their failures reaches the caller.
 */
export class LiveText implements ShownText {
  readonly #documents: TextDocuments;
  readonly #failed: (error: unknown) => void;
  readonly #uri: vscode.Uri;
  #wanted: 'open' | 'closed' | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(documents: TextDocuments, title: string, failed: (error: unknown) => void) {
    this.#documents = documents;
    this.#failed = failed;
    this.#uri = documents.keep(title);
  }

  show(text: string, open: boolean): void {
    this.#documents.change(this.#uri, text);
    if (open) this.#want('open');
  }

  close(): void {
    this.#documents.change(this.#uri, '');
    this.#want('closed');
  }

  #want(wanted: 'open' | 'closed'): void {
    this.#wanted = wanted;
    this.#work = this.#work.then(() => this.#follow()).catch(this.#failed);
  }

  async #follow(): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted === 'closed') for (const tab of this.#tabs) await vscode.window.tabGroups.close(tab, true);
    // A tab that is there already says it in its place; one that is not in sight is brought forward.
    else if (wanted === 'open') await vscode.window.showTextDocument(this.#uri, { viewColumn: this.#tabs[0]?.group.viewColumn ?? columnBesideWork(), preview: true, preserveFocus: true });
  }

  get #tabs(): readonly vscode.Tab[] {
    return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === this.#uri.toString()));
  }
}
