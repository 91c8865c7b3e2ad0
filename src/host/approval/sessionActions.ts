import type { AskMessage } from '../../protocol/channel.ts';
import type { Gesture } from './approvalFlow.ts';
import type { AskQueue } from './askQueue.ts';
import type { Translate } from './askView.ts';
import type { EarlyRefusal } from './comingActs.ts';
import type { ApprovalPorts } from './ports.ts';
import { sessionKey } from './waitingActs.ts';

export interface SessionActionsOptions {
  readonly queue: AskQueue;
  /** An act that is shown and not asked about yet: it can be refused, and its agent paused. */
  readonly announced: (id: string) => AskMessage | undefined;
  readonly deny: (id: string, settlement: EarlyRefusal) => boolean;
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
    const { deny, by } = this.#options;
    for (const ask of this.#ofSession(id)) deny(ask.id, { by, method, reason: `denied by ${by}, with everything else of this session that waited`, ...(ask.id === id ? { dwellMs, displayed } : {}) });
  }

  /** Holds the session back first: an agent that is refused may propose the next act at once. */
  pause(id: string): void {
    const { deny, ports, by, translate, refuse, failed } = this.#options;
    const [ask] = this.#ofSession(id);
    if (ask === undefined || ports.pausing === undefined) return;
    try {
      ports.pausing.pause(ask);
    } catch (error) {
      failed('pausing an agent', error);
      return refuse(id, translate('The agent could not be paused: see the log of Tagout. The action still waits.'));
    }
    for (const one of this.#ofSession(id)) deny(one.id, { by, method: 'paused', reason: `paused by ${by}: stop and wait for the user` });
  }

  async askOwner(id: string): Promise<void> {
    const { queue, ports, translate, say, refuse, failed } = this.#options;
    const waiting = queue.find(id);
    if (ports.owner === undefined) return;
    if (waiting === undefined) { refuse(id, translate('The question is still on its way. Try again in a moment.')); return; }
    try {
      say(id, await ports.owner.hand(waiting.ask));
    } catch (error) {
      failed('handing a question on', error);
      refuse(id, translate('The question could not be handed on: see the log of Tagout. The action still waits.'));
    }
  }

  /** What waits of the session, the act itself among it. */
  #ofSession(id: string): readonly AskMessage[] {
    const { queue, announced } = this.#options;
    const coming = announced(id);
    const shown = queue.find(id)?.ask ?? coming;
    const waiting = queue.waiting.map(({ ask }) => ask).filter((ask) => shown !== undefined && sessionKey(ask) === sessionKey(shown));
    return coming === undefined ? waiting : [coming, ...waiting];
  }
}
