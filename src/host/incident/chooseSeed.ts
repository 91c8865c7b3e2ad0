import * as path from 'node:path';
import * as vscode from 'vscode';
import { agentName } from '../../core/agentNames.ts';
import type { IncidentSeed } from '../../core/incident/subject.ts';
import type { ActSummary } from '../../core/trace/traceQuery.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { localTime } from '../approval/askView.ts';
import { actionIdOf } from '../trace/actionId.ts';
import { statusWords } from '../trace/traceDetailView.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

interface SeedChoice extends vscode.QuickPickItem {
  readonly seed: () => Promise<IncidentSeed | undefined> | IncidentSeed | undefined;
}

/** What a command's argument names: an act by its id or row, a file by its address; undefined for anything else. */
export function seedOf(argument: unknown): IncidentSeed | undefined {
  if (argument instanceof vscode.Uri) return argument.scheme === 'file' ? { kind: 'file', path: argument.fsPath } : undefined;
  const id = actionIdOf(argument);
  return id === undefined ? undefined : { kind: 'act', id };
}

/** Lets the person say what the incident is known by: a moment, a file, or one of the latest acts that were not simply allowed. */
export async function chooseSeed(root: string, latest: readonly ActSummary[]): Promise<IncidentSeed | undefined> {
  const choices: readonly SeedChoice[] = [
    { label: `$(clock) ${translate('By a moment…')}`, detail: translate('What was irreversible, refused, failed or not covered around it.'), seed: askMoment },
    { label: `$(file) ${translate('By a file, also one that is gone…')}`, detail: translate('What deleted or changed it, itself or with a folder above it.'), seed: () => askFile(root) },
    ...(latest.length === 0 ? [] : [{ label: translate('Latest acts'), kind: vscode.QuickPickItemKind.Separator, seed: () => undefined }]),
    ...latest.map((act): SeedChoice => ({ label: visibleLine(act.title), description: [act.agent === undefined ? '' : agentName(act.agent), statusWords(act.status, translate), localTime(act.at)].filter((part) => part !== '').join(' · '), seed: () => ({ kind: 'act', id: act.id }) })),
  ];
  return (await vscode.window.showQuickPick(choices, { title: translate('Reconstruct Incident'), placeHolder: translate('What is it known by?'), matchOnDescription: true }))?.seed();
}

async function askMoment(): Promise<IncidentSeed | undefined> {
  const text = await vscode.window.showInputBox({
    title: translate('Reconstruct Incident'), prompt: translate('When did it happen? Your own time, or with a zone.'), value: localMoment(new Date()),
    validateInput: (value) => (Number.isNaN(Date.parse(value)) ? translate('A moment such as 2026-01-31 09:30') : undefined),
  });
  return text === undefined ? undefined : { kind: 'time', at: new Date(text).toISOString() };
}

/** `2026-01-31 09:30`, in the person's own zone. */
const localMoment = (date: Date): string => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace('T', ' ');

async function askFile(root: string): Promise<IncidentSeed | undefined> {
  const open = vscode.window.activeTextEditor?.document.uri;
  const name = await vscode.window.showInputBox({ title: translate('Reconstruct Incident'), prompt: translate('Which file or folder, from the root of the workspace?'), value: open?.scheme === 'file' ? path.relative(root, open.fsPath) : '' });
  return name === undefined || name.trim() === '' ? undefined : { kind: 'file', path: path.resolve(root, name.trim()) };
}
