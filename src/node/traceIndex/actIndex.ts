import type { ActRow, ActTerms } from '../../core/trace/actRow.ts';
import type { TraceQuery } from '../../core/trace/traceQuery.ts';
import type { ActionStatus } from '../../core/trace/traceTree.ts';

/** How far the segments are indexed. */
export interface IndexPosition {
  readonly segment: number;
  readonly bytes: number;
}

/** Where one sealed event stands. */
export interface LinePlace {
  readonly seq: number;
  readonly segment: number;
  readonly start: number;
  readonly length: number;
}

/** What one line is found by. `act` is 0 for events that belong to none. */
export interface IndexedLine extends LinePlace {
  readonly session: string;
  readonly agent: string;
  readonly act: number;
}

export interface SessionRow {
  readonly session: string;
  readonly agent: string;
  readonly workspace: string;
  readonly startedAt: string;
  /** Sequence number of the latest event. */
  seq: number;
  lastAt: string;
  ended: boolean;
  title: string;
  events: number;
  readonly counts: Record<ActionStatus, number>;
}

/** Everything that one step of indexing changes; taken over as a whole or not at all. */
export interface IndexChanges {
  readonly lines: readonly IndexedLine[];
  readonly acts: readonly ActRow[];
  /** All terms of acts whose words changed. */
  readonly terms: ReadonlyMap<number, ActTerms>;
  readonly sessions: readonly SessionRow[];
  /** Events that were erased: they are found by nothing any more. */
  readonly erased: readonly (readonly [first: number, last: number])[];
  /** Where the index must stand for these changes to be right, and where it stands after them. */
  readonly from: IndexPosition;
  readonly position: IndexPosition;
}

/** A rebuildable index over the sealed trace; never the truth. Everything it gives out is a copy. */
export interface ActIndex {
  readonly kind: 'sqlite' | 'memory';
  position(): IndexPosition;
  /** Takes the changes over, or leaves everything as it is where another process was faster. */
  apply(changes: IndexChanges): void;
  actByKey(key: string): ActRow | undefined;
  actByCall(session: string, agent: string, callId: string): ActRow | undefined;
  /** The latest acts of a session, newest first. */
  latestActs(session: string, agent: string, limit: number): readonly ActRow[];
  session(session: string, agent: string): SessionRow | undefined;
  /** Acts that match, newest first, older than `before`. */
  acts(query: TraceQuery, limit: number, before?: number): readonly ActRow[];
  /** How many of the next `limit` acts older than `before` match; `oldest` of them, where there may be more. */
  count(query: TraceQuery, limit: number, before?: number): { readonly found: number; readonly oldest?: number };
  /** The paths that these acts touch. */
  pathsOf(acts: readonly number[]): readonly { readonly act: number; readonly path: string }[];
  /** Sessions by their latest event, newest first. */
  sessions(limit: number, before?: number): readonly SessionRow[];
  linesOfAct(act: number): readonly LinePlace[];
  /** The newest lines of a session (or, with two empty names, of none), oldest of them first. */
  linesOfSession(session: string, agent: string, limit: number): readonly LinePlace[];
  linesFrom(seq: number, limit: number): readonly LinePlace[];
  span(): { readonly first: number; readonly last: number };
  /** By agent: acts with a decision, gaps, gaps that may have been a person. */
  coverage(since?: string): readonly { readonly agent: string; readonly decided: number; readonly gaps: number; readonly possible: number }[];
  close(): void;
}
