import type { Attributes, AttributeValue } from './attributes.ts';
import type { Exporting, ExportRecord } from './exportRecord.ts';

/**
 * OTLP 1.x in JSON (`opentelemetry.io/docs/specs/otlp`): the JSON mapping of protocol buffers, except that ids are
 * hexadecimal and enumerations are numbers. Whole numbers of 64 bits are strings. Our own, by the specification: the SDK
 * makes spans of what runs now with ids of its own choice, while these are of what was recorded, with ids that a second
 * sending repeats; and it takes 586 ms to load.
 */
export type AnyValue = { readonly stringValue: string } | { readonly boolValue: boolean } | { readonly intValue: string } | { readonly doubleValue: number } | { readonly arrayValue: { readonly values: readonly AnyValue[] } };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

export interface Resource {
  readonly attributes: readonly KeyValue[];
}

export interface Scope {
  readonly name: string;
  readonly version: string;
}

/** The last release of the conventions that holds the names of `gen_ai.*` itself. */
export const schemaUrl = 'https://opentelemetry.io/schemas/1.41.0';

export const keyValues = (attributes: Attributes): readonly KeyValue[] => Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: AttributeValue): AnyValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((entry) => ({ stringValue: entry })) } };
}

/** Nanoseconds since 1970 of an ISO 8601 time, as a text; `0` (not known) for what is none. */
export function unixNanos(at: string): string {
  const ms = Date.parse(at);
  return Number.isNaN(ms) || ms <= 0 ? '0' : `${ms}000000`;
}

/** Who sends: one machine and account. */
export function resourceOf({ host, user }: Pick<ExportRecord, 'host' | 'user'>, { version }: Exporting): Resource {
  return { attributes: keyValues({ 'service.name': 'tagout', 'service.version': version, ...(host === undefined || host === '' ? {} : { 'host.name': host }), ...(user === undefined || user === '' ? {} : { 'user.name': user }) }) };
}

export const scopeOf = ({ version }: Exporting): Scope => ({ name: 'tagout', version });

/** Id of the trace of one session: 16 bytes. */
export const traceIdOf = (hash: Exporting['hash'], chain: string, agent: string, session: string): string => hash(`tagout trace ${chain} ${agent} ${session}`).slice(0, 32);

/** Id of a span: 8 bytes. `part` tells the spans of one act apart. */
export const spanIdOf = (hash: Exporting['hash'], chain: string, part: 'turn' | 'act' | 'decision' | 'waiting' | 'run', of: string): string => hash(`tagout ${part} ${chain} ${of}`).slice(0, 16);
