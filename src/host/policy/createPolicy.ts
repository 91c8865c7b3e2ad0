import * as path from 'node:path';
import * as vscode from 'vscode';
import { proposePolicy } from '../../core/policy/proposePolicy.ts';
import { presetNames, type PresetName } from '../../core/policy/presets.ts';
import { readSmallFile } from '../../node/durableFile.ts';
import { readRepository } from '../../node/policy/readRepository.ts';
import { editPolicy, offerPolicyText } from './offerPolicyText.ts';
import type { PolicyFiles } from './policyFiles.ts';
import type { TextDocuments } from '../textDocuments.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);
const limitBytes = 1024 * 1024;

interface PresetChoice extends vscode.QuickPickItem {
  readonly preset: PresetName;
}

/**
 * Looks at a repository and proposes a policy for it, as a text that is not saved: the person reads it, changes it and saves
 * it, or not. Beside a policy that exists it is shown as a diff first.
 */
export async function createPolicy(roots: readonly string[], files: PolicyFiles, documents: TextDocuments): Promise<void> {
  const root = await chooseRoot(roots);
  if (root === undefined) return;
  const preset = await choosePreset(root);
  if (preset === undefined) return;
  const facts = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: translate('Looking at {0}…', path.basename(root)) }, () => Promise.resolve(readRepository(root)));
  const text = proposePolicy(facts, preset);
  const file = files.place(root).workspace;
  const existing = readSmallFile(file, limitBytes);
  if (existing.kind === 'absent') await editPolicy(file, false, text);
  else await offerPolicyText({ file, before: existing.kind === 'text' ? existing.text : '', after: text, title: translate('Proposed Policy'), question: translate('This folder has a policy already. The diff shows what is proposed instead.') }, documents);
}

async function chooseRoot(roots: readonly string[]): Promise<string | undefined> {
  const [only, ...others] = roots;
  if (only === undefined) {
    void vscode.window.showInformationMessage(translate('Open a folder first: a policy is made for what is in it.'));
    return undefined;
  }
  if (others.length === 0) return only;
  return (await vscode.window.showQuickPick(roots.map((root) => ({ label: path.basename(root), description: root, root })), { title: translate('Create Policy'), placeHolder: translate('Which folder is it for?') }))?.root;
}

async function choosePreset(root: string): Promise<PresetName | undefined> {
  const words: Readonly<Record<PresetName, Omit<PresetChoice, 'preset'>>> = {
    standard: { label: `$(law) ${translate('Standard')}`, description: translate('as the defaults, and asks about what is found here'), detail: translate('Infrastructure, deployments and schemas wait for you.') },
    strict: { label: `$(lock) ${translate('Strict')}`, description: translate('refuses where Standard asks'), detail: translate('What others use is not destroyed; no checkpoint replaces a question.') },
    relaxed: { label: `$(unlock) ${translate('Relaxed')}`, description: translate('asks less about this machine'), detail: translate('What git brings back needs no question, once you have reviewed this.') },
  };
  const order: readonly PresetName[] = ['standard', ...presetNames.filter((name) => name !== 'standard')];
  const choices = order.map((preset): PresetChoice => ({ ...words[preset], preset }));
  return (await vscode.window.showQuickPick(choices, { title: translate('Create Policy for {0}', path.basename(root)), placeHolder: translate('How much is left to agents? Nothing is written before you save.'), matchOnDetail: true }))?.preset;
}
