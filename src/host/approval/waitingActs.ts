import { agentName } from '../../core/agentNames.ts';
import type { Freeze } from '../../core/freeze/freeze.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { FileOrder } from '../../core/impact.ts';
import { filePageRows, type FileView, type QueueView } from '../../protocol/panel.ts';
import type { Showing } from './approvalSurface.ts';
import type { AskQueue, WaitingAsk } from './askQueue.ts';
import { askView, lossFromVerdict, visibleTarget, type Translate } from './askView.ts';
import { fileListText } from './fileListText.ts';
import type { ComingActs } from './comingActs.ts';
import { editableText, editedView, type EditedAct } from './editedAct.ts';
import type { ApprovalPorts, Impact, SessionContext } from './ports.ts';

export interface WaitingActsOptions {
  readonly queue: AskQueue;
  readonly coming: ComingActs;
  readonly ports: ApprovalPorts;
  /** Freezes over the act, for display. */
  readonly freezes: (ask: AskMessage) => readonly Freeze[];
  readonly translate: Translate;
  /** SECURITY: unguessable, new for every showing. */
  readonly mintNonce: () => string;
  /** Whether commands can be judged again in this window. */
  readonly canEdit: boolean;
}

/** What is known of one waiting act beside its question. */
interface Known {
  readonly impact?: Impact;
  /** False while the measuring goes on. */
  readonly final?: boolean;
  readonly context?: SessionContext;
  readonly edited?: EditedAct;
  readonly changed?: string;
}

/** The waiting acts as a person sees them: each with its measured loss, the command as it was changed, and the queue around it. */
export class WaitingActs {
  readonly #options: WaitingActsOptions;
  readonly #known = new Map<string, Known>();

  constructor(options: WaitingActsOptions) {
    this.#options = options;
  }

  /** What is decided on: the act as the person changed it, else as the agent proposed it. */
  actOf(id: string): AskMessage | undefined {
    return this.#known.get(id)?.edited?.ask ?? this.#options.queue.find(id)?.ask ?? this.#options.coming.find(id);
  }

  /** What is looked at again and again for changes. */
  watchedOf(id: string): AskMessage | undefined {
    return this.#options.queue.find(id) === undefined ? undefined : this.actOf(id);
  }

  editedOf(id: string): EditedAct | undefined {
    return this.#known.get(id)?.edited;
  }

  impactOf(id: string): Impact | undefined {
    return this.#known.get(id)?.impact;
  }

  /** Rows of its list of files, from one on; none while they are being counted. */
  filesOf(id: string, order: FileOrder, from: number, count = filePageRows): readonly FileView[] {
    return this.impactOf(id)?.files?.page?.(order, from, count).map(visibleTarget) ?? [];
  }

  /** All of its files as text; undefined where there are none (yet). */
  fileText(id: string): string | undefined {
    const files = this.filesOf(id, 'lost', 0, Number.MAX_SAFE_INTEGER);
    return files.length === 0 ? undefined : fileListText(visibleLine(this.lossOf(id)), files);
  }

  /** Keeps a measured loss. False when it is of no use any more: the act was decided, or measured to the end before. */
  measured(ask: AskMessage, impact: Impact, final: boolean, context?: SessionContext): boolean {
    const known = this.#known.get(ask.id);
    if (this.actOf(ask.id)?.proposal !== ask.proposal || known?.final === true) return false;
    this.#known.set(ask.id, { ...known, impact, final, ...(context === undefined ? {} : { context }) });
    return true;
  }

  /** Another command stands for the act from now on, or its own again; it has to be measured. */
  edit(id: string, edited: EditedAct | undefined): void {
    const { context } = this.#known.get(id) ?? {};
    this.#known.set(id, { ...(context === undefined ? {} : { context }), ...(edited === undefined ? {} : { edited }) });
  }

  /** What it touches is not what was proposed; without `what` it is again. False when that was known. */
  changed(id: string, what: string | undefined): boolean {
    const { changed, ...known } = this.#known.get(id) ?? {};
    if (changed === what || this.#options.queue.find(id) === undefined) return false;
    this.#known.set(id, { ...known, ...(what === undefined ? {} : { changed: what }) });
    return true;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  lossOf(id: string): string {
    const ask = this.actOf(id);
    return this.impactOf(id)?.loss ?? (ask === undefined ? '' : lossFromVerdict(ask.verdict, this.#options.translate));
  }

  showing(id: string): Showing | undefined {
    const ask = this.actOf(id);
    if (ask === undefined) return undefined;
    const { queue, freezes, mintNonce, translate, ports, canEdit } = this.#options;
    const { impact, final, context, edited, changed } = this.#known.get(id) ?? {};
    const grant = edited === undefined ? ports.grants?.offer(ask) : undefined;
    const editable = editableText(ask.proposal);
    const owner = ports.owner?.nameFor(ask);
    const view = askView({ ask, nonce: mintNonce(), freezes: freezes(ask), translate, final: final === true, ...(impact === undefined ? {} : { impact }), ...(context === undefined ? {} : { context }) });
    return {
      view: {
        ...view,
        ...(canEdit && editable !== undefined ? { editable } : {}),
        ...(grant === undefined ? {} : { grant }),
        ...(owner === undefined ? {} : { owner: visibleLine(owner) }),
        ...(edited === undefined ? {} : { edited: editedView(edited, translate) }),
        ...(changed === undefined ? {} : { changed: visibleLine(changed) }),
        canPause: ports.pausing !== undefined,
        // SECURITY: what was only announced stands for nothing yet.
        ...(queue.find(id) === undefined ? { nonce: '', measured: false } : {}),
      },
      queue: this.queue(id),
    };
  }

  /** All that waits, by session in the order of arrival. */
  queue(shown: string): QueueView {
    const { waiting } = this.#options.queue;
    const groups = new Map<string, WaitingAsk[]>();
    for (const one of waiting) {
      const key = sessionKey(one.ask);
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return {
      shown,
      position: waiting.findIndex(({ ask }) => ask.id === shown) + 1,
      waiting: waiting.length,
      groups: [...groups.values()].map((acts) => ({
        session: sessionName(acts[0]?.ask),
        acts: acts.map(({ ask: { id, verdict } }) => ({ id, loss: visibleLine(this.lossOf(id)), grave: verdict.uninspectable || verdict.reversibility === 'irreversible' })),
      })),
    };
  }
}

/** Equal for two acts of one session of one agent. */
export const sessionKey = ({ actor, proposal }: AskMessage): string => `${actor.agent} ${proposal.session.id}`;

/** `Codex · 3f2a…`: enough to tell two sessions apart; the whole id stands with the act. */
function sessionName(ask: AskMessage | undefined): string {
  if (ask === undefined) return '';
  const { id } = ask.proposal.session;
  return visibleLine(`${agentName(ask.actor.agent)} · ${id.length > 12 ? `${id.slice(0, 11)}…` : id}`);
}
