import { oneLine, proposalTitle } from './actionTitle.ts';
import { actStatus } from './actStatus.ts';
import { actionStatuses } from './traceTree.ts';
import { noteOf } from './noteOf.ts';
import { stepOf } from './steps.ts';
import { questionWithdrawn, type TraceBody, type TraceEvent } from './event.ts';
import type { ActionNode, ActionStatus, NoteNode, SaidNode, SessionNode, TraceTree, TurnNode } from './traceTree.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Lists = 'observed' | 'reviews' | 'incidents';
type Draft = Omit<Mutable<ActionNode>, 'steps' | 'saidAfter' | 'restores' | 'status' | Lists> & { -readonly [K in 'steps' | 'saidAfter' | 'restores' | Lists]: ActionNode[K][number][] };
interface TurnDraft {
  id: string;
  /** The agent reported a prompt without the turn that it begins: the turn's first event names it. */
  nameless: boolean;
  readonly startedAt: string;
  prompt: string | undefined;
  readonly actions: Draft[];
  readonly said: SaidNode[];
}
interface SessionDraft {
  readonly id: string;
  readonly first: TraceEvent;
  agent: TraceEvent['agent'];
  lastAt: string;
  ended: boolean;
  readonly turns: TurnDraft[];
}

/**
 * Events → what people read. Pure; the order of the events does not matter (they come from several processes), each is put
 * where its time and its ids say. Events of one proposal belong together by its id; an outcome without one is joined by the
 * agent's call id, else to the last action of the session that has none yet.
 */
export function reduceTrace(events: readonly TraceEvent[]): TraceTree {
  const ordered = events.map((event, index) => ({ event, index })).sort((first, second) => compare(first.event.at, second.event.at) || rank(first.event.body) - rank(second.event.body) || first.index - second.index).map(({ event }) => event);
  const sessions = new Map<string, SessionDraft>();
  const actions = new Map<string, Draft>();
  const notes: NoteNode[] = [];
  for (const event of ordered) {
    const draft = event.proposal === undefined ? undefined : actions.get(event.proposal);
    if (draft !== undefined) addToAction(draft, event);
    if (event.session === undefined) {
      if (draft === undefined) addNote(notes, event, actions);
      continue;
    }
    const session = sessionOf(sessions, event);
    if (draft === undefined) addToSession(session, event, { actions, notes });
  }
  return { sessions: [...sessions.values()].map(finishSession).sort((first, second) => compare(second.lastAt, first.lastAt) || compare(second.id, first.id)), notes: notes.reverse() };
}

const compare = (first: string, second: string): number => (first < second ? -1 : first > second ? 1 : 0);

/** Events of the same millisecond: in the order in which a proposal lives. */
const order: readonly TraceBody['kind'][] = ['session', 'prompt', 'proposal', 'verdict', 'bound', 'ask', 'edit', 'answer', 'checkpoint', 'decision', 'run', 'outcome', 'observed', 'gap', 'review', 'incident', 'restore', 'prune', 'failure', 'freeze', 'trust', 'policy', 'grant', 'pause', 'retry', 'second-person', 'guard', 'clock', 'erased', 'retired', 'said'];
const rank = (body: TraceBody): number => (body.kind === 'session' && body.phase === 'end' ? order.length : order.indexOf(body.kind));

function sessionOf(sessions: Map<string, SessionDraft>, event: TraceEvent): SessionDraft {
  const key = `${event.agent ?? ''} ${event.session ?? ''}`;
  const known = sessions.get(key);
  if (known !== undefined) {
    known.lastAt = event.at;
    return known;
  }
  const session: SessionDraft = { id: event.session ?? '', first: event, agent: event.agent, lastAt: event.at, ended: false, turns: [] };
  sessions.set(key, session);
  return session;
}

