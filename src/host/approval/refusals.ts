import { refusalKey, refusedAgain, type Refusals } from '../../core/session/retries.ts';
import type { TraceBody, TraceEvent } from '../../core/trace/event.ts';
import type { Verdict } from '../../core/verdict.ts';

/** Acts, and proposals that are not decided yet, that are remembered; the oldest are forgotten first. */
const remembered = 5000;

/** What is to be recorded with a proposal that repeats a refused act. */
export type Retry = Extract<TraceBody, { readonly kind: 'retry' }>;

/** Counts how often each session proposes what was refused to it. Fed with the events of the trace, in any order of sessions. */
export class RefusalCount {
  readonly #refused = new Map<string, Refusals>();
  readonly #verdicts = new Map<string, Verdict>();

  /** The retry that an event completes; undefined for all others. What nobody refused (an error, a deadline) does not count. */
  happened({ body, session, proposal }: TraceEvent): Retry | undefined {
    if (session === undefined || proposal === undefined) return undefined;
    if (body.kind === 'verdict') {
      if (body.verdict.decision !== 'allow') keep(this.#verdicts, proposal, body.verdict);
      return undefined;
    }
    if (body.kind !== 'decision') return undefined;
    const verdict = this.#verdicts.get(proposal);
    this.#verdicts.delete(proposal);
    if (verdict === undefined || body.decision !== 'deny' || (body.by !== 'policy' && body.by !== 'person' && body.by !== 'freeze')) return undefined;
    const key = `${session} ${refusalKey(verdict)}`;
    const frozen = verdict.frozen || body.by === 'freeze';
    const { refusals, retry } = refusedAgain(this.#refused.get(key), frozen);
    keep(this.#refused, key, refusals);
    return retry === undefined ? undefined : { kind: 'retry', frozen, ...retry };
  }

  /** How often this session was refused this act before. */
  before(session: string, verdict: Verdict): number {
    return this.#refused.get(`${session} ${refusalKey(verdict)}`)?.count ?? 0;
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > remembered && oldest !== undefined) map.delete(oldest);
}
