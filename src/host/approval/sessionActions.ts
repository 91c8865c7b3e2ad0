import type { AskMessage } from '../../protocol/channel.ts';
import { deny, type Gesture } from './approvalFlow.ts';
import type { AskQueue } from './askQueue.ts';
import type { Translate } from './askView.ts';
import type { ApprovalPorts } from './ports.ts';
import { sessionKey } from './waitingActs.ts';

export interface SessionActionsOptions {
  readonly queue: AskQueue;
  readonly ports: ApprovalPorts;
  readonly by: string;
  readonly translate: Translate;
  /** Says something about a waiting act where it is shown. */
  readonly say: (id: string, text: string) => void;
  /** Says that it was not done; the act may still be decided. */
  readonly refuse: (id: string, text: string) => void;
  readonly failed: (stage: string, error: unknown) => void;
}

/** What a person can do to all that waits of one session. Nothing here approves: acts are approved one by one. */
export class SessionActions {
  readonly #options: SessionActionsOptions;

  constructor(options: SessionActionsOptions) {
    this.#options = options;
  }

  denyAll(id: string, { dwellMs, displayed, method }: Pick<Gesture, 'dwellMs' | 'displayed' | 'method'>): void {
    const { queue, ports, by } = this.#options;
    for (const ask of this.#ofSession(id)) deny(queue, ports, ask.id, { by, method, reason: `denied by ${by}, with everything else of this session that waited`, ...(ask.id === id ? { dwellMs, displayed } : {}) });
  }

  /** Holds the session back first: an agent that is refused may propose the next act at once. */
  pause(id: string): void {
    const { queue, ports, by, translate, refuse, failed } = this.#options;
    const [ask] = this.#ofSession(id);
    if (ask === undefined || ports.pausing === undefined) return;
    try {
      ports.pausing.pause(ask);
    } catch (error) {
      failed('pausing an agent', error);
      return refuse(id, translate('The agent could not be paused: see the log of Tagout. The action still waits.'));
    }
    for (const one of this.#ofSession(id)) deny(queue, ports, one.id, { by, method: 'paused', reason: `paused by ${by}: stop and wait for the user` });
  }

  async askOwner(id: string): Promise<void> {
    const { queue, ports, translate, say, refuse, failed } = this.#options;
    const waiting = queue.find(id);
    if (waiting === undefined || ports.owner === undefined) return;
    try {
      say(id, await ports.owner.hand(waiting.ask));
    } catch (error) {
      failed('handing a question on', error);
      refuse(id, translate('The question could not be handed on: see the log of Tagout. The action still waits.'));
    }
  }

  #ofSession(id: string): readonly AskMessage[] {
    const shown = this.#options.queue.find(id);
    return shown === undefined ? [] : this.#options.queue.waiting.map(({ ask }) => ask).filter((ask) => sessionKey(ask) === sessionKey(shown.ask));
  }
}
