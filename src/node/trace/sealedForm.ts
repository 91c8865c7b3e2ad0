import * as crypto from 'node:crypto';
import { canonicalJson } from '../../core/trace/canonicalJson.ts';
import type { LinePlace, ParsedLine, RenderedLine, SegmentHeader } from './traceSegment.ts';

/**
 * Version 2 of a sealed line. Names are those of OCSF's `record_integrity`: `chain_uid` (in the header), `fingerprint` (SHA-256,
 * `algorithm_id` 3), `prev_event`. The fingerprint covers everything but the event itself, which it covers by `content`, the
 * hash of salt and event: so an event can be taken out for good, and no hash of the chain changes. The salt goes with it,
 * lest somebody guess short events by their hash. What is left is filled up with spaces to the same length: every later
 * line stays where it was.
 *
 *     {"content":H,"event":{…},"fingerprint":H,"from":{"end":N,"spool":S},"prev_event":H,"salt":S,"seq":N,"size":N,"v":2}
 *     {"content":H,"erased":"   ","fingerprint":H,"from":{"end":N,"spool":S},"prev_event":H,"seq":N,"size":N,"v":2}
 */
export const sealedVersion = 2;

/** In one step where this Node can (20.12 and later). */
export const sha256: (data: string | Buffer) => string = typeof crypto.hash === 'function' ? (data) => crypto.hash('sha256', data, 'hex') : (data) => crypto.createHash('sha256').update(data).digest('hex');

const saltLength = 22;

/** Undefined where the event is no JSON or is nested too deeply. */
export function renderEvent(event: unknown, place: LinePlace): RenderedLine | undefined {
  const text = canonicalJson(event);
  if (text === undefined) return undefined;
  const salt = crypto.randomBytes(16).toString('base64url');
  const content = sha256(salt + text);
  const size = Buffer.byteLength(text);
  const fingerprint = fingerprintOf(content, place, size);
  return { text: `{"content":"${content}","event":${text},"fingerprint":"${fingerprint}","from":${fromText(place)},"prev_event":"${place.prev}","salt":"${salt}","seq":${place.seq},"size":${size},"v":2}`, hash: fingerprint };
}

const fromText = ({ from }: LinePlace): string => `{"end":${from.end},"spool":${JSON.stringify(from.spool)}}`;
const fingerprintOf = (content: string, place: LinePlace, size: number): string => sha256(`{"content":"${content}","from":${fromText(place)},"prev_event":"${place.prev}","seq":${place.seq},"size":${size},"v":2}`);

/** Members in the order of their names, as RFC 8785 wants it. */
export function renderSegmentHeader({ at, chain, first, host, prev, segment, user, zone }: Omit<SegmentHeader, 'kind' | 'hash' | 'version'>): RenderedLine {
  const [before, after] = [`{"algorithm_id":3,"at":${JSON.stringify(at)},"chain_uid":${JSON.stringify(chain)},`, `"first":${first},"host":${JSON.stringify(host ?? '')},"prev_event":${JSON.stringify(prev)},"segment":${segment},"serialization":"RFC 8785","user":${JSON.stringify(user ?? '')},"v":2,"zone":${zone ?? 0}}`];
  const hash = sha256(before + after);
  return { text: `${before}"fingerprint":"${hash}",${after}`, hash };
}

