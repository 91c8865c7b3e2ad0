import * as fs from 'node:fs';
import type { FreezeState } from '../../core/freeze/freeze.ts';
import { stateOf } from '../../core/freeze/standing.ts';
import type { ReadBook } from '../../node/freeze/book.ts';
import { compileWorkspace } from '../../node/freeze/compileFreezes.ts';
import { freezeFile, freezePlace } from '../../node/freeze/freezePlaces.ts';
import { readFreezeBook } from '../../node/freeze/freezeStore.ts';
import { ensurePrivateDirectory } from '../../node/durableFile.ts';
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
  #known: ReadBook = { book: { sources: [] }, instants: [Date.now()] };
  #told = JSON.stringify([{ kind: 'off' }, [], []]);

  constructor(state: string, onChange: (freezes: FreezeState) => void) {
    this.#state = state;
    this.#onChange = onChange;
    this.#timer = setInterval(() => this.refresh(), pollMs);
    this.#timer.unref();
  }

  get current(): FreezeState {
    return this.#current;
  }

  /** All that is known, for people, and the instants at which to look at it. */
  get known(): ReadBook {
    return this.#known;
  }

  watch(roots: readonly string[]): void {
    this.#closeWatchers();
    this.#roots = roots;
    this.#watchers = roots.flatMap((root) => this.#watchFile(freezeFile(this.#state, root)));
    this.refresh();
  }

  /** Puts a folder's freeze file into force again: what is held of it changed, and not the file. */
  compileAnew(root: string): void {
    compileWorkspace(freezePlace(this.#state, root, process.platform), Date.now());
    this.refresh();
  }

  /** Reads the files now. */
  refresh(): void {
    this.#known = readFreezeBook(this.#state, this.#roots, Date.now());
    const { book, instants } = this.#known;
    this.#current = stateOf(book, instants);
    // When a source was read last is no change.
    const told = JSON.stringify([this.#current, book.glasses, book.sources.map(({ name, problem, freezes }) => [name, problem, freezes])]);
    if (told === this.#told) return;
    this.#told = told;
    this.#onChange(this.#current);
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
