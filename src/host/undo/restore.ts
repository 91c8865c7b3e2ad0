import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TraceBody } from '../../core/trace/event.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { Manifest } from '../../node/checkpoint/manifest.ts';
import type { NewerWork } from '../../node/checkpoint/newerWork.ts';
import type { Restored, RestoreRequest } from '../../node/checkpoint/restoreCheckpoint.ts';
import { restoreRows, type RestoreRow } from '../../node/checkpoint/rows.ts';
import { bringBack, checkpointPairs, openCheckpoint } from './checkpoints.ts';
import type { DiffPair } from '../approval/ports.ts';

/** Lines of a question; more are counted. */
const listed = 15;

export interface RestoreOptions {
  readonly state: string;
  readonly workspace: string;
  /** Id of the checkpoint. */
  readonly id: string;
  /** What the act was, in words. */
  readonly title: string;
  /** When the act had ended, milliseconds since 1970; absent where it is not known. */
  readonly actEndedMs?: number;
  readonly record: (body: TraceBody) => void;
  readonly showDiff: (title: string, pairs: readonly DiffPair[]) => void;
  readonly by: string;
}

type BringBackOptions = Omit<RestoreOptions, 'title' | 'showDiff'>;

/** Lets the person choose all or some of what comes back, with each difference to look at. Throws where the checkpoint is damaged. */
export async function restore(options: RestoreOptions): Promise<Restored | undefined> {
  const manifest = openCheckpoint(options.state, options.workspace, options.id);
  const chosen = await chooseRows(options, manifest);
  if (chosen === undefined) return undefined;
  const whole = chosen.length === restoreRows(manifest).length;
  const restored = await bringBackAsking(options, whole ? {} : { only: chosen.flatMap(({ path: place }) => place ?? []) });
  if (restored !== undefined) void vscode.window.showInformationMessage(restoredText(restored));
  return restored;
}

/** Brings everything back at once; a person is asked only where newer work is in the way. */
export function undo(options: RestoreOptions): Promise<Restored | undefined> {
  openCheckpoint(options.state, options.workspace, options.id);
  return bringBackAsking(options, {});
}

/** Files and folders, what git did, and where the replaced is. */
export function restoredText({ restored, removed, unchanged, notes, keptBeside }: Restored): string {
  const beside = keptBeside === undefined ? '' : vscode.l10n.t('What was replaced is kept as {0}.', keptBeside.id);
  return [vscode.l10n.t('Restored {0} files and folders; {1} were unchanged.', String(restored.length + removed.length), String(unchanged)), ...notes, beside].filter((part) => part !== '').join(' ');
}

type RowItem = vscode.QuickPickItem & { readonly row: RestoreRow };

async function chooseRows({ state, title, showDiff }: RestoreOptions, manifest: Manifest): Promise<readonly RestoreRow[] | undefined> {
  const diff: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('diff'), tooltip: vscode.l10n.t('Show Diff') };
  const pick = vscode.window.createQuickPick<RowItem>();
  pick.title = vscode.l10n.t('Bring back what was kept before “{0}” ran?', visibleLine(title));
  pick.placeholder = vscode.l10n.t('Choose what comes back. Whatever is newer and in the way is asked about, and kept as another checkpoint first.');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.buttons = [diff];
  pick.items = restoreRows(manifest).map((row) => ({ row, label: visibleLine(row.label), description: row.note, ...(row.path === undefined ? {} : { buttons: [diff] }) }));
  pick.selectedItems = pick.items;
  const shown = (only?: string): void => showDiff(title, checkpointPairs(state, manifest, only));
  try {
    return await new Promise<readonly RestoreRow[] | undefined>((resolve) => {
      pick.onDidTriggerButton(() => shown());
      pick.onDidTriggerItemButton(({ item }) => shown(item.row.path));
      pick.onDidAccept(() => resolve(pick.selectedItems.length === 0 ? undefined : pick.selectedItems.map(({ row }) => row)));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** Restores, and asks what becomes of newer work where there is some. Records it; throws with what went wrong. */
export async function bringBackAsking(options: BringBackOptions, how: Pick<RestoreRequest, 'only' | 'later'>): Promise<Restored | undefined> {
  const first = await bringBackWithProgress(options, { ...how, newer: 'ask' });
  if (first.kind === 'restored') return first;
  const newer = await askAboutNewer(first.newer, options.workspace);
  if (newer === undefined) return undefined;
  const second = await bringBackWithProgress(options, { ...how, newer });
  return second.kind === 'restored' ? second : undefined;
}

type Outcome = ({ readonly kind: 'restored' } & Restored) | { readonly kind: 'newer'; readonly newer: readonly NewerWork[] };

async function bringBackWithProgress({ state, workspace, id, by, record, actEndedMs }: BringBackOptions, how: Pick<RestoreRequest, 'only' | 'later' | 'newer'>): Promise<Outcome> {
  const location = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Restoring…') };
  const result = await vscode.window.withProgress(location, (progress) =>
    bringBack(state, workspace, id, { ...how, ...(actEndedMs === undefined ? {} : { actEndedMs }), onProgress: ({ files }) => progress.report({ message: vscode.l10n.t('{0} files', String(files)) }) }));
  if (result.kind === 'newer') return result;
  const files = result.restored.length + result.removed.length;
  if (result.kind === 'restored' || result.touched) record({ kind: 'restore', checkpoint: id, files, by, ...(result.keptBeside === undefined ? {} : { keptBeside: result.keptBeside.id }) });
  if (result.kind === 'failed') throw new Error(result.touched ? vscode.l10n.t('restored only in part: {0}', result.why) : vscode.l10n.t('nothing was changed: {0}', result.why));
  return result;
}

async function askAboutNewer(newer: readonly NewerWork[], workspace: string): Promise<'overwrite' | 'skip' | 'keep-both' | undefined> {
  const lines = newer.map((work) => visibleLine(work.kind === 'file' ? path.relative(workspace, work.path) : vscode.l10n.t('new commits on {0}', work.name.replace('refs/heads/', ''))));
  const more = lines.length > listed ? `\n${vscode.l10n.t('and {0} more', String(lines.length - listed))}` : '';
  const [both, skip, overwrite] = [vscode.l10n.t('Keep Both'), vscode.l10n.t('Leave the Newer'), vscode.l10n.t('Overwrite')];
  const detail = `${lines.slice(0, listed).join('\n')}${more}\n\n${vscode.l10n.t('What is overwritten is kept as another checkpoint first.')}`;
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('{0} of what would come back changed since. What becomes of the newer work?', String(newer.length)), { modal: true, detail }, both, skip, overwrite);
  switch (chosen) {
    case both:
      return 'keep-both';
    case skip:
      return 'skip';
    case overwrite:
      return 'overwrite';
    default:
      return undefined;
  }
}
