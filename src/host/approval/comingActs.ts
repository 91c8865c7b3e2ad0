import { wordsOf } from '../../core/ticket.ts';
import type { AskMessage, ComingMessage } from '../../protocol/channel.ts';
import type { Settlement } from './askQueue.ts';

/** How a person refused what had only been announced. */
export type EarlyRefusal = Omit<Settlement, 'outcome'> & { readonly dwellMs?: number; readonly displayed?: string };

/**
 * Acts that were announced and not asked about yet. SECURITY: they stand for nothing, so they never come into the queue from
 * which acts are approved; what they can be is refused, and that holds when the question comes.
 */
export class ComingActs {
  readonly #coming = new Map<string, { readonly ask: AskMessage; refusal?: EarlyRefusal }>();

  /** The act as it can be shown; undefined where this id was announced before. */
  of(coming: ComingMessage): AskMessage | undefined {
    if (this.#coming.has(coming.id)) return undefined;
    return { ...coming, type: 'ask', facts: { ...wordsOf(coming.id, coming.proposal), meaning: '', facts: [], expires: coming.deadline }, digest: '' };
  }

  /** It is shown and measured from now on, until it is taken. */
  add(ask: AskMessage): void {
    this.#coming.set(ask.id, { ask });
  }

  find(id: string): AskMessage | undefined {
    return this.#coming.get(id)?.ask;
  }

  /** False where no such act was announced. */
  refuse(id: string, refusal: EarlyRefusal): boolean {
    const known = this.#coming.get(id);
    if (known !== undefined) known.refusal ??= refusal;
    return known !== undefined;
  }

  /** The question has come, or will not come. */
  take(id: string): { readonly ask: AskMessage; readonly refusal?: EarlyRefusal } | undefined {
    const known = this.#coming.get(id);
    this.#coming.delete(id);
    return known;
  }
}

/** Whether the question is about exactly what was announced. */
export const isAsAnnounced = (announced: AskMessage, { workspace, cwd, proposal, verdict }: AskMessage): boolean =>
  announced.workspace === workspace && announced.cwd === cwd && JSON.stringify([announced.proposal, announced.verdict]) === JSON.stringify([proposal, verdict]);
