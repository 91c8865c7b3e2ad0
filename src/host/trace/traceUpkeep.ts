import * as path from 'node:path';
import { realDisk } from '../../node/disk.ts';
import { retireSegments, type TraceRetention } from '../../node/trace/retireTrace.ts';
import { workspaceStateDirectory } from '../../node/stateDirectory.ts';
import { anchorHead, readAnchors } from '../../node/trace/traceAnchor.ts';
import { readHead } from '../../node/trace/traceHead.ts';
import type { Log } from '../log.ts';

/** The first look waits until the window has started; then every six hours. Milliseconds. */
const firstMs = 5 * 60_000;
const everyMs = 6 * 60 * 60_000;
const anchorMs = 30_000;

export interface TraceUpkeepOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly retention: () => TraceRetention;
  readonly log: Log;
}

/**
 * Removes what is too old or too much of the traces of a window's folders (the trace itself records what went), and writes
 * the end of each chain to the configured anchors twice a minute where it moved.
 */
export class TraceUpkeep {
  readonly #options: TraceUpkeepOptions;
  readonly #anchored = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #anchoring: NodeJS.Timeout | undefined;

  constructor(options: TraceUpkeepOptions) {
    this.#options = options;
  }

  start(): void {
    this.#later(firstMs);
    clearInterval(this.#anchoring);
    this.#anchoring = setInterval(() => void this.#anchor(), anchorMs);
    this.#anchoring.unref();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#anchoring);
  }

  async #anchor(): Promise<void> {
    const { state, roots, log } = this.#options;
    try {
      const anchors = readAnchors(state);
      for (const root of anchors.length === 0 ? [] : roots()) {
        const head = readHead(realDisk, path.join(workspaceStateDirectory(state, root), 'trace'));
        if (head === undefined || head.seq === 0 || this.#anchored.get(root) === head.hash) continue;
        for (const anchor of anchors) await anchorHead(anchor, root, head, Date.now());
        this.#anchored.set(root, head.hash);
      }
    } catch (error) {
      log.error('anchoring the trace', error);
    }
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
