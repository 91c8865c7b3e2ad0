import * as vscode from 'vscode';
import type { OffSwitch } from '../../node/install/agents/agentSetup.ts';

/** Settings of this window, from every layer, that keep its own agent from running the hook. */
export function windowSwitches(): readonly OffSwitch[] {
  const file = vscode.l10n.t('this window');
  const chat = vscode.workspace.getConfiguration('chat');
  const places = chat.get<Readonly<Record<string, boolean>>>('hookFilesLocations', {});
  return [
    ...(chat.get<boolean>('useHooks') === false ? [{ file, setting: '"chat.useHooks": false', says: vscode.l10n.t("switches every hook of VS Code's own agent off") }] : []),
    ...(places['~/.copilot/hooks'] === false ? [{ file, setting: '"chat.hookFilesLocations"', says: vscode.l10n.t('keeps VS Code from reading the hooks file') }] : []),
  ];
}
