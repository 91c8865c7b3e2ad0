import type { AskView } from '../protocol/panel.ts';
import { deadTimeMs, type PanelMessage } from '../protocol/panelMessage.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { ConfirmRow } from './confirmRow.ts';
import { element, icon } from './dom.ts';
import { GestureGate } from './gestureGate.ts';
import { MeaningRow } from './meaningRow.ts';
import { TextRow } from './textRow.ts';

/** What the bar does; the page decides what it means. */
export interface ActionBarOptions {
  readonly ask: AskView;
  readonly strings: PanelStrings;
  readonly send: (message: PanelMessage) => void;
  /** When the act came up, where it is only drawn anew: what a person presses then was meant for it. Milliseconds of `performance.now()`. */
  readonly shownAt?: number;
}

/** What a person was typing when the same act was drawn anew. */
export interface BarDraft {
  readonly reason?: string;
  readonly command?: string;
}

/** The buttons at the bottom edge. They keep their places for as long as one act is shown. */
export class ActionBar {
  readonly root: HTMLElement;
  readonly #options: ActionBarOptions;
  readonly #gate = new GestureGate(deadTimeMs);
  readonly shownAt: number;
  readonly #deny: HTMLButtonElement;
  readonly #approve: HTMLButtonElement;
  readonly #status = element('p', { class: 'status-line', role: 'status', aria: { live: 'polite' } });
  readonly #reason: TextRow;
  readonly #command: TextRow;
  readonly #confirm: ConfirmRow;
  readonly #meaning: MeaningRow;
  #withoutWayBack = false;
  #answered = false;

