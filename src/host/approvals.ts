import type { Freeze } from '../core/freeze/freeze.ts';
import type { AskMessage } from '../protocol/channel.ts';
import { AskQueue, type Settlement, type WaitingAsk } from './askQueue.ts';
import { approve, deny, withdraw, type Gesture } from './approvalFlow.ts';
import type { ApprovalSurface, SurfaceEvents } from './approvalSurface.ts';
import { askView, lossFromVerdict, type Translate } from './askView.ts';
import type { ApprovalPorts, DiffPair, Impact } from './ports.ts';
import { verdictImpact } from './verdictImpact.ts';

/** The window answers this much before the hook process would refuse by itself, so that the answer still arrives. */
const answerAheadMs = 1000;
/** Longest time that the loss is measured before the panel says that it could not be. */
const measureLimitMs = 5000;

export interface ApprovalsOptions {
  readonly ports: ApprovalPorts;
  readonly surface: (events: SurfaceEvents) => ApprovalSurface;
  /** `first` is called at most once, with what is known while the measuring goes on. */
  readonly measure: (ask: AskMessage, signal: AbortSignal, first: (impact: Impact) => void) => Promise<Impact>;
  /** Freezes over the act, for display. */
  readonly freezes: (ask: AskMessage) => readonly Freeze[];
  readonly showDiff: (ask: AskMessage, pairs: readonly DiffPair[]) => void;
  /** The act was decided or withdrawn: what was opened to decide it can be closed. */
  readonly closeDiff: (ask: AskMessage) => void;
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
  readonly #surface: ApprovalSurface;
  readonly #impacts = new Map<string, { readonly impact: Impact; readonly final: boolean }>();
  #shown: string | undefined;
  /** The person closed the surface: it comes back for a new act or on request. */
  #putAside = false;

