import { oneLine, proposalTitle } from './actionTitle.ts';
import { actionStatuses } from './traceTree.ts';
import { grantText, pauseText, policyText, pruneText, secondPersonText, stepOf, trustText } from './steps.ts';
import { questionWithdrawn, type TraceBody, type TraceEvent } from './event.ts';
import type { ActionNode, ActionStatus, NoteNode, SaidNode, SessionNode, StepNode, TraceTree, TurnNode } from './traceTree.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Omit<Mutable<ActionNode>, 'steps' | 'saidAfter' | 'restores' | 'status'> & { steps: StepNode[]; saidAfter: SaidNode[]; restores: ActionNode['restores'][number][] };
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
const order: readonly TraceBody['kind'][] = ['session', 'prompt', 'proposal', 'verdict', 'ask', 'edit', 'answer', 'checkpoint', 'decision', 'outcome', 'restore', 'prune', 'failure', 'freeze', 'trust', 'policy', 'grant', 'pause', 'retry', 'second-person', 'said'];
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
    case 'restore':
    case 'prune':
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
    id: event.proposal ?? event.id, at: event.at, title: '', actions: [], freezes: [], restores: [], saidAfter: [], steps: [],
    ...(event.callId === undefined ? {} : { callId: event.callId }), ...(event.actor === undefined ? {} : { actor: event.actor }),
  };
  if (event.proposal !== undefined) actions.set(event.proposal, draft);
  addToAction(draft, event);
  return draft;
}

function addToAction(draft: Draft, { at, body, workspace }: TraceEvent): void {
  draft.steps.push(...stepOf(at, body, workspace));
  switch (body.kind) {
    case 'proposal': {
      const { tool, input, actions, statedIntent, reasoning } = body;
      Object.assign(draft, { tool, input, actions, reasoning, title: proposalTitle(tool, actions, workspace), ...(statedIntent === undefined ? {} : { statedIntent }) });
      return;
    }
    case 'verdict':
      Object.assign(draft, { verdict: body.verdict, policyRevision: body.policyRevision, freezes: body.freezes });
      return;
    case 'ask':
      draft.ask = { at, deadline: body.deadline };
      return;
    case 'answer': {
      const { outcome, by, method, reason, dwellMs, displayed, grant, key } = body;
      draft.answer = { at, outcome, by, method, ...(reason === undefined ? {} : { reason }), ...(dwellMs === undefined ? {} : { dwellMs }), ...(displayed === undefined ? {} : { displayed }), ...(grant === undefined ? {} : { grant }), ...(key === undefined ? {} : { key }), ...(draft.ask === undefined ? {} : { waitedMs: Math.max(0, Date.parse(at) - Date.parse(draft.ask.at)) }) };
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
      draft.outcome = { at, ...(ok === undefined ? {} : { ok }), ...(exitCode === undefined ? {} : { exitCode }), ...(output === undefined ? {} : { output }), ...(durationMs === undefined ? {} : { durationMs }) };
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
    case 'run':
    case 'session':
    case 'prompt':
    case 'freeze':
    case 'trust':
    case 'policy':
    case 'grant':
    case 'pause':
    case 'second-person':
      return;
    case 'retry':
      draft.retry = { refusals: body.refusals, evasion: body.evasion };
      return;
  }
}

function addNote(notes: NoteNode[], event: TraceEvent, actions: Map<string, Draft>): void {
  const { at, body } = event;
  if (body.kind === 'freeze') {
    const { freeze, by, reason = freeze.reason } = body;
    notes.push({ at, kind: 'freeze', text: body.change === 'declared' ? `${by} declared a freeze (${freeze.mode}): ${reason}` : `${by} lifted the freeze: ${reason}` });
  } else if (body.kind === 'trust') {
    notes.push({ at, kind: 'trust', text: trustText(body) });
  } else if (body.kind === 'policy') {
    notes.push({ at, kind: 'policy', text: policyText(body) });
  } else if (body.kind === 'grant') {
    notes.push({ at, kind: 'grant', text: grantText(body) });
  } else if (body.kind === 'pause') {
    notes.push({ at, kind: 'pause', text: pauseText(body) });
  } else if (body.kind === 'second-person') {
    notes.push({ at, kind: 'second-person', text: secondPersonText(body) });
  } else if (body.kind === 'failure') {
    notes.push({ at, kind: 'failure', text: `${body.stage}: ${body.message}` });
  } else if (body.kind === 'prune') {
    for (const draft of actions.values()) if (draft.checkpoint !== undefined && body.checkpoints.includes(draft.checkpoint.id)) addToAction(draft, event);
    notes.push({ at, kind: 'prune', text: pruneText(body) });
  } else if (body.kind === 'restore') {
    const kept = [...actions.values()].find(({ checkpoint }) => checkpoint?.id === body.checkpoint);
    if (kept !== undefined) addToAction(kept, event);
    else notes.push({ at, kind: 'restore', text: `${body.by} restored ${body.files} files from checkpoint ${body.checkpoint}` });
  }
}

function statusOf({ decision, answer, ask, outcome, verdict }: Draft): ActionStatus {
  if (decision?.decision === 'deny') return outcome?.ok === true ? 'gap' : 'denied';
  if (decision?.decision === 'allow') return decision.by === 'person' || answer?.outcome === 'approved' ? 'approved' : 'allowed';
  if (outcome !== undefined) return 'gap';
  if (answer !== undefined) return answer.outcome;
  return ask !== undefined && ask.withdrawn !== true && verdict !== undefined ? 'waiting' : 'undecided';
}

function finishSession({ id, first, agent, lastAt, ended, turns }: SessionDraft): SessionNode {
  const finished: TurnNode[] = turns.map(({ id, startedAt, said, prompt, actions }) => ({ id, startedAt, said, ...(prompt === undefined ? {} : { prompt }), actions: actions.map((draft) => ({ ...draft, title: draft.title === '' ? oneLine(draft.tool ?? 'an act whose proposal was not recorded') : draft.title, status: statusOf(draft) })) }));
  const all = finished.flatMap(({ actions }) => actions);
  const count = (status: ActionStatus): number => all.filter((action) => action.status === status).length;
  const [allowed, approved, denied, waiting, undecided, gap] = actionStatuses.map(count);
  return {
    id, ...(agent === undefined ? {} : { agent }), workspace: first.workspace, startedAt: first.at, lastAt, ended, turns: finished,
    counts: { allowed: allowed ?? 0, approved: approved ?? 0, denied: denied ?? 0, waiting: waiting ?? 0, undecided: undecided ?? 0, gap: gap ?? 0 },
  };
}
