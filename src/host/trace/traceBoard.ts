import * as vscode from 'vscode';
import type { MergedPages } from '../../core/trace/mergedPages.ts';
import type { ActSummary } from '../../core/trace/traceQuery.ts';
import { visibleText } from '../../core/visibleText.ts';
import { boardPageRows, parseBoardMessage, type BoardMessage, type BoardUpdate } from '../../protocol/traceBoard.ts';
import type { Translate } from '../approval/askView.ts';
import { panels } from '../ids.ts';
import { boardCoverage, boardRow, boardWords } from './traceBoardView.ts';
import { timelineOf } from './traceDetailView.ts';
import type { TraceModel } from './traceModel.ts';
import { webviewPage, webviewRoots } from '../webviewPage.ts';

/** Matching acts are counted no further. */
const mostCounted = 10_000;

export interface TraceBoardOptions {
  readonly extensionUri: vscode.Uri;
  readonly model: TraceModel;
  /** Opens the pane of one act. */
  readonly open: (id: string) => void;
  readonly failed: (error: unknown) => void;
}

/** The wide view of the trace: one editor tab, reused. State: the list that the page reads at this moment. */
export class TraceBoard {
  readonly #options: TraceBoardOptions;
  #panel: vscode.WebviewPanel | undefined;
  #pages: MergedPages<ActSummary> | undefined;

  constructor(options: TraceBoardOptions) {
    this.#options = options;
  }

  show(): void {
    if (this.#panel === undefined) this.#panel = this.#open();
    else this.#panel.reveal();
  }

  /** Something was recorded: the page asks for it when its reader wants to see it. */
  changed(): void {
    this.#send({ type: 'changed' });
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const { extensionUri } = this.#options;
    const title = vscode.l10n.t('Trace');
    const panel = vscode.window.createWebviewPanel(panels.traceBoard, title, vscode.ViewColumn.Active, { enableScripts: true, enableForms: false, retainContextWhenHidden: true, localResourceRoots: webviewRoots(extensionUri) });
    panel.iconPath = { light: vscode.Uri.joinPath(extensionUri, 'media', 'tagout-light.svg'), dark: vscode.Uri.joinPath(extensionUri, 'media', 'tagout-dark.svg') };
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#pages = undefined;
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseBoardMessage(raw);
      if (message !== undefined) void this.#answer(message).catch(this.#options.failed);
    });
    panel.webview.html = webviewPage({ webview: panel.webview, extensionUri, title, name: 'traceBoard', strings: {} });
    return panel;
  }

  async #answer(message: BoardMessage): Promise<void> {
    const { model } = this.#options;
    await model.ready();
    switch (message.type) {
      case 'ready':
        this.#send({ type: 'words', words: boardWords(translate) });
        return;
      case 'query':
        this.#pages = model.acts(message.text);
        this.#sendRows(message.generation, this.#pages, countWords(model.count(message.text, mostCounted)));
        this.#send({ type: 'coverage', agents: model.coverage().map((one) => boardCoverage(one, translate)) });
        return;
      case 'more':
        if (this.#pages !== undefined) this.#sendRows(message.generation, this.#pages);
        return;
      case 'act': {
        const place = model.find(message.id);
        this.#send({ type: 'act', id: message.id, prompt: visibleText(place?.turn.prompt ?? place?.action.reasoning?.prompt ?? ''), steps: place === undefined ? [] : timelineOf(place.action.steps) });
        return;
      }
      case 'open':
        this.#options.open(message.id);
        return;
    }
  }

  #sendRows(generation: number, pages: MergedPages<ActSummary>, count?: string): void {
    const rows = pages.take(boardPageRows).map((act) => boardRow(act, translate));
    this.#send({ type: 'rows', generation, rows, ended: pages.ended, ...(count === undefined ? {} : { count }) });
  }

  #send(update: BoardUpdate): void {
    void this.#panel?.webview.postMessage(update);
  }
}

const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);
const countWords = (count: number): string => (count === mostCounted ? `${count.toLocaleString()}+` : count.toLocaleString());