  constructor(options: ApprovalsOptions) {
    this.#options = options;
    this.#surface = options.surface({
      deny: (id, { reason, ...gesture }) => void this.deny(id, { by: options.by, reason: denialText(options.by, reason), ...gesture }),
      approve: (id, gesture) => void this.#approve(id, { ...gesture, by: options.by }),
      diff: (id) => this.#showDiff(id),
      closed: () => this.#closed(),
    });
    this.#queue.onChange(() => {
      options.waitingChanged(this.#queue.waiting.length);
      this.#showNext();
    });
  }

  get waiting(): readonly WaitingAsk[] {
    return this.#queue.waiting;
  }

  /** Resolves with the one answer. `gone` is aborted when nobody waits for it any more. */
  async ask(ask: AskMessage, gone: AbortSignal): Promise<Settlement> {
    const { ports, translate } = this.#options;
    const now = ports.now();
    const left = Date.parse(ask.deadline) - answerAheadMs - now;
    if (!(left > 0)) return { outcome: 'denied', by: 'tagout', method: 'deadline', reason: translate('nobody could be asked in time') };
    const frozen = ports.frozen(ask);
    if (frozen !== undefined) {
      ports.record(ask, { kind: 'answer', outcome: 'denied', by: 'freeze', method: 'freeze', reason: frozen });
      return { outcome: 'denied', by: 'freeze', method: 'freeze', reason: frozen };
    }
    const measuring = new AbortController();
    const timer = setTimeout(() => this.deny(ask.id, { by: 'tagout', method: 'deadline', reason: translate('nobody answered in time') }), left);
    const leave = (): void => withdraw(this.#queue, ports, ask.id);
    gone.addEventListener('abort', leave, { once: true });
    try {
      this.#putAside = false;
      const answer = this.#queue.add(ask, now);
      void this.#measure(ask, measuring.signal);
      return await answer;
    } finally {
      clearTimeout(timer);
      measuring.abort();
      gone.removeEventListener('abort', leave);
      this.#impacts.delete(ask.id);
      this.#options.closeDiff(ask);
    }
  }

  deny(id: string, settlement: Omit<Settlement, 'outcome'> & { readonly dwellMs?: number; readonly displayed?: string }): boolean {
    return deny(this.#queue, this.#options.ports, id, settlement);
  }

  /** Refuses the act that is shown, or the oldest one. */
  denyShown(reason: string): boolean {
    const id = this.#shown ?? this.#queue.waiting[0]?.ask.id;
    return id !== undefined && this.deny(id, { by: this.#options.by, method: 'panel', reason });
  }

  /** Brings the surface back with the oldest waiting act. */
  review(): void {
    this.#putAside = false;
    this.#shown = undefined;
    this.#showNext();
  }

  /** A freeze came or changed: whatever it refuses is refused at once. */
  freezeChanged(): void {
    for (const { ask } of this.#queue.waiting) {
      const why = this.#options.ports.frozen(ask);
      if (why !== undefined) this.deny(ask.id, { by: 'freeze', method: 'freeze', reason: why });
    }
    if (this.#shown !== undefined) this.#draw(this.#shown);
  }

  /** The window closes: nobody can decide here any more. */
  dispose(): void {
    for (const { ask } of this.#queue.waiting) this.deny(ask.id, { by: 'tagout', method: 'failure', reason: this.#options.translate('the editor window was closed before anybody decided') });
    this.#surface.dispose();
  }

  async #approve(id: string, gesture: Gesture): Promise<void> {
    const { translate, failed } = this.#options;
    this.#surface.busy(id, translate('Keeping what would be lost…'));
    try {
      const result = await approve(this.#queue, this.#options.ports, id, gesture);
      switch (result.kind) {
        case 'approved':
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
      failed('approval', error);
      this.#surface.rejected(id, translate('Not approved: an internal error, see the log of Tagout.'));
    }
  }

  #closed(): void {
    this.#putAside = true;
    this.#shown = undefined;
    const [oldest] = this.#queue.waiting;
    if (oldest !== undefined) this.#options.remind(oldest, this.#lossOf(oldest.ask), this.#queue.waiting.length);
  }

  #lossOf(ask: AskMessage): string {
    return this.#impacts.get(ask.id)?.impact.loss ?? lossFromVerdict(ask.verdict, this.#options.translate);
  }

  #showNext(): void {
    const waiting = this.#queue.waiting;
    const position = waiting.findIndex(({ ask }) => ask.id === this.#shown);
    if (position >= 0) return this.#surface.position(position + 1, waiting.length);
    this.#shown = undefined;
    const [oldest] = waiting;
    if (oldest === undefined) return this.#surface.empty();
    if (!this.#putAside) this.#draw(oldest.ask.id);
  }

  #draw(id: string): void {
    const entry = this.#queue.find(id);
    if (entry === undefined) return;
    const { freezes, mintNonce, translate } = this.#options;
    const known = this.#impacts.get(id);
    const waiting = this.#queue.waiting;
    this.#shown = id;
    this.#surface.show({
      view: askView({ ask: entry.ask, nonce: mintNonce(), freezes: freezes(entry.ask), translate, final: known?.final === true, ...(known === undefined ? {} : { impact: known.impact }) }),
      position: waiting.findIndex(({ ask }) => ask.id === id) + 1,
      waiting: waiting.length,
    });
  }

  async #measure(ask: AskMessage, signal: AbortSignal): Promise<void> {
    const { measure, translate, failed } = this.#options;
    const unmeasured = (why: string): Impact => {
      const impact = verdictImpact(ask, translate);
      return { ...impact, wayBack: { ...impact.wayBack, text: `${why} ${impact.wayBack.text}` } };
    };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(measureLimitMs)]);
    const late = new Promise<Impact>((resolve) => limit.addEventListener('abort', () => resolve(unmeasured(translate('What would be lost could not be measured in time.'))), { once: true }));
    const impact = await Promise.race([late, measure(ask, limit, (first) => this.#measured(ask.id, first, false)).catch((error: unknown) => {
      failed('measuring the loss', error);
      return unmeasured(translate('What would be lost could not be measured.'));
    })]);
    this.#measured(ask.id, impact, true);
  }

  #measured(id: string, impact: Impact, final: boolean): void {
    if (this.#queue.find(id) === undefined || this.#impacts.get(id)?.final === true) return;
    this.#impacts.set(id, { impact, final });
    if (this.#shown === id) this.#draw(id);
  }

  #showDiff(id: string): void {
    const entry = this.#queue.find(id);
    const diff = this.#impacts.get(id)?.impact.diff;
    if (entry === undefined || diff === undefined) return;
    diff().then((pairs) => this.#options.showDiff(entry.ask, pairs), (error: unknown) => this.#options.failed('diff', error));
  }
}

/** What the agent reads when a person refuses. */
function denialText(by: string, reason: string | undefined): string {
  return reason === undefined ? `denied by ${by}` : `denied by ${by}: ${reason}`;
}
