import * as fs from 'node:fs';
import type { FreezeBook } from '../core/freeze/standing.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import { freezeFile, readFreezes } from '../node/freezeStore.ts';
import { ensurePrivateDirectory } from '../node/durableFile.ts';
import * as path from 'node:path';

/** A freeze file of a folder above, or the end of a freeze, makes no event of its own: looked at this often. */
const pollMs = 5000;

/**
 * The freezes over some workspace roots, kept current through the state files that all windows and the launcher share.
 * Calls `onChange` when the state differs from the last one told; never throws (unreadable state is `unknown` = frozen).
 */
export class FreezeWatch {
  readonly #state: string;
  readonly #onChange: (freezes: FreezeState) => void;
  readonly #timer: NodeJS.Timeout;
  #roots: readonly string[] = [];
  #watchers: readonly fs.FSWatcher[] = [];
  #current: FreezeState = { kind: 'off' };

  constructor(state: string, onChange: (freezes: FreezeState) => void) {
    this.#state = state;
    this.#onChange = onChange;
    this.#timer = setInterval(() => this.refresh(), pollMs);
    this.#timer.unref();
  }

  get current(): FreezeState {
    return this.#current;
  }

  /** All that is known, for people. */
  get book(): FreezeBook {
    const freezes = this.#current.kind === 'on' ? this.#current.freezes : [];
    return { sources: [{ name: 'this editor', kind: 'person', from: 'user', freezes }], ...(this.#current.kind === 'unknown' ? { damage: this.#current.why } : {}) };
  }

  watch(roots: readonly string[]): void {
    this.#closeWatchers();
    this.#roots = roots;
    this.#watchers = roots.flatMap((root) => this.#watchFile(freezeFile(this.#state, root)));
    this.refresh();
  }

  /** Reads the files now. */
  refresh(): void {
    const next = readFreezes(this.#state, this.#roots, Date.now());
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#current = next;
    this.#onChange(next);
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#closeWatchers();
  }

  /** The directory is watched, because the file is replaced and not written. Where that fails the poll is left. */
  #watchFile(file: string): readonly fs.FSWatcher[] {
    try {
      ensurePrivateDirectory(path.dirname(file));
      const watcher = fs.watch(path.dirname(file), { persistent: false }, (_event, name) => {
        if (name === null || name === path.basename(file)) this.refresh();
      });
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  }

  #closeWatchers(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }
}
