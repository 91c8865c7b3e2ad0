import { causesOf, saidAndDid, type Cause, type SaidAndDid } from '../trace/causes.ts';
import { completenessOf, type Completeness } from '../trace/completeness.ts';
import type { TraceEvent } from '../trace/event.ts';
import { reduceTrace } from '../trace/reduce.ts';
import type { ActionNode, NoteNode, SessionNode, TurnNode } from '../trace/traceTree.ts';
import { subjectOf, type IncidentSeed, type IncidentSubject } from './subject.ts';

/** All that the records tell of one incident. Texts are redacted, but otherwise as they came. */
export interface Incident {
  /** `inc-20260301-1a2b3c4d`: the day and the root act; the same for every reconstruction of it. */
  readonly id: string;
  readonly seed: IncidentSeed;
  readonly session: SessionNode;
  readonly turn: TurnNode;
  /** The root act. */
  readonly act: ActionNode;
  readonly causes: readonly Cause[];
  readonly sides: SaidAndDid;
  /** Other acts that match the seed, oldest first. */
  readonly also: readonly ActionNode[];
  /** What the session did before and after the root, oldest first. */
  readonly before: readonly ActionNode[];
  readonly after: readonly ActionNode[];
  /** Freezes, policies, grants, the guard, the recording: from a day before the session until now, oldest first. */
  readonly notes: readonly NoteNode[];
  /** Acts of the session, and happenings beside it, that no decision covers. */
  readonly gaps: readonly string[];
  readonly completeness: Completeness;
}

/** What happened to the workspace so long before a session may have mattered to it. Milliseconds. */
export const lookBackMs = 24 * 60 * 60_000;

/**
 * The chain of an incident out of records: what led to its root act, what was decided and seen, what came before and after.
 * The same records give the same incident. Undefined where they do not hold what the seed means. Pure; never throws.
 */
export function reconstruct(events: readonly TraceEvent[], seed: IncidentSeed, given?: IncidentSubject): Incident | undefined {
  const tree = reduceTrace(events);
  const subject = given ?? subjectOf(tree, seed);
  if (subject === undefined) return undefined;
  const all = tree.sessions.flatMap((session) => session.turns.flatMap((turn) => turn.actions.map((act) => ({ session, turn, act }))));
  const place = all.find(({ act }) => act.id === subject.root);
  if (place === undefined) return undefined;
  const { session, turn, act } = place;
  const acts = session.turns.flatMap(({ actions }) => actions);
  const at = acts.indexOf(act);
  const since = timeOf(session.startedAt) - lookBackMs;
  const notes = tree.notes.filter((note) => timeOf(note.at) >= since).reverse();
  return {
    id: incidentId(act), seed, session, turn, act, causes: causesOf(turn, act), sides: saidAndDid(turn, act),
    also: subject.also.flatMap((id) => all.find((one) => one.act.id === id)?.act ?? []),
    before: acts.slice(0, at), after: acts.slice(at + 1), notes,
    gaps: [...acts.filter((one) => one.status === 'gap' && one !== act).map(({ at: when, title, gap }) => `${when} ${title}${gap === undefined ? '' : `: ${gap.why}`}`), ...notes.filter(({ kind }) => kind === 'gap').map(({ at: when, text }) => `${when} ${text}`)],
    completeness: completenessOf(act),
  };
}

/** Milliseconds; 0 for a time that cannot be read. */
const timeOf = (at: string): number => Date.parse(at) || 0;

/** Names an incident by its root act. FNV-1a, 32 bits: tells incidents of one day apart, and proves nothing. */
export function incidentId({ id, at }: Pick<ActionNode, 'id' | 'at'>): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return `inc-${at.slice(0, 10).replace(/\D/g, '')}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
