import * as vscode from 'vscode';
import { defaultQuestionLimits, type QuestionLimits } from '../core/budget/questionBudget.ts';
import { defaultTraceRetention, type TraceRetention } from '../node/trace/retireTrace.ts';
import { captureLevels } from '../core/trace/capture/level.ts';
import { defaultSpoolMegabytes } from '../node/export/destination.ts';
import type { ExportSettings } from '../node/export/exportSetup.ts';
import type { SurfaceName } from './approval/chosenSurface.ts';
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
  return { inTenMinutes: wholeNumber(settings.questionsInTenMinutes, defaultQuestionLimits.inTenMinutes), inHundredCalls: wholeNumber(settings.questionsInHundredCalls, defaultQuestionLimits.inHundredCalls) };
}

/** How long and how much of the trace is kept. What is no whole number above zero is the default. */
export function traceRetention(): TraceRetention {
  return { keepDays: wholeNumber(settings.traceKeepDays, defaultTraceRetention.keepDays), keepMegabytes: wholeNumber(settings.traceKeepMegabytes, defaultTraceRetention.keepMegabytes) };
}

/** Where the trace is sent, how much of it, and how much may wait. Anything but a level is the least. */
export function exportSettings(): ExportSettings {
  const text = (setting: string): string => vscode.workspace.getConfiguration().get<string>(setting) ?? '';
  return { endpoint: text(settings.exportEndpoint), content: captureLevels.find((level) => level === text(settings.exportContent)) ?? 'none', spoolMegabytes: wholeNumber(settings.exportSpoolMegabytes, defaultSpoolMegabytes), tokenVariable: text(settings.exportTokenVariable) };
}

/** Whether files and lines that agents changed are marked. Anything but `false` is yes. */
export function traceMarks(): boolean {
  return vscode.workspace.getConfiguration().get<unknown>(settings.traceMarks) !== false;
}

function wholeNumber(setting: string, otherwise: number): number {
  const value = vscode.workspace.getConfiguration().get<unknown>(setting);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise;
}

/** Path of the SSH key that requests to a second person are signed with; empty = the usual one. */
export function secondPersonKey(): string | undefined {
  return vscode.workspace.getConfiguration().get<string>(settings.secondPersonKey);
}

/** REST interface that comments are written to. Only a safe connection is taken, or one to this very machine. */
export function githubApi(): string {
  const set = vscode.workspace.getConfiguration().get<string>(settings.githubApi) ?? '';
  return /^https:\/\/\S+$|^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/\S*)?$/.test(set) ? set : 'https://api.github.com';
}
