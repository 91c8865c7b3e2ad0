import * as vscode from 'vscode';
import type { PanelUpdate, QueueView } from '../../protocol/panel.ts';
import { parsePanelMessage, type ApproveMessage } from '../../protocol/panelMessage.ts';
import type { ApprovalSurface, Showing, SurfaceEvents } from './approvalSurface.ts';
import { contextKeys, panels } from '../ids.ts';
import { questionInSight, questionOutOfSight } from '../notices.ts';
import { panelWords } from './panelWords.ts';
import { ShownAsk, withoutWayBackWord, type GestureCheck } from './shownAsk.ts';
import { webviewPage, webviewRoots } from '../webviewPage.ts';

/**
 * The approval panel: one webview beside the work. It draws what the host tells it and reports gestures; every gesture is
 * checked here again. SECURITY: the panel's own message channel is the only way to an approval.
 */
export class ApprovalPanel implements ApprovalSurface {
  readonly #extensionUri: vscode.Uri;
  readonly #events: SurfaceEvents;
  readonly #now: () => number;
  #panel: vscode.WebviewPanel | undefined;
  #showing: Showing | undefined;
  #shown: ShownAsk | undefined;

  constructor(extensionUri: vscode.Uri, events: SurfaceEvents, now: () => number) {
    this.#extensionUri = extensionUri;
    this.#events = events;
    this.#now = now;
  }

  show(showing: Showing): void {
    const same = this.#shown?.view.id === showing.view.id;
    this.#showing = showing;
    if (!same) questionInSight();
    this.#shown = new ShownAsk(showing.view, this.#now());
    if (this.#panel === undefined) this.#panel = this.#open(showing);
    else if (!same || !this.#panel.visible) this.#panel.reveal(undefined, false);
    // The editor draws this itself: in a window's first panel it can be read long before the page.
    this.#panel.title = tabTitle(showing);
    this.#post({ type: 'show', ask: showing.view, queue: showing.queue });
  }

  queue(queue: QueueView): void {
    if (this.#showing !== undefined) this.#showing = { ...this.#showing, queue };
    this.#post({ type: 'queue', queue });
  }

  busy(id: string, text: string): void {
    this.#post({ type: 'busy', id, text });
  }

  rejected(id: string, why: string): void {
    if (this.#shown?.view.id === id) this.#shown.reopen(this.#now());
    this.#post({ type: 'rejected', id, why });
  }

  noWayBack(id: string, why: string): void {
    if (this.#shown?.view.id === id) this.#shown.offerWithoutWayBack(this.#now());
    this.#post({ type: 'no-way-back', id, why, confirm: withoutWayBackWord });
  }

  empty(): void {
    this.dispose();
  }

  dispose(): void {
    const panel = this.#panel;
    this.#forget();
    panel?.dispose();
  }

  #open({ view, queue }: Showing): vscode.WebviewPanel {
    const title = vscode.l10n.t('Approval');
    const panel = vscode.window.createWebviewPanel(panels.approval, title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false }, { enableScripts: true, enableForms: false, localResourceRoots: webviewRoots(this.#extensionUri) });
    panel.iconPath = { light: vscode.Uri.joinPath(this.#extensionUri, 'media', 'tagout-light.svg'), dark: vscode.Uri.joinPath(this.#extensionUri, 'media', 'tagout-dark.svg') };
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#shown?.hidden();
      void vscode.commands.executeCommand('setContext', contextKeys.panelActive, panel.active);
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      const id = this.#shown?.view.id;
      this.#forget();
      this.#events.closed(id);
    });
    // SECURITY: the page shows the loss at once, but what can approve it comes later, to the page that says it is ready.
    panel.webview.html = webviewPage({ webview: panel.webview, extensionUri: this.#extensionUri, title, name: 'approval', strings: panelWords(), first: { ask: { ...view, nonce: '', measured: false }, queue } });
    return panel;
  }

  #forget(): void {
    questionOutOfSight();
    this.#panel = undefined;
    this.#showing = undefined;
    this.#shown = undefined;
    void vscode.commands.executeCommand('setContext', contextKeys.panelActive, false);
  }

  #post(update: PanelUpdate): void {
    void this.#panel?.webview.postMessage(update);
  }

  #receive(raw: unknown): void {
    const message = parsePanelMessage(raw);
    const shown = this.#shown;
    if (message === undefined || shown === undefined) return;
    if (message.type === 'ready') {
      // The page was loaded, or loaded again after it was hidden: it knows nothing yet.
      shown.hidden();
      if (this.#showing !== undefined) this.#post({ type: 'show', ask: this.#showing.view, queue: this.#showing.queue });
      return;
    }
    if (message.type === 'approve') return this.#approve(shown, message);
    if (message.id !== shown.view.id) return;
    const gesture = { dwellMs: shown.dwellMs(this.#now()), displayed: shown.view.loss, method: 'panel' } as const;
    switch (message.type) {
      case 'rendered':
        if (this.#panel?.visible === true) shown.rendered(this.#now());
        return;
      case 'diff':
        return this.#events.diff(message.id);
      case 'files': {
        const { id, order, from } = message;
        return this.#post({ type: 'files', id, order, from, rows: this.#events.files(id, order, from) });
      }
      case 'list':
        return this.#events.list(message.id);
      case 'deny':
        return this.#events.deny(message.id, { ...(message.reason === undefined ? {} : { reason: message.reason }), ...gesture });
      case 'deny-session':
        return this.#events.denySession(message.id, gesture);
      case 'edit':
        return this.#events.edit(message.id, message.command);
      case 'original':
        return this.#events.original(message.id);
      case 'copy':
        return this.#events.copy(message.id, message.alternative);
      case 'select':
        return this.#events.select(message.other);
      case 'ask-owner':
        return this.#events.askOwner(message.id);
      case 'pause':
        return this.#events.pause(message.id);
    }
  }

  #approve(shown: ShownAsk, message: ApproveMessage): void {
    const check = this.#panel?.visible === true ? shown.check(message, this.#now()) : { kind: 'refused' as const, why: 'not-shown' as const };
    if (check.kind === 'accepted') {
      return this.#events.approve(shown.view.id, { method: 'panel', ...check.gesture });
    }
    this.#post({ type: 'rejected', id: message.id, why: refusalText(check.why) });
  }
}

/** The loss in the tab, as far as a tab is read. */
function tabTitle({ view: { loss } }: Showing): string {
  const plain = loss.replaceAll('`', '');
  return vscode.l10n.t('Approval: {0}', plain.length > titleLimit ? `${plain.slice(0, titleLimit - 1)}…` : plain);
}

/** Characters of the loss in the tab. */
const titleLimit = 60;

function refusalText(why: Extract<GestureCheck, { readonly kind: 'refused' }>['why']): string {
  switch (why) {
    case 'too-early':
    case 'not-shown':
      return vscode.l10n.t('That came too soon after the panel was shown. Read it, then press again.');
    case 'not-typed':
      return vscode.l10n.t('The typed name does not match.');
    case 'changed':
      return vscode.l10n.t('What it touches has changed since it was proposed. Deny it, so that the agent proposes it as it is now.');
    case 'unknown-nonce':
    case 'not-offered':
      return vscode.l10n.t('This approval was not accepted because it did not come from what is shown now. Read it, then press again.');
  }
}
