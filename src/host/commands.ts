import * as vscode from 'vscode';
import { declareWithDetails, liftWithReason, openFreezeMenu } from './freezeMenu.ts';
import type { Guard } from './guard.ts';
import { commands, views } from './ids.ts';
import { messageOf, type Log } from './log.ts';

/**
 * Command id → what it does. SECURITY: arguments are never read. Tasks, key bindings, links, other extensions and agents can
 * all run commands; so none of them approves, and what loosens anything asks the person in a dialog of its own.
 */
export function commandTable(guard: Guard): ReadonlyMap<string, () => unknown> {
  return new Map<string, () => unknown>([
    [commands.freezeMenu, () => openFreezeMenu(guard.status, guard.by, guard.freezes)],
    [commands.freezeDeclare, () => declareWithDetails(guard.by, guard.freezes)],
    [commands.freezeLift, () => liftWithReason(guard.freezes)],
    [commands.showApprovals, () => guard.approvals.review()],
    [commands.denyApproval, () => guard.approvals.denyShown(`denied by ${guard.by}`)],
    [commands.openTrace, () => vscode.commands.executeCommand(`${views.trace}.focus`)],
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
