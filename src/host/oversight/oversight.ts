import { randomBytes } from 'node:crypto';
import { agentName } from '../../core/agentNames.ts';
import type { QuestionLimits } from '../../core/budget/questionBudget.ts';
import type { Grant } from '../../core/grant/grant.ts';
import { grantScopesOf } from '../../core/grant/grantScope.ts';
import type { GrantRules } from '../../core/policy/policy.ts';
import type { TraceBody, TraceEvent } from '../../core/trace/event.ts';
import type { StoredPause } from '../../node/pauseStore.ts';
import type { EventHeader } from '../../node/trace/spool.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { admit } from '../approval/admission.ts';
import type { Settlement } from '../approval/askQueue.ts';
import type { Translate } from '../approval/askView.ts';
import { CallWatch } from '../approval/callWatch.ts';
import { commandLine } from '../approval/commandView.ts';
import { Duplicates } from '../approval/duplicates.ts';
import { GrantLedger } from './grantLedger.ts';
import { scopeWords } from './grantWords.ts';
import { Pauses } from './pauses.ts';
import type { ApprovalPorts, GrantPort, PausePort } from '../approval/ports.ts';
import { RefusalCount } from '../approval/refusals.ts';
import { Questions, type Asker } from './questions.ts';

export interface OversightOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly by: string;
  readonly limits: (asker: Asker) => QuestionLimits;
  /** What the policy of a workspace says of approvals that last. */
  readonly grantRules: (workspace: string) => GrantRules;
  /** State of policy and freezes over an act, equal only where nothing changed. */
  readonly revision: (place: Pick<AskMessage, 'workspace' | 'cwd'>) => string;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly recordFor: (ask: AskMessage, body: TraceBody) => void;
  readonly record: (header: EventHeader, body: TraceBody) => void;
  readonly waiting: () => readonly AskMessage[];
  /** An agent asked too often: the person is told once. */
  readonly tooOften: (asker: Asker, why: string) => void;
  /** An agent goes on trying what a freeze refuses. */
  readonly evades: (event: TraceEvent, refusals: number) => void;
  readonly changed: () => void;
  readonly failed: (stage: string, error: unknown) => void;
  readonly translate: Translate;
}

/** A machine that slept is a machine that somebody else may have woken: looked at this often, and what it takes for sleep. */
const pulseMs = 15_000;
const sleptMs = 60_000;

/** What lies between a person's attention and the agents: approvals that last, the budget of questions, and the stop. */
export class Oversight {
  readonly grants: GrantLedger;
  readonly pauses: Pauses;
  readonly grantPort: GrantPort;
  readonly pausePort: PausePort;
  readonly #options: OversightOptions;
  readonly #questions: Questions;
  readonly #duplicates = new Duplicates();
  readonly #refusals = new RefusalCount();
  readonly #calls: CallWatch;
  readonly #pulse: NodeJS.Timeout;

