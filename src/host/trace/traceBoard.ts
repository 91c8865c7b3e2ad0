import * as vscode from 'vscode';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MergedPages } from '../../core/trace/mergedPages.ts';
import type { ActSummary, LogLine } from '../../core/trace/traceQuery.ts';
import { visibleText } from '../../core/visibleText.ts';
import { boardFirstRows, boardPageRows, parseBoardMessage, type BoardFirst, type BoardMessage, type BoardRows, type BoardUpdate } from '../../protocol/traceBoard.ts';
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
  /** The query that is answered. */
  #asked = { generation: 0, text: '' };
  /** How often the page was loaded. */
  #loaded = 0;
  /** Acts that the page wants to know more of. */
  readonly #wanted = new Set<string>();
  #isLookingUp = false;

  constructor(options: TraceBoardOptions) {
    this.#options = options;
  }

  show(): void {
    if (this.#panel === undefined) this.#open();
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

  #open(): void {
    const { extensionUri } = this.#options;
    const title = vscode.l10n.t('Trace');
    const panel = vscode.window.createWebviewPanel(panels.traceBoard, title, vscode.ViewColumn.Active, { enableScripts: true, enableForms: false, retainContextWhenHidden: true, localResourceRoots: webviewRoots(extensionUri) });
    this.#panel = panel;
    this.#loaded = 0;
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
    panel.webview.html = webviewPage({ webview: panel.webview, extensionUri, title, name: 'traceBoard', strings: {}, first: this.#first() });
  }

  /** What the page begins with. Where the index is not up to date yet, the page asks for its rows itself. */
  #first(): BoardFirst {
    const { model, failed } = this.#options;
    const first = { words: boardWords(translate), paused: this.#paused };
    if (!model.isReady) return first;
    try {
      this.#asked = { generation: 1, text: '' };
      this.#pages = model.acts('');
      return { ...first, rows: this.#rowsOf(1, this.#pages, 'first') };
    } catch (error) {
      failed(error);
      return first;
    }
  }

  async #answer(message: BoardMessage): Promise<void> {
    const { model, open, records, pause } = this.#options;
    await model.ready();
    switch (message.type) {
      case 'ready':
        await this.#begin();
        return;
      case 'query':
        await this.#ask(message);
        return;
      case 'more':
        if (this.#pages !== undefined && message.generation === this.#asked.generation) this.#send(this.#rowsOf(message.generation, this.#pages, 'more'));
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
      case 'act':
        this.#wanted.add(message.id);
        await this.#lookUp();
        return;
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

  /** The page was loaded: with rows that are as old as itself, and once more when its tab moves to another window. */
  async #begin(): Promise<void> {
    this.#loaded += 1;
    this.#send({ type: 'paused', paused: this.#paused });
    if (this.#loaded > 1) this.changed();
    else if (this.#pages !== undefined) await this.#sendFigures(this.#pages);
  }

  /** While somebody types, only the newest query is answered, and whatever was wanted for an older one is not. */
  async #ask({ text, log, generation }: BoardMessage & { readonly type: 'query' }): Promise<void> {
    const { model } = this.#options;
    this.#asked = { generation, text };
    this.#wanted.clear();
    await nextTurn();
    if (this.#asked.generation !== generation) return;
    if (log) {
      this.#records = recordList(model, text);
      this.#sendRecords(generation, 0);
      this.#sendCoverage();
      return;
    }
    const pages = model.acts(text);
    this.#pages = pages;
    this.#send(this.#rowsOf(generation, pages, 'first'));
    await this.#sendFigures(pages);
  }

  /** Coverage, and how many acts match: counting may take longer than finding the first of them. */
  async #sendFigures(pages: MergedPages<ActSummary>): Promise<void> {
    const { generation, text } = this.#asked;
    const isComplete = pages.ended;
    this.#sendCoverage();
    const count = isComplete ? undefined : await this.#options.model.count(text, mostCounted, () => this.#panel !== undefined && this.#asked.generation === generation);
    if (count !== undefined) this.#send({ type: 'count', generation, count: countWords(count, count < mostCounted) });
  }

  #sendCoverage(): void {
    this.#send({ type: 'coverage', agents: this.#options.model.coverage().map((one) => boardCoverage(one, translate)) });
  }

  /** One act at a time: a query that comes in between is answered first. */
  async #lookUp(): Promise<void> {
    if (this.#isLookingUp) return;
    this.#isLookingUp = true;
    try {
      for (const id of this.#wanted) {
        this.#wanted.delete(id);
        const place = this.#options.model.find(id);
        this.#send({ type: 'act', id, prompt: visibleText(place?.turn.prompt ?? place?.action.reasoning?.prompt ?? ''), steps: place === undefined ? [] : timelineOf(place.action.steps) });
        await nextTurn();
      }
    } finally {
      this.#isLookingUp = false;
    }
  }

  #rowsOf(generation: number, pages: MergedPages<ActSummary>, which: 'first' | 'more'): BoardRows {
    const acts = pages.take(which === 'first' ? boardFirstRows : boardPageRows);
    const named = new Map(acts.flatMap(({ session: id, agent }) => (id === undefined ? [] : [[`${agent ?? ''} ${id}`, { id, ...(agent === undefined ? {} : { agent }) }] as const])));
    const titles = new Map(this.#options.model.sessionsNamed([...named.values()]).map(({ id, agent, title }) => [`${agent ?? ''} ${id}`, title]));
    const rows = acts.map((act) => boardRow(act, titles.get(`${act.agent ?? ''} ${act.session ?? ''}`), translate));
    return { type: 'rows', generation, rows, ended: pages.ended, ...(which === 'first' ? { count: countWords(rows.length, pages.ended) } : {}) };
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
const countWords = (count: number, isAll: boolean): string => `${count.toLocaleString()}${isAll ? '' : '+'}`;
