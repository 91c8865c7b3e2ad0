import type { BoardRow } from '../protocol/traceBoard.ts';
import type { TimelineStep } from '../protocol/traceView.ts';

export type BoardMode = 'tree' | 'timeline' | 'log';

/** What is known of an act beyond its row, once it was asked for. */
export interface BoardAct {
  readonly prompt: string;
  readonly steps: readonly TimelineStep[];
}

/** One line of the list. */
export type BoardEntry =
  | { readonly kind: 'session'; readonly row: BoardRow }
  | { readonly kind: 'turn'; readonly row: BoardRow }
  | { readonly kind: 'act'; readonly row: BoardRow }
  | { readonly kind: 'step'; readonly row: BoardRow; readonly step: TimelineStep };

/** Rows → lines. As a tree, acts stand below their session and turn, and an open one over its steps; else each is one line. Pure. */
export function boardEntries(rows: readonly BoardRow[], mode: BoardMode, { open, known }: { readonly open: ReadonlySet<string>; readonly known: ReadonlyMap<string, BoardAct> }): readonly BoardEntry[] {
  if (mode !== 'tree') return rows.map((row) => ({ kind: 'act', row }));
  return rows.flatMap((row, index): readonly BoardEntry[] => {
    const before = rows[index - 1];
    const isOtherSession = before === undefined || before.session !== row.session;
    const isOtherTurn = isOtherSession || before.turn !== row.turn;
    const steps = open.has(row.id) ? known.get(row.id)?.steps ?? [] : [];
    return [
      ...(isOtherSession ? [{ kind: 'session' as const, row }] : []),
      ...(isOtherTurn ? [{ kind: 'turn' as const, row }] : []),
      { kind: 'act', row },
      ...steps.map((step) => ({ kind: 'step' as const, row, step })),
    ];
  });
}
