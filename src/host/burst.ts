/** One call for a burst of causes: `after` so many milliseconds from the first of them. It keeps no process alive. */
export class Burst {
  readonly #act: () => void;
  readonly #after: number;
  #timer: NodeJS.Timeout | undefined;

  /** `act` must not throw. */
  constructor(act: () => void, after: number) {
    this.#act = act;
    this.#after = after;
  }

  /** Something happened; what happens until the call belongs to it. */
  happened(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#act();
    }, this.#after).unref();
  }

  /** What was to come does not. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
