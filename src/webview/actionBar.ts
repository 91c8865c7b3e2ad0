import { deadTimeMs, type AskView, type PanelMessage } from '../protocol/panel.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { element, icon } from './dom.ts';
import { GestureGate } from './gestureGate.ts';
import { TrustRow } from './trustRow.ts';

/** What the bar does; the page decides what it means. */
export interface ActionBarOptions {
  readonly ask: AskView;
  readonly strings: PanelStrings;
  readonly send: (message: PanelMessage) => void;
}

/** The buttons at the bottom edge. They keep their places for as long as one act is shown. */
export class ActionBar {
  readonly root: HTMLElement;
  readonly #options: ActionBarOptions;
  readonly #gate = new GestureGate(deadTimeMs);
  readonly #deny: HTMLButtonElement;
  readonly #approve: HTMLButtonElement;
  readonly #status = element('p', { class: 'status-line', role: 'status', aria: { live: 'polite' } });
  readonly #reasonRow = element('div', { class: 'row reason' });
  readonly #confirmRow = element('div', { class: 'row confirm' });
  readonly #trustRow: TrustRow;
  #mustType: string | undefined;
  #typed = '';
  #withoutWayBack = false;
  #answered = false;

  constructor(options: ActionBarOptions) {
    this.#options = options;
    const { ask, strings } = options;
    this.#trustRow = new TrustRow(ask.trust, strings, () => this.#nameApproval());
    this.#deny = element('button', { class: 'primary', id: 'deny', type: 'button' }, icon('circle-slash'), strings.deny);
    this.#approve = element('button', { class: 'secondary', id: 'approve', type: 'button' });
    this.#nameApproval();
    const denyWhy = element('button', { class: 'secondary', id: 'deny-why', type: 'button' }, strings.denyWhy);
    const diff = element('button', { class: 'secondary', id: 'diff', type: 'button' }, icon('diff'), strings.showDiff);
    diff.hidden = !ask.canShowDiff;
    this.#reasonRow.hidden = true;
    this.#buildReason();
    this.#requireTyping(ask.confirmation?.name, ask.confirmation?.why);
    this.root = element('footer', {}, this.#status, this.#reasonRow, this.#trustRow.root, this.#confirmRow,
      element('div', { class: 'row buttons' }, this.#deny, denyWhy, element('div', { class: 'end' }, diff, this.#approve)));
    this.#wireDeny();
    denyWhy.addEventListener('click', () => this.#openReason());
    diff.addEventListener('click', () => options.send({ type: 'diff', id: ask.id }));
    this.#wireApprove();
    this.#update();
  }

  /** Deny has the focus: neither Enter nor Space can release anything by habit. */
  focus(): void {
    this.#deny.focus();
  }

  deny(reason?: string): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#update();
    this.#options.send({ type: 'deny', id: this.#options.ask.id, ...(reason === undefined ? {} : { reason }) });
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
    this.#requireTyping(confirm, fill(strings.noWayBack, why));
    this.reopen(fill(strings.noWayBack, why));
    this.focus();
  }

  /** The button says what a press would do. */
  #nameApproval(): void {
    const { ask, strings } = this.#options;
    const kept = ask.wayBack.kind === 'checkpoint' || ask.wayBack.kind === 'partial';
    this.#approve.textContent = this.#withoutWayBack ? strings.runWithoutWayBack : this.#trustRow.chosen !== undefined ? strings.allowAndTrust : kept ? strings.runWithCheckpoint : strings.allowOnce;
  }

  #buildReason(): void {
    const { strings } = this.#options;
    const input = element('textarea', { id: 'reason', aria: { describedby: 'reason-hint' } });
    input.rows = 2;
    input.maxLength = 2000;
    const send = element('button', { class: 'primary', id: 'send-denial', type: 'button' }, strings.sendDenial);
    send.addEventListener('click', () => this.deny(input.value));
    this.#reasonRow.append(element('label', { for: 'reason' }, strings.reasonLabel), input, send, element('span', { id: 'reason-hint', class: 'dim' }, strings.agentReads));
  }

  #openReason(): void {
    this.#reasonRow.hidden = false;
    this.#reasonRow.querySelector('textarea')?.focus();
  }

  #requireTyping(name: string | undefined, why: string | undefined): void {
    this.#mustType = name;
    this.#typed = '';
    this.#confirmRow.replaceChildren();
    this.#confirmRow.hidden = name === undefined;
    if (name === undefined) return;
    const [before = '', after = ''] = this.#options.strings.typeToAllow.split('{0}');
    const input = element('input', { id: 'typed', type: 'text' });
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.addEventListener('input', () => {
      this.#typed = input.value;
      this.#update();
    });
    this.#confirmRow.append(element('label', { for: 'typed' }, why === undefined ? '' : `${why} `, before, element('code', {}, name), after), input);
  }

  #wireDeny(): void {
    const shownAt = performance.now();
    let strayKey = false;
    this.#deny.addEventListener('keydown', ({ repeat }) => {
      strayKey = repeat || performance.now() - shownAt < deadTimeMs;
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
      const trust = this.#trustRow.chosen;
      send({ type: 'approve', id: ask.id, nonce: ask.nonce, ...(trust === undefined ? {} : { trust }), ...(this.#mustType === undefined ? {} : { typed: this.#typed }), ...(this.#withoutWayBack ? { withoutWayBack: true } : {}) });
    });
  }

  #updateWhenOpen(afterMs: number): void {
    setTimeout(() => this.#update(), afterMs + 1);
    this.#update();
  }

  #mayApprove(): boolean {
    return !this.#answered && this.#options.ask.measured && this.#gate.isOpen(performance.now()) && (this.#mustType === undefined || this.#typed.trim() === this.#mustType);
  }

  #update(): void {
    this.#approve.setAttribute('aria-disabled', String(!this.#mayApprove()));
    this.root.toggleAttribute('data-answered', this.#answered);
  }
}
