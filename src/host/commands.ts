import * as vscode from 'vscode';
import { createPolicy } from './policy/createPolicy.ts';
import type { Guard } from './guard.ts';
import { commands } from './ids.ts';
import { messageOf, type Log } from './log.ts';
import { openGrantsMenu, pauseAgent, resumeAgent, revokeAllGrants } from './oversight/oversightMenus.ts';
import { openPolicy } from './policy/policyReview.ts';
import { openTrustMenu } from './trust/trustMenu.ts';
import { workspaceRoots } from './workspaceRoots.ts';

/**
 * Command id → what it does. SECURITY: an argument is at most an id to look at: of a recorded proposal, a rule, a freeze or an agent. Tasks, key bindings, links, other extensions and agents can
 * all run commands; so none of them approves, and what loosens anything asks the person in a dialog of its own.
 */
export function commandTable(guard: Guard): ReadonlyMap<string, (argument?: unknown) => unknown> {
  return new Map<string, (argument?: unknown) => unknown>([
    [commands.showApprovals, () => guard.approvals.review()],
    [commands.denyApproval, () => guard.approvals.denyShown(`denied by ${guard.by}`)],
    [commands.undo, () => guard.undo.undo()],
    [commands.trustedPrograms, () => openTrustMenu(guard.trust, workspaceRoots())],
    [commands.grants, () => openGrantsMenu(guard.oversight)],
    [commands.revokeGrants, () => revokeAllGrants(guard.oversight)],
    [commands.askOwner, () => guard.secondPerson.askAbout()],
    [commands.importAnswer, () => guard.secondPerson.importAnswer()],
    [commands.githubToken, () => guard.secondPerson.setToken()],
    [commands.exportToken, () => guard.traceExports.setToken()],
    [commands.habits, () => guard.showHabits()],
    [commands.pauseAgent, () => pauseAgent(guard.oversight, workspaceRoots(), guard.approvals.waiting.map(({ ask }) => ask))],
    [commands.resumeAgent, (agent) => resumeAgent(guard.oversight, agent)],
    [commands.sourceToken, () => guard.setSourceToken()],
    [commands.reviewPolicy, () => guard.reviewPolicy()],
    [commands.openPolicy, () => openPolicy(workspaceRoots(), guard.policies)],
    [commands.createPolicy, () => createPolicy(workspaceRoots(), guard.policies, guard.documents)],
    [commands.testRule, (rule) => guard.policyEditor.test(rule)],
    ...guard.freezes.commands(),
    ...guard.trace.commands(),
    ...guard.incidents.commands(),
  ]);
}

/** Registers a table; a failing command tells the person what went wrong. */
export function registerCommands(table: ReadonlyMap<string, (argument?: unknown) => unknown>, log: Log): readonly vscode.Disposable[] {
  return [...table].map(([id, run]) => vscode.commands.registerCommand(id, async (argument?: unknown) => {
    try {
      await run(argument);
    } catch (error) {
      log.error(id, error);
      void vscode.window.showErrorMessage(`Tagout: ${messageOf(error)}`);
    }
  }));
}
