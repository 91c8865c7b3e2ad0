/** Extra milliseconds over the host's dead time, so that a slow message does not make an honest gesture look early. */
const marginMs = 100;

/**
 * Lets a click through only when the gesture behind it (the press of a pointer or key) began after the panel was shown,
 * drawn, and visible for the dead time. A held key, a click in flight or a double click on what stood there before
 * does not count, and whoever goes on pressing never gets through: each press before the time starts it anew.
 * Source: Chromium's InputEventActivationProtector.
 */
export class GestureGate {
  /** Milliseconds in which nothing is let through, counted from the showing or the last press that came too early. */
  readonly deadTimeMs: number;
  #opensAt = Number.POSITIVE_INFINITY;
  #pressedAt: number | undefined;

  constructor(deadTimeMs: number) {
    this.deadTimeMs = deadTimeMs + marginMs;
  }

  /** Starts the dead time anew; returns its length. */
  close(now: number): number {
    this.#opensAt = now + this.deadTimeMs;
    this.#pressedAt = undefined;
    return this.deadTimeMs;
  }

  shut(): void {
    this.#opensAt = Number.POSITIVE_INFINITY;
    this.#pressedAt = undefined;
  }

  isOpen(now: number): boolean {
    return now >= this.#opensAt;
  }

  /** A press by the person; repeats of a held key and scripted events are no gesture. False when it came too early. */
  press(now: number, event: { readonly isTrusted: boolean; readonly repeat?: boolean }): boolean {
    if (!event.isTrusted) return true;
    if (!this.isOpen(now)) {
      if (this.#opensAt !== Number.POSITIVE_INFINITY) this.close(now);
      return false;
    }
    if (event.repeat !== true) this.#pressedAt = now;
    return true;
  }

  /** True once for each gesture that began while the gate was open. */
  accept(event: { readonly isTrusted: boolean }): boolean {
    const pressedAt = this.#pressedAt;
    this.#pressedAt = undefined;
    return event.isTrusted && pressedAt !== undefined && pressedAt >= this.#opensAt;
  }
}
