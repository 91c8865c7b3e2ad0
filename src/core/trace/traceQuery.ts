import type { AgentId } from '../action.ts';
import type { BlastRadius, Decision, Reversibility } from '../verdict.ts';
import type { DecisionBy, TraceEvent } from './event.ts';
import type { PayloadReference } from './payloadMark.ts';
import type { ActionStatus } from './traceTree.ts';

/** Which acts are wanted. All members that are given must hold; lists hold by any of their entries. */
export interface TraceQuery {
  readonly agents?: readonly AgentId[];
  readonly session?: string;
  readonly statuses?: readonly ActionStatus[];
  /** A rule, or the family that it belongs to: `git` finds `git.force-push`. */
  readonly rule?: string;
  /** Absolute path: acts on it, or on something below it. */
  readonly path?: string;
  readonly radii?: readonly BlastRadius[];
  readonly reversibilities?: readonly Reversibility[];
  /** Each of these stands somewhere in what was recorded of the act, in any case. */
  readonly words?: readonly string[];
  /** ISO 8601, both included. */
  readonly since?: string;
  readonly until?: string;
  /** Ran and changed something, and no person has decided about it or reviewed it since. */
  readonly unreviewed?: true;
}

/** One act (or gap) in a list. Texts are redacted, but otherwise as they came. */
export interface ActSummary {
  /** Id of the proposal; of the event where it belongs to none. */
  readonly id: string;
  readonly at: string;
  readonly session?: string;
  readonly agent?: AgentId;
  readonly turn?: string;
  readonly title: string;
  readonly tool?: string;
  readonly status: ActionStatus;
  readonly decision?: Exclude<Decision, 'ask'>;
  readonly by?: DecisionBy;
  readonly reversibility?: Reversibility;
  readonly radius?: BlastRadius;
  /** The rule of the strictest finding. */
  readonly rule?: string;
  readonly frozen: boolean;
  readonly changes: boolean;
  readonly reviewed: boolean;
  /** Milliseconds for which a person was waited for. */
  readonly waitedMs?: number;
}

/** Where a list goes on: opaque, good for the query that gave it. */
export type PageCursor = number;

export interface ActPage {
  /** Newest first. */
  readonly acts: readonly ActSummary[];
  /** Absent at the end. */
  readonly next?: PageCursor;
}

export interface SessionSummary {
  readonly id: string;
  readonly agent?: AgentId;
  readonly workspace: string;
  readonly startedAt: string;
  readonly lastAt: string;
  readonly ended: boolean;
  /** The first prompt, shortened. */
  readonly title?: string;
  readonly events: number;
  readonly counts: Readonly<Record<ActionStatus, number>>;
}

export interface SessionPage {
  /** The one with the latest event first. */
  readonly sessions: readonly SessionSummary[];
  readonly next?: PageCursor;
}

/** Some of the matching acts as a number; with `next`, counting goes on there. */
export interface CountPage {
  readonly found: number;
  readonly next?: PageCursor;
}

/** One line of the plain log. */
export interface LogLine {
  readonly seq: number;
  /** `erased`: taken out on purpose, see `ErasedRecord`. `unreadable`: not what was sealed, or of a newer version. */
  readonly event: TraceEvent | 'erased' | 'unreadable';
}

/** How many of the acts that are known of an agent have a decision. */
export interface AgentCoverage {
  readonly agent: AgentId;
  readonly decided: number;
  readonly gaps: number;
  /** Gaps that may have been a person; not in `percent`. */
  readonly possibleGaps: number;
  /** 0 to 100, rounded down to one decimal, so that 100 says that there is no gap; 100 where nothing happened. */
  readonly percent: number;
}

/** What a payload mark stands for: the whole text, or why it is not there. */
export type PayloadText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'erased' } | { readonly kind: 'damaged'; readonly why: string };

/**
 * The recorded past of one workspace, sealed or not, as lists that are read page by page. Nothing here changes the record.
 * Every reading sees all that was recorded before it began. Throws where the disk fails.
 */
export interface TraceQueries {
  sessions(limit: number, after?: PageCursor): SessionPage;
  acts(query: TraceQuery, limit: number, after?: PageCursor): ActPage;
  /** Paths that the newest so many acts may have changed, each with the latest of them. */
  changedPaths(acts: number): readonly { readonly path: string; readonly act: ActSummary }[];
  /** Matching acts, `limit` of the sealed ones at once. */
  count(query: TraceQuery, limit: number, after?: PageCursor): CountPage;
  /** These sessions, in no order; one that nothing is known of is missing. */
  sessionsNamed(names: readonly Pick<SessionSummary, 'id' | 'agent'>[]): readonly SessionSummary[];
  /** All events of one act, as they were recorded. */
  eventsOf(act: string): readonly TraceEvent[];
  /** The same as lines of the plain log; what is not sealed yet stands under the number that it would get now. */
  linesOf(act: string): readonly LogLine[];
  /** The newest `limit` events of one session, oldest of them first; for `reduceTrace`. */
  sessionEvents(session: string, agent: AgentId | undefined, limit: number): readonly TraceEvent[];
  /** The newest events that belong to no session: freezes, policies, failures of the recording. Oldest first. */
  notes(limit: number): readonly TraceEvent[];
  /** Sealed events by sequence number, `limit` of them from `from` on; numbers are dense, so that a list can be drawn from any place. */
  log(from: number, limit: number): readonly LogLine[];
  /** Sequence numbers that the log holds: `first` is larger than 1 where the oldest were removed. */
  span(): { readonly first: number; readonly last: number };
  coverage(since?: string): readonly AgentCoverage[];
  payload(reference: PayloadReference, of: Pick<TraceEvent, 'session' | 'agent'>): PayloadText;
  /** Calls back after something was recorded, at most once in 150 ms. Returns how to end it. */
  watch(changed: () => void): () => void;
  close(): void;
}

/** See {@link AgentCoverage.percent}. */
export const coveragePercent = (decided: number, gaps: number): number => (gaps === 0 ? 100 : Math.min(99.9, Math.floor((1000 * decided) / (decided + gaps)) / 10));

/** Coverage that was counted in several traces, each agent once. */
export function joinedCoverage(parts: readonly AgentCoverage[]): readonly AgentCoverage[] {
  return [...new Set(parts.map(({ agent }) => agent))].map((agent) => {
    const own = parts.filter((part) => part.agent === agent);
    const sum = (of: (part: AgentCoverage) => number): number => own.reduce((total, part) => total + of(part), 0);
    const [decided, gaps] = [sum((part) => part.decided), sum((part) => part.gaps)];
    return { agent, decided, gaps, possibleGaps: sum((part) => part.possibleGaps), percent: coveragePercent(decided, gaps) };
  });
}
