import type { AskMessage } from '../../protocol/channel.ts';
import type { AnswerMethod } from '../../core/trace/event.ts';

/** How a waiting act was settled; what the hook process receives, with the way it came about. */
export interface Settlement {
  readonly outcome: 'approved' | 'denied';
  readonly by: string;
  readonly reason: string;
  readonly method: AnswerMethod;
  /** The command that was approved in its place, where that is run for the agent. */
  readonly instead?: string;
  /** Id of the checkpoint that was taken and verified before the approval. */
  readonly checkpoint?: string;
}

export interface WaitingAsk {
  readonly ask: AskMessage;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

export type QueueChange =
  | { readonly kind: 'added'; readonly id: string }
  | { readonly kind: 'settled'; readonly id: string; readonly settlement: Settlement }
  /** The asking process is gone: nobody is left to hear an answer. */
  | { readonly kind: 'withdrawn'; readonly id: string };

interface Entry extends WaitingAsk {
  readonly answer: (settlement: Settlement) => void;
}

/**
 * The acts that wait for a person, oldest first. No clock, no editor: who owns it drives deadlines.
 * INVARIANT: an ask is settled once, and no settlement is remembered: an id that comes back is asked about anew.
 */
export class AskQueue {
  readonly #waiting = new Map<string, Entry>();
  readonly #listeners = new Set<(change: QueueChange) => void>();

  /** Oldest first. */
  get waiting(): readonly WaitingAsk[] {
    return [...this.#waiting.values()];
  }

  find(id: string): WaitingAsk | undefined {
    return this.#waiting.get(id);
  }

  /** Resolves when the ask is settled. An id that waits already is refused: the channel joins repetitions before they come here. */
  add(ask: AskMessage, arrivedAt: number): Promise<Settlement> {
    if (this.#waiting.has(ask.id)) return Promise.resolve({ outcome: 'denied', by: 'tagout', reason: 'this id waits already', method: 'failure' });
    return new Promise((resolve) => {
      this.#waiting.set(ask.id, { ask, arrivedAt, answer: resolve });
      this.#announce({ kind: 'added', id: ask.id });
    });
  }

  /** False when the ask does not wait (any more): nothing happens then. */
  settle(id: string, settlement: Settlement): boolean {
    const entry = this.#waiting.get(id);
    if (entry === undefined) return false;
    this.#waiting.delete(id);
    entry.answer(settlement);
    this.#announce({ kind: 'settled', id, settlement });
    return true;
  }

  /** The asking process has ended. */
  withdraw(id: string): void {
    const entry = this.#waiting.get(id);
    if (entry === undefined) return;
    this.#waiting.delete(id);
    entry.answer({ outcome: 'denied', by: 'tagout', reason: 'the agent no longer waits', method: 'failure' });
    this.#announce({ kind: 'withdrawn', id });
  }

  /** Returns the function that ends the subscription. */
  onChange(listener: (change: QueueChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(change: QueueChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
