import * as vscode from 'vscode';
import type { TraceBody } from '../../core/trace/event.ts';
import type { ActionNode, TraceTree } from '../../core/trace/traceTree.ts';
import { undoPlan, type UndoStep } from '../../core/trace/undoPlan.ts';
import { verifyTrace } from '../../node/trace/verifyTrace.ts';
import { checkpointPairs, openCheckpoint } from '../undo/checkpoints.ts';
import type { TextDocuments } from '../textDocuments.ts';
import { commands, contextKeys, settings, views } from '../ids.ts';
import type { Log } from '../log.ts';
import type { DiffPair } from '../approval/ports.ts';
import { actionIdOf } from './actionId.ts';
import { traceMarks } from '../settings.ts';
import { FileMarks } from './fileMarks.ts';
import { LineDecorations } from './lineDecorations.ts';
import { reviewAct } from './reviewAct.ts';
import { TraceBoard } from './traceBoard.ts';
import { TraceDetail } from './traceDetail.ts';
import { TraceModel } from './traceModel.ts';
import { recordText } from './traceRecords.ts';
import { TraceTreeView, type TraceRow } from './traceTreeView.ts';

export interface TraceHostOptions {
  readonly extensionUri: vscode.Uri;
  readonly state: string;
  readonly documents: TextDocuments;
  /** Asks first, then brings back what a checkpoint kept. */
  readonly restore: (action: ActionNode, workspace: string) => Promise<void>;
  /** Takes back what the session did after an act: `steps`, newest first. */
  readonly undoTo: (action: ActionNode, workspace: string, steps: readonly UndoStep[]) => Promise<void>;
  readonly record: (workspace: string, proposal: string, body: TraceBody) => void;
  readonly by: string;
  /** The person looks at the trace. */
  readonly seen: () => void;
  /** Something was recorded. */
  readonly changed: () => void;
  readonly log: Log;
}

/** The trace in the editor: model, tree, detail pane, and the commands on them. */
export class TraceHost {
  readonly #options: TraceHostOptions;
  readonly #model: TraceModel;
  readonly #rows: TraceTreeView;
  readonly #view: vscode.TreeView<TraceRow>;
  readonly #detail: TraceDetail;
  readonly #board: TraceBoard;
  readonly #marks: readonly [FileMarks, LineDecorations];
  readonly #settings: vscode.Disposable;
  #paused = false;

