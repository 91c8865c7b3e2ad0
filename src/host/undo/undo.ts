import * as vscode from 'vscode';
import { size } from '../../core/impact/words.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import type { ActionNode } from '../../core/trace/traceTree.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { commands, undoItem } from '../ids.ts';
import type { Log } from '../log.ts';
import type { DiffPair } from '../approval/ports.ts';
import { restoredText, undo } from './restore.ts';
import { undoOffer, type UndoOffer } from './undoOffer.ts';

export interface UndoOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  /** The act of a proposal, as the trace has it. */
  readonly find: (proposal: string) => ActionNode | undefined;
  readonly record: (workspace: string, proposal: string | undefined, body: TraceBody) => void;
  readonly showDiff: (title: string, pairs: readonly DiffPair[]) => void;
  readonly by: string;
  readonly log: Log;
}

const doneShownMs = 10_000;
const titleLength = 40;

/** Offers in the status bar, for a while and without a notification, to take back what ran behind a checkpoint. */
export class Undo {
  readonly #options: UndoOptions;
  readonly #item = vscode.window.createStatusBarItem(undoItem, vscode.StatusBarAlignment.Left, 49);
  #timer: NodeJS.Timeout | undefined;

  constructor(options: UndoOptions) {
    this.#options = options;
    this.#item.name = vscode.l10n.t('Tagout: Undo');
    this.#item.command = commands.undo;
  }

  /** Looks again: an act was recorded, or undone. */
  refresh(): void {
    clearTimeout(this.#timer);
    const offer = this.#offer();
    if (offer === undefined) return this.#item.hide();
    this.#show(offer);
    this.#timer = setTimeout(() => this.refresh(), offer.untilMs - Date.now());
    this.#timer.unref();
  }

  /** Takes back the last act that ran behind a checkpoint. Asks only where newer work is in the way. */
  async undo(): Promise<void> {
    const offer = this.#offer();
    if (offer === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing of the last ten minutes ran behind a checkpoint. Older ones are in the trace.'));
      return;
    }
    const { state, record, showDiff, by } = this.#options;
    const { workspace, id, title, proposal, endedMs } = offer;
    const done = await undo({ state, workspace, id, title, by, showDiff, record: (body) => record(workspace, proposal, body), ...(endedMs === undefined ? {} : { actEndedMs: endedMs }) });
    if (done !== undefined) vscode.window.setStatusBarMessage(`$(check) ${restoredText(done)}`, doneShownMs);
    this.refresh();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#item.dispose();
  }

  #offer(): UndoOffer | undefined {
    const { state, roots, find, log } = this.#options;
    try {
      return undoOffer(state, roots(), find, Date.now());
    } catch (error) {
      log.error('looking for what can be undone', error);
      return undefined;
    }
  }

  #show({ kind, title, files, bytes, id }: UndoOffer): void {
    const name = visibleLine(title);
    const short = name.length > titleLength ? `${name.slice(0, titleLength - 1)}…` : name;
    this.#item.text = kind === 'act' ? `$(discard) ${vscode.l10n.t('Undo: {0}', short)}` : `$(redo) ${vscode.l10n.t('Undo Restore')}`;
    const hover = new vscode.MarkdownString(undefined, true);
    hover.appendText(kind === 'act' ? vscode.l10n.t('Ran behind a checkpoint: {0}', name) : vscode.l10n.t('Files were restored from {0}', name));
    hover.appendMarkdown('\n\n');
    hover.appendText(files === 1 ? vscode.l10n.t('1 file ({0}) is kept as {1}. Click to bring it back.', size(bytes), id) : vscode.l10n.t('{0} files ({1}) are kept as {2}. Click to bring them back.', String(files), size(bytes), id));
    this.#item.tooltip = hover;
    this.#item.accessibilityInformation = { label: kind === 'act' ? vscode.l10n.t('Undo: {0}', name) : vscode.l10n.t('Undo Restore'), role: 'button' };
    this.#item.show();
  }
}
