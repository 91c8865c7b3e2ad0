import * as path from 'node:path';
import { noOpenSpans, type OpenSpans } from '../../core/export/openSpans.ts';
import { readIfPresent, replaceFile, type Disk } from '../disk.ts';
import { traceStart, type TracePosition } from './sealedRecords.ts';

/** What was dropped and not told to the receiver yet. */
export interface ExportGap {
  readonly logs: number;
  readonly spans: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly at: string;
  readonly why: string;
}

/** How far the trace is in the spool (`cursor.json`). It is written after the spool: a crash repeats requests and loses none. */
export interface ExportCursor {
  readonly position: TracePosition;
  readonly open: OpenSpans;
  readonly gap?: ExportGap;
}

/** What a person is told (`status.json`). */
export interface ExportStatus {
  readonly endpoint: string;
  readonly from: string;
  readonly content: string;
  readonly sentLogs: number;
  readonly sentSpans: number;
  readonly droppedLogs: number;
  readonly droppedSpans: number;
  /** By the receiver, of what it otherwise took. */
  readonly rejected: number;
  /** ISO 8601. */
  readonly lastSentAt?: string;
  readonly trouble?: string;
  readonly troubleSince?: string;
}

const cursorFile = (directory: string): string => path.join(directory, 'cursor.json');
const statusFile = (directory: string): string => path.join(directory, 'status.json');

/** Undefined where there is none, or none that can be read: then everything is sent again, which its ids forgive. */
export function readCursor(disk: Disk, directory: string): ExportCursor | undefined {
  const value = readJson(disk, cursorFile(directory));
  if (!isRecord(value) || value['v'] !== 1 || !isPosition(value['position']) || !isOpen(value['open'])) return undefined;
  const gap = value['gap'];
  return { position: value['position'], open: value['open'], ...(isGap(gap) ? { gap } : {}) };
}

export const writeCursor = (disk: Disk, directory: string, cursor: ExportCursor): void => replaceFile(disk, cursorFile(directory), JSON.stringify({ v: 1, ...cursor }));

export const freshCursor = (position: TracePosition = traceStart): ExportCursor => ({ position, open: noOpenSpans });

export function readStatus(disk: Disk, directory: string): ExportStatus | undefined {
  const value = readJson(disk, statusFile(directory));
  return isStatus(value) ? value : undefined;
}

export const writeStatus = (disk: Disk, directory: string, status: ExportStatus): void => replaceFile(disk, statusFile(directory), `${JSON.stringify(status)}\n`);

function readJson(disk: Disk, file: string): unknown {
  const data = readIfPresent(disk, file);
  if (data === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(data.toString('utf8'));
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const counts = (value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> => isRecord(value) && names.every((name) => Number.isSafeInteger(value[name]));
const texts = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean => names.every((name) => typeof value[name] === 'string');
const isPosition = (value: unknown): value is TracePosition => counts(value, ['segment', 'bytes', 'seq']) && texts(value, ['chain']);
const isGap = (value: unknown): value is ExportGap => counts(value, ['logs', 'spans', 'firstSeq', 'lastSeq']) && texts(value, ['at', 'why']);
const isStatus = (value: unknown): value is ExportStatus => counts(value, ['sentLogs', 'sentSpans', 'droppedLogs', 'droppedSpans', 'rejected']) && texts(value, ['endpoint', 'from', 'content']);
const isAct = (value: unknown): boolean => isRecord(value) && texts(value, ['proposal', 'chain', 'session', 'agent', 'at', 'lastAt']) && isRecord(value['attributes']);
const isTurn = (value: unknown): boolean => counts(value, ['acts']) && texts(value, ['chain', 'session', 'agent', 'span', 'at', 'lastAt']) && isRecord(value['attributes']);
const isOpen = (value: unknown): value is OpenSpans => isRecord(value) && isRecord(value['acts']) && isRecord(value['turns']) && Object.values(value['acts']).every(isAct) && Object.values(value['turns']).every(isTurn);
