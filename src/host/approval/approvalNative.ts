import * as vscode from 'vscode';
import { randomInt } from 'node:crypto';
import type { QueueView } from '../../protocol/panel.ts';
import { deadTimeMs } from '../../protocol/panelMessage.ts';
import type { ApprovalSurface, Showing, SurfaceEvents } from './approvalSurface.ts';
import { askText } from './askText.ts';
import { nativeChoices, type NativeAct, type NativeChoice } from './nativeChoices.ts';
import type { TextDocuments } from '../textDocuments.ts';
import { withoutWayBackWord } from './shownAsk.ts';

type Row = vscode.QuickPickItem & Pick<NativeChoice, 'act'>;
type Approving = Extract<NativeAct, { readonly kind: 'approve' }>;
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

  queue(queue: QueueView): void {
    if (this.#showing === undefined) return;
    const showing = { ...this.#showing, queue };
    this.#showing = showing;
    if (this.#input !== undefined) this.#input.title = titleOf(showing);
  }

  busy(_id: string, text: string): void {
    vscode.window.setStatusBarMessage(text, 3000);
  }

  rejected(id: string, why: string): void {
    void vscode.window.showWarningMessage(why);
    if (this.#showing?.view.id === id) this.#choose(this.#showing);
  }

  noWayBack(id: string, why: string): void {
    if (this.#showing?.view.id === id) this.#type(this.#showing, withoutWayBackWord, translate('Nothing could be kept: {0} Type {1} to run it without a way back.', why, withoutWayBackWord), { kind: 'approve', withoutWayBack: true });
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
    const pick = vscode.window.createQuickPick<Row>();
    pick.title = titleOf(showing);
    pick.placeholder = showing.view.loss;
    pick.ignoreFocusOut = true;
    pick.items = nativeChoices(showing, translate).map((choice): Row => ({ ...choice, ...(choice.act === undefined ? { kind: vscode.QuickPickItemKind.Separator } : {}) }));
    this.#open(pick);
    const openedAt = this.#now();
    pick.onDidAccept(() => {
      const act = pick.selectedItems[0]?.act;
      // A key or click on its way to something else decides nothing, not even a refusal.
      if (act !== undefined && this.#now() - openedAt >= deadTimeMs) this.#chosen(showing, act);
    });
  }

  #chosen(showing: Showing, act: NativeAct): void {
    const { view: { id, loss, editable } } = showing;
    switch (act.kind) {
      case 'deny':
        this.#close();
        return this.#events.deny(id, this.#gesture(loss));
      case 'deny-session':
        this.#close();
        return this.#events.denySession(id, this.#gesture(loss));
      case 'deny-why':
        return this.#ask(showing, translate('Reason, as the agent will read it'), '', (reason) => this.#events.deny(id, { ...this.#gesture(loss), ...(reason === '' ? {} : { reason }) }));
      case 'diff':
        return this.#events.diff(id);
      case 'list':
        return this.#events.list(id);
      case 'edit':
        return this.#ask(showing, translate('Judged again before anything runs'), editable ?? '', (command) => this.#events.edit(id, command));
      case 'original':
        return this.#events.original(id);
      case 'copy':
        return this.#events.copy(id, act.alternative);
      case 'select':
        return this.#events.select(act.other);
      case 'ask-owner':
        return this.#events.askOwner(id);
      case 'pause':
        this.#close();
        return this.#events.pause(id);
      case 'approve':
        return this.#typeName(showing, act);
    }
  }

  #typeName(showing: Showing, act: Approving): void {
    const { confirmation } = showing.view;
    const code = confirmation?.name ?? String(randomInt(1000, 10000));
    this.#type(showing, code, [confirmation?.why ?? '', translate('Type {0} to allow it', code)].join(' ').trim(), act);
  }

  /** A line of text; leaving it decides nothing. */
  #ask(showing: Showing, prompt: string, value: string, take: (text: string) => void): void {
    const input = vscode.window.createInputBox();
    input.title = titleOf(showing);
    input.prompt = prompt;
    input.value = value;
    this.#open(input);
    input.onDidAccept(() => {
      const text = input.value.trim();
      this.#close();
      take(text);
    });
  }

  #type(showing: Showing, expected: string, prompt: string, { trust, grant, withoutWayBack = false }: Approving & { readonly withoutWayBack?: boolean }): void {
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
      this.#events.approve(showing.view.id, { ...this.#gesture(showing.view.loss), withoutWayBack, ...(trust === undefined ? {} : { trust }), ...(grant === undefined ? {} : { grant }) });
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

function titleOf({ queue: { position, waiting } }: Showing): string {
  return waiting > 1 ? translate('An agent waits for your decision ({0} of {1})', String(position), String(waiting)) : translate('An agent waits for your decision');
}
