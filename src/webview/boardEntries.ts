import type { BoardRow } from '../protocol/traceBoard.ts';
import type { TimelineStep } from '../protocol/traceView.ts';

export type BoardMode = 'tree' | 'timeline' | 'log';

/** What is known of an act beyond its row, once it was asked for. */
export interface BoardAct {
  readonly prompt: string;
  readonly steps: readonly TimelineStep[];
}

/** One line of the list. `row` is its act; of a session and a turn the newest one in it. */
export type BoardEntry =
  | { readonly kind: 'session'; readonly row: BoardRow; readonly acts: readonly BoardRow[]; readonly open: boolean }
  | { readonly kind: 'turn'; readonly row: BoardRow; readonly open: boolean }
  | { readonly kind: 'act'; readonly row: BoardRow; readonly open: boolean }
  | { readonly kind: 'step'; readonly row: BoardRow; readonly step: TimelineStep; readonly number: number };

export interface BoardFolds {
  /** Keys of acts that are open. */
  readonly open: ReadonlySet<string>;
  /** Keys of sessions and turns that are folded. */
  readonly folded: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, BoardAct>;
}

/** One name for a line, the same as long as it stands for the same. */
export function entryKey({ kind, row, ...entry }: BoardEntry): string {
  switch (kind) {
    case 'session':
      return sessionKey(row);
    case 'turn':
      return turnKey(row);
    case 'act':
      return `act ${row.id}`;
    case 'step':
      return `step ${row.id} ${'number' in entry ? entry.number : 0}`;
  }
}

const sessionKey = ({ session }: BoardRow): string => `session ${session}`;
const turnKey = ({ session, turn }: BoardRow): string => `turn ${session} ${turn}`;

/**
 * Rows → lines: acts stand below their session, and in the tree below their turn and over their steps. A session stands where
 * its newest act does, with all of its acts that were read. Pure.
 */
export function boardEntries(rows: readonly BoardRow[], mode: Exclude<BoardMode, 'log'>, folds: BoardFolds): readonly BoardEntry[] {
  return [...grouped(rows, sessionKey)].flatMap(([key, acts]): readonly BoardEntry[] => {
    const [row] = acts;
    if (row === undefined) return [];
    const open = !folds.folded.has(key);
    const head: BoardEntry = { kind: 'session', row, acts, open };
    if (!open) return [head];
    return mode === 'tree' ? [head, ...turnEntries(acts, folds)] : [head, ...acts.map((act): BoardEntry => ({ kind: 'act', row: act, open: false }))];
  });
}

function turnEntries(acts: readonly BoardRow[], folds: BoardFolds): readonly BoardEntry[] {
  return [...grouped(acts, turnKey)].flatMap(([key, own]): readonly BoardEntry[] => {
    const [row] = own;
    if (row === undefined) return [];
    const open = !folds.folded.has(key);
    return [{ kind: 'turn', row, open }, ...(open ? own.flatMap((act) => actEntries(act, folds)) : [])];
  });
}

function actEntries(row: BoardRow, { open, known }: BoardFolds): readonly BoardEntry[] {
  const isOpen = open.has(row.id);
  const steps = isOpen ? known.get(row.id)?.steps ?? [] : [];
  return [{ kind: 'act', row, open: isOpen }, ...steps.map((step, number): BoardEntry => ({ kind: 'step', row, step, number }))];
}

/** In the order in which each key comes first. */
function grouped(rows: readonly BoardRow[], keyOf: (row: BoardRow) => string): ReadonlyMap<string, readonly BoardRow[]> {
  const groups = new Map<string, BoardRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
