import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AgentId } from '../../core/action.ts';
import { disarmedAgents, registeredAgents, watchedFiles, type Disarmed } from '../../node/install/armed.ts';
import type { Machine } from '../../node/install/machine.ts';

/** Where no event comes (a network disk, a directory that is made later), a change is noticed by looking this often. */
const pollMs = 1500;

export interface ArmingWatchOptions {
  readonly machine: Machine;
  /** Agents that were seen registered before: the record of set-up may be gone. */
  readonly known: readonly AgentId[];
  /** What only the window knows of the registered agents. */
  readonly also: (agents: readonly AgentId[]) => readonly Disarmed[];
  /** Told when what is found differs from what was told last; first when something is wrong. */
  readonly changed: (found: readonly Disarmed[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Whether the agents that set-up registered still ask, kept current: a person, a program or an agent may have changed their
 * settings behind the guard's back. Looks again when a directory of a watched file changes, and every 1.5 s at the latest. A look
 * at files that did not change costs a hundred `stat` calls.
 */
export class ArmingWatch {
  readonly #options: ArmingWatchOptions;
  readonly #timer: NodeJS.Timeout;
  #projects: readonly string[] = [];
  #known: readonly AgentId[];
  #stamps = '';
  #watchers: readonly fs.FSWatcher[] = [];
  #watched = '';
  #current: readonly Disarmed[] = [];

  constructor(options: ArmingWatchOptions) {
    this.#options = options;
    this.#known = options.known;
    this.#timer = setInterval(() => this.look(), pollMs);
    this.#timer.unref();
  }

  get current(): readonly Disarmed[] {
    return this.#current;
  }

  /** Agents that were registered when last looked. */
  get known(): readonly AgentId[] {
    return this.#known;
  }

  watch(projects: readonly string[]): void {
    this.#projects = projects;
    this.again();
  }

  /** Looks again, whether a file changed or not. */
  again(): void {
    this.#stamps = '';
    this.look();
  }

  /** Set-up itself took the guard out: only what its record still names counts as registered. */
  forget(): void {
    this.#known = [];
    this.again();
  }

  /** Looks now; without a change of any file only at their stamps. Never throws. */
  look(): void {
    try {
      const { machine } = this.#options;
      const files = watchedFiles(machine, this.#projects);
      const stamps = files.map(stampOf).join();
      if (stamps === this.#stamps) return;
      this.#stamps = stamps;
      this.#follow(files);
      this.#known = registeredAgents(machine, this.#known);
      const found = [...disarmedAgents(machine, this.#projects, this.#known), ...this.#options.also(this.#known)];
      if (JSON.stringify(found) === JSON.stringify(this.#current)) return;
      this.#current = found;
      this.#options.changed(found);
    } catch (error) {
      this.#options.failed(error);
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  /** Directories are watched, because settings are replaced and not written. Where that fails the poll is left. */
  #follow(files: readonly string[]): void {
    const directories = [...new Set(files.map((file) => path.dirname(file)))].filter((directory) => fs.existsSync(directory));
    if (directories.join() === this.#watched) return;
    this.#watched = directories.join();
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = directories.flatMap((directory) => {
      try {
        const watcher = fs.watch(directory, { persistent: false }, () => this.look());
        watcher.on('error', () => watcher.close());
        return [watcher];
      } catch {
        return [];
      }
    });
  }
}

function stampOf(file: string): string {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status === undefined ? '-' : `${status.ino}/${status.size}/${status.mtimeMs}/${status.mode}`;
}
