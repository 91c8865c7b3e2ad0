import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Freeze } from '../../core/freeze/freeze.ts';
import { compileWorkspace } from '../../node/freeze/compileFreezes.ts';
import { freezeFileName, freezePlace } from '../../node/freeze/freezePlaces.ts';
import { readFreezeFile, type FreezeOrigin } from '../../node/freeze/readFreezeFile.ts';
import { acceptPolicy, policyDigest, readHeld } from '../../node/policy/heldPolicy.ts';
import type { PolicyPlace } from '../../node/policy/policyPlace.ts';
import { deadTimeMs } from '../../protocol/panelMessage.ts';
import type { AcceptedPolicies } from '../policy/acceptedPolicies.ts';
import type { TextDocuments } from '../textDocuments.ts';
import { freezeChanges, type FreezeChange } from './freezeChanges.ts';

export interface FreezeReviewOptions {
  readonly state: string;
  readonly accepted: AcceptedPolicies;
  readonly documents: TextDocuments;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly record: (root: string, digest: string, summary: string) => void;
  /** Called once a version was accepted. */
  readonly changed: () => void;
}

const listedChanges = 8;

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/**
 * Shows how a workspace's freeze file changed, and lets the person accept it. True when there was one to review.
 * SECURITY: any command may start this; only a choice in its own list, made after it could be read, accepts.
 */
export async function reviewFreezes(roots: readonly string[], options: FreezeReviewOptions): Promise<boolean> {
  const places = roots.map((root) => freezePlace(options.state, root, process.platform));
  const place = places.find((one) => needsReview(one));
  if (place === undefined) return false;
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(translate('A freeze file is accepted in a trusted workspace only. In this one it only tightens.'));
    return true;
  }
  await review(place, options);
  return true;
}

/** A first version that nobody accepted counts already; it is reviewed so that it can say which services the workspace is. */
function needsReview(place: PolicyPlace): boolean {
  const { pending } = compileWorkspace(place, Date.now());
  const held = readHeld(place);
  return pending !== undefined || (held?.text !== undefined && !held.accepted);
}

async function review(place: PolicyPlace, { accepted, documents, record, changed }: FreezeReviewOptions): Promise<void> {
  const { pending } = compileWorkspace(place, Date.now());
  const held = readHeld(place);
  const before = held?.text;
  const after = pending === undefined ? before : pending.text;
  const title = translate('Code freezes of {0}', path.basename(place.root));
  await documents.open(title, [{ path: place.workspace, label: freezeFileName, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]);
  const accepts = await choose(title, lifted(before, after), freezeChanges([...freezesOf(before).values()], [...freezesOf(after).values()], Date.now(), translate));
  await documents.close(title);
  if (!accepts) return;
  const digest = policyDigest(after ?? '');
  record(place.root, digest, lifted(before, after));
  if (after !== undefined) await accepted.add(place.root, digest);
  await accepted.noteInForce(place.workspace, after === undefined ? undefined : digest);
  acceptPolicy(place, after);
  compileWorkspace(place, Date.now());
  changed();
}

/** The first row keeps what is in force; an answer before a person can have read is none. */
async function choose(title: string, summary: string, changes: readonly FreezeChange[]): Promise<boolean> {
  const choices: readonly (vscode.QuickPickItem & { readonly accepts: boolean })[] = [
    { label: `$(circle-slash) ${translate('Keep What Is in Force')}`, detail: translate('What the changed file lifts stays frozen.'), accepts: false },
    { label: `$(check) ${translate('Accept This Version')}`, detail: summary, accepts: true },
    ...(changes.length === 0 ? [] : [{ label: translate('What becomes different'), kind: vscode.QuickPickItemKind.Separator, accepts: false }]),
    ...changes.slice(0, listedChanges).map(({ id, lines }) => ({ label: id, detail: lines.join(' · '), accepts: false })),
  ];
  const shownAt = Date.now();
  const chosen = await vscode.window.showQuickPick(choices, { title, placeHolder: translate('The change is shown as a diff. Does this version count from now?'), ignoreFocusOut: true });
  return chosen?.accepts === true && Date.now() - shownAt >= deadTimeMs;
}

/** Which freezes a version takes away or changes, and which it adds. */
function lifted(before: string | undefined, after: string | undefined): string {
  const [old, young] = [freezesOf(before), freezesOf(after)];
  const changed = [...old].filter(([id, freeze]) => JSON.stringify(young.get(id)) !== JSON.stringify(freeze)).map(([id]) => id);
  const added = [...young.keys()].filter((id) => !old.has(id));
  return [changed.length === 0 ? translate('Lifts and changes no freeze') : translate('Lifts or changes {0}', changed.join(', ')), ...(added.length === 0 ? [] : [translate('adds {0}', added.join(', '))])].join('; ');
}

function freezesOf(text: string | undefined): ReadonlyMap<string, Freeze> {
  const origin: FreezeOrigin = { from: 'workspace', by: '', since: '' };
  const read = text === undefined ? undefined : readFreezeFile(text, origin, Date.now());
  return new Map(read?.ok === true ? read.content.freezes.map((freeze) => [freeze.id, freeze]) : []);
}
