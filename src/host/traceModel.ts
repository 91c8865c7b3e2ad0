import * as fs from 'node:fs';
import * as path from 'node:path';
import { reduceTrace } from '../core/trace/reduce.ts';
import type { TraceTree } from '../core/trace/traceTree.ts';
import { ensurePrivateDirectory } from '../node/durableFile.ts';
import { TraceReader } from '../node/readTrace.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import { sealTrace, spoolDirectory } from '../node/traceStore.ts';
import type { TracePlace } from './traceDetailView.ts';

/** Sessions that the view shows at most, the newest. */
const sessionsShown = 50;
/** Events come in bursts; the view is drawn once for one. */
const redrawAfterMs = 150;
const sealAfterMs = 2000;

interface WatchedTrace {
  readonly root: string;
  readonly trace: string;
  readonly reader: TraceReader;
  readonly watcher: fs.FSWatcher | undefined;
}

export interface TraceModelOptions {
  readonly state: string;
  readonly changed: () => void;
  readonly failed: (stage: string, error: unknown) => void;
}

/**
 * The traces of some workspace roots as one tree, read when asked for. Watches the spools for new events, and seals them into
 * the chain in the background. Reads nothing before somebody looks.
 */
export class TraceModel {
  readonly #options: TraceModelOptions;
  #traces: readonly WatchedTrace[] = [];
  #tree: TraceTree | undefined;
  #redraw: NodeJS.Timeout | undefined;
  #seal: NodeJS.Timeout | undefined;

  constructor(options: TraceModelOptions) {
    this.#options = options;
  }

  get roots(): readonly { readonly root: string; readonly trace: string }[] {
    return this.#traces;
  }

  watch(roots: readonly string[]): void {
    this.#close();
    this.#traces = roots.map((root) => {
      const trace = path.join(workspaceStateDirectory(this.#options.state, root), 'trace');
      return { root, trace, reader: new TraceReader(trace), watcher: this.#watch(spoolDirectory(trace)) };
    });
    this.#noticed();
  }

  /** The tree as of the last change. Throws where the disk fails. */
  read(): TraceTree {
    this.#tree ??= reduceTrace(this.#traces.flatMap(({ reader }) => reader.read({ sessions: sessionsShown }).events));
    return this.#tree;
  }

  /** Forgets what was read. */
  refresh(): void {
    this.#tree = undefined;
    this.#options.changed();
  }

  find(id: string): TracePlace | undefined {
    for (const session of this.read().sessions) {
      for (const turn of session.turns) {
        const action = turn.actions.find((one) => one.id === id);
        if (action !== undefined) return { session, turn, action };
      }
    }
    return undefined;
  }

  dispose(): void {
    clearTimeout(this.#redraw);
    clearTimeout(this.#seal);
    this.#close();
  }

  #watch(directory: string): fs.FSWatcher | undefined {
    try {
      ensurePrivateDirectory(directory);
      const watcher = fs.watch(directory, { persistent: false }, () => this.#noticed());
      watcher.on('error', (error) => this.#options.failed('watching the trace', error));
      return watcher;
    } catch (error) {
      this.#options.failed('watching the trace', error);
      return undefined;
    }
  }

  #noticed(): void {
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      this.refresh();
    }, redrawAfterMs);
    this.#sealLater(sealAfterMs);
  }

  #sealLater(delayMs: number): void {
    this.#seal ??= setTimeout(() => {
      this.#seal = undefined;
      this.#sealAll();
    }, delayMs);
    this.#seal.unref();
  }

  #sealAll(): void {
    let more = false;
    for (const { root, trace } of this.#traces) {
      try {
        const sealed = sealTrace({ trace, workspace: root });
        more ||= sealed.kind === 'busy' || sealed.more;
      } catch (error) {
        this.#options.failed('sealing the trace', error);
      }
    }
    if (more) this.#sealLater(sealAfterMs);
  }

  #close(): void {
    for (const { reader, watcher } of this.#traces) {
      watcher?.close();
      reader.close();
    }
    this.#traces = [];
    this.#tree = undefined;
  }
}
