import type { AskMessage } from '../../protocol/channel.ts';
import type { ApprovalSurface, SurfaceEvents } from './approvalSurface.ts';
import type { AskQueue } from './askQueue.ts';
import type { Translate } from './askView.ts';
import { editAct, editableText, type EditedAct, type JudgeAgain } from './editedAct.ts';
import type { DiffPair } from './ports.ts';
import type { WaitingActs } from './waitingActs.ts';

export interface ActDeskOptions {
  readonly queue: AskQueue;
  readonly acts: WaitingActs;
  readonly surface: () => ApprovalSurface;
  /** Shows the act as it is now and measures it anew. */
  readonly changed: (ask: AskMessage) => void;
  /** Judges another command in place of the act's own. Throws when it cannot. */
  readonly judgeAgain?: JudgeAgain;
  readonly showDiff: (ask: AskMessage, pairs: readonly DiffPair[]) => void;
  readonly showText: (title: string, text: string) => void;
  readonly copy: (text: string) => void;
  readonly translate: Translate;
  readonly failed: (stage: string, error: unknown) => void;
}

/** What a person can do with a waiting act short of deciding it: look at it more closely, and make another command of it. */
export class ActDesk implements Pick<SurfaceEvents, 'diff' | 'files' | 'list' | 'copy' | 'edit' | 'original'> {
  readonly #options: ActDeskOptions;

  constructor(options: ActDeskOptions) {
    this.#options = options;
  }

  readonly diff = (id: string): void => {
    const { acts, queue, showDiff, failed } = this.#options;
    const ask = acts.actOf(id);
    const diff = acts.impactOf(id)?.diff;
    if (ask === undefined || diff === undefined) return;
    diff().then((pairs) => queue.find(id) !== undefined && showDiff(ask, pairs), (error: unknown) => failed('diff', error));
  };

  readonly files: SurfaceEvents['files'] = (id, order, from) => this.#options.acts.filesOf(id, order, from);

  readonly list = (id: string): void => {
    const { acts, showText, translate } = this.#options;
    const text = acts.fileText(id);
    if (text !== undefined) showText(translate('Files'), text);
  };

  readonly copy = (id: string, alternative: number): void => {
    const { acts, copy, surface, translate } = this.#options;
    const command = acts.showing(id)?.view.alternatives[alternative]?.command;
    if (command === undefined) return;
    copy(command);
    surface().busy(id, translate('Copied.'));
  };

  readonly edit = (id: string, command: string): void => {
    const { queue, acts, judgeAgain, failed, translate, surface, changed } = this.#options;
    const original = queue.find(id)?.ask;
    if (original === undefined || judgeAgain === undefined) return;
    if (command === editableText(original.proposal)) return this.original(id);
    let edited: EditedAct;
    try {
      edited = editAct(original, command, judgeAgain);
    } catch (error) {
      failed('judging a changed command', error);
      return surface().rejected(id, translate('The changed command could not be judged: see the log of Tagout.'));
    }
    acts.edit(id, edited);
    changed(edited.ask);
  };

  readonly original = (id: string): void => {
    const { queue, acts, changed } = this.#options;
    const ask = queue.find(id)?.ask;
    if (ask === undefined) return;
    acts.edit(id, undefined);
    changed(ask);
  };
}
