import type { Freeze } from '../../core/freeze/freeze.ts';
import type { AskMessage, ComingMessage } from '../../protocol/channel.ts';
import { ActDesk } from './actDesk.ts';
import { approve, deny, withdraw, type ApprovalResult, type Gesture } from './approvalFlow.ts';
import { SessionActions } from './sessionActions.ts';
import type { ApprovalSurface, SurfaceEvents } from './approvalSurface.ts';
import { AskQueue, type Settlement, type WaitingAsk } from './askQueue.ts';
import type { Translate } from './askView.ts';
import { ComingActs, isAsAnnounced, type EarlyRefusal } from './comingActs.ts';
import type { JudgeAgain } from './editedAct.ts';
import { EditedApprovals } from './editedApprovals.ts';
import { LossMeasuring } from '../impact/lossMeasuring.ts';
import type { ApprovalPorts, DiffPair, Impact, SessionContext } from './ports.ts';
import { WaitingActs } from './waitingActs.ts';
import { WaitingScreen } from './waitingScreen.ts';

/** The window answers this much before the hook process would refuse by itself, so that the answer still arrives. */
const answerAheadMs = 1000;

export interface ApprovalsOptions {
  readonly ports: ApprovalPorts;
  readonly surface: (events: SurfaceEvents) => ApprovalSurface;
  /** `first` is called at most once, with what is known while the measuring goes on. */
  readonly measure: (ask: AskMessage, signal: AbortSignal, first: (impact: Impact) => void) => Promise<Impact>;
  /** What else is known of the session; read when the loss was measured. */
  readonly context?: (ask: AskMessage) => SessionContext;
  /** Judges another command in place of the act's own. Throws when it cannot. */
  readonly judgeAgain?: JudgeAgain;
  /** Freezes over the act, for display. */
  readonly freezes: (ask: AskMessage) => readonly Freeze[];
  readonly showDiff: (ask: AskMessage, pairs: readonly DiffPair[]) => void;
  /** The act was decided or withdrawn: what was opened to decide it can be closed. */
  readonly closeDiff: (ask: AskMessage) => void;
  /** Opens a text to read. */
  readonly showText: (title: string, text: string) => void;
  readonly copy: (text: string) => void;
  /** The surface was closed while acts wait. */
  readonly remind: (oldest: WaitingAsk, loss: string, waiting: number) => void;
  readonly waitingChanged: (waiting: number) => void;
  readonly failed: (stage: string, error: unknown) => void;
  readonly by: string;
  readonly translate: Translate;
  /** SECURITY: unguessable, new for every showing. */
  readonly mintNonce: () => string;
}

/**
 * Leads each waiting act from its arrival to one answer: shows the oldest, measures its loss, takes gestures, refuses at
 * the deadline and under a freeze. Every failure on the way ends in a denial or leaves the act waiting for its deadline.
 */
export class Approvals {
  readonly #options: ApprovalsOptions;
  readonly #queue = new AskQueue();
  readonly #coming = new ComingActs();
  readonly #edited = new EditedApprovals();
  readonly #acts: WaitingActs;
  readonly #measuring: LossMeasuring;
  readonly #surface: ApprovalSurface;
  readonly #screen: WaitingScreen;

