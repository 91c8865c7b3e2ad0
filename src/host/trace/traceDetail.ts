import * as vscode from 'vscode';
import { parseTraceMessage, type TraceUpdate } from '../../protocol/traceView.ts';
import { panels } from '../ids.ts';
import { traceDetailView, type TracePlace } from './traceDetailView.ts';
import { hasDiff } from './traceTreeView.ts';
import { webviewPage, webviewRoots } from '../webviewPage.ts';

export interface TraceDetailEvents {
  readonly restore: (id: string) => void;
  readonly diff: (id: string) => void;
  readonly copy: (id: string) => void;
}

/** The wide pane that shows one proposal: one editor tab, reused. */
export class TraceDetail {
  readonly #extensionUri: vscode.Uri;
  readonly #find: (id: string) => TracePlace | undefined;
  readonly #events: TraceDetailEvents;
  #panel: vscode.WebviewPanel | undefined;
  #id: string | undefined;

  constructor(extensionUri: vscode.Uri, find: (id: string) => TracePlace | undefined, events: TraceDetailEvents) {
    this.#extensionUri = extensionUri;
    this.#find = find;
    this.#events = events;
  }

  show(id: string): void {
    this.#id = id;
    if (this.#panel === undefined) this.#panel = this.#open();
    else this.#panel.reveal(undefined, true);
    this.refresh();
  }

  /** Draws the shown proposal anew: it may have gone on. */
  refresh(): void {
    const panel = this.#panel;
    if (panel === undefined || this.#id === undefined) return;
    const place = this.#find(this.#id);
    const update: TraceUpdate = place === undefined
      ? { type: 'empty', text: vscode.l10n.t('This proposal is no longer among the newest sessions of the trace.') }
      : { type: 'show', detail: traceDetailView(place, hasDiff(place.action), (message, ...values) => vscode.l10n.t(message, ...values)) };
    panel.title = place === undefined ? vscode.l10n.t('Trace') : titleOf(place);
    void panel.webview.postMessage(update);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const title = vscode.l10n.t('Trace');
    const panel = vscode.window.createWebviewPanel(panels.traceDetail, title, { viewColumn: vscode.ViewColumn.Active, preserveFocus: true }, { enableScripts: true, enableForms: false, localResourceRoots: webviewRoots(this.#extensionUri) });
    panel.iconPath = { light: vscode.Uri.joinPath(this.#extensionUri, 'media', 'tagout-light.svg'), dark: vscode.Uri.joinPath(this.#extensionUri, 'media', 'tagout-dark.svg') };
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#id = undefined;
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseTraceMessage(raw);
      if (message === undefined) return;
      if (message.type === 'ready') this.refresh();
      else if (message.type === 'go') this.show(message.id);
      else if (message.id === this.#id) this.#events[message.type](message.id);
    });
    panel.webview.html = webviewPage({ webview: panel.webview, extensionUri: this.#extensionUri, title, name: 'trace', strings: {} });
    return panel;
  }
}

function titleOf({ action }: TracePlace): string {
  return action.title.length > 30 ? `${action.title.slice(0, 29)}…` : action.title;
}
