import * as vscode from 'vscode';
import { agentName } from '../../core/agentNames.ts';
import type { ActSummary } from '../../core/trace/traceQuery.ts';
import type { ActionNode, ActionStatus, NoteNode, SessionNode, StepNode, TurnNode } from '../../core/trace/traceTree.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { localTime, type Translate } from '../approval/askView.ts';
import { commands } from '../ids.ts';
import { statusWords, stepIcon } from './traceDetailView.ts';
import type { TracedSession, TraceModel } from './traceModel.ts';

/** A row of the tree. */
export type TraceRow =
  | { readonly kind: 'session'; readonly session: TracedSession; readonly newest: boolean }
  | { readonly kind: 'turn'; readonly turn: TurnNode; readonly number: number; readonly session: Pick<SessionNode, 'id' | 'agent'> }
  | { readonly kind: 'action'; readonly action: ActionNode }
  | { readonly kind: 'found'; readonly action: ActSummary }
  | { readonly kind: 'more' }
  | { readonly kind: 'step'; readonly step: StepNode; readonly action: { readonly id: string } }
  | { readonly kind: 'notes'; readonly notes: readonly NoteNode[] }
  | { readonly kind: 'note'; readonly note: NoteNode };

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);

/** Rows that are read at first, and again each time a person asks for more. */
const pageRows = 100;

/**
 * Session ▸ turn ▸ action ▸ what happened; newest session first, and open. While a search is on, the acts that match, newest
 * first. A session is read when it is opened, and lists page by page. Rows come from the model and are never changed here.
 */
export class TraceTreeView implements vscode.TreeDataProvider<TraceRow> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #model: TraceModel;
  #query = '';
  #shown = pageRows;

  constructor(model: TraceModel) {
    this.#model = model;
  }

  get query(): string {
    return this.#query;
  }

  search(query: string): void {
    this.#query = query;
    this.#shown = pageRows;
    this.refresh();
  }

  showMore(): void {
    this.#shown += pageRows;
    this.refresh();
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async getChildren(row?: TraceRow): Promise<TraceRow[]> {
    await this.#model.ready();
    return [...this.#children(row)];
  }

  getTreeItem(row: TraceRow): vscode.TreeItem {
    switch (row.kind) {
      case 'session':
        return sessionItem(row.session, row.newest);
      case 'turn':
        return turnItem(row);
      case 'action':
        return actionItem(row.action);
      case 'found':
        return foundItem(row.action);
      case 'more':
        return moreItem();
      case 'step':
        return stepItem(row.step, row.action);
      case 'notes': {
        const item = new vscode.TreeItem(translate('Freezes and recording'), Collapsed);
        item.iconPath = new vscode.ThemeIcon('notebook');
        item.description = String(row.notes.length);
        return item;
      }
      case 'note':
        return noteItem(row.note);
    }
  }

  #children(row: TraceRow | undefined): readonly TraceRow[] {
    if (row === undefined) return this.#query === '' ? this.#newest() : this.#found();
    switch (row.kind) {
      case 'session': {
        const session = this.#model.session(row.session);
        return (session?.turns ?? []).map((turn, index): TraceRow => ({ kind: 'turn', turn, number: index + 1, session: session ?? row.session })).reverse();
      }
      case 'turn':
        return row.turn.actions.map((action): TraceRow => ({ kind: 'action', action })).reverse();
      case 'action':
        return stepRows(row.action);
      case 'found': {
        const place = this.#model.find(row.action.id);
        return place === undefined ? [] : stepRows(place.action);
      }
      case 'notes':
        return row.notes.map((note): TraceRow => ({ kind: 'note', note }));
      case 'step':
      case 'note':
      case 'more':
        return [];
    }
  }

  #newest(): readonly TraceRow[] {
    const pages = this.#model.sessions();
    const sessions = pages.take(this.#shown);
    const notes = this.#model.notes();
    return [...sessions.map((session, index): TraceRow => ({ kind: 'session', session, newest: index === 0 })), ...moreRow(pages.ended), ...(notes.length === 0 ? [] : [{ kind: 'notes' as const, notes }])];
  }

  #found(): readonly TraceRow[] {
    const pages = this.#model.acts(this.#query);
    return [...pages.take(this.#shown).map((action): TraceRow => ({ kind: 'found', action })), ...moreRow(pages.ended)];
  }
}

const moreRow = (ended: boolean): readonly TraceRow[] => (ended ? [] : [{ kind: 'more' }]);
const stepRows = (action: ActionNode): readonly TraceRow[] => action.steps.map((step): TraceRow => ({ kind: 'step', step, action }));

const statusLooks: Readonly<Record<ActionStatus, readonly [icon: string, color: string]>> = {
  allowed: ['pass', 'testing.iconPassed'],
  approved: ['verified-filled', 'testing.iconPassed'],
  denied: ['circle-slash', 'errorForeground'],
  waiting: ['bell-dot', 'editorWarning.foreground'],
  undecided: ['question', 'editorWarning.foreground'],
  gap: ['warning', 'errorForeground'],
};

function sessionItem(session: TracedSession, open: boolean): vscode.TreeItem {
  const agent = session.agent === undefined ? translate('Unknown agent') : agentName(session.agent);
  const title = visibleLine(session.title ?? '');
  const item = new vscode.TreeItem(title === '' ? agent : title, open ? Expanded : Collapsed);
  const { counts } = session;
  const parts = [[counts.denied, translate('denied')], [counts.approved, translate('approved')], [counts.waiting, translate('waiting')], [counts.gap, translate('ran without a decision')]] as const;
  item.id = `session ${session.agent ?? ''} ${session.id}`;
  item.description = [...(title === '' ? [] : [agent]), localTime(session.lastAt), ...parts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))].join(' · ');
  item.tooltip = [title, agent, session.id, session.workspace, translate('since {0}', localTime(session.startedAt)), translate('{0} allowed', String(counts.allowed))].map(visibleLine).filter((line) => line !== '').join('\n');
  item.accessibilityInformation = { label: [title, agent, item.description].filter((part) => part !== '').join(', ') };
  item.iconPath = new vscode.ThemeIcon('robot');
  item.contextValue = 'session';
  return item;
}

