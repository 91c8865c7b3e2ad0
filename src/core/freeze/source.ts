import type { Freeze, FreezeMode, FreezeScope } from './freeze.ts';

/** Where freezes come from. */
export const freezeSourceKinds = ['person', 'file', 'ical', 'openfeature', 'gitlab', 'github', 'argocd', 'aws', 'incident'] as const;
export type FreezeSourceKind = (typeof freezeSourceKinds)[number];

/** Longest age of a remote answer where its source names none: 15 minutes. */
export const defaultMaxStaleMs = 15 * 60_000;

/** Differences between clocks that mean nothing, in milliseconds. */
export const clockToleranceMs = 2 * 60_000;

/** What one source last said, and how old that is. Its age is always shown. */
export interface SourceReport {
  /** Unique in a workspace. */
  readonly name: string;
  readonly kind: FreezeSourceKind;
  /** Who named the source: a workspace can only add freezes. */
  readonly from: 'organisation' | 'user' | 'workspace';
  /** When it was last read as a whole, ISO 8601 in UTC; absent = never. */
  readonly readAt?: string;
  /** Why the last look at it failed, in words. */
  readonly problem?: string;
  /** Oldest answer that still counts; absent = what is on this machine, never stale. */
  readonly maxStaleMs?: number;
  readonly freezes: readonly Freeze[];
  /** What counts as frozen while nothing is known of it. */
  readonly scope?: FreezeScope;
  readonly mode?: FreezeMode;
}

/** Milliseconds since it was read, by the latest of the instants; undefined = never, or at a time that has not come. */
export function ageOf({ readAt }: Pick<SourceReport, 'readAt'>, instants: readonly number[]): number | undefined {
  const age = readAt === undefined ? Number.NaN : Math.max(...instants) - Date.parse(readAt);
  return age >= -clockToleranceMs ? Math.max(0, age) : undefined;
}

/** Whether nothing is known of it any more: never read, or its last answer is too old. */
export function isStale(report: Pick<SourceReport, 'readAt' | 'maxStaleMs' | 'problem'>, instants: readonly number[]): boolean {
  if (report.maxStaleMs === undefined) return report.problem !== undefined && report.readAt === undefined;
  const age = ageOf(report, instants);
  return age === undefined || age > report.maxStaleMs;
}

/** The freezes of a source at some instants (milliseconds since 1970): its last answer and, once that is too old, one that stands for not knowing. */
export function freezesOf(report: SourceReport, instants: readonly number[]): readonly Freeze[] {
  const known = report.freezes.map((freeze) => (report.kind === 'person' ? freeze : { ...freeze, source: report.name }));
  return isStale(report, instants) ? [...known, unknownFreeze(report)] : known;
}

function unknownFreeze({ name, readAt, problem, scope, mode }: SourceReport): Freeze {
  const why = `${name} ${readAt === undefined ? 'was never read' : `was last read at ${readAt}`}${problem === undefined ? '' : `: ${problem}`}`;
  return { id: `unknown:${name}`, mode: mode ?? 'deny', reason: '', by: name, since: readAt ?? '', source: name, unknown: why, breakGlass: {}, ...(scope === undefined ? {} : { scope }) };
}