  constructor(options: TraceHostOptions) {
    this.#options = options;
    this.#model = new TraceModel({ state: options.state, failed: (stage, error) => options.log.error(stage, error), changed: () => this.#changed() });
    this.#rows = new TraceTreeView(this.#model);
    this.#view = vscode.window.createTreeView(views.trace, { treeDataProvider: this.#rows, showCollapseAll: true });
    this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) options.seen();
    });
    this.#detail = new TraceDetail(options.extensionUri, (id) => this.#model.find(id), { restore: (id) => void this.#run(commands.restore, id), diff: (id) => void this.#run(commands.showTraceDiff, id), copy: (id) => void this.#run(commands.copyTraceJson, id) });
    this.#board = new TraceBoard({ extensionUri: options.extensionUri, model: this.#model, open: (id) => this.#detail.show(id), records: (id) => void this.#run(commands.traceRecords, id), showText: (title, text) => void options.documents.show(title, text), pause: (paused) => this.#pause(paused), failed: (error) => options.log.error('reading the trace', error) });
    const marking = { model: this.#model, enabled: traceMarks, failed: (error: unknown): void => options.log.error('marking files', error) };
    this.#marks = [new FileMarks(marking), new LineDecorations(marking)];
    this.#settings = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.traceMarks)) this.#mark();
    });
  }

  /** An act, however old. */
  find(proposal: string): ActionNode | undefined {
    return this.#model.find(proposal)?.action;
  }

  /** The newest sessions, as of the last change. Throws where the disk fails. */
  get tree(): TraceTree {
    return this.#model.read();
  }

  open(): void {
    void vscode.commands.executeCommand(`${views.trace}.focus`);
  }

  watch(roots: readonly string[]): void {
    this.#model.watch(roots);
  }

  /** Command id → what it does. An argument is only ever an id to look up; what is not found does nothing. */
  commands(): ReadonlyMap<string, (argument?: unknown) => unknown> {
    return new Map<string, (argument?: unknown) => unknown>([
      [commands.openTrace, () => vscode.commands.executeCommand(`${views.trace}.focus`)],
      [commands.openTraceBoard, () => this.#board.show()],
      [commands.showTraceDetail, (argument) => this.#withAction(argument, ({ id }) => this.#detail.show(id))],
      [commands.restore, (argument) => this.#withAction(argument, (action, workspace) => this.#options.restore(action, workspace))],
      [commands.undoTo, (argument) => this.#withAction(argument, (action, workspace) => this.#undoTo(action, workspace))],
      [commands.reviewAct, (argument) => this.#withAction(argument, (action, workspace) => reviewAct(action, this.#options.by, (body) => this.#options.record(workspace, action.id, body)))],
      [commands.showTraceDiff, (argument) => this.#withAction(argument, (action, workspace) => this.#options.documents.open(action.title, this.#pairsOf(action, workspace)))],
      [commands.traceRecords, (argument) => this.#withAction(argument, ({ id }) => this.#options.documents.show(`${vscode.l10n.t('Records of {0}', id.slice(0, 8))}.json`, recordText(this.#model.linesOf(id))))],
      [commands.copyTraceJson, (argument) => this.#copy(argument)],
      [commands.pauseTrace, () => this.#pause(true)],
      [commands.resumeTrace, () => this.#pause(false)],
      [commands.verifyTrace, () => this.#verify()],
      [commands.searchTrace, () => this.#search()],
      [commands.clearTraceSearch, () => this.#filter('')],
      [commands.showMoreTrace, () => this.#rows.showMore()],
      [commands.refreshTrace, () => this.#model.refresh()],
    ]);
  }

  dispose(): void {
    this.#settings.dispose();
    for (const marks of this.#marks) marks.dispose();
    this.#model.dispose();
    this.#detail.dispose();
    this.#board.dispose();
    this.#view.dispose();
    this.#rows.dispose();
  }

  #changed(): void {
    if (!this.#paused) this.#draw();
    this.#board.changed();
    this.#mark();
    this.#options.changed();
  }

  #mark(): void {
    for (const marks of this.#marks) marks.refresh();
  }

  #draw(): void {
    this.#rows.refresh();
    this.#detail.refresh();
  }

  /** While somebody reads, nothing moves under their eyes; recording goes on. */
  #pause(paused: boolean): void {
    if (this.#paused === paused) return;
    this.#paused = paused;
    void vscode.commands.executeCommand('setContext', contextKeys.tracePaused, paused);
    this.#say();
    this.#board.setPaused(paused);
    if (!paused) this.#draw();
  }

  /** What holds back rows of the tree stands above it. */
  #say(): void {
    const parts = [...(this.#rows.query === '' ? [] : [vscode.l10n.t('Search: {0}', this.#rows.query)]), ...(this.#paused ? [vscode.l10n.t('Paused: what is recorded now is not shown.')] : [])];
    this.#view.message = parts.length === 0 ? undefined : parts.join(' · ');
  }

  async #run(command: string, id: string): Promise<void> {
    await vscode.commands.executeCommand(command, id);
  }

  #withAction(argument: unknown, use: (action: ActionNode, workspace: string) => unknown): unknown {
    const id = actionIdOf(argument);
    const place = id === undefined ? undefined : this.#model.find(id);
    return place === undefined ? undefined : use(place.action, place.session.workspace);
  }

  /** An argument that says nothing of steps: they are looked up at this moment. */
  #undoTo(action: ActionNode, workspace: string): Promise<void> {
    const session = this.#model.sessionSince(action.id);
    const steps = session === undefined ? undefined : undoPlan(session, action.id);
    if (steps === undefined) throw new Error(vscode.l10n.t('this act is too far back in its session'));
    return this.#options.undoTo(action, workspace, steps);
  }

  /** Both sides of every change that the agent sent; where something was kept, what is there now against what would come back. */
  #pairsOf(action: ActionNode, workspace: string): readonly DiffPair[] {
    return action.checkpoint === undefined || action.checkpointGone !== undefined ? sentPairs(action) : checkpointPairs(this.#options.state, openCheckpoint(this.#options.state, workspace, action.checkpoint.id));
  }

  async #copy(argument: unknown): Promise<void> {
    const row = isRow(argument) ? argument : undefined;
    const id = actionIdOf(argument);
    const value = row?.kind === 'session' ? this.#model.session(row.session) : row ?? (id === undefined ? undefined : this.#model.find(id)?.action);
    if (value !== undefined) await vscode.env.clipboard.writeText(JSON.stringify(value, undefined, 2));
  }

  #verify(): void {
    const reports = this.#model.roots.map(({ root, trace }) => ({ root, report: verifyTrace(trace) }));
    const broken = reports.flatMap(({ root, report }) => report.problems.map(({ file, line, problem }) => `${root}: ${file}${line === undefined ? '' : `:${line}`}: ${problem}`));
    const events = reports.reduce((sum, { report }) => sum + report.events, 0);
    if (broken.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The trace is whole: {0} sealed events, every hash fits.', String(events)));
      return;
    }
    for (const line of broken) this.#options.log.warn(line);
    const show = vscode.l10n.t('Show Log');
    void vscode.window.showErrorMessage(vscode.l10n.t('The trace was changed or damaged in {0} places. First: {1}', String(broken.length), broken[0] ?? ''), show).then((chosen) => {
      if (chosen === show) this.#options.log.show();
    });
  }

  async #search(): Promise<void> {
    const query = await vscode.window.showInputBox({ title: vscode.l10n.t('Search Trace'), value: this.#rows.query, prompt: vscode.l10n.t('Words in any order, and `denied`, `approved`, `allowed`, `gap`, `unreviewed`, `agent:`, `rule:`, `path:`, `radius:`, `undo:`, `since:`.'), placeHolder: 'denied agent:codex path:src radius:production' });
    if (query === undefined) return;
    this.#filter(query.trim());
    await vscode.commands.executeCommand(`${views.trace}.focus`);
  }

  #filter(query: string): void {
    this.#rows.search(query);
    this.#say();
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, query !== '');
  }
}

const isRow = (value: unknown): value is TraceRow => typeof value === 'object' && value !== null && 'kind' in value;

function sentPairs(action: ActionNode): readonly DiffPair[] {
  return action.actions.flatMap((one) => {
    if (one.kind !== 'file' || one.change.after === undefined) return [];
    const { path, before, after } = one.change;
    return [{ path, label: path, ...(before === undefined ? {} : { before }), after }];
  });
}
