import * as vscode from 'vscode';
import { randomUUID } from 'node:crypto';
import type { BreakGlass, BreakGlassRequest } from '../../core/freeze/breakGlass.ts';
import type { Freeze, FreezeMode } from '../../core/freeze/freeze.ts';
import type { HoldingFreeze } from '../../core/freeze/standing.ts';
import { breakable, breakFreeze } from './breakGlass.ts';
import { pickEnd, pickFreeze, type FreezeDraft } from './freezePick.ts';
import { freezeName, untilWords } from './freezeWords.ts';
import { commands } from '../ids.ts';
import { pausedAgents } from '../oversight/pausedAgents.ts';
import { statusHover } from '../status/statusHover.ts';
import type { GuardStatus } from '../status/statusView.ts';

/** What the menu can do to the freezes of this window's workspace. Each records the change, and throws when that fails. */
export interface FreezeActions {
  readonly declare: (freeze: Freeze) => void;
  /** Ends exactly the freezes that the person saw, as they stand now. */
  readonly lift: (ids: readonly string[], reason: string) => void;
  /** Lets a freeze go on longer. */
  readonly extend: (id: string, until: string | undefined) => void;
  /** Lets a few acts through freezes for a while. */
  readonly break: (glass: BreakGlass, freezes: readonly Freeze[]) => void;
  /** Ends that before its time. */
  readonly mend: (id: string) => void;
}

/** What the menu's commands work with. `status` is looked up anew each time. */
export interface FreezeDesk {
  readonly status: () => GuardStatus;
  readonly by: string;
  readonly actions: FreezeActions;
  /** The branch that is checked out in the first folder. */
  readonly branch: () => string | undefined;
  /** Asks a second person whether a freeze may be broken; resolves with who agreed. */
  readonly agreed: (request: BreakGlassRequest, freezes: readonly Freeze[]) => Promise<string | undefined>;
}