function turnItem({ turn, number, session }: TraceRow & { readonly kind: 'turn' }): vscode.TreeItem {
  const prompt = turn.prompt === undefined ? '' : visibleLine(turn.prompt).slice(0, 200);
  const item = new vscode.TreeItem(prompt === '' ? translate('Turn {0}', String(number)) : prompt, turn.actions.length === 0 ? None : Expanded);
  item.id = `turn ${session.agent ?? ''} ${session.id} ${turn.id}`;
  item.tooltip = [turn.prompt ?? '', ...turn.said.map(({ text }) => `» ${text}`)].map(visibleLine).join('\n').slice(0, 2000);
  item.iconPath = new vscode.ThemeIcon('comment');
  item.contextValue = 'turn';
  return item;
}

function actionItem(action: ActionNode): vscode.TreeItem {
  const [icon, color] = statusLooks[action.status];
  const item = new vscode.TreeItem(visibleLine(action.title), Collapsed);
  const words = action.status === 'allowed' && action.checkpoint !== undefined ? translate('Ran behind a checkpoint') : statusWords(action.status, translate);
  item.id = `action ${action.id}`;
  item.description = action.status === 'allowed' ? (action.checkpoint === undefined ? '' : translate('behind a checkpoint')) : shortStatus(action.status);
  item.tooltip = `${visibleLine(action.title)}\n${words} · ${localTime(action.at)}`;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.accessibilityInformation = { label: `${words}: ${visibleLine(action.title)}` };
  item.contextValue = ['proposal', ...(action.checkpoint === undefined || action.checkpointGone !== undefined ? [] : ['restorable']), ...(hasDiff(action) ? ['diffable'] : [])].join(' ');
  item.command = { command: commands.showTraceDetail, title: translate('Show Details'), arguments: [action.id] };
  return item;
}

/** An act that a search found: with its agent and time, for its session is not in sight. */
function foundItem(act: ActSummary): vscode.TreeItem {
  const [icon, color] = statusLooks[act.status];
  const item = new vscode.TreeItem(visibleLine(act.title), Collapsed);
  item.id = `found ${act.id}`;
  item.description = [act.agent === undefined ? '' : agentName(act.agent), localTime(act.at)].filter((part) => part !== '').join(' · ');
  item.tooltip = `${visibleLine(act.title)}\n${[statusWords(act.status, translate), act.rule ?? '', localTime(act.at)].filter((part) => part !== '').map(visibleLine).join(' · ')}`;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.accessibilityInformation = { label: `${statusWords(act.status, translate)}: ${visibleLine(act.title)}` };
  item.contextValue = 'proposal';
  item.command = { command: commands.showTraceDetail, title: translate('Show Details'), arguments: [act.id] };
  return item;
}

function moreItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(translate('Show More…'), None);
  item.id = 'more';
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: commands.showMoreTrace, title: translate('Show More…') };
  return item;
}

/** One word behind the title; the icon says the rest. Allowed acts are the ordinary ones and carry none. */
function shortStatus(status: Exclude<ActionStatus, 'allowed'>): string {
  switch (status) {
    case 'approved':
      return translate('approved');
    case 'denied':
      return translate('denied');
    case 'waiting':
      return translate('waiting');
    case 'undecided':
      return translate('no decision');
    case 'gap':
      return translate('not covered');
  }
}

function stepItem(step: StepNode, action: { readonly id: string }): vscode.TreeItem {
  const item = new vscode.TreeItem(visibleLine(step.text).slice(0, 300), None);
  item.tooltip = `${visibleLine(step.text).slice(0, 2000)}\n${localTime(step.at)}`;
  item.iconPath = new vscode.ThemeIcon(stepIcon(step.kind));
  item.contextValue = 'step';
  item.command = { command: commands.showTraceDetail, title: translate('Show Details'), arguments: [action.id] };
  return item;
}

function noteItem(note: NoteNode): vscode.TreeItem {
  const icons = { freeze: 'lock', failure: 'warning', restore: 'discard', prune: 'trash', trust: 'verified', policy: 'law', grant: 'key', pause: 'debug-pause', 'second-person': 'organization', gap: 'warning', incident: 'flame', erased: 'trash', retired: 'trash', guard: 'shield', clock: 'watch' } as const;
  const item = new vscode.TreeItem(visibleLine(note.text), None);
  item.description = localTime(note.at);
  item.tooltip = `${visibleLine(note.text)}\n${localTime(note.at)}`;
  item.iconPath = new vscode.ThemeIcon(icons[note.kind]);
  return item;
}

/** Whether there are two sides to compare: the agent sent them, or something was kept. */
export const hasDiff = (action: ActionNode): boolean => (action.checkpoint !== undefined && action.checkpointGone === undefined) || action.actions.some((one) => one.kind === 'file' && one.change.after !== undefined);
