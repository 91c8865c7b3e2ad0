import type { TraceEvent } from '../trace/event.ts';

/**
 * One sealed record on its way out: the event, already reduced to what may leave the machine, and its place in the chain.
 * `hash` is its id everywhere: a record that is sent twice can be told by it.
 */
export interface ExportRecord {
  readonly seq: number;
  /** SHA-256 of the sealed line, and of the line before it: lower-case hexadecimal. */
  readonly hash: string;
  readonly prev: string;
  /** Id of the chain. */
  readonly chain: string;
  /** Machine and account that recorded it. */
  readonly host?: string;
  readonly user?: string;
  readonly event: TraceEvent;
}

/** SHA-256 of a text as UTF-8, 64 lower-case hexadecimal digits. Handed in: the core has no hashes of its own. */
export type Hash = (text: string) => string;

/** Who exports. */
export interface Exporting {
  readonly version: string;
  readonly hash: Hash;
}
