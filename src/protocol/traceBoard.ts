import type { ActionStatus } from '../core/trace/traceTree.ts';
import type { TimelineStep } from './traceView.ts';

/** Rows that are asked for at once. */
export const boardPageRows = 200;
/** Rows that answer a query; a screen holds fewer. */
export const boardFirstRows = 100;

/** One act in the wide view of the trace. All strings are ready to be shown. */
export interface BoardRow {
  readonly id: string;
  /** When it was proposed, milliseconds since 1970; 0 where the record has no time. */
  readonly atMs: number;
  readonly status: ActionStatus;
  readonly statusText: string;
  readonly title: string;
  readonly agent: string;
  readonly time: string;
  /** Agent and session, so that acts of one stand together. Empty where it belongs to none. */
  readonly session: string;
  /** The session's first prompt, or its id where there was none. */
  readonly sessionText: string;
  readonly turn: string;
  readonly rule: string;
  readonly radius: string;
  /** For how long a person was waited for, up to now where one still is; 0 where nobody was. */
  readonly waitedMs: number;
  /** The same in words. */
  readonly waited: string;
}

/** One record of the plain log. */
export interface BoardRecord {
  /** Its number in the chain. */
  readonly seq: number;
  readonly time: string;
  readonly agent: string;
  readonly kind: string;
  /** The record's content as JSON, cut to what a line can show. */
  readonly text: string;
  /** The act that it belongs to; empty where to none. */
  readonly act: string;
}

export interface BoardCoverage {
  readonly agent: string;
  readonly percent: number;
  readonly text: string;
}

/** One choice of a filter: `word` is what it adds to the query. */
export interface BoardChoice {
  readonly word: string;
  readonly text: string;
}

/** Words of the page, and what its filters offer. */
export interface BoardWords {
  readonly search: string;
  readonly placeholder: string;
  readonly tree: string;
  readonly timeline: string;
  readonly log: string;
  readonly agents: readonly BoardChoice[];
  readonly verdicts: readonly BoardChoice[];
  readonly radii: readonly BoardChoice[];
  readonly rule: string;
  readonly path: string;
  readonly unreviewed: string;
  readonly pause: string;
  readonly resume: string;
  readonly paused: string;
  readonly reading: string;
  readonly newer: string;
  readonly nothing: string;
  readonly acts: string;
  readonly records: string;
  readonly turn: string;
  /** With `{0}` for how long. */
  readonly waited: string;
  readonly coverage: string;
  readonly axis: string;
  readonly details: string;
  readonly recordsOf: string;
  readonly record: string;
  readonly copy: string;
}

/** Acts that match. */
export interface BoardRows {
  readonly type: 'rows';
  readonly generation: number;
  readonly rows: readonly BoardRow[];
  readonly ended: boolean;
  /** With the first rows only: how many match, as far as is known. */
  readonly count?: string;
}

/** What travels with the page itself. The rows, where they are known at once, are those of a query without words and of generation 1. */
export interface BoardFirst {
  readonly words: BoardWords;
  readonly paused: boolean;
  readonly rows?: BoardRows;
}

/** Host → wide view. `generation` is that of the query which the answer belongs to. */
export type BoardUpdate =
  | BoardRows
  /** How many match, counted after the rows were shown. */
  | { readonly type: 'count'; readonly generation: number; readonly count: string }
  /** `total`: records that are there, as far as is known; more are asked for behind them until `ended`. */
  | { readonly type: 'records'; readonly generation: number; readonly from: number; readonly rows: readonly BoardRecord[]; readonly total: number; readonly ended: boolean }
  | { readonly type: 'act'; readonly id: string; readonly prompt: string; readonly steps: readonly TimelineStep[] }
  | { readonly type: 'coverage'; readonly agents: readonly BoardCoverage[] }
  | { readonly type: 'paused'; readonly paused: boolean }
  | { readonly type: 'changed' };

/** Wide view → host. */
export type BoardMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'query'; readonly generation: number; readonly text: string; /** The plain log of it, and not its acts. */ readonly log: boolean }
  | { readonly type: 'more'; readonly generation: number }
  | { readonly type: 'records'; readonly generation: number; readonly from: number }
  /** A record by its place in the list. */
  | { readonly type: 'record' | 'copy'; readonly at: number }
  | { readonly type: 'pause'; readonly paused: boolean }
  | { readonly type: 'act' | 'open' | 'recordsOf'; readonly id: string };

/** Longest query that is taken, in UTF-16 units. */
const longestQuery = 2000;

/** Validates a message that claims to come from the wide view; anything unexpected is undefined. */
export function parseBoardMessage(value: unknown): BoardMessage | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const { type } = value;
  const fields = new Map<string, unknown>(Object.entries(value));
  const number = (name: string): number | undefined => {
    const found = fields.get(name);
    return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
  };
  const flag = (name: string): boolean | undefined => {
    const found = fields.get(name);
    return typeof found === 'boolean' ? found : undefined;
  };
  const id = 'id' in value && typeof value.id === 'string' && value.id !== '' ? value.id : undefined;
  const text = 'text' in value && typeof value.text === 'string' && value.text.length <= longestQuery ? value.text : undefined;
  const [generation, from, at, log, paused] = [number('generation'), number('from'), number('at'), flag('log'), flag('paused')];
  switch (type) {
    case 'ready':
      return { type };
    case 'query':
      return generation === undefined || text === undefined || log === undefined ? undefined : { type, generation, text, log };
    case 'more':
      return generation === undefined ? undefined : { type, generation };
    case 'records':
      return generation === undefined || from === undefined ? undefined : { type, generation, from };
    case 'record':
    case 'copy':
      return at === undefined ? undefined : { type, at };
    case 'pause':
      return paused === undefined ? undefined : { type, paused };
    case 'act':
    case 'open':
    case 'recordsOf':
      return id === undefined ? undefined : { type, id };
    default:
      return undefined;
  }
}
