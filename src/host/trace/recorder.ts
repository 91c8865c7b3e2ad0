import type { AskMessage } from '../../protocol/channel.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import { openSpool, type EventHeader, type Spool } from '../../node/trace/spool.ts';

/** The editor window's own end of the trace: one spool for each workspace that it wrote about. Always durable; throws when nothing was recorded. */
export class Recorder {
  readonly #state: string;
  readonly #spools = new Map<string, Spool>();

  constructor(state: string) {
    this.#state = state;
  }

  record(header: EventHeader, body: TraceBody): void {
    let spool = this.#spools.get(header.workspace);
    if (spool === undefined) {
      spool = openSpool(this.#state, header.workspace);
      this.#spools.set(header.workspace, spool);
    }
    spool.append(header, [body], 'durable');
  }

  /** An event that belongs to a waiting proposal. */
  recordFor(ask: AskMessage, body: TraceBody): void {
    const { actor, proposal, workspace, id } = ask;
    const { id: session, turnId } = proposal.session;
    this.record({ workspace, agent: actor.agent, actor, session, proposal: id, ...(turnId === undefined ? {} : { turn: turnId }), ...(proposal.callId === undefined ? {} : { callId: proposal.callId }) }, body);
  }

  dispose(): void {
    for (const spool of this.#spools.values()) spool.close();
    this.#spools.clear();
  }
}