function addToSession(session: SessionDraft, event: TraceEvent, context: { actions: Map<string, Draft>; notes: NoteNode[] }): void {
  const { body, at } = event;
  switch (body.kind) {
    case 'session':
      session.ended = body.phase === 'end';
      return;
    case 'prompt':
      turnFor(session, event, body.text).prompt ??= body.text;
      return;
    case 'said': {
      const turn = turnFor(session, event);
      const last = turn.actions.at(-1);
      if (last !== undefined && statusOf(last) === 'denied') addToAction(last, event);
      else turn.said.push({ at, text: body.text });
      return;
    }
    case 'outcome': {
      const own = findForOutcome(session, event);
      if (own !== undefined) addToAction(own, event);
      else turnFor(session, event).actions.push(newAction(event, context.actions));
      return;
    }
    case 'freeze':
    case 'trust':
    case 'policy':
    case 'grant':
    case 'pause':
    case 'second-person':
    case 'guard':
    case 'restore':
    case 'prune':
    case 'incident':
    case 'erased':
    case 'retired':
    case 'clock':
      addNote(context.notes, event, context.actions);
      return;
    case 'failure':
      if (event.proposal === undefined) addNote(context.notes, event, context.actions);
      else turnFor(session, event).actions.push(newAction(event, context.actions));
      return;
    default:
      turnFor(session, event, body.kind === 'proposal' ? body.reasoning.prompt : undefined).actions.push(newAction(event, context.actions));
  }
}

/** A turn begins with a turn id not seen before, or without ids with another prompt. */
function turnFor(session: SessionDraft, event: TraceEvent, prompt?: string): TurnDraft {
  const last = session.turns.at(-1);
  if (event.turn !== undefined) {
    const known = session.turns.find(({ id }) => id === event.turn);
    if (known !== undefined) return known;
    if (last !== undefined && last.nameless && last.actions.length === 0 && (prompt === undefined || last.prompt === undefined || last.prompt === prompt)) {
      Object.assign(last, { id: event.turn, nameless: false, prompt: last.prompt ?? prompt });
      return last;
    }
  } else if (last !== undefined && (prompt === undefined || last.prompt === undefined || (event.body.kind === 'proposal' && last.prompt === prompt))) {
    last.prompt ??= prompt;
    return last;
  }
  const turn: TurnDraft = { id: event.turn ?? `${session.turns.length + 1}`, nameless: event.turn === undefined, startedAt: event.at, prompt, actions: [], said: [] };
  session.turns.push(turn);
  return turn;
}

function findForOutcome(session: SessionDraft, event: TraceEvent): Draft | undefined {
  const all = session.turns.flatMap(({ actions }) => actions);
  if (event.callId !== undefined) return all.findLast(({ callId }) => callId === event.callId);
  return all.findLast((action) => action.outcome === undefined && ['allowed', 'approved'].includes(statusOf(action)));
}

function newAction(event: TraceEvent, actions: Map<string, Draft>): Draft {
  const draft: Draft = {
    id: event.proposal ?? event.id, at: event.at, title: '', actions: [], freezes: [], restores: [], saidAfter: [], steps: [], observed: [], reviews: [], incidents: [],
    ...(event.ticks === undefined ? {} : { ticks: event.ticks }),
    ...(event.callId === undefined ? {} : { callId: event.callId }), ...(event.actor === undefined ? {} : { actor: event.actor }),
  };
  actions.set(draft.id, draft);
  addToAction(draft, event);
  return draft;
}

