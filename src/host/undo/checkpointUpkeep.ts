import * as vscode from 'vscode';
import type { TraceBody } from '../../core/trace/event.ts';
import { pruneCheckpoints, retentionOf } from '../../node/checkpoint/pruneCheckpoints.ts';
import { checkpointStoreOf } from '../../node/stateDirectory.ts';
import type { Log } from '../log.ts';
import { warn } from '../notices.ts';

/** The first look waits until the window has started; then once an hour. Milliseconds. */
const firstMs = 60_000;
const everyMs = 60 * 60_000;

export interface CheckpointUpkeepOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly record: (workspace: string, body: TraceBody) => void;
  readonly log: Log;
}

/** Removes checkpoints when their time is over or they are too many, records it, and tells the person of those that were promised for longer. */
export class CheckpointUpkeep {
  readonly #options: CheckpointUpkeepOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: CheckpointUpkeepOptions) {
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
      this.#prune();
      this.#later(everyMs);
    }, ms);
    this.#timer.unref();
  }

  #prune(): void {
    const { state, roots, record, log } = this.#options;
    for (const root of roots()) {
      try {
        const pruned = pruneCheckpoints(checkpointStoreOf(state, root), retentionOf(state, root), Date.now());
        if (pruned.kind === 'busy' || pruned.event === undefined) continue;
        record(root, pruned.event);
        if (pruned.event.promised.length > 0) warn(vscode.l10n.t('{0} checkpoints were removed before their time: {1}. The policy says how much is kept.', String(pruned.event.promised.length), pruned.event.why));
      } catch (error) {
        log.error('removing old checkpoints', error);
      }
    }
  }
}
