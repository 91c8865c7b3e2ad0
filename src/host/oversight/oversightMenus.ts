import * as vscode from 'vscode';
import { agentIds, type AgentId } from '../../core/action.ts';
import { agentName } from '../../core/agentNames.ts';
import type { Grant } from '../../core/grant/grant.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { endWords, scopeWords } from './grantWords.ts';
import type { Oversight } from './oversight.ts';
import { pausedAgents } from './pausedAgents.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/** Lists the grants that hold; what the person picks is revoked. Nothing here grants. */
export async function openGrantsMenu({ grants }: Oversight): Promise<void> {
  const held = grants.list();
  if (held.length === 0) {
    void vscode.window.showInformationMessage(translate('No grant holds. When an agent asks about something that stays local and can be undone, the approval panel offers to allow the like for a while.'));
    return;
  }
  const rows = held.map((grant): vscode.QuickPickItem & { readonly grant: Grant } => ({
    label: scopeWords(grant.scopes, grant.workspace, translate), description: agentName(grant.agent),
    detail: [endWords(grant, translate), translate('used {0} times', String(grant.uses)), translate('given by {0} for {1}', grant.by, visibleLine(grant.example))].join(' · '), grant,
  }));
  const chosen = await vscode.window.showQuickPick(rows, { title: translate('Grants'), placeHolder: translate('Choose what to revoke; it is asked about again'), canPickMany: true, matchOnDetail: true });
  if (chosen !== undefined && chosen.length > 0) grants.end(({ id }) => chosen.some(({ grant }) => grant.id === id), 'revoked');
}

/** Revokes every grant of this window. */
export function revokeAllGrants({ grants }: Oversight): void {
  const count = grants.end(() => true, 'revoked');
  // Not a notification: those lie over the panel's buttons.
  vscode.window.setStatusBarMessage(count === 0 ? translate('No grant holds.') : translate('Grants revoked: {0}', String(count)), 5000);
}

/** Stops an agent in the folders of this window. Stopping needs no reason; whoever waits comes first. */
export async function pauseAgent(oversight: Oversight, roots: readonly string[], waiting: readonly AskMessage[]): Promise<void> {
  if (roots.length === 0) throw new Error(translate('open a folder first: an agent is paused in a workspace'));
  const asking = waiting.map(({ actor }) => actor.agent);
  const agents = [...new Set<AgentId>([...asking, ...agentIds])];
  const rows = agents.map((agent): vscode.QuickPickItem & { readonly agent: AgentId } => ({ label: agentName(agent), ...(asking.includes(agent) ? { description: translate('waits for your decision') } : {}), agent }));
  const chosen = await vscode.window.showQuickPick(rows, { title: translate('Pause Agent'), placeHolder: translate('It may go on reading, and changes nothing until you let it go on') });
  if (chosen === undefined) return;
  const reason = await vscode.window.showInputBox({ title: translate('Pause {0}', chosen.label), prompt: translate('Why? The agent reads this. May stay empty.') });
  if (reason === undefined) return;
  for (const workspace of roots) oversight.pause({ workspace, agent: chosen.agent }, reason.trim());
}

/**
 * Lets a stopped agent go on, whatever stopped it. It needs a reason, which is recorded: text that somebody typed, so that no
 * command alone can do it. The argument names the agent that was chosen elsewhere.
 */
export async function resumeAgent(oversight: Oversight, argument?: unknown): Promise<void> {
  const paused = pausedAgents(oversight.pauses.current, translate);
  if (paused.length === 0) {
    void vscode.window.showInformationMessage(translate('No agent is paused here.'));
    return;
  }
  const agent = paused.find(({ id }) => id === argument) ?? (await vscode.window.showQuickPick(paused.map((one) => ({ label: one.name, detail: one.why, agent: one })), { title: translate('Resume Agent'), placeHolder: translate('Which one may go on?') }))?.agent;
  if (agent === undefined) return;
  const reason = await vscode.window.showInputBox({
    title: translate('Resume {0}', agent.name), prompt: translate('Why may it go on? The reason is recorded in the trace.'),
    validateInput: (text) => (text.trim() === '' ? translate('A reason is needed to let an agent go on.') : undefined),
  });
  if (reason !== undefined && reason.trim() !== '') oversight.resume(agent.stored, reason.trim());
}
