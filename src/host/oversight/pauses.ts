import type { AgentId } from '../../core/action.ts';
import type { PauseRecord, TraceBody } from '../../core/trace/event.ts';
import { readPauses, removePause, storePause, type Pause, type StoredPause } from '../../node/pauseStore.ts';

export interface PausesOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly by: string;
  readonly now: () => number;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly record: (workspace: string, agent: AgentId | undefined, body: TraceBody) => void;
  readonly changed: () => void;
}

const pollMs = 5000;

/**
 * The agents that are stopped in the folders of this window. What a person stops changes nothing until a person lets it go on;
 * what asked too often goes on with all that needs no person.
 */
export class Pauses {
  readonly #options: PausesOptions;
  readonly #timer: NodeJS.Timeout;
  #current: readonly StoredPause[];

  constructor(options: PausesOptions) {
    this.#options = options;
    this.#current = readPauses(options.state);
    this.#timer = setInterval(() => this.refresh(), pollMs);
    this.#timer.unref();
  }

  /** Those of this window's folders, and what cannot be read. */
  get current(): readonly StoredPause[] {
    const roots = this.#options.roots();
    return this.#current.filter((one) => one.kind === 'unreadable' || roots.includes(one.pause.workspace));
  }

  get all(): readonly StoredPause[] {
    return this.#current;
  }

  refresh(): void {
    const next = readPauses(this.#options.state);
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#current = next;
    this.#options.changed();
  }

  /** Stops first and records then: stopping only tightens. Throws when it is not stored. */
  pause(workspace: string, pause: PauseRecord, by: string, reason: string): void {
    const { state, now, record } = this.#options;
    storePause(state, { ...pause, workspace, by, reason, since: new Date(now()).toISOString() });
    this.refresh();
    record(workspace, pause.agent, { kind: 'pause', change: 'paused', pause, by, reason });
  }

  /** SECURITY: after a gesture of a person. Records first; without a record nothing goes on. */
  resume(stored: StoredPause, reason: string): void {
    const { state, by, record, roots } = this.#options;
    if (stored.kind === 'pause') record(stored.pause.workspace, stored.pause.agent, { kind: 'pause', change: 'resumed', pause: recordOf(stored.pause), by, reason });
    else for (const root of roots()) record(root, undefined, { kind: 'failure', stage: 'pause', message: `${by} removed an unreadable pause: ${reason}` });
    removePause(state, stored);
    this.refresh();
  }

  find(workspace: string, agent: AgentId, cause: Pause['cause']): StoredPause | undefined {
    return this.#current.find((one) => one.kind === 'pause' && one.pause.workspace === workspace && one.pause.agent === agent && one.pause.cause === cause);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}

const recordOf = ({ agent, cause, session }: Pause): PauseRecord => ({ agent, cause, ...(session === undefined ? {} : { session }) });
