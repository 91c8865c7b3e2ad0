import type { ExportRecord } from './exportRecord.ts';

/**
 * A record as a CloudEvent 1.0 in structured JSON. `id` is the record's hash, so that `source` and `id` name it for good;
 * `sequence` is the extension of that name, the others of ours are written as the specification wants them: lower case.
 */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly subject?: string;
  readonly datacontenttype: 'application/json';
  readonly sequence: string;
  readonly chainuid: string;
  readonly previd: string;
  readonly data: ExportRecord['event'];
}

export function cloudEventOf({ seq, hash, prev, chain, host = '', event }: ExportRecord): CloudEvent {
  const subject = event.proposal ?? event.session;
  return {
    specversion: '1.0', id: hash, source: `urn:tagout:${encodeURIComponent(host === '' ? 'unknown' : host)}:${encodeURIComponent(chain)}`, type: `tagout.trace.${event.body.kind}.v${event.v}`, time: event.at,
    ...(subject === undefined || subject === '' ? {} : { subject }), datacontenttype: 'application/json', sequence: String(seq).padStart(15, '0'), chainuid: chain, previd: prev, data: event,
  };
}
