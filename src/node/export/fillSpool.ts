import { settledSpans, spansOf } from '../../core/export/spansOf.ts';
import type { ExportRecord, Exporting } from '../../core/export/exportRecord.ts';
import { logRecordOf, logsRequest, type LogRecord } from '../../core/export/otlpLogs.ts';
import { tracesRequest, type Span } from '../../core/export/otlpTraces.ts';
import { captured } from '../../core/trace/capture/captured.ts';
import type { CaptureLevel } from '../../core/trace/capture/level.ts';
import type { Disk } from '../disk.ts';
import { spoolRequest } from './exportSpool.ts';
import type { ExportCursor } from './exportState.ts';
import { sealedRecords } from './sealedRecords.ts';

/** Records in one request at most: some hundred kilobytes. */
const mostItems = 500;

export interface FillOptions {
  readonly disk: Disk;
  readonly trace: string;
  /** Where requests wait. */
  readonly spool: string;
  readonly content: CaptureLevel;
  readonly exporting: Exporting;
  /** ISO 8601: older records are passed over. */
  readonly since?: string;
}

export interface Filled {
  readonly cursor: ExportCursor;
  readonly more: boolean;
  /** Events that were gone before they were read. */
  readonly lost: number;
}

/** Moves the next records of the trace into the spool, reduced to what may leave. The cursor that it gives is for the caller to keep, after that. Throws where the disk does not take it. */
export function fillSpool(cursor: ExportCursor, { disk, trace, spool, content, exporting, since }: FillOptions): Filled {
  const read = sealedRecords(disk, trace, cursor.position);
  // The records of a chain that is no more end nothing of this one.
  const known = read.position.chain === cursor.position.chain;
  let open = known ? cursor.open : { acts: {}, turns: {} };
  const records = (since === undefined ? read.records : read.records.filter(({ event }) => event.at >= since)).map((record): ExportRecord => ({ ...record, event: captured(record.event, content) }));
  for (let at = 0; at < records.length; at += mostItems) {
    const batch = records.slice(at, at + mostItems);
    const spans: Span[] = [];
    // A window and a hook record into spools of their own, so that an answer may be sealed behind the decision that followed it.
    for (const record of [...batch].sort((one, other) => (one.event.at < other.event.at ? -1 : one.event.at > other.event.at ? 1 : one.seq - other.seq))) {
      const step = spansOf(open, record, exporting);
      open = step.open;
      spans.push(...step.spans);
    }
    spoolBatch(disk, spool, batch, { logs: batch.map((record) => logRecordOf(record, exporting)), spans }, exporting);
  }
  return { cursor: { ...cursor, position: read.position, open }, more: read.more, lost: known && since === undefined && cursor.position.seq > 0 ? read.lost : 0 };
}

/** Puts the spans of what ended by itself into the spool: idle turns, and with `all` everything that is open. */
export function spoolSettled(cursor: ExportCursor, { disk, spool, exporting, now, account }: Pick<FillOptions, 'disk' | 'spool' | 'exporting'> & { /** ISO 8601; everything without it. */ readonly now?: string; readonly account: Pick<ExportRecord, 'host' | 'user'> }): ExportCursor {
  const { open, spans } = settledSpans(cursor.open, exporting, now);
  const { seq } = cursor.position;
  if (spans.length > 0) spoolRequest(disk, spool, { signal: 'traces', items: spans.length, firstSeq: seq, lastSeq: seq }, tracesRequest(account, spans, exporting));
  return { ...cursor, open };
}

function spoolBatch(disk: Disk, spool: string, batch: readonly ExportRecord[], { logs, spans }: { readonly logs: readonly LogRecord[]; readonly spans: readonly Span[] }, exporting: Exporting): void {
  const [first] = batch;
  if (first === undefined) return;
  const range = { firstSeq: first.seq, lastSeq: batch.at(-1)?.seq ?? first.seq };
  if (spans.length > 0) spoolRequest(disk, spool, { signal: 'traces', items: spans.length, ...range }, tracesRequest(first, spans, exporting));
  spoolRequest(disk, spool, { signal: 'logs', items: logs.length, ...range }, logsRequest(first, logs, exporting));
}