const opening = '{"content":"';
const eventAt = `${opening}${'0'.repeat(64)}","event":`.length;
const erasedAt = `${opening}${'0'.repeat(64)}","erased":"`.length;
const beginning = /^\{"content":"([0-9a-f]{64})","(event|erased)":/;
const ending = /,"fingerprint":"([0-9a-f]{64})","from":(\{"end":\d+,"spool":"(?:[^"\\]|\\.)*"\}),"prev_event":"([0-9a-f]{64})",(?:"salt":"([\w-]{22})",)?"seq":(\d+),"size":(\d+),"v":2\}$/;
/** Longest ending: hashes, numbers, and the name of a spool. */
const longestEnding = 1024;

const changed = (why: string): ParsedLine => ({ kind: 'bad', why: `the line was changed: ${why}` });

/** A line of version 2; undefined where it has another form. What is good is byte for byte what was sealed or erased. */
export function parseSealed(raw: Buffer): ParsedLine | undefined {
  const [, content = '', kind] = beginning.exec(raw.toString('latin1', 0, erasedAt)) ?? [];
  if (kind === undefined) return undefined;
  const tail = raw.toString('utf8', Math.max(0, raw.length - longestEnding));
  const found = ending.exec(tail);
  if (found === null) return { kind: 'bad', why: 'the line is damaged' };
  const [end, hash = '', fromJson = '', prev = '', salt, seq, size] = found;
  const from = readFrom(fromJson);
  if (from === undefined) return { kind: 'bad', why: 'the line is damaged' };
  const place: LinePlace = { seq: Number(seq), prev, from };
  if (fromText(place) !== fromJson || String(place.seq) !== seq || String(Number(size)) !== size || fingerprintOf(content, place, Number(size)) !== hash) return changed('its hash does not fit');
  const bodyEnd = raw.length - Buffer.byteLength(end);
  const line = { kind: 'event', version: 2, hash, ...place } as const;
  if (kind === 'erased') {
    if (salt !== undefined || bodyEnd - erasedAt - 1 !== Number(size) + padding || !isPadding(raw, erasedAt, bodyEnd)) return changed('it is not in the form in which it was erased');
    return { kind: 'line', line: { ...line, event: undefined } };
  }
  if (salt === undefined || bodyEnd - eventAt !== Number(size)) return changed('it is not in the form in which it was sealed');
  const event = raw.subarray(eventAt, bodyEnd);
  if (sha256(Buffer.concat([Buffer.from(salt), event])) !== content) return changed('the event does not fit its hash');
  return { kind: 'line', line: { ...line, event } };
}

/** What an erased line is longer by, so that both have one length. */
const padding = `"event":,"salt":"${'0'.repeat(saltLength)}"`.length - '"erased":""'.length;

const isPadding = (raw: Buffer, start: number, end: number): boolean => raw[end - 1] === 0x22 && raw.subarray(start, end - 1).every((byte) => byte === 0x20);

/** The same line without its event and salt, of the same length. The line must be a good one. */
export function eraseSealed(raw: Buffer): Buffer {
  const tail = raw.toString('utf8', Math.max(0, raw.length - longestEnding));
  const end = ending.exec(tail)?.[0] ?? '';
  const size = raw.length - Buffer.byteLength(end) - eventAt;
  const content = raw.toString('latin1', opening.length, opening.length + 64);
  return Buffer.from(`${opening}${content}","erased":"${' '.repeat(size + padding)}"${end.replace(/"salt":"[\w-]{22}",/, '')}`);
}

const withheldForm = /^\{"content":"([0-9a-f]{64})","fingerprint":"([0-9a-f]{64})","from":(\{"end":\d+,"spool":"(?:[^"\\]|\\.)*"\}),"prev_event":"([0-9a-f]{64})","seq":(\d+),"size":(\d+),"v":2,"withheld":true\}$/;

/** A good line for a copy that is handed on: all that the chain is made of, and nothing of the event. */
export function withholdSealed(raw: Buffer): string {
  const [, hash = '', from = '', prev = '', , seq = '', size = ''] = ending.exec(raw.toString('utf8', Math.max(0, raw.length - longestEnding))) ?? [];
  return `{"content":"${raw.toString('latin1', opening.length, opening.length + 64)}","fingerprint":"${hash}","from":${from},"prev_event":"${prev}","seq":${seq},"size":${size},"v":2,"withheld":true}`;
}

/** Such a line, checked; undefined where it is none, or was changed. */
export function parseWithheld(raw: Buffer): (LinePlace & { readonly hash: string }) | undefined {
  const [, content = '', hash = '', fromJson = '', prev = '', seq = '', size = ''] = withheldForm.exec(raw.toString('utf8')) ?? [];
  const from = fromJson === '' ? undefined : readFrom(fromJson);
  if (from === undefined) return undefined;
  const place: LinePlace = { seq: Number(seq), prev, from };
  return fromText(place) === fromJson && String(place.seq) === seq && String(Number(size)) === size && fingerprintOf(content, place, Number(size)) === hash ? { ...place, hash } : undefined;
}

const headerForm = /^\{"algorithm_id":3,/;

/** The header of a segment of version 2; undefined where the line is none. */
export function parseSealedHeader(raw: Buffer): ParsedLine | undefined {
  const text = raw.toString('utf8');
  if (!headerForm.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'bad', why: 'the line is damaged' };
    throw error;
  }
  const header = readHeader(value);
  if (header === undefined) return { kind: 'bad', why: 'the line is damaged' };
  const rendered = renderSegmentHeader(header);
  if (rendered.hash !== header.hash) return changed('its hash does not fit');
  if (!Buffer.from(rendered.text).equals(raw)) return changed('it is not in the form in which it was sealed');
  return { kind: 'line', line: header };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function readHeader(value: unknown): SegmentHeader | undefined {
  if (!isRecord(value)) return undefined;
  const { at, chain_uid: chain, fingerprint: hash, first, host, prev_event: prev, segment, user, zone } = value;
  if (typeof at !== 'string' || typeof chain !== 'string' || typeof hash !== 'string' || typeof first !== 'number' || typeof host !== 'string' || typeof prev !== 'string' || typeof segment !== 'number' || typeof user !== 'string' || typeof zone !== 'number') return undefined;
  return { kind: 'header', version: 2, at, chain, hash, first, host, prev, segment, user, zone };
}

function readFrom(text: string): LinePlace['from'] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && typeof value['end'] === 'number' && typeof value['spool'] === 'string' ? { end: value['end'], spool: value['spool'] } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
