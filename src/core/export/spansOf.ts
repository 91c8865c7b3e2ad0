import type { TraceBody, TraceEvent } from '../trace/event.ts';
import { questionWithdrawn } from '../trace/event.ts';
import { attributesOf, bodyAttributes, definedAttributes, whoAttributes, type Attributes } from './attributes.ts';
import type { Exporting, ExportRecord } from './exportRecord.ts';
import { actIdleMs, mostOpenActs, mostOpenTurns, turnIdleMs, type OpenAct, type OpenSpans, type OpenTurn } from './openSpans.ts';
import { actSpan, partSpan, turnSpan, type Span } from './otlpTraces.ts';
import { spanIdOf } from './otlpJson.ts';

/** What one record ended, and what is still open behind it. */
export interface SpanStep {
  readonly open: OpenSpans;
  readonly spans: readonly Span[];
}

/**
 * Record after record → spans, each once, when its end is recorded: session = trace, turn ▸ act ▸ decision, waiting, run. Ids
 * are hashes of what the trace calls them, so that the same records give the same spans. Pure; records come in the order of
 * the chain.
 */
export function spansOf(open: OpenSpans, record: ExportRecord, exporting: Exporting): SpanStep {
  const made = new Making(open, exporting);
  made.take(record);
  return made.step();
}

/** Ends what was idle for too long at a moment, ISO 8601; without one, everything. */
export function settledSpans(open: OpenSpans, exporting: Exporting, now?: string): SpanStep {
  const made = new Making(open, exporting);
  const idle = (lastAt: string, ms: number): boolean => now === undefined || Date.parse(now) - Date.parse(lastAt) > ms;
  for (const act of Object.values(open.acts)) if (idle(act.lastAt, actIdleMs)) made.abandon(act);
  for (const turn of Object.values(open.turns)) if (idle(turn.lastAt, turnIdleMs)) made.tell(turn);
  return made.step();
}

/** What is kept of an event for the span of its act: no content that has its own log record, but the command. */
const onSpan = new Set<TraceBody['kind']>(['proposal', 'verdict', 'decision', 'checkpoint', 'bound', 'retry', 'outcome', 'observed', 'answer', 'edit']);

class Making {
  private readonly acts: Map<string, OpenAct>;
  private readonly turns: Map<string, OpenTurn>;
  private readonly spans: Span[] = [];

  constructor(open: OpenSpans, private readonly exporting: Exporting) {
    this.acts = new Map(Object.entries(open.acts));
    this.turns = new Map(Object.entries(open.turns));
  }

  step(): SpanStep {
    for (const act of [...this.acts.values()].slice(0, Math.max(0, this.acts.size - mostOpenActs))) this.abandon(act);
    for (const [key, turn] of [...this.turns].slice(0, Math.max(0, this.turns.size - mostOpenTurns))) {
      this.tell(turn);
      this.turns.delete(key);
    }
    return { open: { acts: Object.fromEntries(this.acts), turns: Object.fromEntries(this.turns) }, spans: this.spans };
  }

  take(record: ExportRecord): void {
    const { event } = record;
    const { body, session, proposal } = event;
    if (session !== undefined) this.turnFor(record, session);
    if (body.kind === 'session' && session !== undefined) {
      if (body.phase === 'end') this.endSession(record.chain, event.agent ?? '', session);
      return;
    }
    if (body.kind === 'proposal') {
      if (proposal !== undefined) this.begin(record, proposal);
      return;
    }
    if (body.kind === 'gap') {
      this.gap(record, proposal ?? event.id);
      return;
    }
    const act = proposal === undefined ? (body.kind === 'outcome' ? this.actOfOutcome(event) : undefined) : this.acts.get(proposal);
    if (act !== undefined) this.goOn(act, event);
  }

  /** An act whose end nobody reported. */
  abandon(act: OpenAct): void {
    this.finish(act, { to: act.allowedAt ?? act.lastAt, attributes: { 'tagout.unfinished': true } });
  }

  /** The turn's span, where it was not told yet. */
  tell(turn: OpenTurn): void {
    if (turn.told === true) return;
    this.spans.push(turnSpan(turn, this.exporting));
    this.turns.set(keyOf(turn), { ...turn, told: true });
  }

  private turnFor({ event, chain, hash }: ExportRecord, session: string): void {
    const { body, at, agent = '', turn } = event;
    const key = keyOf({ chain, agent, session });
    const known = this.turns.get(key);
    const begins = body.kind === 'prompt' || body.kind === 'proposal' || body.kind === 'gap';
    // An agent may report a prompt before it names the turn that it begins.
    const same = known !== undefined && (turn === undefined ? body.kind !== 'prompt' || (known.acts === 0 && known.id !== undefined) : known.id === turn || (known.id === undefined && known.acts === 0));
    if (known !== undefined && (same || !begins)) {
      const named = known.id ?? turn;
      this.turns.set(key, { ...known, lastAt: at > known.lastAt ? at : known.lastAt, acts: known.acts + (body.kind === 'proposal' ? 1 : 0), ...(named === undefined || !same ? {} : { id: named }) });
      return;
    }
    if (!begins) return;
    if (known !== undefined) this.tell(known);
    const who = without(whoAttributes(event), 'gen_ai.tool.call.id', 'tagout.proposal.id');
    this.turns.delete(key);
    this.turns.set(key, { chain, agent, session, span: spanIdOf(this.exporting.hash, chain, 'turn', hash), at, lastAt: at, acts: body.kind === 'proposal' ? 1 : 0, attributes: who, ...(turn === undefined ? {} : { id: turn }) });
  }

