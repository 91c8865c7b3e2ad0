import type { AskMessage } from '../../protocol/channel.ts';
import type { ApprovalSurface } from './approvalSurface.ts';
import type { AskQueue, WaitingAsk } from './askQueue.ts';
import { TargetWatch } from './targetWatch.ts';
import type { WaitingActs } from './waitingActs.ts';

export interface WaitingScreenOptions {
  readonly queue: AskQueue;
  readonly acts: WaitingActs;
  readonly surface: ApprovalSurface;
  /** The surface was closed while acts wait. */
  readonly remind: (oldest: WaitingAsk, loss: string, waiting: number) => void;
  readonly failed: (stage: string, error: unknown) => void;
}

/**
 * Which of the waiting acts is on the surface: the oldest, unless the person chose another one, put all of them aside, or it
 * came too often to be shown by itself. What is shown is looked at again and again for changes.
 */
export class WaitingScreen {
  readonly #options: WaitingScreenOptions;
  readonly #watch: TargetWatch;
  #shown: string | undefined;
  /** The person closed the surface: it comes back for a new act or on request. */
  #putAside = false;
  /** Acts that came too often: they are shown when the person asks to see what waits. */
  readonly #unseen = new Set<string>();

  constructor(options: WaitingScreenOptions) {
    this.#options = options;
    this.#watch = new TargetWatch((id, what) => {
      if (options.acts.changed(id, what)) this.redraw(id);
    }, options.failed);
  }

  /** Id of what is shown. */
  get shown(): string | undefined {
    return this.#shown;
  }

  /** Whether it waits for the person to look at all of them together. */
  isUnseen(id: string): boolean {
    return this.#unseen.has(id);
  }

  /** An act is about to wait; `unseen` lets it wait without a showing of its own. */
  expect(id: string, unseen: boolean): void {
    if (unseen) this.#unseen.add(id);
    else this.#putAside = false;
  }

  forget(id: string): void {
    this.#unseen.delete(id);
  }

  /** Draws what waits now: the same act with its place in the queue, else the oldest. */
  refresh(): void {
    const { queue, acts, surface } = this.#options;
    const shown = queue.waiting.find(({ ask }) => ask.id === this.#shown);
    if (shown !== undefined) return surface.queue(acts.queue(shown.ask.id));
    this.#shown = undefined;
    const oldest = this.#oldest();
    if (oldest === undefined) {
      this.#watch.watch(undefined);
      return surface.empty();
    }
    if (!this.#putAside) this.draw(oldest.ask.id);
  }

  draw(id: string): void {
    const { acts, surface } = this.#options;
    const showing = acts.showing(id);
    if (showing === undefined) return;
    this.#shown = id;
    surface.show(showing);
    this.#watch.watch(acts.watchedOf(id));
  }

  /** More is known of an act: drawn where it is shown, else its line in the queue. */
  redraw(id: string): void {
    if (this.#shown === id) this.draw(id);
    else if (this.#shown !== undefined) this.#options.surface.queue(this.#options.acts.queue(this.#shown));
  }

  /** Brings the surface back with the oldest waiting act. */
  review(): void {
    this.#putAside = false;
    this.#unseen.clear();
    this.#shown = undefined;
    this.refresh();
  }

  /** The person closed the surface. */
  closed(): void {
    const { acts, queue, remind } = this.#options;
    this.#putAside = true;
    this.#shown = undefined;
    this.#watch.watch(undefined);
    const oldest = this.#oldest();
    if (oldest !== undefined) remind(oldest, acts.lossOf(oldest.ask.id), queue.waiting.length);
  }

  /** The act that is shown, or the oldest one, and then the others. */
  get inSight(): readonly AskMessage[] {
    const waiting = this.#options.queue.waiting.map(({ ask }) => ask);
    return [...waiting.filter(({ id }) => id === this.#shown), ...waiting.filter(({ id }) => id !== this.#shown)];
  }

  dispose(): void {
    this.#watch.watch(undefined);
    this.#options.surface.dispose();
  }

  #oldest(): WaitingAsk | undefined {
    return this.#options.queue.waiting.find(({ ask }) => !this.#unseen.has(ask.id));
  }
}
