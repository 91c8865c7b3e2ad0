import type { AskMessage } from '../../protocol/channel.ts';
import type { Settlement } from './askQueue.ts';

/** How one question waits for another that asks exactly the same. */
export type Attached =
  /** The same refusal, or none of its own: the approval was for one run, and the first call has it. */
  | { readonly kind: 'answered'; readonly settlement: Settlement }
  /** Whoever asked first is gone without an answer. */
  | { readonly kind: 'left' };

/** Questions that wait, by what they are about: the same act of the same session is put to the person once. */
export class Duplicates {
  readonly #waiting = new Map<string, Promise<Settlement>>();

  /** Waits with an earlier question of the same content; undefined where this one is the first. */
  attach(ask: AskMessage): Promise<Attached> | undefined {
    return this.#waiting.get(contentOf(ask))?.then((settlement): Attached => {
      if (settlement.outcome === 'approved') return { kind: 'answered', settlement: { outcome: 'denied', by: 'tagout', method: 'duplicate', reason: 'the same act was approved for the call that asked first; propose it again if it has to run twice' } };
      return settlement.method === 'failure' ? { kind: 'left' } : { kind: 'answered', settlement };
    });
  }

  /** Whether a question of the same content waits. */
  has(ask: AskMessage): boolean {
    return this.#waiting.has(contentOf(ask));
  }

  /** Puts a question there for later ones; rejections are the caller's. */
  async lead(ask: AskMessage, answer: Promise<Settlement>): Promise<Settlement> {
    const content = contentOf(ask);
    this.#waiting.set(content, answer);
    try {
      return await answer;
    } finally {
      if (this.#waiting.get(content) === answer) this.#waiting.delete(content);
    }
  }
}

/** All that a person decides on, and who asks. */
const contentOf = ({ workspace, cwd, actor, proposal, verdict }: AskMessage): string => JSON.stringify([workspace, cwd, actor.agent, proposal.session.id, proposal.actions, verdict]);
