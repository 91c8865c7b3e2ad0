import type { ActionStatus } from '../core/trace/traceTree.ts';
import type { TimelineStep } from './traceView.ts';

/** Rows that are asked for at once. */
export const boardPageRows = 200;

/** One act in the wide view of the trace. All strings are ready to be shown. */
export interface BoardRow {
  readonly id: string;
  readonly status: ActionStatus;
  readonly statusText: string;
  readonly title: string;
  readonly agent: string;
  readonly time: string;
  /** Agent and session, so that acts of one stand together. Empty where it belongs to none. */
  readonly session: string;
  readonly sessionText: string;
  readonly turn: string;
  readonly rule: string;
  readonly radius: string;
  /** For how long a person was waited for; 0 where nobody was. */
  readonly waitedMs: number;
  /** The same in words. */
  readonly waited: string;
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
  readonly unreviewed: string;
  readonly pause: string;
  readonly resume: string;
  readonly newer: string;
  readonly nothing: string;
  readonly acts: string;
  readonly turn: string;
  /** With `{0}` for how long. */
  readonly waited: string;
  readonly coverage: string;
}

/** Host → wide view. `generation` is that of the query which the answer belongs to. */
export type BoardUpdate =
  | { readonly type: 'words'; readonly words: BoardWords }
  | { readonly type: 'rows'; readonly generation: number; readonly rows: readonly BoardRow[]; readonly ended: boolean; /** With the first rows only: how many match. */ readonly count?: string }
  | { readonly type: 'act'; readonly id: string; readonly prompt: string; readonly steps: readonly TimelineStep[] }
  | { readonly type: 'coverage'; readonly agents: readonly BoardCoverage[] }
  | { readonly type: 'changed' };

/** Wide view → host. */
export type BoardMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'query'; readonly generation: number; readonly text: string }
  | { readonly type: 'more'; readonly generation: number }
  | { readonly type: 'act' | 'open'; readonly id: string };

/** Longest query that is taken, in UTF-16 units. */
const longestQuery = 2000;

/** Validates a message that claims to come from the wide view; anything unexpected is undefined. */
export function parseBoardMessage(value: unknown): BoardMessage | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const { type } = value;
  const id = 'id' in value && typeof value.id === 'string' && value.id !== '' ? value.id : undefined;
  const generation = 'generation' in value && typeof value.generation === 'number' && Number.isSafeInteger(value.generation) ? value.generation : undefined;
  const text = 'text' in value && typeof value.text === 'string' && value.text.length <= longestQuery ? value.text : undefined;
  switch (type) {
    case 'ready':
      return { type };
    case 'query':
      return generation === undefined || text === undefined ? undefined : { type, generation, text };
    case 'more':
      return generation === undefined ? undefined : { type, generation };
    case 'act':
    case 'open':
      return id === undefined ? undefined : { type, id };
    default:
      return undefined;
  }
}
