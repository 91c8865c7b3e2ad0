import type { ActionClass } from './actionClass.ts';
import type { BreakGlass, BreakGlassRule } from './breakGlass.ts';

/** How strict a freeze is, weakest first: `observe` only records, `ask` lets a person release a change one by one, `deny` refuses it. */
export const freezeModes = ['observe', 'ask', 'deny'] as const;
export type FreezeMode = (typeof freezeModes)[number];

/** Pinned by a person; without one the time decides. `draft`, `suspended` and `ended` hold nothing, `active` holds whatever the time. */
export const freezePins = ['draft', 'active', 'suspended', 'ended'] as const;
export type FreezePin = (typeof freezePins)[number];

/** What becomes of an approved command that already runs when the freeze begins: it goes on to its end, or is stopped. */
export const inflightWays = ['finish', 'stop'] as const;
export type InflightWay = (typeof inflightWays)[number];

/** From the first instant until just before the second, ISO 8601 in UTC; without `until` it has no end. */
export interface FreezeWindow {
  readonly from: string;
  readonly until?: string;
}

/**
 * What is frozen. Selectors are ANDed, the values of one are ORed. Names may hold `*`, `?` and `[a-z]`; paths are minimatch
 * globs. A selector narrows only what is known of an act: what is not known is inside.
 */
export interface FreezeScope {
  readonly branches?: readonly string[];
  readonly paths?: readonly string[];
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
  readonly actions?: readonly ActionClass[];
  /** Ids of agents; `*` is every one. */
  readonly agents?: readonly string[];
}

/** One freeze. Times are ISO 8601 in UTC: zones and recurring rules were resolved into windows before. */
export interface Freeze {
  readonly id: string;
  readonly mode: FreezeMode;
  readonly reason: string;
  readonly by: string;
  readonly since: string;
  /** Absent: until somebody lifts it. */
  readonly until?: string;
  /** Absent = everything in the workspace. */
  readonly scope?: FreezeScope;
  readonly title?: string;
  readonly state?: FreezePin;
  /** When it holds, in order and not overlapping. Absent: from its declaration until `until`. */
  readonly windows?: readonly FreezeWindow[];
  /** Windows are known up to here; later it holds as if in one, because nobody knows. */
  readonly knownUntil?: string;
  /** IANA zone in which it was written, for people. */
  readonly zone?: string;
  /** Action classes that go on. */
  readonly allow?: readonly ActionClass[];
  /** Absent: `finish`. */
  readonly inflight?: InflightWay;
  readonly owner?: string;
  /** Who may lift it, for people; absent = whoever sits at the editor. `second`: only together with another person. */
  readonly lift?: { readonly by?: readonly string[]; readonly second?: boolean };
  /** How it may be broken in an emergency; absent = not at all where it comes from a file or a source. */
  readonly breakGlass?: BreakGlassRule;
  /** Name of the source it comes from; absent = declared by a person here. */
  readonly source?: string;
  /** Stands for a source of which nothing is known, in words: holds what is irreversible or shared. */
  readonly unknown?: string;
  /** Set while somebody has broken it: what it holds is asked about, one by one. */
  readonly glass?: BreakGlass;
}

/**
 * What is known about freezes at one moment. `unknown` (unreadable or damaged state) counts as frozen in mode `deny`:
 * losing the file never lifts a freeze.
 */
export type FreezeState =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly freezes: readonly Freeze[] }
  | { readonly kind: 'unknown'; readonly why: string };
