import * as vscode from 'vscode';
import type { SurfaceName } from './chosenSurface.ts';
import { settings } from './ids.ts';

/** Read at the moment of use, so that a change counts for the next act. Anything but `native` is the panel. */
export function surfaceSetting(): SurfaceName {
  return vscode.workspace.getConfiguration().get<string>(settings.approvalSurface) === 'native' ? 'native' : 'panel';
}

/** Anything but `notification` is the dialog: the one that cannot be overlooked. */
export function reminderIsModal(): boolean {
  return vscode.workspace.getConfiguration().get<string>(settings.approvalReminder) !== 'notification';
}
