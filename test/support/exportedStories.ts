import { createHash } from 'node:crypto';
import type { ExportRecord, Exporting } from '../../src/core/export/exportRecord.ts';
import type { TraceEvent } from '../../src/core/trace/event.ts';

export const exporting: Exporting = { version: '1.2.3', hash: (text) => createHash('sha256').update(text).digest('hex') };

/** Events as they come out of a sealed trace. */
export function sealed(events: readonly TraceEvent[], chain = '6f1c3c3e-0000-4000-8000-000000000001'): readonly ExportRecord[] {
  let prev = '0'.repeat(64);
  return events.map((event, index) => {
    const hash = exporting.hash(`${prev} ${event.id}`);
    const record: ExportRecord = { seq: index + 1, hash, prev, chain, host: 'work-1', user: 'dana', event };
    prev = hash;
    return record;
  });
}
