/** How strict a freeze is: `ask` lets a person release a change one by one, `deny` refuses it. */
export type FreezeMode = 'ask' | 'deny';

/** One freeze as a person declared it. Times are ISO 8601 in UTC. */
export interface Freeze {
  readonly id: string;
  readonly mode: FreezeMode;
  readonly reason: string;
  readonly by: string;
  readonly since: string;
  /** Absent: until somebody lifts it. */
  readonly until?: string;
  /** What is frozen; absent = everything in the workspace. Selectors are ANDed, the values of one are ORed. */
  readonly scope?: { readonly branches?: readonly string[]; readonly paths?: readonly string[]; readonly environments?: readonly string[] };
}

/**
 * What is known about freezes at one moment. `unknown` (unreadable or damaged state) counts as frozen in mode `deny`:
 * losing the file never lifts a freeze.
 */
export type FreezeState =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly freezes: readonly Freeze[] }
  | { readonly kind: 'unknown'; readonly why: string };
