import * as vscode from 'vscode';
import { commandTable, registerCommands } from './host/commands.ts';
import { Guard } from './host/guard.ts';
import { createLog, messageOf } from './host/log.ts';
import { offerLauncherUpdate, protectAgentsCommands } from './host/protection/protectAgents.ts';
import { Protection } from './host/protection/protection.ts';
import { watchCaptureSetting } from './host/trace/captureSetting.ts';
import { workspaceRoots } from './host/workspaceRoots.ts';
import { defaultStateDirectory } from './node/stateDirectory.ts';

let guard: Guard | undefined;

/** What other extensions get: a figure for the tests. SECURITY: nothing that could decide, lift or read an act. */
export interface TagoutExports {
  readonly activatedInMs: number;
}

/** Builds the parts and registers them, nothing else. Whatever fails here is shown: a guard must not be silently absent. */
export function activate(context: vscode.ExtensionContext): TagoutExports {
  const startedAt = performance.now();
  const log = createLog(context.subscriptions);
  try {
    const state = defaultStateDirectory();
    const made = new Guard(context, state, log);
    guard = made;
    const setup = { extensionUri: context.extensionUri, state, documents: made.documents, log };
    const protection = new Protection({ ...setup, roots: workspaceRoots, memory: context.globalState, by: made.by, report: (trouble) => made.reportProtection(trouble), record: (body) => made.recordEverywhere(body) });
    context.subscriptions.push(protection, ...registerCommands(protection.commands(), log), made.documents.register(), vscode.window.registerUriHandler(made.secondPerson), ...registerCommands(commandTable(made), log), ...registerCommands(protectAgentsCommands(setup, () => protection.removed()), log), offerLauncherUpdate(setup), watchCaptureSetting(state, log), vscode.workspace.onDidChangeWorkspaceFolders(() => {
      protection.watch();
      void made.serve();
    }));
    void made.serve().then(() => protection.watch());
  } catch (error) {
    log.error('activation', error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Tagout could not start, so agents are not guarded in this window: {0}', messageOf(error)), vscode.l10n.t('Show Log')).then((chosen) => {
      if (chosen !== undefined) log.show();
    });
  }
  return { activatedInMs: performance.now() - startedAt };
}

/** Refuses what still waits and withdraws the window's record. */
export async function deactivate(): Promise<void> {
  await guard?.dispose();
  guard = undefined;
}