function addToAction(draft: Draft, { at, body, workspace }: TraceEvent): void {
  draft.steps.push(...stepOf(at, body, workspace));
  switch (body.kind) {
    case 'proposal': {
      const { tool, input, actions, statedIntent, reasoning, place, inputs } = body;
      Object.assign(draft, { tool, input, actions, reasoning, title: proposalTitle(tool, actions, workspace), ...definedOnly({ statedIntent, place, inputs }) });
      return;
    }
    case 'verdict':
      Object.assign(draft, { verdict: body.verdict, policyRevision: body.policyRevision, freezes: body.freezes });
      return;
    case 'ask':
      draft.ask = { at, deadline: body.deadline };
      return;
    case 'answer': {
      const { outcome, by, method, reason, dwellMs, displayed, shown, grant, key } = body;
      draft.answer = { at, outcome, by, method, ...definedOnly({ reason, dwellMs, displayed, shown, grant, key }), ...(draft.ask === undefined ? {} : { waitedMs: Math.max(0, Date.parse(at) - Date.parse(draft.ask.at)) }) };
      return;
    }
    case 'edit':
      draft.edited = body.actions;
      return;
    case 'decision':
      draft.decision = { at, decision: body.decision, by: body.by, reason: body.reason };
      return;
    case 'checkpoint':
      draft.checkpoint = body.checkpoint;
      return;
    case 'restore':
      draft.restores.push({ at, checkpoint: body.checkpoint, files: body.files, by: body.by, ...(body.keptBeside === undefined ? {} : { keptBeside: body.keptBeside }) });
      return;
    case 'outcome': {
      const { ok, exitCode, output, durationMs } = body;
      draft.outcome = { at, ...definedOnly({ ok, exitCode, output, durationMs }) };
      if (draft.title === '' && body.what !== undefined) Object.assign(draft, { title: oneLine(body.what), ...definedOnly({ tool: body.tool }) });
      return;
    }
    case 'said':
      draft.saidAfter.push({ at, text: body.text });
      return;
    case 'failure':
      if (body.stage === questionWithdrawn && draft.ask !== undefined) draft.ask = { ...draft.ask, withdrawn: true };
      return;
    case 'prune':
      draft.checkpointGone = { at, why: body.why };
      return;
    case 'bound':
      draft.bound = { digest: body.digest, facts: body.facts };
      return;
    case 'observed':
      draft.observed.push(body);
      return;
    case 'gap':
      draft.gap = body;
      if (draft.title === '') Object.assign(draft, { title: oneLine(body.what), ...definedOnly({ tool: body.tool }) });
      return;
    case 'review':
      draft.reviews.push({ at, ...body });
      return;
    case 'incident':
      draft.incidents.push(body);
      return;
    case 'run':
    case 'session':
    case 'prompt':
    case 'freeze':
    case 'trust':
    case 'policy':
    case 'grant':
    case 'pause':
    case 'second-person':
    case 'guard':
    case 'erased':
    case 'retired':
    case 'clock':
      return;
    case 'retry':
      draft.retry = { refusals: body.refusals, evasion: body.evasion };
      return;
  }
}

/** Members that are there. */
const definedOnly = (members: Readonly<Record<string, unknown>>): object => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

function addNote(notes: NoteNode[], event: TraceEvent, actions: Map<string, Draft>): void {
  const { body } = event;
  const note = noteOf(event);
  switch (body.kind) {
    case 'prune':
      for (const draft of actions.values()) if (draft.checkpoint !== undefined && body.checkpoints.includes(draft.checkpoint.id)) addToAction(draft, event);
      break;
    case 'incident':
      for (const id of body.acts) addTo(actions.get(id), event);
      break;
    case 'restore': {
      const kept = [...actions.values()].find(({ checkpoint }) => checkpoint?.id === body.checkpoint);
      if (kept === undefined) break;
      addToAction(kept, event);
      return;
    }
    default:
  }
  if (note !== undefined) notes.push(note);
}

function addTo(draft: Draft | undefined, event: TraceEvent): void {
  if (draft !== undefined) addToAction(draft, event);
}

const statusOf = ({ decision, answer, ask, outcome, verdict, gap }: Draft): ActionStatus =>
  actStatus({
    ...(decision === undefined ? {} : { decision: decision.decision }), byPerson: decision?.by === 'person', ...(answer === undefined ? {} : { answer: answer.outcome }),
    asked: ask !== undefined, withdrawn: ask?.withdrawn === true, judged: verdict !== undefined, ended: outcome !== undefined, ok: outcome?.ok === true, gap: gap !== undefined,
  });

function finishSession({ id, first, agent, lastAt, ended, turns }: SessionDraft): SessionNode {
  const finished: TurnNode[] = turns.map(({ id, startedAt, said, prompt, actions }) => ({ id, startedAt, said, ...(prompt === undefined ? {} : { prompt }), actions: actions.map((draft) => ({ ...draft, ...(prompt === undefined || draft.reasoning?.prompt !== undefined ? {} : { turnPrompt: prompt }), title: draft.title === '' ? oneLine(draft.tool ?? 'an act whose proposal was not recorded') : draft.title, status: statusOf(draft) })) }));
  const all = finished.flatMap(({ actions }) => actions);
  const count = (status: ActionStatus): number => all.filter((action) => action.status === status).length;
  const [allowed, approved, denied, waiting, undecided, gap] = actionStatuses.map(count);
  return {
    id, ...(agent === undefined ? {} : { agent }), workspace: first.workspace, startedAt: first.at, lastAt, ended, turns: finished,
    counts: { allowed: allowed ?? 0, approved: approved ?? 0, denied: denied ?? 0, waiting: waiting ?? 0, undecided: undecided ?? 0, gap: gap ?? 0 },
  };
}
