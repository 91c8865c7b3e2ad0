import * as vscode from 'vscode';
import type { TraceBody } from '../../core/trace/event.ts';
import type { ActionNode } from '../../core/trace/traceTree.ts';
import type { LostCause, UndoStep } from '../../core/trace/undoPlan.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { joinCheckpoints } from '../../node/checkpoint/joinCheckpoints.ts';
import type { DiffPair } from '../approval/ports.ts';
import { checkpointPairs, openCheckpoint } from './checkpoints.ts';
import { bringBackAsking, restoredText } from './restore.ts';

export interface UndoToOptions {
  readonly state: string;
  readonly workspace: string;
  /** The act after which everything is taken back. */
  readonly action: ActionNode;
  /** What came after it, newest first. */
  readonly steps: readonly UndoStep[];
  readonly record: (proposal: string, body: TraceBody) => void;
  readonly showDiff: (title: string, pairs: readonly DiffPair[]) => Promise<void>;
  readonly showDetail: (id: string) => void;
  readonly by: string;
}

type Kept = Extract<UndoStep, { readonly kind: 'kept' }>;
type Choice = vscode.QuickPickItem & ({ readonly does: 'undo' | 'diff' } | { readonly does: 'show'; readonly step: UndoStep } | { readonly does: 'nothing' });

/**
 * Takes back everything that a session did after one of its acts, as far as checkpoints hold it: shows the differences first and
 * what stays as it is, asks about newer work, and puts all back in one step, which is recorded with each act and can itself be
 * undone. Throws where a checkpoint is missing or damaged, and changes nothing then.
 */
export async function undoTo(options: UndoToOptions): Promise<void> {
  const { state, workspace, action, steps, by, record } = options;
  const kept = steps.filter((step) => step.kind === 'kept');
  const [oldest, ...later] = [...kept].reverse();
  if (oldest === undefined) {
    void vscode.window.showInformationMessage(nothingKept(steps));
    return;
  }
  const title = vscode.l10n.t('Undo to: {0}', visibleLine(action.title).slice(0, 60));
  const pairs = pairsOf(options, kept);
  await options.showDiff(title, pairs);
  if (!(await isWanted(options, title, { kept, pairs }))) return;
  const done = await bringBackAsking({ state, workspace, id: oldest.checkpoint.id, by, ...endOf(oldest), record: (body) => recordEach(kept, body, record) }, { later: later.map((step) => ({ id: step.checkpoint.id, ...endOf(step) })) });
  if (done !== undefined) void vscode.window.showInformationMessage(restoredText(done));
}

/** Every act that was taken back says so, and where what was replaced lies. */
function recordEach(kept: readonly Kept[], body: TraceBody, record: UndoToOptions['record']): void {
  for (const { action, checkpoint } of kept) record(action.id, body.kind === 'restore' ? { ...body, checkpoint: checkpoint.id } : body);
}

const endOf = ({ action: { outcome } }: Kept): { readonly actEndedMs?: number } => (outcome === undefined ? {} : { actEndedMs: Date.parse(outcome.at) });

/** What is there now against what was there before the oldest of the acts. */
function pairsOf({ state, workspace }: UndoToOptions, kept: readonly Kept[]): readonly DiffPair[] {
  const opened = [...kept].reverse().map((step) => ({ manifest: openCheckpoint(state, workspace, step.checkpoint.id), endedMs: 0 }));
  return checkpointPairs(state, joinCheckpoints(opened));
}

/** One list over the differences: the one thing to do, what it brings back, and what it cannot. */
async function isWanted(options: UndoToOptions, title: string, { kept, pairs }: { readonly kept: readonly Kept[]; readonly pairs: readonly DiffPair[] }): Promise<boolean> {
  const pick = vscode.window.createQuickPick<Choice>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Newer work is asked about first. What is replaced is kept, so that this can be undone.');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.items = choices(options.steps, kept, pairs.length);
  try {
    return await new Promise<boolean>((resolve) => {
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen?.does === 'undo') resolve(true);
        else if (chosen?.does === 'diff') void options.showDiff(title, pairs);
        else if (chosen?.does === 'show') options.showDetail(chosen.step.action.id);
      });
      pick.onDidHide(() => resolve(false));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function choices(steps: readonly UndoStep[], kept: readonly Kept[], differing: number): readonly Choice[] {
  const lost = steps.filter((step) => step.kind === 'lost');
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator, does: 'nothing' });
  return [
    { does: 'undo', label: `$(discard) ${kept.length === 1 ? vscode.l10n.t('Undo 1 Act') : vscode.l10n.t('Undo {0} Acts', String(kept.length))}`, description: differing === 1 ? vscode.l10n.t('1 file differs') : vscode.l10n.t('{0} files differ', String(differing)) },
    { does: 'diff', label: `$(diff) ${vscode.l10n.t('Show Diff')}` },
    heading(vscode.l10n.t('Comes back')),
    ...kept.map((step): Choice => ({ does: 'show', step, label: `$(history) ${visibleLine(step.action.title)}`, description: [step.checkpoint.files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', String(step.checkpoint.files)), ...(step.reached === undefined ? [] : [vscode.l10n.t('what it changed elsewhere stays')])].join(' · ') })),
    ...(lost.length === 0 ? [] : [heading(vscode.l10n.t('Cannot be brought back'))]),
    ...lost.map((step): Choice => ({ does: 'show', step, label: `$(warning) ${visibleLine(step.action.title)}`, description: causeWords(step.why) })),
  ];
}

function causeWords(cause: LostCause): string {
  switch (cause) {
    case 'reached':
      return vscode.l10n.t('reached beyond this machine');
    case 'gone':
      return vscode.l10n.t('its checkpoint was removed');
    case 'none':
      return vscode.l10n.t('no checkpoint was taken');
    case 'gap':
      return vscode.l10n.t('ran without a decision, so nothing was kept');
  }
}

function nothingKept(steps: readonly UndoStep[]): string {
  if (steps.length === 0) return vscode.l10n.t('The session changed nothing after this act that is still to be undone.');
  const lines = steps.slice(0, 3).map((step) => `${visibleLine(step.action.title).slice(0, 60)} (${step.kind === 'lost' ? causeWords(step.why) : ''})`);
  return vscode.l10n.t('Nothing that came after this act can be brought back: {0}', `${lines.join(', ')}${steps.length > lines.length ? ', …' : ''}`);
}
