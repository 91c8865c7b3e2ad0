import * as vscode from 'vscode';
import { defaultQuestionLimits, type QuestionLimits } from '../core/budget/questionBudget.ts';
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

/** How often an agent may ask. What is no whole number above zero is the default. */
export function questionLimits(): QuestionLimits {
  const configuration = vscode.workspace.getConfiguration();
  const read = (setting: string, otherwise: number): number => {
    const value = configuration.get<unknown>(setting);
    return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise;
  };
  return { inTenMinutes: read(settings.questionsInTenMinutes, defaultQuestionLimits.inTenMinutes), inHundredCalls: read(settings.questionsInHundredCalls, defaultQuestionLimits.inHundredCalls) };
}
