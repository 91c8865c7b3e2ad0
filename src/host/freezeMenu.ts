import * as vscode from 'vscode';
import { randomUUID } from 'node:crypto';
import type { Freeze, FreezeMode } from '../core/freeze/freeze.ts';
import { commands } from './ids.ts';
import { freezeHover, statusView, type GuardStatus } from './statusView.ts';

/** What the menu can do to the freezes of this window's workspace. Both record the change before it takes effect, and throw when that fails. */
export interface FreezeActions {
  readonly declare: (freeze: Freeze) => void;
  /** All freezes over the workspace. */
  readonly lift: (reason: string) => void;
}

interface Choice extends vscode.QuickPickItem {
  readonly run: () => Promise<void> | void;
}

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/** The list behind the status bar item: one click declares a freeze, lifting asks for a reason, and the rest leads to the other surfaces. */
export async function openFreezeMenu(status: GuardStatus, by: string, actions: FreezeActions): Promise<void> {
  const { freezes, waiting } = status;
  const declareNow = (mode: FreezeMode): void => declare(actions, { mode, reason: '', by });
  const choices: (Choice | (vscode.QuickPickItem & { readonly kind: vscode.QuickPickItemKind.Separator }))[] = [];
  if (waiting > 0) choices.push({ label: `$(inbox) ${translate('Review Waiting Approvals')}`, description: String(waiting), run: () => execute(commands.showApprovals) });
  choices.push({ label: translate('Code freeze'), kind: vscode.QuickPickItemKind.Separator });
  choices.push(
    { label: `$(lock) ${translate('Freeze Now: Refuse Changes')}`, detail: translate('Refuses what leaves this workspace or cannot be undone.'), run: () => declareNow('deny') },
    { label: `$(question) ${translate('Freeze Now: Ask About Each Change')}`, detail: translate('The same changes wait for your decision, one by one.'), run: () => declareNow('ask') },
    { label: `$(edit) ${translate('Freeze With Reason and End…')}`, run: () => declareWithDetails(by, actions) },
  );
  if (freezes.kind !== 'off') choices.push({ label: `$(unlock) ${translate('Lift the Freeze…')}`, detail: freezes.kind === 'on' ? freezes.freezes.map((freeze) => freezeHover(freeze, translate)).join(' ▪ ') : freezes.why, run: () => liftWithReason(actions) });
  choices.push(
    { label: translate('Trace'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(list-tree) ${translate('Open Trace')}`, run: () => execute(commands.openTrace) },
    { label: `$(verified) ${translate('Trusted Programs…')}`, detail: translate('What agents may run here without being asked about; take it back.'), run: () => execute(commands.trustedPrograms) },
    { label: translate('Agents'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(shield) ${translate('Protect Agents…')}`, detail: translate('Puts Tagout before their tool calls; shows the change first.'), run: () => execute(commands.protectAgents) },
    { label: `$(pulse) ${translate('Run Doctor')}`, detail: translate('Proves for each agent that a destructive command is refused.'), run: () => execute(commands.runDoctor) },
  );
  const title = statusView(status, translate).lines[0];
  const chosen = await vscode.window.showQuickPick(choices, { title: 'Tagout', placeHolder: title ?? '', matchOnDetail: true });
  if (chosen !== undefined && 'run' in chosen) await chosen.run();
}

/** Asks for mode, reason and end; each may be left out, and leaving ends in no freeze. */
export async function declareWithDetails(by: string, actions: FreezeActions): Promise<void> {
  const title = translate('Declare a Code Freeze');
  const mode = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly mode: FreezeMode }>([
    { label: `$(lock) ${translate('Refuse Changes')}`, mode: 'deny' },
    { label: `$(question) ${translate('Ask About Each Change')}`, mode: 'ask' },
  ], { title });
  if (mode === undefined) return;
  const reason = await vscode.window.showInputBox({ title, prompt: translate('Why? Agents and colleagues read this. May stay empty.'), placeHolder: translate('Release 4.2 goes out') });
  if (reason === undefined) return;
  const hour = 3_600_000;
  const end = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly afterMs: number | undefined }>([
    { label: translate('Until somebody lifts it'), afterMs: undefined },
    { label: translate('For 1 hour'), afterMs: hour },
    { label: translate('For 8 hours'), afterMs: 8 * hour },
    { label: translate('For 3 days'), afterMs: 72 * hour },
    { label: translate('For 2 weeks'), afterMs: 14 * 24 * hour },
  ], { title, placeHolder: translate('How long?') });
  if (end === undefined) return;
  declare(actions, { mode: mode.mode, reason: reason.trim(), by, ...(end.afterMs === undefined ? {} : { until: new Date(Date.now() + end.afterMs).toISOString() }) });
}

/** Lifting needs a reason, which is recorded. An empty one lifts nothing. */
export async function liftWithReason(actions: FreezeActions): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: translate('Lift the Code Freeze'),
    prompt: translate('Why may work go on? The reason is recorded in the trace.'),
    validateInput: (text) => (text.trim() === '' ? translate('A reason is needed to lift a freeze.') : undefined),
  });
  if (reason === undefined || reason.trim() === '') return;
  actions.lift(reason.trim());
}

function declare(actions: FreezeActions, freeze: Pick<Freeze, 'mode' | 'reason' | 'by' | 'until'>): void {
  actions.declare({ id: randomUUID(), since: new Date().toISOString(), ...freeze });
}

const execute = async (command: string): Promise<void> => {
  await vscode.commands.executeCommand(command);
};