  constructor(options: ActionBarOptions) {
    this.#options = options;
    this.shownAt = options.shownAt ?? performance.now();
    const { ask, strings, send } = options;
    const { id } = ask;
    this.#meaning = new MeaningRow(ask, strings, () => this.#nameApproval());
    this.#confirm = new ConfirmRow(strings, () => this.#update());
    this.#confirm.require(ask.confirmation?.name, ask.confirmation?.why);
    this.#deny = element('button', { class: 'primary', id: 'deny', type: 'button' }, icon('circle-slash'), strings.deny);
    this.#approve = element('button', { class: 'secondary', id: 'approve', type: 'button', aria: { describedby: 'loss' } });
    this.#nameApproval();
    const denyWhy = this.#button('deny-why', strings.denyWhy, () => this.#reason.open());
    const edit = this.#button('edit', strings.editCommand, () => this.#openCommand(ask.editable), 'edit');
    const diff = this.#button('diff', strings.showDiff, () => send({ type: 'diff', id }), 'diff');
    const pause = this.#button('pause', strings.pause, () => this.#end({ type: 'pause', id }), 'debug-pause');
    const owner = this.#button('ask-owner', fill(strings.askOwner, ask.owner ?? ''), () => send({ type: 'ask-owner', id }), 'person');
    pause.title = strings.pauseHint;
    for (const [button, offered] of [[edit, ask.editable !== undefined], [diff, ask.canShowDiff], [pause, ask.canPause], [owner, ask.owner !== undefined]] as const) button.hidden = !offered;
    this.#reason = new TextRow({ id: 'reason', label: strings.reasonLabel, hint: strings.agentReads, send: strings.sendDenial, cancel: strings.cancel, lines: 2, limit: 2000, take: (text) => this.deny(text), left: () => denyWhy.focus() });
    this.#command = new TextRow({ id: 'command', label: strings.editLabel, hint: strings.editHint, send: strings.judgeAgain, cancel: strings.cancel, lines: 4, limit: 1_000_000, take: (command) => send({ type: 'edit', id, command }), left: () => {
      edit.focus();
      this.#update();
    } });
    this.root = element('footer', {}, this.#status, this.#reason.root, this.#command.root, this.#meaning.root, this.#confirm.root,
      element('div', { class: 'row buttons' }, this.#deny, denyWhy, pause, owner, element('div', { class: 'end' }, diff, edit, this.#approve)));
    this.#wireDeny();
    this.#wireApprove();
    this.#update();
  }

  /** Deny has the focus: neither Enter nor Space can release anything by habit. */
  focus(): void {
    this.#deny.focus();
  }

  get draft(): BarDraft {
    const [reason, command] = [this.#reason.draft, this.#command.draft];
    return { ...(reason === undefined ? {} : { reason }), ...(command === undefined ? {} : { command }) };
  }

  /** Goes on with what was being typed; true when there was something. */
  resume({ reason, command }: BarDraft): boolean {
    if (reason !== undefined) this.#reason.open(reason);
    if (command !== undefined) this.#openCommand(command);
    return reason !== undefined || command !== undefined;
  }

  deny(reason?: string): void {
    this.#end({ type: 'deny', id: this.#options.ask.id, ...(reason === undefined ? {} : { reason }) });
  }

  /** Refuses everything that waits of this session. */
  denySession(): void {
    this.#end({ type: 'deny-session', id: this.#options.ask.id });
  }

  /** Starts the dead time: called when the act is drawn, and again whenever the page comes back into view. */
  arm(): void {
    this.#updateWhenOpen(this.#gate.close(performance.now()));
  }

  /** The page is out of view: nothing can be approved until it was seen again. */
  disarm(): void {
    this.#gate.shut();
    this.#update();
  }

  /** Says something; the act may be decided (again) unless it was decided. */
  say(text: string): void {
    this.#status.textContent = text;
  }

  /** The host did not take the approval; the person may decide anew. */
  reopen(why: string): void {
    this.#answered = false;
    this.say(why);
    this.arm();
  }

  /** Nothing could be kept: only a typed word lets it run without a way back. */
  offerWithoutWayBack(why: string, confirm: string): void {
    const { strings } = this.#options;
    this.#withoutWayBack = true;
    this.#nameApproval();
    this.#confirm.require(confirm, strings.withoutWayBackWhy);
    this.reopen(fill(strings.noWayBack, why));
    this.focus();
  }

  #openCommand(text: string | undefined): void {
    this.#command.open(text);
    this.#update();
  }

  #button(id: string, label: string, press: () => void, symbol?: string): HTMLButtonElement {
    const made = element('button', { class: 'secondary', id, type: 'button' }, symbol === undefined ? undefined : icon(symbol), label);
    made.addEventListener('click', () => {
      // What was clicked before the panel came up was meant for something else.
      if (performance.now() - this.shownAt >= deadTimeMs) press();
    });
    return made;
  }

  #end(message: PanelMessage): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#update();
    this.#options.send(message);
  }

  /** The button says what a press would do. */
  #nameApproval(): void {
    const { ask: { wayBack, edited }, strings } = this.#options;
    const { trust, grant } = this.#meaning.chosen;
    const kept = wayBack.kind === 'checkpoint' || wayBack.kind === 'partial';
    const granted = grant === undefined ? undefined : grant === 'session' ? strings.allowForSession : strings.allowForQuarterHour;
    this.#approve.textContent = this.#withoutWayBack ? strings.runWithoutWayBack : edited !== undefined ? strings.runInstead : trust !== undefined ? strings.allowAndTrust : granted ?? (kept ? strings.runWithCheckpoint : strings.allowOnce);
  }

  #wireDeny(): void {
    let strayKey = false;
    this.#deny.addEventListener('keydown', ({ repeat }) => {
      strayKey = repeat || performance.now() - this.shownAt < deadTimeMs;
    });
    this.#deny.addEventListener('click', ({ detail }) => {
      // A blank that was typed for the editor and landed here refuses nothing: `detail` is 0 for clicks that a key made.
      if (detail !== 0 || !strayKey) this.deny();
    });
  }

  #wireApprove(): void {
    const press = (event: PointerEvent | KeyboardEvent): void => {
      if (!this.#gate.press(performance.now(), event)) this.#updateWhenOpen(this.#gate.deadTimeMs);
    };
    this.#approve.addEventListener('pointerdown', press);
    this.#approve.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') press(event);
    });
    this.#approve.addEventListener('click', (event) => {
      const { ask, send } = this.#options;
      if (!this.#gate.accept(event) || !this.#mayApprove()) return;
      this.#answered = true;
      this.#update();
      const { typed } = this.#confirm;
      send({ type: 'approve', id: ask.id, nonce: ask.nonce, ...this.#meaning.chosen, ...(typed === undefined ? {} : { typed }), ...(this.#withoutWayBack ? { withoutWayBack: true } : {}) });
    });
  }

  #updateWhenOpen(afterMs: number): void {
    setTimeout(() => this.#update(), afterMs + 1);
    this.#update();
  }

  #mayApprove(): boolean {
    const { measured, changed, edited } = this.#options.ask;
    // While a command is being written, it is not clear which one a press would mean.
    return !this.#answered && this.#command.draft === undefined && measured && changed === undefined && edited?.decision !== 'deny' && this.#gate.isOpen(performance.now()) && this.#confirm.holds;
  }

  #update(): void {
    this.#approve.setAttribute('aria-disabled', String(!this.#mayApprove()));
    this.root.toggleAttribute('data-answered', this.#answered);
  }
}
