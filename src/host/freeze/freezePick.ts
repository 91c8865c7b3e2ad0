import * as vscode from 'vscode';
import { agentIds } from '../../core/action.ts';
import { agentName } from '../../core/agentNames.ts';
import { actionClasses, neverHeld } from '../../core/freeze/actionClass.ts';
import type { Freeze, FreezeScope } from '../../core/freeze/freeze.ts';
import { freezeLengths, typedEnd } from './freezeLengths.ts';
import { classWords, scopeWords } from './freezeWords.ts';

/** What a person says about a freeze before it begins. */
export type FreezeDraft = Pick<Freeze, 'mode' | 'reason' | 'until' | 'scope' | 'inflight'>;

type Row = vscode.QuickPickItem & { readonly pick?: (draft: FreezeDraft) => FreezeDraft | Promise<FreezeDraft | undefined>; /** The freeze begins with this row. */ readonly starts?: true };

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/**
 * Asks for everything in one list: a length starts the freeze, the rows below it say of what, how and why, and lead back to the
 * list. Undefined when the person left it.
 */
export async function pickFreeze(currentBranch: string | undefined): Promise<FreezeDraft | undefined> {
  for (let draft: FreezeDraft = { mode: 'deny', reason: '' }; ;) {
    const chosen: Row | undefined = await vscode.window.showQuickPick(rowsFor(draft, currentBranch), { title: translate('Declare a Code Freeze'), placeHolder: translate('For how long? It begins at once'), matchOnDetail: true });
    if (chosen?.pick === undefined) return undefined;
    const next = await chosen.pick(draft);
    if (next !== undefined && chosen.starts) return next;
    draft = next ?? draft;
  }
}

/** Asks for an end. Undefined when the person left it; a value without `until` has none. */
export async function pickEnd(title: string): Promise<Pick<Freeze, 'until'> | undefined> {
  const rows: readonly Row[] = lengthRows('clock');
  const chosen = await vscode.window.showQuickPick(rows, { title, placeHolder: translate('Until when?') });
  const draft = await chosen?.pick?.({ mode: 'deny', reason: '' });
  return draft === undefined ? undefined : { ...(draft.until === undefined ? {} : { until: draft.until }) };
}

