import { noteOf } from '../trace/noteOf.ts';
import { stepOf } from '../trace/steps.ts';
import type { TraceBody, TraceEvent } from '../trace/event.ts';
import { attributesOf } from './attributes.ts';
import type { Exporting, ExportRecord } from './exportRecord.ts';
import { keyValues, resourceOf, schemaUrl, scopeOf, spanIdOf, traceIdOf, unixNanos, type AnyValue, type KeyValue, type Resource, type Scope } from './otlpJson.ts';

/** A `LogRecord` of OTLP. `severityNumber`: 9 information, 13 warning, 17 error. */
export interface LogRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AnyValue;
  readonly attributes: readonly KeyValue[];
  readonly traceId?: string;
  readonly spanId?: string;
}

/** `ExportLogsServiceRequest`. */
export interface LogsRequest {
  readonly resourceLogs: readonly { readonly resource: Resource; readonly scopeLogs: readonly { readonly scope: Scope; readonly logRecords: readonly LogRecord[]; readonly schemaUrl: string }[] }[];
}

/** What an event says, in one line. */
export function lineOf({ at, body, workspace }: TraceEvent): string {
  return stepOf(at, body, workspace).at(-1)?.text ?? noteOf({ v: 2, id: '', at, workspace, body })?.text ?? (body.kind === 'session' ? `session ${body.phase}` : body.kind === 'prompt' && body.text !== '' ? body.text : body.kind);
}

/** How much a person who watches many machines should care. */
export type Severity = 'INFO' | 'WARN' | 'ERROR';
const severityNumbers: Readonly<Record<Severity, number>> = { INFO: 9, WARN: 13, ERROR: 17 };

export function severityOf(body: TraceBody): Severity {
  switch (body.kind) {
    case 'gap':
      return body.certainty === 'certain' ? 'ERROR' : 'WARN';
    case 'failure':
      return 'ERROR';
    case 'guard':
      return body.change === 'repaired' ? 'INFO' : 'ERROR';
    case 'decision':
      return body.decision === 'deny' ? 'WARN' : 'INFO';
    case 'retry':
      return body.evasion ? 'ERROR' : 'WARN';
    case 'observed':
      return body.unpredicted.length > 0 ? 'WARN' : 'INFO';
    case 'run':
      return body.step === 'refused' ? 'WARN' : 'INFO';
    case 'clock':
    case 'incident':
    case 'erased':
      return 'WARN';
    default:
      return 'INFO';
  }
}

/** One record as a log record: its id (`log.record.uid`) is its hash, so that a second one can be told. Never throws. */
export function logRecordOf(record: ExportRecord, { hash }: Exporting): LogRecord {
  const { event, chain } = record;
  const { at, body, session, agent = '', proposal } = event;
  const severityText = severityOf(body);
  return {
    timeUnixNano: unixNanos(at), observedTimeUnixNano: unixNanos(at), severityNumber: severityNumbers[severityText], severityText, eventName: `tagout.${body.kind}`, body: { stringValue: lineOf(event) },
    attributes: keyValues({ 'log.record.uid': record.hash, 'tagout.record.seq': record.seq, 'tagout.record.prev': record.prev, 'tagout.record.chain': chain, ...attributesOf(event) }),
    ...(session === undefined ? {} : { traceId: traceIdOf(hash, chain, agent, session), ...(proposal === undefined ? {} : { spanId: spanIdOf(hash, chain, 'act', proposal) }) }),
  };
}

/** Records that were dropped before they could be sent: a log record that says so. `id` is the same for the same loss. */
export function lossRecordOf({ logs, spans, firstSeq, lastSeq, at, why }: { readonly logs: number; readonly spans: number; readonly firstSeq: number; readonly lastSeq: number; readonly at: string; readonly why: string }, chain: string, { hash }: Exporting): LogRecord {
  return {
    timeUnixNano: unixNanos(at), observedTimeUnixNano: unixNanos(at), severityNumber: severityNumbers.ERROR, severityText: 'ERROR', eventName: 'tagout.export.gap',
    body: { stringValue: `${logs} records and ${spans} spans of events ${firstSeq} to ${lastSeq} were never sent: ${why}` },
    attributes: keyValues({ 'log.record.uid': hash(`tagout export gap ${chain} ${firstSeq} ${lastSeq} ${logs} ${spans}`), 'tagout.record.kind': 'export.gap', 'tagout.record.chain': chain, 'tagout.export.gap.logs': logs, 'tagout.export.gap.spans': spans, 'tagout.export.gap.first_seq': firstSeq, 'tagout.export.gap.last_seq': lastSeq }),
  };
}

/** The body of one request to `/v1/logs`. All records are of one machine and account. */
export function logsRequest(from: Pick<ExportRecord, 'host' | 'user'>, logRecords: readonly LogRecord[], exporting: Exporting): LogsRequest {
  return { resourceLogs: [{ resource: resourceOf(from, exporting), scopeLogs: [{ scope: scopeOf(exporting), logRecords, schemaUrl }] }] };
}
