import * as path from 'node:path';
import * as vscode from 'vscode';
import { decide } from '../../core/decide.ts';
import { judge } from '../../core/judge.ts';
import { comparePolicies, comparisonSentence, type DecisionChange, type PolicyComparison } from '../../core/policy/comparePolicies.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { describedWorld } from '../../core/resolve/describedWorld.ts';
import { makePolicy } from '../../node/policy/compilePolicy.ts';
import { acceptPolicy, policyDigest, readHeld } from '../../node/policy/heldPolicy.ts';
import { pastActs } from '../../node/policy/pastActs.ts';
import { managedDirectory, policyFileName } from '../../node/policy/policyPlace.ts';
import type { AcceptedPolicies } from './acceptedPolicies.ts';
import type { PolicyFiles } from './policyFiles.ts';
import { deadTimeMs } from '../../protocol/panelMessage.ts';
import type { TextDocuments } from '../textDocuments.ts';

const reviewedActs = 500;
const listedChanges = 8;

export interface PolicyReviewOptions {
  readonly state: string;
  readonly files: PolicyFiles;
  readonly accepted: AcceptedPolicies;
  readonly documents: TextDocuments;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly record: (root: string, digest: string, summary: string) => void;
}

interface Choice extends vscode.QuickPickItem {
  readonly accepts: boolean;
}

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/**
 * Shows what a changed policy of the workspace would change, as text and by decisions on recorded acts, and lets the person
 * accept it. SECURITY: any command may start this; only a choice in its own list, made after it could be read, accepts.
 */
export async function reviewPolicy(roots: readonly string[], options: PolicyReviewOptions): Promise<void> {
  const changed = roots.filter((root) => options.files.compile(root)?.pending !== undefined);
  const pending = changed[0] ?? roots.find((root) => readHeld(options.files.place(root))?.text !== undefined);
  if (pending === undefined) {
    void vscode.window.showInformationMessage(translate('There is no policy of a workspace to review.'));
    return;
  }
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(translate('A policy is accepted in a trusted workspace only. In this one it only tightens.'));
    return;
  }
  await review(pending, options);
}

async function review(root: string, { state, files, accepted, documents, record }: PolicyReviewOptions): Promise<void> {
  const place = files.place(root);
  const made = makePolicy(place, files.tools).files;
  const held = readHeld(place);
  const after = made.pending === undefined ? held?.text : made.pending.text;
  if (made.pending === undefined && held?.accepted === true) {
    void vscode.window.showInformationMessage(translate('The policy of this workspace is accepted as it stands.'));
    return;
  }
  const comparison = compare(state, root, made.policy, makePolicy(place, files.tools, { text: after }).files.policy, files);
  const title = translate('Policy of {0}', path.basename(root));
  await documents.open(title, [{ path: place.workspace, label: policyFileName, ...(held?.text === undefined ? {} : { before: held.text }), ...(after === undefined ? {} : { after }) }]);
  const chosen = await choose(title, comparison);
  await documents.close(title);
  if (chosen?.accepts !== true) return;
  const digest = policyDigest(after ?? '');
  record(root, digest, comparisonSentence(comparison));
  if (after !== undefined) await accepted.add(root, digest);
  await accepted.noteInForce(place.workspace, after === undefined ? undefined : digest);
  acceptPolicy(place, after);
  files.compile(root);
}

/** The first row keeps what is in force; an answer before a person can have read is none. */
async function choose(title: string, comparison: PolicyComparison): Promise<Choice | undefined> {
  const line = ({ before, after, count, title: act }: DecisionChange): vscode.QuickPickItem & { readonly accepts: false } => ({ label: `${before} → ${after}`, description: count > 1 ? `${count} × ${act}` : act, accepts: false });
  const changes = [...comparison.looser, ...comparison.stricter].slice(0, listedChanges).map(line);
  const choices: readonly Choice[] = [
    { label: `$(circle-slash) ${translate('Keep What Is in Force')}`, detail: translate('Looser rules of the changed file do not count.'), accepts: false },
    { label: `$(check) ${translate('Accept This Version')}`, detail: comparisonSentence(comparison), accepts: true },
    ...(changes.length === 0 ? [] : [{ label: translate('What would have been decided otherwise'), kind: vscode.QuickPickItemKind.Separator, accepts: false }]),
    ...changes,
  ];
  const shownAt = Date.now();
  const chosen = await vscode.window.showQuickPick(choices, { title, placeHolder: translate('The change is shown as a diff. Does this version count from now?'), ignoreFocusOut: true });
  return Date.now() - shownAt < deadTimeMs ? undefined : chosen;
}

function compare(state: string, root: string, before: Policy, after: Policy, { tools }: PolicyFiles): PolicyComparison {
  const world = describedWorld({ facts: { root } });
  const now = new Date().toISOString();
  return comparePolicies(pastActs(state, root, reviewedActs), (action, which, agent) => {
    const policy = which === 'before' ? before : after;
    return decide(judge(action, { world, policy, programs: tools.programs }), { policy, freeze: { kind: 'off' }, now, root, matchesPath: tools.matchesPath, actionOf: () => action, ...(agent === undefined ? {} : { agent }) }).decision;
  });
}

/** Opens one of the policy files; one that is not there yet opens with a first line. */
export async function openPolicy(roots: readonly string[], files: PolicyFiles): Promise<void> {
  const [root] = roots;
  const rows = [
    ...(root === undefined ? [] : [{ label: translate('Policy of This Workspace'), file: files.place(root).workspace }, { label: translate('My Policy'), file: files.place(root).user }]),
    { label: translate('Policy of the Organisation'), file: path.join(managedDirectory(process.platform), policyFileName) },
  ].map((row) => ({ ...row, description: row.file }));
  const chosen = await vscode.window.showQuickPick(rows, { title: translate('Open Policy') });
  if (chosen === undefined) return;
  const uri = vscode.Uri.file(chosen.file);
  const exists = await vscode.workspace.fs.stat(uri).then(() => true, () => false);
  const document = await vscode.workspace.openTextDocument(exists ? uri : uri.with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document);
  if (!exists) await editor.insertSnippet(new vscode.SnippetString('version: 1\nrules:\n  - id: ${1:team.rule}\n    when: { ${2:effect}: ${3:delete} }\n    decision: ${4|ask,deny,allow|}\n    reason: ${5:why}\n    match: [${6:rm notes.txt}]\n'));
}