  private endSession(chain: string, agent: string, session: string): void {
    for (const act of this.acts.values()) if (act.session === session && act.agent === agent) this.abandon(act);
    const key = keyOf({ chain, agent, session });
    const turn = this.turns.get(key);
    if (turn !== undefined) this.tell(turn);
    this.turns.delete(key);
  }

  private begin({ event, chain }: ExportRecord, proposal: string): void {
    const { session = '', agent = '', at, callId, body } = event;
    const turn = this.turns.get(keyOf({ chain, agent, session }));
    this.acts.set(proposal, {
      proposal, chain, session, agent, at, lastAt: at, ...(callId === undefined ? {} : { callId }), ...(turn === undefined ? {} : { turn: turn.span }), ...(body.kind === 'proposal' ? { tool: body.tool } : {}), attributes: withoutKind(attributesOf(event)),
    });
  }

  private gap({ event, chain }: ExportRecord, proposal: string): void {
    const known = this.acts.get(proposal);
    const { session = '', agent = '', at, body } = event;
    if (session === '' || body.kind !== 'gap') return;
    const turn = this.turns.get(keyOf({ chain, agent, session }));
    const act: OpenAct = known ?? { proposal, chain, session, agent, at, lastAt: at, ...(turn === undefined ? {} : { turn: turn.span }), ...(body.tool === undefined ? {} : { tool: body.tool }), attributes: {} };
    this.finish(act, { to: at, went: false, error: 'no_decision', attributes: { ...withoutKind(attributesOf(event)), 'tagout.status': 'gap' } });
  }

  private actOfOutcome({ callId, session, agent }: TraceEvent): OpenAct | undefined {
    const own = [...this.acts.values()].filter((act) => act.session === session && act.agent === (agent ?? ''));
    return own.findLast((act) => (callId === undefined ? act.allowedAt !== undefined : act.callId === callId));
  }

  private goOn(before: OpenAct, { at, body }: TraceEvent): void {
    const said = withoutKind(bodyAttributes(body));
    const act: OpenAct = { ...before, lastAt: at, attributes: onSpan.has(body.kind) ? { ...before.attributes, ...said } : before.attributes };
    this.acts.set(act.proposal, act);
    switch (body.kind) {
      case 'ask':
        this.acts.set(act.proposal, { ...act, askedAt: at });
        return;
      case 'answer':
        this.waited(act, at, said);
        return;
      case 'failure':
        if (body.stage === questionWithdrawn) this.waited(act, at, { 'tagout.answer.outcome': 'withdrawn' });
        return;
      case 'decision':
        this.decided(act, at, body, said);
        return;
      case 'run':
        this.runs(act, at, body, said);
        return;
      case 'outcome':
        if (act.ran !== true && act.allowedAt !== undefined) this.part(act, 'run', act.startedAt ?? act.allowedAt, at, body.ok, said);
        this.finish(act, { to: at, went: body.ok, ...(body.exitCode === undefined ? {} : { error: `exit_${body.exitCode}` }), attributes: { 'tagout.status': statusOf(act) } });
        return;
      default:
    }
  }

  private waited({ askedAt, ...act }: OpenAct, at: string, said: Attributes): void {
    if (askedAt !== undefined) this.part({ ...act, askedAt }, 'waiting', askedAt, at, undefined, said);
    this.acts.set(act.proposal, act);
  }

  private decided(act: OpenAct, at: string, { decision, reason }: Extract<TraceBody, { readonly kind: 'decision' }>, said: Attributes): void {
    // Nobody answered: the wait ends with the decision.
    if (act.askedAt !== undefined) this.waited(act, at, { 'tagout.answer.outcome': 'none' });
    const own = this.acts.get(act.proposal) ?? act;
    this.part(own, 'decision', act.at, at, undefined, { ...verdictOf(own.attributes), ...said });
    if (decision === 'allow') this.acts.set(act.proposal, { ...own, allowedAt: at });
    else this.finish(own, { to: at, went: false, error: 'denied', why: reason, attributes: { 'tagout.status': 'denied' } });
  }

  private runs(act: OpenAct, at: string, { step, exitCode, signal }: Extract<TraceBody, { readonly kind: 'run' }>, said: Attributes): void {
    if (step === 'started') this.acts.set(act.proposal, { ...act, startedAt: at });
    else {
      this.part(act, 'run', act.startedAt ?? act.allowedAt ?? act.at, at, step === 'refused' || signal !== undefined ? false : exitCode === undefined ? undefined : exitCode === 0, said);
      this.acts.set(act.proposal, { ...act, ran: true });
    }
  }

  private part(act: OpenAct, part: 'decision' | 'waiting' | 'run', from: string, to: string, went: boolean | undefined, attributes: Attributes): void {
    this.spans.push(partSpan(act, part, { from, to, went, attributes }, this.exporting));
  }

  private finish(act: OpenAct, end: Parameters<typeof actSpan>[1]): void {
    this.spans.push(actSpan(act, end, this.exporting));
    this.acts.delete(act.proposal);
  }
}

const keyOf = ({ chain, agent, session }: { readonly chain: string; readonly agent: string; readonly session: string }): string => `${chain} ${agent} ${session}`;
const without = (attributes: Attributes, ...names: readonly string[]): Attributes => Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
const withoutKind = (attributes: Attributes): Attributes => without(attributes, 'tagout.record.kind');
const verdictOf = (attributes: Attributes): Attributes => definedAttributes(Object.fromEntries(Object.entries(attributes).filter(([name]) => name.startsWith('tagout.verdict') || name.startsWith('tagout.policy') || name.startsWith('tagout.freeze'))));
const statusOf = ({ attributes }: OpenAct): 'approved' | 'allowed' => (attributes['tagout.answer.outcome'] === 'approved' || attributes['tagout.decision.by'] === 'person' ? 'approved' : 'allowed');
