import * as vscode from 'vscode';
import type { MergedPages } from '../../core/trace/mergedPages.ts';
import type { ActSummary, LogLine } from '../../core/trace/traceQuery.ts';
import { visibleText } from '../../core/visibleText.ts';
import { boardPageRows, parseBoardMessage, type BoardMessage, type BoardUpdate } from '../../protocol/traceBoard.ts';
import type { Translate } from '../approval/askView.ts';
import { panels } from '../ids.ts';
import { boardCoverage, boardRow, boardWords } from './traceBoardView.ts';
import { timelineOf } from './traceDetailView.ts';
import type { TraceModel } from './traceModel.ts';
import { recordList, recordRow, recordText, type RecordList } from './traceRecords.ts';
import { webviewPage, webviewRoots } from '../webviewPage.ts';

/** Matching acts are counted no further. */
const mostCounted = 10_000;

export interface TraceBoardOptions {
  readonly extensionUri: vscode.Uri;
  readonly model: TraceModel;
  /** Opens the pane of one act. */
  readonly open: (id: string) => void;
  /** Opens the records of one act as text. */
  readonly records: (id: string) => void;
  readonly showText: (title: string, text: string) => void;
  readonly pause: (paused: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** The wide view of the trace: one editor tab, reused. State: the list that the page reads at this moment. */
export class TraceBoard {
  readonly #options: TraceBoardOptions;
  #panel: vscode.WebviewPanel | undefined;
  #pages: MergedPages<ActSummary> | undefined;
  #records: RecordList | undefined;
  #paused = false;

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

  setPaused(paused: boolean): void {
    this.#paused = paused;
    this.#send({ type: 'paused', paused });
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
      this.#records = undefined;
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseBoardMessage(raw);
      if (message !== undefined) void this.#answer(message).catch(this.#options.failed);
    });
    panel.webview.html = webviewPage({ webview: panel.webview, extensionUri, title, name: 'traceBoard', strings: {} });
    return panel;
  }

  async #answer(message: BoardMessage): Promise<void> {
    const { model, open, records, pause } = this.#options;
    await model.ready();
    switch (message.type) {
      case 'ready':
        this.#send({ type: 'words', words: boardWords(translate), paused: this.#paused });
        return;
      case 'query':
        this.#ask(message);
        return;
      case 'more':
        if (this.#pages !== undefined) this.#sendRows(message.generation, this.#pages);
        return;
      case 'records':
        this.#sendRecords(message.generation, message.from);
        return;
      case 'record':
        this.#withRecord(message.at, (line) => this.#options.showText(`${vscode.l10n.t('Record {0}', String(line.seq))}.json`, recordText([line])));
        return;
      case 'copy':
        this.#withRecord(message.at, (line) => void vscode.env.clipboard.writeText(recordText([line])));
        return;
      case 'act': {
        const place = model.find(message.id);
        this.#send({ type: 'act', id: message.id, prompt: visibleText(place?.turn.prompt ?? place?.action.reasoning?.prompt ?? ''), steps: place === undefined ? [] : timelineOf(place.action.steps) });
        return;
      }
      case 'open':
        open(message.id);
        return;
      case 'recordsOf':
        records(message.id);
        return;
      case 'pause':
        pause(message.paused);
        return;
    }
  }

  #ask({ text, log, generation }: BoardMessage & { readonly type: 'query' }): void {
    const { model } = this.#options;
    if (log) {
      this.#records = recordList(model, text);
      this.#sendRecords(generation, 0);
    } else {
      this.#pages = model.acts(text);
      this.#sendRows(generation, this.#pages, countWords(model.count(text, mostCounted)));
    }
    this.#send({ type: 'coverage', agents: model.coverage().map((one) => boardCoverage(one, translate)) });
  }

  #sendRows(generation: number, pages: MergedPages<ActSummary>, count?: string): void {
    const acts = pages.take(boardPageRows);
    const named = new Map(acts.flatMap(({ session: id, agent }) => (id === undefined ? [] : [[`${agent ?? ''} ${id}`, { id, ...(agent === undefined ? {} : { agent }) }] as const])));
    const titles = new Map(this.#options.model.sessionsNamed([...named.values()]).map(({ id, agent, title }) => [`${agent ?? ''} ${id}`, title]));
    const rows = acts.map((act) => boardRow(act, titles.get(`${act.agent ?? ''} ${act.session ?? ''}`), translate));
    this.#send({ type: 'rows', generation, rows, ended: pages.ended, ...(count === undefined ? {} : { count }) });
  }

  #sendRecords(generation: number, from: number): void {
    if (this.#records === undefined) return;
    const { lines, total, ended } = this.#records.page(from);
    this.#send({ type: 'records', generation, from, rows: lines.map(recordRow), total, ended });
  }

  #withRecord(at: number, use: (line: LogLine) => void): void {
    const line = this.#records?.page(at).lines[0];
    if (line !== undefined) use(line);
  }

  #send(update: BoardUpdate): void {
    void this.#panel?.webview.postMessage(update);
  }
}

const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);
const countWords = (count: number): string => (count === mostCounted ? `${count.toLocaleString()}+` : count.toLocaleString());
