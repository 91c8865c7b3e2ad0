import * as vscode from 'vscode';
import { randomInt } from 'node:crypto';
import type { TrustScope } from '../core/trust/trust.ts';
import { deadTimeMs } from '../protocol/panel.ts';
import type { ApprovalSurface, Showing, SurfaceEvents } from './approvalSurface.ts';
import { askText } from './askText.ts';
import type { TextDocuments } from './textDocuments.ts';
import { withoutWayBackWord } from './shownAsk.ts';

type Choice = vscode.QuickPickItem & { readonly act: 'deny' | 'deny-why' | 'diff' | 'approve'; readonly trust?: TrustScope };
const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/**
 * The approval without a webview: a text document and a list that begins with Deny. SECURITY: commands can move through a
 * list and accept an item, but not type; so an approval is always typed, a code that is drawn anew for each showing, is
 * shown in the input alone, and is kept in memory only.
 */
export class ApprovalNative implements ApprovalSurface {
  readonly #events: SurfaceEvents;
  readonly #documents: TextDocuments;
  readonly #now: () => number;
  #showing: Showing | undefined;
  #shownAt = 0;
  #input: vscode.QuickInput | undefined;

  constructor(events: SurfaceEvents, documents: TextDocuments, now: () => number) {
    this.#events = events;
    this.#documents = documents;
    this.#now = now;
  }

  show(showing: Showing): void {
    const same = this.#showing?.view.id === showing.view.id;
    if (!same) this.#shownAt = this.#now();
    this.#showing = showing;
    void this.#present(showing);
  }

  position(position: number, waiting: number): void {
    if (this.#showing === undefined) return;
    this.#showing = { ...this.#showing, position, waiting };
    if (this.#input !== undefined) this.#input.title = titleOf(this.#showing);
  }

  busy(_id: string, text: string): void {
    vscode.window.setStatusBarMessage(text, 3000);
  }

  rejected(id: string, why: string): void {
    void vscode.window.showWarningMessage(why);
    if (this.#showing?.view.id === id) this.#choose(this.#showing);
  }

  noWayBack(id: string, why: string): void {
    if (this.#showing?.view.id === id) this.#type(this.#showing, withoutWayBackWord, translate('Nothing could be kept: {0} Type {1} to run it without a way back.', why, withoutWayBackWord), { withoutWayBack: true });
  }

  empty(): void {
    this.#close();
    this.#showing = undefined;
  }

  dispose(): void {
    this.empty();
  }

  async #present(showing: Showing): Promise<void> {
    await this.#documents.show(translate('Approval'), askText(showing.view, translate));
    if (this.#showing === showing) this.#choose(showing);
  }

  #choose(showing: Showing): void {
    const { view } = showing;
    const pick = vscode.window.createQuickPick<Choice>();
    pick.title = titleOf(showing);
    pick.placeholder = view.loss;
    pick.ignoreFocusOut = true;
    pick.items = [
      { label: `$(circle-slash) ${translate('Deny')}`, act: 'deny' },
      { label: `$(comment) ${translate('Deny and Tell Why…')}`, act: 'deny-why' },
      ...(view.canShowDiff ? [{ label: `$(diff) ${translate('Show Diff')}`, act: 'diff' as const }] : []),
      ...(view.measured ? [{ label: view.wayBack.kind === 'checkpoint' || view.wayBack.kind === 'partial' ? translate('Run with Checkpoint…') : translate('Allow Once…'), detail: view.reversibilityText, act: 'approve' as const }] : []),
      ...(view.measured && view.trust !== undefined ? view.trust.choices.map(({ scope, label }) => ({ label: translate('Allow and Trust…'), detail: `${view.trust?.question ?? ''} ${label}`, act: 'approve' as const, trust: scope })) : []),
    ];
    this.#open(pick);
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen !== undefined) this.#chosen(showing, chosen);
    });
  }

  #chosen(showing: Showing, { act, trust }: Choice): void {
    const { view } = showing;
    switch (act) {
      case 'deny':
        this.#close();
        return this.#events.deny(view.id, this.#gesture(view.loss));
      case 'deny-why':
        return this.#askReason(showing);
      case 'diff':
        return this.#events.diff(view.id);
      case 'approve': {
        if (this.#now() - this.#shownAt < deadTimeMs) return;
        const code = view.confirmation?.name ?? String(randomInt(1000, 10000));
        return this.#type(showing, code, [view.confirmation?.why ?? '', translate('Type {0} to allow it', code)].join(' ').trim(), { withoutWayBack: false, ...(trust === undefined ? {} : { trust }) });
      }
    }
  }

  #askReason(showing: Showing): void {
    const input = vscode.window.createInputBox();
    input.title = titleOf(showing);
    input.prompt = translate('Reason, as the agent will read it');
    this.#open(input);
    input.onDidAccept(() => {
      const reason = input.value.trim();
      this.#close();
      this.#events.deny(showing.view.id, { ...this.#gesture(showing.view.loss), ...(reason === '' ? {} : { reason }) });
    });
  }

  #type(showing: Showing, expected: string, prompt: string, meant: { readonly withoutWayBack: boolean; readonly trust?: TrustScope }): void {
    const input = vscode.window.createInputBox();
    input.title = titleOf(showing);
    input.prompt = prompt;
    this.#open(input);
    input.onDidAccept(() => {
      if (input.value.trim() !== expected) {
        input.validationMessage = translate('That is not what was asked for. Press Escape to leave it waiting.');
        return;
      }
      this.#close();
      this.#events.approve(showing.view.id, { ...this.#gesture(showing.view.loss), ...meant });
    });
  }

  #gesture(displayed: string): { readonly dwellMs: number; readonly displayed: string; readonly method: 'quick-pick' } {
    return { dwellMs: this.#now() - this.#shownAt, displayed, method: 'quick-pick' };
  }

  /** One input at a time; an input that the person leaves puts the act aside, it does not decide. */
  #open(input: vscode.QuickInput): void {
    this.#close();
    this.#input = input;
    input.ignoreFocusOut = true;
    input.onDidHide(() => {
      input.dispose();
      if (this.#input !== input) return;
      this.#input = undefined;
      this.#events.closed(this.#showing?.view.id);
    });
    input.show();
  }

  #close(): void {
    const input = this.#input;
    this.#input = undefined;
    input?.hide();
  }
}

function titleOf({ position, waiting }: Showing): string {
  return waiting > 1 ? translate('An agent waits for your decision ({0} of {1})', String(position), String(waiting)) : translate('An agent waits for your decision');
}