  constructor(options: OversightOptions) {
    this.#options = options;
    const { state, roots, by, limits, revision, recordFor, record, changed, translate } = options;
    this.grants = new GrantLedger({
      now: Date.now, by, revision, rules: options.grantRules, recordFor, record: (workspace, body) => record({ workspace }, body), changed,
      mintId: () => `g-${randomBytes(4).toString('hex')}`, exampleOf: (ask) => commandLine(ask.proposal, 120),
    });
    this.pauses = new Pauses({ state, roots, by, now: Date.now, changed, record: (workspace, agent, body) => record({ workspace, ...(agent === undefined ? {} : { agent }) }, body) });
    this.#questions = new Questions({ now: Date.now, limits, open: this.pauses.all.flatMap((one) => (one.kind === 'pause' && one.pause.cause === 'questions' ? [one.pause] : [])), opened: (asker, ask, at) => this.#opened(asker, ask, at), closed: changed });
    this.#calls = new CallWatch(state, (event) => this.#happened(event));
    this.grantPort = {
      offer: (ask) => {
        const lengths = this.grants.lengthsFor(ask);
        return lengths.length === 0 ? undefined : { scope: scopeWords(grantScopesOf({ verdict: ask.verdict, actions: ask.proposal.actions }) ?? [], ask.workspace, translate), lengths };
      },
      give: (ask, length) => this.grants.give(ask, length),
    };
    this.pausePort = { pause: ({ workspace, actor, proposal }) => this.pause({ workspace, agent: actor.agent }, '', proposal.session.id) };
    let beat = Date.now();
    this.#pulse = setInterval(() => {
      const now = Date.now();
      if (Math.abs(now - beat) > sleptMs) this.#end(() => true, 'clock');
      beat = now;
    }, pulseMs);
    this.#pulse.unref();
  }

  watch(roots: readonly string[]): void {
    this.#calls.watch(roots);
    this.pauses.refresh();
    this.#end(({ workspace }) => !roots.includes(workspace), 'closed');
  }

  /** A question on its way to the person. */
  async admit(ask: AskMessage, gone: AbortSignal, ports: ApprovalPorts, askPerson: (ask: AskMessage, gone: AbortSignal, unseen: boolean) => Promise<Settlement>): Promise<Settlement> {
    // Asked before the settlement counts: a refused trial opens the breaker, and is no look at what waits behind it.
    let open = false;
    const settlement = await admit(ask, gone, {
      ports, grants: this.grants, questions: this.#questions, duplicates: this.#duplicates, failed: this.#options.failed,
      ask: async (...question) => {
        const settled = await askPerson(...question);
        open = this.#questions.isOpen({ workspace: ask.workspace, agent: ask.actor.agent });
        return settled;
      },
    });
    if (open) this.#looked(ask, settlement);
    return settlement;
  }

  /** Whether a question that is about to come would be shown to the person; counts nothing. */
  wouldShow(ask: AskMessage): boolean {
    return !this.grants.covers(ask) && !this.#duplicates.has(ask) && this.#questions.wouldShow(ask);
  }

  /** Policy or freezes may have changed: what was granted under other ones ends. */
  rulesChanged(): void {
    this.grants.list();
  }

  /** Stops an agent: its grants end with it. */
  pause({ workspace, agent }: Asker, reason: string, session?: string): void {
    this.pauses.pause(workspace, { agent, cause: 'person', ...(session === undefined ? {} : { session }) }, this.#options.by, reason);
    this.#end((grant) => grant.agent === agent && grant.workspace === workspace, 'paused');
  }

  /** Ends all of these. Throws at the first that cannot be recorded or removed: what is left stops the agent as before. SECURITY: after a gesture of a person. */
  resume(stored: readonly StoredPause[], reason: string): void {
    for (const one of stored) {
      this.pauses.resume(one, reason);
      if (one.kind === 'pause' && one.pause.cause === 'questions') this.#questions.letGoOn(one.pause);
    }
  }

  dispose(): void {
    clearInterval(this.#pulse);
    this.#end(() => true, 'closed');
    this.#calls.dispose();
    this.pauses.dispose();
  }

  /** How often the session was refused this very act before. */
  refusalsBefore({ proposal, verdict }: AskMessage): number {
    return this.#refusals.before(proposal.session.id, verdict);
  }

  #happened(event: TraceEvent): void {
    const { workspace, agent, actor, session, turn, proposal, callId } = event;
    if (event.body.kind === 'proposal' && agent !== undefined) this.#questions.called({ workspace, agent });
    const retry = this.#refusals.happened(event);
    if (retry === undefined) return;
    try {
      this.#options.record({ workspace, ...(agent === undefined ? {} : { agent }), ...(actor === undefined ? {} : { actor }), ...(session === undefined ? {} : { session }), ...(turn === undefined ? {} : { turn }), ...(proposal === undefined ? {} : { proposal }), ...(callId === undefined ? {} : { callId }) }, retry);
    } catch (error) {
      this.#options.failed('recording a retry', error);
    }
    if (retry.evasion) this.#options.evades(event, retry.refusals);
  }

  /** Whoever looked at the last of what waited together has looked at all of it. */
  #looked({ workspace, actor: { agent } }: AskMessage, { method }: Settlement): void {
    if (method !== 'panel' && method !== 'quick-pick' && method !== 'edited') return;
    if (this.#options.waiting().some((other) => other.workspace === workspace && other.actor.agent === agent)) return;
    const stored = this.pauses.find(workspace, agent, 'questions');
    try {
      if (stored !== undefined) this.resume([stored], 'looked at all that waited');
    } catch (error) {
      this.#options.failed('letting an agent go on', error);
    }
  }

  #opened(asker: Asker, ask: AskMessage | undefined, { inTenMinutes, inHundredCalls }: QuestionLimits): void {
    const { tooOften, failed, translate } = this.#options;
    const why = ask === undefined
      ? translate('{0} was let go on and its next question was not approved', agentName(asker.agent))
      : translate('{0} asks too often (at most {1} in 10 minutes, and {2} more for 100 calls)', agentName(asker.agent), String(inTenMinutes), String(inHundredCalls));
    try {
      this.pauses.pause(asker.workspace, { agent: asker.agent, cause: 'questions', ...(ask === undefined ? {} : { session: ask.proposal.session.id }) }, 'tagout', why);
    } catch (error) {
      failed('storing a pause', error);
    }
    tooOften(asker, why);
  }

  #end(chosen: (grant: Grant) => boolean, ending: Parameters<GrantLedger['end']>[1]): void {
    try {
      this.grants.end(chosen, ending);
    } catch (error) {
      this.#options.failed('recording the end of a grant', error);
    }
  }
}
