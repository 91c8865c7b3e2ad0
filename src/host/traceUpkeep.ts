import * as path from 'node:path';
import { retireSegments, type TraceRetention } from '../node/retireTrace.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import type { Log } from './log.ts';

/** The first look waits until the window has started; then every six hours. Milliseconds. */
const firstMs = 5 * 60_000;
const everyMs = 6 * 60 * 60_000;

export interface TraceUpkeepOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly retention: () => TraceRetention;
  readonly log: Log;
}

/** Removes what is too old or too much of the traces of a window's folders. The trace itself records what went. */
export class TraceUpkeep {
  readonly #options: TraceUpkeepOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TraceUpkeepOptions) {
    this.#options = options;
  }

  start(): void {
    this.#later(firstMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#retire();
      this.#later(everyMs);
    }, ms);
    this.#timer.unref();
  }

  #retire(): void {
    const { state, roots, retention, log } = this.#options;
    for (const root of roots()) {
      try {
        retireSegments({ trace: path.join(workspaceStateDirectory(state, root), 'trace'), workspace: root }, retention());
      } catch (error) {
        log.error('removing the oldest part of the trace', error);
      }
    }
  }
}
