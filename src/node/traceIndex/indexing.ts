import { addToRow, newActRow, statusOfRow, termsOf, type ActRow, type ActTerms } from '../../core/trace/actRow.ts';
import { oneLine } from '../../core/trace/actionTitle.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import type { SeqRange } from '../../core/trace/record.ts';
import type { ActionStatus } from '../../core/trace/traceTree.ts';
import type { ActIndex, IndexChanges, IndexedLine, IndexPosition, LinePlace, SessionRow } from './actIndex.ts';

/** A line to be indexed; without an event where it was erased or is not known to this version. */
export interface NewLine extends LinePlace {
  readonly event: TraceEvent | undefined;
}

const noCounts = (): Record<ActionStatus, number> => ({ allowed: 0, approved: 0, denied: 0, waiting: 0, undecided: 0, gap: 0 });
/** How far back an outcome that names no call looks for its act. */
const mostLookedAt = 20;

/**
 * Turns a run of lines into what an index has to change: acts grow by their events, sessions are summed up. State: the rows
 * touched so far. `eventsOf` reads the earlier events of an act whose words are to be indexed anew.
 */
export class Indexing {
  private readonly acts = new Map<string, ActRow>();
  private readonly before = new Map<string, ActionStatus>();
  private readonly calls = new Map<string, ActRow>();
  private readonly latest = new Map<string, ActRow[]>();
  private readonly sessions = new Map<string, SessionRow>();
  private readonly terms = new Map<number, ActTerms>();
  private readonly lines: IndexedLine[] = [];
  private readonly erased: SeqRange[] = [];

  constructor(private readonly index: ActIndex, private readonly eventsOf: (act: ActRow) => readonly TraceEvent[]) {}

  add(line: NewLine): void {
    const { event, ...place } = line;
    if (event === undefined) {
      this.lines.push({ ...place, session: '', agent: '', act: -1 });
      return;
    }
    const { session = '', agent = '', body } = event;
    if (body.kind === 'erased') this.erased.push(...body.ranges);
    const act = this.actFor(event, place.seq);
    if (act !== undefined) {
      addToRow(act, event);
      this.addTerms(act, event);
    } else if (body.kind === 'said' && session !== '') {
      const last = this.latestOf(session, agent)[0];
      if (last !== undefined) this.addTerms(last, event);
    }
    if (session !== '') this.addToSession(event, place.seq);
    // What the editor does about an act later (a restore, say) names the act alone, and belongs to the act's session.
    const of = session === '' && act !== undefined ? act : { session, agent };
    this.lines.push({ ...place, session: of.session, agent: of.agent, act: act?.id ?? 0 });
  }

  /** With `whole`, acts that changed bring all their terms, also where none are new. */
  changes(from: IndexPosition, position: IndexPosition, whole?: 'whole'): IndexChanges {
    const acts = [...this.acts.values()];
    if (whole !== undefined) for (const act of acts) if (!this.terms.has(act.id) && this.before.has(act.key)) this.terms.set(act.id, joined(this.eventsOf(act).map(termsOf)));
    for (const act of acts) {
      const status = statusOfRow(act);
      const before = this.before.get(act.key);
      const session = this.sessions.get(keyOf(act.session, act.agent)) ?? this.index.session(act.session, act.agent);
      if (session === undefined || before === status) continue;
      this.sessions.set(keyOf(act.session, act.agent), session);
      session.counts[status] += 1;
      if (before !== undefined) session.counts[before] -= 1;
    }
    return { lines: this.lines, acts, terms: this.terms, sessions: [...this.sessions.values()], erased: this.erased, from, position };
  }

  private actFor(event: TraceEvent, seq: number): ActRow | undefined {
    const { proposal, session = '', agent = '', body, callId } = event;
    if (proposal !== undefined) return this.actNamed(proposal) ?? this.begin(event, proposal, seq);
    if (body.kind === 'gap') return this.begin(event, event.id, seq);
    if (body.kind !== 'outcome' || session === '') return undefined;
    if (callId !== undefined) return this.byCall(session, agent, callId) ?? this.begin(event, event.id, seq);
    return this.latestOf(session, agent).find((act) => !act.ended && ['allowed', 'approved'].includes(statusOfRow(act))) ?? this.begin(event, event.id, seq);
  }

  private actNamed(key: string): ActRow | undefined {
    return this.acts.get(key) ?? this.take(this.index.actByKey(key));
  }

  private byCall(session: string, agent: string, callId: string): ActRow | undefined {
    const known = this.calls.get(`${keyOf(session, agent)} ${callId}`);
    if (known !== undefined) return known;
    const found = this.index.actByCall(session, agent, callId);
    return found === undefined ? undefined : this.acts.get(found.key) ?? this.take(found);
  }

  private latestOf(session: string, agent: string): readonly ActRow[] {
    const key = keyOf(session, agent);
    const known = this.latest.get(key);
    if (known !== undefined) return known;
    const found = this.index.latestActs(session, agent, mostLookedAt).map((act) => this.acts.get(act.key) ?? this.take(act) ?? act);
    this.latest.set(key, found);
    return found;
  }

  /** A row of the index that is going to change. */
  private take(act: ActRow | undefined): ActRow | undefined {
    if (act === undefined) return undefined;
    this.acts.set(act.key, act);
    this.before.set(act.key, statusOfRow(act));
    return act;
  }

  private begin(event: TraceEvent, key: string, seq: number): ActRow {
    const { session = '', agent = '', callId } = event;
    const act = newActRow(seq, key, event);
    const latest = [act, ...this.latestOf(session, agent)].slice(0, mostLookedAt);
    this.acts.set(key, act);
    this.latest.set(keyOf(session, agent), latest);
    if (callId !== undefined) this.calls.set(`${keyOf(session, agent)} ${callId}`, act);
    return act;
  }

  private addTerms(act: ActRow, event: TraceEvent): void {
    const added = termsOf(event);
    if (added.text === '' && added.rules.length === 0 && added.paths.length === 0) return;
    // Words of an act are one document: what was indexed before is read again.
    const known = this.terms.get(act.id) ?? (this.before.has(act.key) ? joined(this.eventsOf(act).map(termsOf)) : noTerms);
    this.terms.set(act.id, joined([known, added]));
  }

  private addToSession(event: TraceEvent, seq: number): void {
    const { session = '', agent = '', workspace, at, body } = event;
    const key = keyOf(session, agent);
    const row = this.sessions.get(key) ?? this.index.session(session, agent) ?? { session, agent, workspace, startedAt: at, seq, lastAt: at, ended: false, title: '', events: 0, counts: noCounts() };
    this.sessions.set(key, row);
    row.events += 1;
    row.seq = Math.max(row.seq, seq);
    if (at > row.lastAt) row.lastAt = at;
    if (body.kind === 'session') row.ended = body.phase === 'end';
    const prompt = body.kind === 'prompt' ? body.text : body.kind === 'proposal' ? body.reasoning.prompt : undefined;
    if (row.title === '' && prompt !== undefined) row.title = oneLine(prompt);
  }
}

const noTerms: ActTerms = { rules: [], paths: [], text: '' };
/** Longest document of one act. */
const longestDocument = 8000;

const joined = (all: readonly ActTerms[]): ActTerms => ({
  rules: [...new Set(all.flatMap(({ rules }) => rules))], paths: [...new Set(all.flatMap(({ paths }) => paths))],
  text: all.map(({ text }) => text).filter((text) => text !== '').join('\n').slice(0, longestDocument),
});

/** One name for a session of an agent. */
export const keyOf = (session: string, agent: string): string => `${agent} ${session}`;