interface Choice extends vscode.QuickPickItem {
  readonly run: () => Promise<void> | void;
}

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/** The list behind the status bar item: one click declares a freeze, lifting asks for a reason, and the rest leads to the other surfaces. */
export async function openFreezeMenu(desk: FreezeDesk): Promise<void> {
  const status = desk.status();
  const { waiting, standing } = status;
  const declareNow = (mode: FreezeMode): void => declare(desk, { mode, reason: '' });
  const lifted = liftable(standing.holding);
  const choices: (Choice | (vscode.QuickPickItem & { readonly kind: vscode.QuickPickItemKind.Separator }))[] = [];
  if (waiting > 0) choices.push({ label: `$(inbox) ${translate('Review Waiting Approvals')}`, description: String(waiting), run: () => execute(commands.showApprovals) });
  for (const { id, name, why } of pausedAgents(status.paused, translate)) choices.push({ label: `$(debug-continue) ${translate('Resume {0}…', name)}`, detail: why, run: () => execute(commands.resumeAgent, id) });
  choices.push({ label: translate('Code freeze'), kind: vscode.QuickPickItemKind.Separator });
  if (lifted.length > 0) choices.push({ label: `$(unlock) ${translate('Lift the Freeze…')}`, description: lifted.map(({ freeze }) => freezeName(freeze, translate)).join(' · '), run: () => liftWithReason(desk) });
  choices.push(
    { label: `$(lock) ${translate('Freeze Now: Refuse Changes')}`, detail: translate('Refuses what leaves this workspace or cannot be undone, until somebody lifts it.'), run: () => declareNow('deny') },
    { label: `$(question) ${translate('Freeze Now: Ask About Each Change')}`, detail: translate('The same changes wait for your decision, one by one.'), run: () => declareNow('ask') },
    { label: `$(watch) ${translate('Freeze for a Time or a Part…')}`, detail: translate('Half an hour, until tomorrow, until Monday; a branch, a path, an environment, an agent.'), run: () => declareWithDetails(desk) },
    ...(breakable(standing.holding).length === 0 ? [] : [{ label: `$(flame) ${translate('Break the Freeze in an Emergency…')}`, detail: translate('Lets a few acts through for half an hour, each still asked about; it is recorded and reported.'), run: () => breakFreeze(desk) }]),
    { label: `$(calendar) ${translate('Show Freezes')}`, detail: translate('What holds, what is planned, where it comes from, and what it refused.'), run: () => execute(commands.openFreezes) },
    { label: translate('Trace'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(list-tree) ${translate('Open Trace')}`, run: () => execute(commands.openTrace) },
    { label: `$(verified) ${translate('Trusted Programs…')}`, detail: translate('What agents may run here without being asked about; take it back.'), run: () => execute(commands.trustedPrograms) },
    { label: translate('Agents'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(shield) ${translate('Protect Agents…')}`, detail: translate('Puts Tagout before their tool calls; shows the change first.'), run: () => execute(commands.protectAgents) },
    { label: `$(pulse) ${translate('Run Doctor')}`, detail: translate('Proves for each agent that a destructive command is refused.'), run: () => execute(commands.runDoctor) },
  );
  const chosen = await vscode.window.showQuickPick(choices, { title: 'Tagout', placeHolder: statusHover(status, translate)[0]?.title ?? '', matchOnDetail: true });
  if (chosen !== undefined && 'run' in chosen) await chosen.run();
}

/** Asks for everything about a freeze in one list; leaving it ends in no freeze. */
export async function declareWithDetails(desk: FreezeDesk): Promise<void> {
  const draft = await pickFreeze(desk.branch());
  if (draft !== undefined) declare(desk, draft);
}

/**
 * Lifts one freeze, or all that people declared here. A fresh look comes first: what is lifted is what the person was shown, and
 * nothing that came meanwhile. The reason is recorded; SECURITY: somebody has to type it, so that no command alone can lift.
 */
export async function liftWithReason({ status, actions }: FreezeDesk, id?: string): Promise<void> {
  const { standing: { holding, damage }, now } = status();
  const shown = liftable(holding).filter(({ freeze }) => id === undefined || freeze.id === id);
  if (shown.length === 0 && damage === undefined) {
    void vscode.window.showInformationMessage(translate('No freeze that was declared here holds. One of a file or another source ends where it was declared.'));
    return;
  }
  const reason = await vscode.window.showInputBox({
    title: translate('Lift the Code Freeze'),
    prompt: [...shown.map(({ freeze }) => `${freezeName(freeze, translate)} (${untilWords(freeze, now, translate)})`), translate('Why may work go on? The reason is recorded in the trace.')].join(' · '),
    validateInput: (text) => (text.trim() === '' ? translate('A reason is needed to lift a freeze.') : undefined),
  });
  if (reason === undefined || reason.trim() === '') return;
  actions.lift(shown.map(({ freeze }) => freeze.id), reason.trim());
}

/** Gives a freeze another, later end. */
export async function extendFreeze({ status, actions }: FreezeDesk, id: string): Promise<void> {
  const found = liftable(status().standing.holding).find(({ freeze }) => freeze.id === id);
  if (found === undefined) return;
  const end = await pickEnd(translate('Extend: {0}', freezeName(found.freeze, translate)));
  if (end === undefined) return;
  if (end.until !== undefined && found.until !== undefined && Date.parse(end.until) <= Date.parse(found.until)) throw new Error(translate('that is not later than the end that it has; to end it sooner, lift it'));
  actions.extend(id, end.until);
}

/** What people declared here: the rest ends where it was declared. */
export const liftable = (holding: readonly HoldingFreeze[]): readonly HoldingFreeze[] => holding.filter(({ freeze }) => freeze.source === undefined);

function declare({ actions, by }: FreezeDesk, freeze: FreezeDraft): void {
  actions.declare({ id: randomUUID(), since: new Date().toISOString(), by, ...freeze });
}

const execute = async (command: string, ...about: readonly string[]): Promise<void> => {
  await vscode.commands.executeCommand(command, ...about);
};
