import { setImmediate as nextTurn } from 'node:timers/promises';
import { CheckpointRefusal } from './survey.ts';

/** How far keeping or restoring has come. */
export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

export interface PaceOptions {
  /** Ends the work: cancelled by the person, or out of time. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: Progress) => void;
}

const sliceMs = 20;

/**
 * Lets others work while many small files are read one after the other: reading them synchronously is many times faster than
 * a promise for each step, but would hold up a whole window.
 */
export class Pace {
  #since = performance.now();
  #files = 0;
  #bytes = 0;
  readonly #options: PaceOptions;

  constructor(options: PaceOptions = {}) {
    this.#options = options;
  }

  count(bytes: number): void {
    this.#files += 1;
    this.#bytes += bytes;
  }

  /** Whether it is time to {@link rest}. */
  get due(): boolean {
    return performance.now() - this.#since > sliceMs;
  }

  /** Throws a {@link CheckpointRefusal} when the work was ended. */
  async rest(): Promise<void> {
    this.check();
    this.#options.onProgress?.({ files: this.#files, bytes: this.#bytes });
    await nextTurn();
    this.check();
    this.#since = performance.now();
  }

  check(): void {
    const { signal } = this.#options;
    if (signal?.aborted !== true) return;
    throw new CheckpointRefusal(signal.reason instanceof Error && signal.reason.name === 'TimeoutError' ? 'it would take too long' : 'it was cancelled');
  }
}