function rowsFor(draft: FreezeDraft, currentBranch: string | undefined): readonly Row[] {
  const { mode, reason, scope, inflight } = draft;
  const asks = mode === 'ask';
  return [
    { label: translate('Begin now'), kind: vscode.QuickPickItemKind.Separator },
    ...lengthRows(asks ? 'question' : 'lock'),
    { label: translate('Before it begins'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(target) ${translate('What…')}`, description: scopeWords(scope, translate), pick: (one) => pickScope(one, currentBranch) },
    { label: `$(${asks ? 'question' : 'circle-slash'}) ${translate('How')}`, description: asks ? translate('Each change is asked about') : translate('Changes are refused'), pick: (one) => ({ ...one, mode: asks ? 'deny' : 'ask' }) },
    ...(asks ? [] : [{ label: `$(debug-stop) ${translate('What Runs Already')}`, description: inflight === 'stop' ? translate('Approved commands that run are stopped') : translate('Goes on to its end'), pick: (one: FreezeDraft): FreezeDraft => ({ ...one, inflight: inflight === 'stop' ? 'finish' : 'stop' }) }]),
    { label: `$(comment) ${translate('Why…')}`, description: reason === '' ? translate('Agents and colleagues read this') : reason, pick: pickReason },
  ];
}

function lengthRows(icon: string): readonly Row[] {
  const endless = ({ mode, reason, scope, inflight }: FreezeDraft): FreezeDraft => ({ mode, reason, ...(scope === undefined ? {} : { scope }), ...(inflight === undefined || mode === 'ask' ? {} : { inflight }) });
  return [
    ...freezeLengths(new Date(), translate).map(({ label, until }): Row => ({ label: `$(${icon}) ${label}`, starts: true, pick: (one) => ({ ...endless(one), ...(until === undefined ? {} : { until: until.toISOString() }) }) })),
    { label: `$(calendar) ${translate('Until…')}`, description: translate('a length or a date'), starts: true, pick: async (one) => {
      const until = await typeEnd();
      return until === undefined ? undefined : { ...endless(one), until };
    } },
  ];
}

async function typeEnd(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: translate('Until when?'), prompt: translate('A length such as 90 min, 4 h or 3 days, or a date of your own zone.'), placeHolder: '2030-12-24 18:00',
    validateInput: (typed) => (typed.trim() === '' || typedEnd(typed, new Date()) !== undefined ? undefined : translate('Neither a length nor a date in the next year.')),
  });
  return text === undefined ? undefined : typedEnd(text, new Date())?.toISOString();
}

async function pickReason(draft: FreezeDraft): Promise<FreezeDraft | undefined> {
  const reason = await vscode.window.showInputBox({ title: translate('Why?'), value: draft.reason, prompt: translate('Agents and colleagues read this. May stay empty.'), placeHolder: translate('Release 4.2 goes out') });
  return reason === undefined ? undefined : { ...draft, reason: reason.trim() };
}

type ScopeRow = vscode.QuickPickItem & { readonly scope: () => Promise<FreezeScope | undefined> };

/** One selector at a time: together they would narrow each other, which nobody reads out of a list. */
async function pickScope({ mode, reason, until, inflight }: FreezeDraft, currentBranch: string | undefined): Promise<FreezeDraft | undefined> {
  const rows: readonly ScopeRow[] = [
    { label: `$(globe) ${translate('Everything')}`, scope: () => Promise.resolve({}) },
    { label: `$(git-branch) ${translate('Branches…')}`, scope: async () => named('branches', await typeNames(translate('Which branches?'), currentBranch ?? 'main', 'main, release/*')) },
    { label: `$(folder) ${translate('Paths…')}`, scope: async () => named('paths', await typeNames(translate('Which paths?'), '', 'infra/**, src/billing/**')) },
    { label: `$(server-environment) ${translate('Environments…')}`, scope: async () => named('environments', await typeNames(translate('Which environments?'), 'production', 'production, staging')) },
    { label: `$(tools) ${translate('Kinds of Acts…')}`, scope: async () => named('actions', await pickMany(translate('Which kinds of acts?'), actionClasses.filter((one) => !neverHeld.includes(one)).map((one) => ({ label: classWords(one, translate), value: one })))) },
    { label: `$(robot) ${translate('Agents…')}`, scope: async () => named('agents', await pickMany(translate('Which agents?'), agentIds.map((id) => ({ label: agentName(id), value: id })))) },
  ];
  const chosen = await vscode.window.showQuickPick(rows, { title: translate('What is frozen?') });
  const scope = await chosen?.scope();
  if (scope === undefined) return undefined;
  return { mode, reason, ...(until === undefined ? {} : { until }), ...(inflight === undefined ? {} : { inflight }), ...(Object.keys(scope).length === 0 ? {} : { scope }) };
}

/** Nothing named is no scope: a list that was left narrows nothing. */
const named = <Name extends keyof FreezeScope>(name: Name, values: FreezeScope[Name]): FreezeScope | undefined => (values === undefined || values.length === 0 ? undefined : { [name]: values });

async function typeNames(title: string, value: string, placeHolder: string): Promise<readonly string[] | undefined> {
  const text = await vscode.window.showInputBox({ title, value, placeHolder, prompt: translate('Names with commas between them; * stands for anything.') });
  return text?.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

async function pickMany<T>(title: string, rows: readonly (vscode.QuickPickItem & { readonly value: T })[]): Promise<readonly T[] | undefined> {
  const chosen = await vscode.window.showQuickPick(rows, { title, canPickMany: true });
  return chosen?.map(({ value }) => value);
}
