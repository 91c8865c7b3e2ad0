import { cloudEventOf } from '../core/export/cloudEvents.ts';
import type { ExportRecord } from '../core/export/exportRecord.ts';
import { ocsfEventOf, type OcsfAct } from '../core/export/ocsf.ts';
import { sarifOf } from '../core/export/sarif.ts';
import { csvHeader, csvLineOf, jsonLineOf } from '../core/export/table.ts';
import { captured } from '../core/trace/capture/captured.ts';
import type { CaptureLevel } from '../core/trace/capture/level.ts';
import type { TraceEvent } from '../core/trace/event.ts';
import { withPayloads } from '../core/trace/payloadMark.ts';
import { reduceTrace } from '../core/trace/reduce.ts';
import { realDisk } from '../node/disk.ts';
import { sealedRecords, traceStart, type TracePosition } from '../node/export/sealedRecords.ts';
import { readPayload } from '../node/trace/payloadStore.ts';
import { sha256 } from '../node/trace/sealedForm.ts';

export const exportFormats = ['jsonl', 'csv', 'ocsf', 'cloudevents', 'sarif'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface FormatOptions {
  readonly trace: string;
  readonly workspace: string;
  readonly content: CaptureLevel;
  readonly version: string;
  /** ISO 8601, both included. */
  readonly since?: string;
  readonly until?: string;
}

/** Writes the sealed trace, a little at a time; returns how many records. Long texts are put back where the level holds them. SARIF is one document and is written at the end. */
export function writeFormat(format: ExportFormat, options: FormatOptions, write: (text: string) => void): number {
  const { trace, since = '', until, content } = options;
  const lines = lineWriter(format, options);
  const events: TraceEvent[] = [];
  let count = 0;
  if (format === 'csv') write(csvHeader);
  for (let position: TracePosition = traceStart, more = true; more; ) {
    const read = sealedRecords(realDisk, trace, position);
    ({ position, more } = read);
    const wanted = read.records.filter(({ event }) => event.at >= since && (until === undefined || event.at <= until));
    const reduced = wanted.map((record): ExportRecord => ({ ...record, event: captured(whole(record.event, options), content) }));
    count += reduced.length;
    if (format === 'sarif') events.push(...reduced.map(({ event }) => event));
    else write(reduced.map(lines).join(''));
  }
  if (format === 'sarif') write(`${JSON.stringify(sarifOf(reduceTrace(events), options.workspace, options.version), undefined, 2)}\n`);
  return count;
}

const whole = (event: TraceEvent, { trace, content }: FormatOptions): TraceEvent => (content === 'none' ? event : withPayloads(event, (reference) => readPayload(trace, reference, event.session)));

/** Acts whose class is remembered for the events that follow. */
const mostActs = 10_000;

function lineWriter(format: ExportFormat, { version }: FormatOptions): (record: ExportRecord) => string {
  const acts = new Map<string, OcsfAct>();
  const exporting = { version, hash: sha256 };
  switch (format) {
    case 'csv':
      return csvLineOf;
    case 'cloudevents':
      return (record) => `${JSON.stringify(cloudEventOf(record))}\n`;
    case 'jsonl':
    case 'sarif':
      return (record) => `${jsonLineOf(record)}\n`;
    case 'ocsf':
      return (record) => {
        const { body, proposal } = record.event;
        if (body.kind === 'proposal' && proposal !== undefined) acts.set(proposal, body);
        const [oldest] = acts.keys();
        if (acts.size > mostActs && oldest !== undefined) acts.delete(oldest);
        return `${JSON.stringify(ocsfEventOf(record, proposal === undefined ? undefined : acts.get(proposal), exporting))}\n`;
      };
  }
}