  constructor(options: ApprovalsOptions) {
    this.#options = options;
    const { ports, freezes, translate, mintNonce, by, failed, measure, context, remind } = options;
    this.#acts = new WaitingActs({ queue: this.#queue, coming: this.#coming, ports, freezes, translate, mintNonce, canEdit: options.judgeAgain !== undefined });
    this.#measuring = new LossMeasuring({ measure, failed, translate, ...(context === undefined ? {} : { context }) });
    const session = new SessionActions({ queue: this.#queue, announced: (id) => this.#coming.find(id), deny: (id, settlement) => this.deny(id, settlement), ports, by, translate, say: (id, text) => this.#surface.busy(id, text), refuse: (id, text) => this.#surface.rejected(id, text), failed });
    const desk = new ActDesk({
      ...options, queue: this.#queue, acts: this.#acts, surface: () => this.#surface,
      changed: (ask) => {
        this.#screen.draw(ask.id);
        this.#measure(ask);
      },
    });
    this.#surface = options.surface({
      deny: (id, { reason, ...gesture }) => void this.deny(id, { by, reason: denialText(by, reason), ...gesture }),
      approve: (id, gesture) => void this.#approve(id, { ...gesture, by }),
      diff: desk.diff,
      files: desk.files,
      list: desk.list,
      denySession: (id, gesture) => session.denyAll(id, gesture),
      pause: (id) => session.pause(id),
      askOwner: (id) => void session.askOwner(id),
      edit: desk.edit,
      original: desk.original,
      copy: desk.copy,
      select: (other) => this.#screen.draw(other),
      closed: () => this.#screen.closed(),
    });
    this.#screen = new WaitingScreen({ queue: this.#queue, acts: this.#acts, surface: this.#surface, remind, failed });
    this.#queue.onChange(() => {
      options.waitingChanged(this.#queue.waiting.length);
      this.#screen.refresh();
    });
  }

  get waiting(): readonly WaitingAsk[] {
    return this.#queue.waiting;
  }

  /**
   * Shows and measures what will be asked about in a moment, where `wouldShow` says that the person would see it. Where something
   * else waits it is shown when its turn comes. `gone` is aborted when it is not to be expected any more.
   */
  announce(coming: ComingMessage, gone: AbortSignal, wouldShow: (ask: AskMessage) => boolean): void {
    if (this.#queue.waiting.length > 0 || this.#screen.shown !== undefined) return;
    const ask = this.#coming.of(coming);
    if (ask === undefined || !wouldShow(ask) || this.#options.ports.frozen(ask) !== undefined) return;
    this.#coming.add(ask);
    gone.addEventListener('abort', () => {
      if (this.#coming.take(ask.id) === undefined) return;
      this.#measuring.stop(ask.id);
      this.#acts.forget(ask.id);
      this.#screen.refresh();
    }, { once: true });
    this.#screen.expect(ask.id, false);
    this.#screen.draw(ask.id);
    this.#measure(ask);
  }

  /** Resolves with the one answer. `gone` is aborted when nobody waits for it any more; `unseen` lets it wait without a showing of its own. */
  async ask(ask: AskMessage, gone: AbortSignal, unseen = false): Promise<Settlement> {
    const { ports, translate } = this.#options;
    const now = ports.now();
    const left = Date.parse(ask.deadline) - answerAheadMs - now;
    if (!(left > 0)) return { outcome: 'denied', by: 'tagout', method: 'deadline', reason: translate('nobody could be asked in time') };
    const frozen = ports.frozen(ask);
    if (frozen !== undefined) {
      ports.record(ask, { kind: 'answer', outcome: 'denied', by: 'freeze', method: 'freeze', reason: frozen });
      return { outcome: 'denied', by: 'freeze', method: 'freeze', reason: frozen };
    }
    const timer = setTimeout(() => this.deny(ask.id, { by: 'tagout', method: 'deadline', reason: this.#screen.isUnseen(ask.id) ? translate('this agent asked too often, so its questions wait until a person looks at all of them together; go on with work that needs no approval') : translate('nobody answered in time') }), left);
    const leave = (): void => withdraw(this.#queue, ports, ask.id);
    gone.addEventListener('abort', leave, { once: true });
    try {
      this.#screen.expect(ask.id, unseen);
      return await this.#wait(ask, now);
    } finally {
      clearTimeout(timer);
      this.#measuring.stop(ask.id);
      gone.removeEventListener('abort', leave);
      this.#screen.forget(ask.id);
      this.#acts.forget(ask.id);
      this.#options.closeDiff(ask);
    }
  }

  /** Answers the question about a command that was approved here in place of the agent's; undefined where a person has to. */
  answerEdited(ask: AskMessage): Promise<Settlement | undefined> {
    return this.#edited.answer(ask, this.#options.ports);
  }

  deny(id: string, settlement: EarlyRefusal): boolean {
    return deny(this.#queue, this.#options.ports, id, settlement) || this.#coming.refuse(id, settlement);
  }

  /**
   * Carries an approval out that somebody else signed, for the act as the agent proposed it, whatever was changed here.
   * SECURITY: called after the signature was checked against exactly this act, and by nothing else.
   */
  async approveSigned(id: string, gesture: Gesture): Promise<ApprovalResult> {
    const result = await approve(this.#queue, this.#options.ports, id, gesture);
    if (result.kind === 'frozen') this.deny(id, { by: 'freeze', method: 'freeze', reason: result.why });
    return result;
  }

  lossOf(id: string): string {
    return this.#acts.lossOf(id);
  }

  /** The act that is shown, or the oldest one, and then the others. */
  get inSight(): readonly AskMessage[] {
    return this.#screen.inSight;
  }

  /** Refuses the act that is shown, or the oldest one. */
  denyShown(reason: string): boolean {
    const [first] = this.#screen.inSight;
    return first !== undefined && this.deny(first.id, { by: this.#options.by, method: 'panel', reason });
  }

  /** Brings the surface back with the oldest waiting act. */
  review(): void {
    this.#screen.review();
  }

  /** A freeze came or changed: whatever it refuses is refused at once. */
  freezeChanged(): void {
    for (const { ask } of this.#queue.waiting) {
      const why = this.#options.ports.frozen(ask);
      if (why !== undefined) this.deny(ask.id, { by: 'freeze', method: 'freeze', reason: why });
    }
    if (this.#screen.shown !== undefined) this.#screen.draw(this.#screen.shown);
  }

  /** The window closes: nobody can decide here any more. */
  dispose(): void {
    for (const { ask } of this.#queue.waiting) this.deny(ask.id, { by: 'tagout', method: 'failure', reason: this.#options.translate('the editor window was closed before anybody decided') });
    this.#screen.dispose();
  }

  /** Puts the act into the queue. What was announced of it goes on: its showing, its measuring, and a refusal. */
  #wait(ask: AskMessage, now: number): Promise<Settlement> {
    const announced = this.#coming.take(ask.id);
    if (announced === undefined || !isAsAnnounced(announced.ask, ask)) {
      this.#acts.forget(ask.id);
      const answer = this.#queue.add(ask, now);
      this.#measure(ask);
      return answer;
    }
    const { proposal, verdict } = announced.ask;
    const answer = this.#queue.add({ ...ask, proposal, verdict }, now);
    if (announced.refusal !== undefined) this.deny(ask.id, announced.refusal);
    else this.#screen.redraw(ask.id);
    return answer;
  }

  async #approve(id: string, gesture: Gesture): Promise<void> {
    const { translate, failed, ports } = this.#options;
    this.#surface.busy(id, translate('Keeping what would be lost…'));
    const edited = this.#acts.editedOf(id);
    try {
      if (edited?.original.replaceable === true) this.#edited.add(edited, gesture, ports.now());
      const result = await approve(this.#queue, ports, id, gesture, edited);
      if (result.kind !== 'instead') this.#edited.drop(id);
      switch (result.kind) {
        case 'approved':
        case 'instead':
        case 'gone':
          return;
        case 'frozen':
          this.deny(id, { by: 'freeze', method: 'freeze', reason: result.why });
          return;
        case 'no-way-back':
          this.#surface.noWayBack(id, result.why);
          return;
        case 'not-recorded':
          this.#surface.rejected(id, translate('Not approved: the decision could not be recorded ({0}).', result.why));
          return;
      }
    } catch (error) {
      this.#edited.drop(id);
      failed('approval', error);
      this.#surface.rejected(id, translate('Not approved: an internal error, see the log of Tagout.'));
    }
  }

  #measure(ask: AskMessage): void {
    this.#measuring.start(ask, (impact, final, context) => {
      if (this.#acts.measured(ask, impact, final, context)) this.#screen.redraw(ask.id);
    });
  }

}

/** What the agent reads when a person refuses. */
function denialText(by: string, reason: string | undefined): string {
  return reason === undefined ? `denied by ${by}` : `denied by ${by}: ${reason}`;
}
