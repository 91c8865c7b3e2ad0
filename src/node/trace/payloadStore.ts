import * as fs from 'node:fs';
import type { TraceEvent } from '../../core/trace/event.ts';
import { longestInline, withPayloadMark, type PayloadReference } from '../../core/trace/payloadMark.ts';
import type { PayloadText } from '../../core/trace/traceQuery.ts';
import { below } from '../ancestors.ts';
import { ensurePrivateDirectory, errorCode } from '../durableFile.ts';
import { sha256 } from './sealedForm.ts';
import { workspaceKey } from '../stateDirectory.ts';

/** Directory of the long texts of one session: `<trace>/payloads/<session>`. What belongs to no session has its own. */
export const payloadDirectory = (trace: string, session: string | undefined): string => below(trace, 'payloads', session === undefined ? 'none' : workspaceKey(`/${session}`));

/**
 * The event with each long text in its body put into a file of its own, named by its hash, and a mark in its place. The
 * texts must be redacted. With `durable` they are on the disk when it returns; throws when the disk refuses.
 */
export function keepPayloads(event: TraceEvent, trace: string, durable: boolean): TraceEvent {
  const directory = payloadDirectory(trace, event.session);
  const keep = (text: string): string => {
    const reference: PayloadReference = { sha256: sha256(text), bytes: Buffer.byteLength(text) };
    writePayload(directory, reference, text, durable);
    return withPayloadMark(text, reference);
  };
  return { ...event, body: mapTexts(event.body, keep) };
}

function mapTexts<T>(data: T, keep: (text: string) => string): T;
function mapTexts(data: unknown, keep: (text: string) => string): unknown {
  if (typeof data === 'string') return data.length > longestInline ? keep(data) : data;
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((entry: unknown) => mapTexts(entry, keep));
  return Object.fromEntries(Object.entries(data).map(([name, member]: [string, unknown]) => [name, mapTexts(member, keep)]));
}

function writePayload(directory: string, { sha256: name, bytes }: PayloadReference, text: string, durable: boolean): void {
  const file = below(directory, name);
  if (fs.statSync(file, { throwIfNoEntry: false })?.size === bytes) return;
  ensurePrivateDirectory(directory);
  const temporary = `${file}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  const descriptor = fs.openSync(temporary, 'wx', 0o600);
  try {
    fs.writeFileSync(descriptor, text);
    if (durable) fs.fdatasyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  fs.renameSync(temporary, file);
}

/** The text that a mark in an event of this session stands for, checked against its hash. Never throws. */
export function readPayload(trace: string, { sha256: name }: PayloadReference, session: string | undefined): PayloadText {
  try {
    const text = fs.readFileSync(below(payloadDirectory(trace, session), name), 'utf8');
    return sha256(text) === name ? { kind: 'text', text } : { kind: 'damaged', why: 'the text is not the one that was recorded' };
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' ? { kind: 'erased' } : { kind: 'damaged', why: code ?? 'unknown error' };
  }
}

/** Removes the long texts of a session for good. Returns how many there were. */
export function erasePayloads(trace: string, session: string): number {
  const directory = payloadDirectory(trace, session);
  const names = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  fs.rmSync(directory, { recursive: true, force: true });
  return names.length;
}
