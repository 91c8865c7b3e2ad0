import * as vscode from 'vscode';
import { randomInt } from 'node:crypto';
import type { QueueView } from '../../protocol/panel.ts';
import { deadTimeMs } from '../../protocol/panelMessage.ts';
import type { ApprovalSurface, Showing, SurfaceEvents } from './approvalSurface.ts';
import { askText } from './askText.ts';
import { nativeChoices, type NativeAct, type NativeChoice } from './nativeChoices.ts';
import type { ShownText } from '../liveText.ts';
import { shownRecord, withoutWayBackWord } from './shownAsk.ts';

type Row = vscode.QuickPickItem & Pick<NativeChoice, 'act'>;
type Approving = Extract<NativeAct, { readonly kind: 'approve' }>;

/** What is open for an act: its list, a line for the person's words, or the line that approves what they have seen. */
type OpenInput =
  | { readonly kind: 'list'; readonly input: vscode.QuickPick<Row>; readonly rows: string; readonly since: number }
  | { readonly kind: 'words'; readonly input: vscode.InputBox }
  | { readonly kind: 'approval'; readonly input: vscode.InputBox; readonly seen: string };

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/**
 * The approval without a webview: a text document and a list that begins with Deny. SECURITY: commands can move through a
 * list and accept an item, but not type; so an approval is always typed, a code that is drawn anew for each showing, is
 * shown in the input alone, and is kept in memory only. INVARIANT: what becomes known of an act never takes a line away
 * into which the person types, but for an approval of what is no longer true; and the list waits for no document.
 */
export class ApprovalNative implements ApprovalSurface {
  readonly #events: SurfaceEvents;
  readonly #text: ShownText;
  readonly #now: () => number;
  #showing: Showing | undefined;
  #shownAt = 0;
  #open: OpenInput | undefined;

  constructor(events: SurfaceEvents, text: ShownText, now: () => number) {
    this.#events = events;
    this.#text = text;
    this.#now = now;
  }

  show(showing: Showing): void {
    const same = this.#showing?.view.id === showing.view.id;
    if (!same) this.#shownAt = this.#now();
    this.#showing = showing;
    const open = same ? this.#open : undefined;
    this.#text.show(askText(showing.view, translate), open === undefined);
    if (open === undefined) return this.#choose(showing);
    open.input.title = titleOf(showing);
    if (open.kind === 'list') this.#fill(open.input, showing);
    else if (open.kind === 'approval' && open.seen !== seenOf(showing)) this.#choose(showing);
  }

  queue(queue: QueueView): void {
    if (this.#showing === undefined) return;
    const showing = { ...this.#showing, queue };
    this.#showing = showing;
    if (this.#open === undefined) return;
    this.#open.input.title = titleOf(showing);
    if (this.#open.kind === 'list') this.#fill(this.#open.input, showing);
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
    this.#text.close();
  }

  dispose(): void {
    this.empty();
  }

  #choose(showing: Showing): void {
    const input = vscode.window.createQuickPick<Row>();
    input.title = titleOf(showing);
    this.#bring({ kind: 'list', input, rows: '', since: 0 });
    this.#fill(input, showing);
    input.onDidAccept(() => {
      const [open, now] = [this.#open, this.#showing];
      const act = input.selectedItems[0]?.act;
      // The editor tells nothing of a click on what is selected already: without this a row could be clicked once.
      input.selectedItems = [];
      // A key or click on its way to something else decides nothing, not even a refusal.
      if (act !== undefined && now !== undefined && open?.kind === 'list' && open.input === input && this.#now() - open.since >= deadTimeMs) this.#chosen(now, act);
    });
    input.show();
  }

  /** What the list says now. Rows that changed under a hand take no click for as long as a list that has just opened; the one that was chosen stays chosen. */
  #fill(input: vscode.QuickPick<Row>, showing: Showing): void {
    input.placeholder = showing.view.loss;
    const items = nativeChoices(showing, translate).map((choice): Row => ({ ...choice, ...(choice.act === undefined ? { kind: vscode.QuickPickItemKind.Separator } : {}) }));
    const rows = JSON.stringify(items);
    if (this.#open?.kind !== 'list' || this.#open.rows === rows) return;
    const active = JSON.stringify(input.activeItems[0]?.act);
    this.#open = { ...this.#open, rows, since: this.#now() };
    input.items = items;
    const same = items.find(({ act }) => act !== undefined && JSON.stringify(act) === active);
    if (same !== undefined) input.activeItems = [same];
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
    const { confirmation, loss } = showing.view;
    const code = confirmation?.name ?? String(randomInt(1000, 10000));
    // The line lies over the top of the document, where the loss stands.
    this.#type(showing, code, [loss, confirmation?.why ?? '', translate('Type {0} to allow it', code)].filter((part) => part !== '').join(' '), act);
  }

  /** A line of text; leaving it decides nothing. */
  #ask(showing: Showing, prompt: string, value: string, take: (text: string) => void): void {
    const input = this.#line(showing, prompt);
    input.value = value;
    this.#bring({ kind: 'words', input });
    input.onDidAccept(() => {
      const text = input.value.trim();
      this.#close();
      take(text);
    });
    input.show();
  }

  #type(showing: Showing, expected: string, prompt: string, { trust, grant, withoutWayBack = false }: Approving & { readonly withoutWayBack?: boolean }): void {
    const { view } = showing;
    const input = this.#line(showing, prompt);
    this.#bring({ kind: 'approval', input, seen: seenOf(showing) });
    input.onDidAccept(() => {
      if (input.value.trim() !== expected) {
        input.validationMessage = translate('That is not what was asked for. Press Escape to leave it waiting.');
        return;
      }
      this.#close();
      this.#events.approve(view.id, { ...this.#gesture(view.loss), shown: shownRecord(view), withoutWayBack, ...(trust === undefined ? {} : { trust }), ...(grant === undefined ? {} : { grant }) });
    });
    input.show();
  }

  /** A line with the way back to the list. */
  #line(showing: Showing, prompt: string): vscode.InputBox {
    const input = vscode.window.createInputBox();
    input.title = titleOf(showing);
    input.prompt = prompt;
    input.buttons = [vscode.QuickInputButtons.Back];
    input.onDidTriggerButton(() => this.#showing !== undefined && this.#choose(this.#showing));
    return input;
  }

  #gesture(displayed: string): { readonly dwellMs: number; readonly displayed: string; readonly method: 'quick-pick' } {
    return { dwellMs: this.#now() - this.#shownAt, displayed, method: 'quick-pick' };
  }

  /** One input at a time; an input that the person leaves puts the act aside, it does not decide. */
  #bring(open: OpenInput): void {
    const { input } = open;
    this.#close();
    this.#open = open;
    input.ignoreFocusOut = true;
    input.onDidHide(() => {
      input.dispose();
      if (this.#open?.input !== input) return;
      this.#open = undefined;
      this.#events.closed(this.#showing?.view.id);
    });
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.input.hide();
  }
}

/** All that the person was shown, to be held against what is shown now. */
const seenOf = ({ view }: Showing): string => JSON.stringify({ ...view, nonce: '' });

function titleOf({ queue: { position, waiting } }: Showing): string {
  return waiting > 1 ? translate('An agent waits for your decision ({0} of {1})', String(position), String(waiting)) : translate('An agent waits for your decision');
}
