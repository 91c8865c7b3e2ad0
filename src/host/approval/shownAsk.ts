import type { ShownRecord } from '../../core/trace/record.ts';
import { sha256 } from '../../node/trace/sealedForm.ts';
import type { AskView } from '../../protocol/panel.ts';
import { deadTimeMs, type ApproveMessage } from '../../protocol/panelMessage.ts';
import type { Gesture } from './approvalFlow.ts';

export type GestureCheck =
  | { readonly kind: 'accepted'; readonly gesture: Omit<Gesture, 'by' | 'method'> }
  | { readonly kind: 'refused'; readonly why: 'unknown-nonce' | 'not-shown' | 'too-early' | 'not-typed' | 'not-offered' | 'changed' };

/** What a person types to let an act run although nothing can be kept. */
export const withoutWayBackWord = 'no way back';

/**
 * The host's own check of an approving gesture on the act that is on the screen. The webview checks first; this one does
 * not trust it. SECURITY: the nonce lives here and in the page only; it is spent by the first accepted gesture.
 */
export class ShownAsk {
  readonly view: AskView;
  readonly #firstShownAt: number;
  #visibleSince: number | undefined;
  #spent = false;
  #withoutWayBackOffered = false;

  constructor(view: AskView, now: number) {
    this.view = view;
    this.#firstShownAt = now;
  }

  /** The page says that it has drawn the act. Starts the dead time. */
  rendered(now: number): void {
    this.#visibleSince = now;
  }

  /** The panel is out of sight: nothing counts until it was drawn again. */
  hidden(): void {
    this.#visibleSince = undefined;
  }

  /** Milliseconds since the act was first shown. */
  dwellMs(now: number): number {
    return now - this.#firstShownAt;
  }

  /** After a failed checkpoint: one more gesture is possible, with the word typed. */
  offerWithoutWayBack(now: number): void {
    this.#withoutWayBackOffered = true;
    this.#reopen(now);
  }

  /** After an approval that could not be carried out for a reason that may pass. */
  reopen(now: number): void {
    this.#reopen(now);
  }

  check(message: ApproveMessage, now: number): GestureCheck {
    const { view } = this;
    if (this.#spent || message.id !== view.id || message.nonce !== view.nonce || view.nonce === '') return { kind: 'refused', why: 'unknown-nonce' };
    if (this.#visibleSince === undefined || !view.measured) return { kind: 'refused', why: 'not-shown' };
    if (now - this.#visibleSince < deadTimeMs) return { kind: 'refused', why: 'too-early' };
    if (message.withoutWayBack === true && !this.#withoutWayBackOffered) return { kind: 'refused', why: 'not-offered' };
    if (view.changed !== undefined) return { kind: 'refused', why: 'changed' };
    if (view.edited?.decision === 'deny') return { kind: 'refused', why: 'not-offered' };
    const { trust, grant } = message;
    if (grant !== undefined && view.grant?.lengths.includes(grant) !== true) return { kind: 'refused', why: 'not-offered' };
    if (trust !== undefined && view.trust?.choices.some(({ scope }) => scope === trust) !== true) return { kind: 'refused', why: 'not-offered' };
    const mustType = message.withoutWayBack === true ? withoutWayBackWord : view.confirmation?.name;
    if (mustType !== undefined && message.typed?.trim() !== mustType) return { kind: 'refused', why: 'not-typed' };
    this.#spent = true;
    return { kind: 'accepted', gesture: { dwellMs: this.dwellMs(now), displayed: view.loss, shown: shownRecord(view), withoutWayBack: message.withoutWayBack === true, ...(trust === undefined ? {} : { trust }), ...(grant === undefined ? {} : { grant }) } };
  }

  #reopen(now: number): void {
    this.#spent = false;
    if (this.#visibleSince !== undefined) this.#visibleSince = now;
  }
}

/** The view as it was drawn last. SECURITY: without the nonce, which is good for a gesture. */
export function shownRecord(seen: AskView): ShownRecord {
  const view = JSON.stringify({ ...seen, nonce: '' });
  return { digest: `sha256:${sha256(view)}`, view };
}
