import * as vscode from 'vscode';
import { actionsLeft, type BreakGlass } from '../../core/freeze/breakGlass.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import type { TraceTree } from '../../core/trace/traceTree.ts';
import type { ReadBook } from '../../node/freeze/book.ts';
import { claimNotice } from '../../node/freeze/noticeStore.ts';
import { actsUnder, glassReport } from './breakGlassReport.ts';
import type { Log } from '../log.ts';
import { offer } from '../notices.ts';
import type { TextDocuments } from '../textDocuments.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

export interface BrokenFreezesOptions {
  readonly state: string;
  readonly known: () => ReadBook;
  readonly trace: () => TraceTree;
  readonly documents: TextDocuments;
  /** Into the trace of every folder of the window; throws when nothing was recorded. */
  readonly record: (body: TraceBody) => void;
  readonly log: Log;
}

/** Break-glasses that came to their end, latest first: what is left of them is their report. */
export function endedGlasses({ book, instants }: ReadBook): readonly BreakGlass[] {
  return (book.glasses ?? []).filter((glass) => actionsLeft(glass, instants) === 0).toReversed();
}

/** Sees break-glasses come to their end: records it and offers the report, once on this machine, whichever window is first. */
export function mendFreezes(options: BrokenFreezesOptions): void {
  const { state, known, record, log } = options;
  for (const glass of endedGlasses(known())) {
    if (!claimNotice(state, `break-glass ${glass.id}`, Date.now())) continue;
    const freeze = { id: glass.freezes.join(' '), mode: 'deny', reason: glass.reason, by: glass.by, since: glass.since } as const;
    const used = glass.used.length < glass.maxActions ? 'its time is over' : 'its acts are used up';
    try {
      record({ kind: 'freeze', change: 'mended', freeze, by: 'tagout', reason: used, glass });
    } catch (error) {
      log.error('recording the end of a break-glass', error);
    }
    void tell(options, glass);
  }
}

async function tell(options: BrokenFreezesOptions, glass: BreakGlass): Promise<void> {
  const show = translate('Show Report');
  const chosen = await offer(translate('The freeze holds again: the break-glass of {0} let {1} of {2} acts through.', glass.by, String(glass.used.length), String(glass.maxActions)), [show]);
  if (chosen === show) await showReport(options, glass.id);
}

/** Opens the report of a break-glass, or of the latest one. */
export async function showReport({ known, trace, documents }: BrokenFreezesOptions, id?: string): Promise<void> {
  const glass = (known().book.glasses ?? []).toReversed().find((one) => id === undefined || one.id === id);
  if (glass === undefined) return;
  const acts = trace().sessions.flatMap(({ turns }) => turns.flatMap(({ actions }) => actions));
  await documents.preview(`${translate('Break-glass report')}.md`, glassReport(glass, actsUnder(glass, acts), translate));
}
