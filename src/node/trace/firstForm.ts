import { canonicalJson } from '../../core/trace/canonicalJson.ts';
import { sha256 } from './sealedForm.ts';
import type { ParsedLine, SegmentLine } from './traceSegment.ts';

/** A line of version 1: its hash is the SHA-256 over the canonical JSON of all its other members, the event among them. Read only. */
export function parseFirstForm(raw: Buffer): ParsedLine {
  const text = raw.toString('utf8');
  const line = readMembers(text);
  if (line === undefined) return { kind: 'bad', why: 'the line is damaged' };
  const rendered = canonicalJson(line.value);
  if (rendered === undefined || !Buffer.from(rendered).equals(raw)) return { kind: 'bad', why: 'the line was changed: it is not in the form in which it was sealed' };
  const { hash, ...covered } = line.value;
  if (sha256(canonicalJson(covered) ?? '') !== hash) return { kind: 'bad', why: 'the line was changed: its hash does not fit' };
  return { kind: 'line', line: line.line };
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const hasOnly = (value: Fields, names: readonly string[]): boolean => Object.keys(value).length === names.length && names.every((name) => name in value);

function readMembers(text: string): { readonly value: Fields; readonly line: SegmentLine } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!isRecord(value) || typeof value['hash'] !== 'string' || typeof value['prev'] !== 'string') return undefined;
  const { hash, prev, chain, segment, first, at, seq, from, event } = value;
  if (typeof chain === 'string' && typeof segment === 'number' && typeof first === 'number' && typeof at === 'string' && value['v'] === 1 && hasOnly(value, ['at', 'chain', 'first', 'hash', 'prev', 'segment', 'v'])) {
    return { value, line: { kind: 'header', version: 1, chain, segment, first, prev, at, hash } };
  }
  if (typeof seq !== 'number' || !isRecord(from) || typeof from['spool'] !== 'string' || typeof from['end'] !== 'number' || !isRecord(event) || !hasOnly(value, ['event', 'from', 'hash', 'prev', 'seq']) || !hasOnly(from, ['end', 'spool'])) return undefined;
  return { value, line: { kind: 'event', version: 1, seq, prev, hash, from: { spool: from['spool'], end: from['end'] }, event: Buffer.from(canonicalJson(event) ?? '') } };
}
