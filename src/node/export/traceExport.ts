import * as path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Exporting } from '../../core/export/exportRecord.ts';
import { logsRequest, lossRecordOf } from '../../core/export/otlpLogs.ts';
import { realDisk, type Disk } from '../disk.ts';
import { acquireLock } from '../exclusiveLock.ts';
import { sha256 } from '../trace/sealedForm.ts';
import { thisAccount } from '../traceIndex/segmentEvents.ts';
import { destinationKey, type Destination } from './destination.ts';
import { readSpooled, removeSpooled, spooledRequests, spoolRequest, type SpooledRequest } from './exportSpool.ts';
import { freshCursor, readCursor, readStatus, writeCursor, writeStatus, type ExportCursor, type ExportStatus } from './exportState.ts';
import { fillSpool, spoolSettled } from './fillSpool.ts';
import { traceEnd, traceStart } from './sealedRecords.ts';
import { sendOtlp, type Sent } from './sendOtlp.ts';

export interface TraceExportOptions {
  /** `<workspace state>`: the trace lies below it, and what waits to be sent. */
  readonly workspaceState: string;
  readonly destination: Destination;
  /** Asked for before each cycle, so that a renewed token counts at once. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly version: string;
  /** Where a destination that is new begins: with what happens from now on, or with the beginning of the trace. */
  readonly begin: 'now' | 'start';
  /** ISO 8601: begins anew with the first record from then on. What was sent before keeps its ids. */
  readonly since?: string;
  /** Told in words whenever something was dropped, or the trouble changed. */
  readonly report: (words: string) => void;
  readonly disk?: Disk;
  readonly now?: () => number;
  /** 0 to 1. */
  readonly chance?: () => number;
  readonly timeoutMs?: number;
}

/** `waiting`: requests on the disk after it. `tryAfterMs`: nothing is sent before that. */
export type Cycle = { readonly kind: 'busy' } | { readonly kind: 'done'; readonly waiting: number; readonly tryAfterMs: number; readonly trouble?: string };

/** One cycle ends after so long, and the lock is let go. */
const longestCycleMs = 2 * 60_000;
const firstWaitMs = 1000;
const longestWaitMs = 5 * 60_000;

/** Directory of what waits for a destination. */
export const exportDirectory = (workspaceState: string, endpoint: string): string => path.join(workspaceState, 'export', destinationKey(endpoint));

/**
 * Sends the sealed trace of one workspace to one receiver, at least once: trace → spool on the disk → receiver. Never in the
 * way of a hook or a decision: it reads what is sealed, a little at a time. Of several windows one works at a time. What does
 * not fit below the cap is dropped, the oldest first, told here, and told to the receiver when it is there again.
 */
export class TraceExport {
  readonly directory: string;
  readonly #options: Required<Omit<TraceExportOptions, 'since'>> & Pick<TraceExportOptions, 'since'>;
  readonly #exporting: Exporting;
  readonly #spool: string;
  #status: ExportStatus;
  #failures = 0;
  #notBefore = 0;
  #since: string | undefined;

  constructor(options: TraceExportOptions) {
    const { workspaceState, destination, version, since } = options;
    this.#options = { disk: realDisk, now: Date.now, chance: Math.random, timeoutMs: 10_000, ...options };
    this.#exporting = { version, hash: sha256 };
    this.#since = since;
    this.directory = exportDirectory(workspaceState, destination.endpoint);
    this.#spool = path.join(this.directory, 'spool');
    this.#status = this.#fresh();
  }

  get status(): ExportStatus {
    return this.#status;
  }

  /** Reads on, and sends what waits. Rejects never; a failure is in the answer and the status. With `all`, what is open is told as it is. */
  async cycle(all?: 'all', ended?: AbortSignal): Promise<Cycle> {
    const { disk, now } = this.#options;
    try {
      disk.mkdirSync(this.#spool, { recursive: true, mode: 0o700 });
      const lock = acquireLock(disk, path.join(this.directory, 'lock'), now);
      if (lock === undefined) return { kind: 'busy' };
      try {
        this.#status = { ...this.#fresh(), ...readStatus(disk, this.directory), ...this.#named() };
        const until = now() + longestCycleMs;
        const full = await this.#fill(until, all);
        const trouble = (await this.#send(until, ended)) ?? full;
        this.#tell(trouble);
        return { kind: 'done', waiting: spooledRequests(disk, this.#spool).length, tryAfterMs: Math.max(0, this.#notBefore - now()), ...(trouble === undefined ? {} : { trouble }) };
      } finally {
        lock.release();
      }
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): Cycle {
    const trouble = `the export cannot use its directory (${messageOf(error)})`;
    if (this.#status.trouble !== trouble) this.#options.report(trouble);
    this.#status = { ...this.#status, trouble };
    return { kind: 'done', waiting: 0, tryAfterMs: firstWaitMs, trouble };
  }

  #cursor(): ExportCursor {
    const { disk, begin, workspaceState } = this.#options;
    if (this.#since !== undefined) return freshCursor();
    const trace = path.join(workspaceState, 'trace');
    return readCursor(disk, this.directory) ?? freshCursor(begin === 'now' ? traceEnd(disk, trace) : traceStart);
  }

  /** Trace → spool. What the disk does not take stays in the trace, and is told. */
  async #fill(until: number, all?: 'all'): Promise<string | undefined> {
    const { disk, now, workspaceState, destination: { content } } = this.#options;
    const since = this.#since === undefined ? {} : { since: this.#since };
    try {
      let cursor = this.#cursor();
      writeCursor(disk, this.directory, cursor);
      for (let more = true; more && now() < until; ) {
        const before = cursor.position.seq;
        const filled = fillSpool(cursor, { disk, trace: path.join(workspaceState, 'trace'), spool: this.#spool, content, exporting: this.#exporting, ...since });
        ({ cursor, more } = filled);
        if (filled.lost > 0) cursor = this.#noteLoss(cursor, { items: filled.lost, signal: 'logs', firstSeq: before + 1, lastSeq: cursor.position.seq }, 'they were removed from the trace before they were read');
        writeCursor(disk, this.directory, cursor);
        cursor = this.#keepBelowCap(cursor);
        await nextTurn();
      }
      this.#since = undefined;
      const settled = spoolSettled(cursor, { disk, spool: this.#spool, exporting: this.#exporting, account: thisAccount(), ...(all === undefined ? { now: new Date(now()).toISOString() } : {}) });
      writeCursor(disk, this.directory, settled);
      return undefined;
    } catch (error) {
      return `records wait in the trace because the disk does not take them (${messageOf(error)})`;
    }
  }

  #keepBelowCap(before: ExportCursor): ExportCursor {
    const { disk, destination: { spoolBytes } } = this.#options;
    let cursor = before;
    const waiting = spooledRequests(disk, this.#spool);
    let bytes = waiting.reduce((sum, request) => sum + request.bytes, 0);
    for (const request of waiting) {
      if (bytes <= spoolBytes) break;
      bytes -= request.bytes;
      cursor = this.#drop(cursor, request, `more than ${Math.round(spoolBytes / (1024 * 1024))} MB waited for the receiver`);
    }
    return cursor;
  }

  /** The loss is noted before the request goes: a crash in between tells of too much, never of too little. */
  #drop(cursor: ExportCursor, request: SpooledRequest, why: string): ExportCursor {
    const noted = this.#noteLoss(cursor, request, why);
    writeCursor(this.#options.disk, this.directory, noted);
    removeSpooled(this.#options.disk, path.join(this.#spool, request.name));
    return noted;
  }

  #noteLoss(cursor: ExportCursor, { items, signal, firstSeq, lastSeq }: Omit<SpooledRequest, 'name' | 'bytes'>, why: string): ExportCursor {
    const [logs, spans] = signal === 'logs' ? [items, 0] : [0, items];
    const { droppedLogs, droppedSpans } = this.#status;
    this.#status = { ...this.#status, droppedLogs: droppedLogs + logs, droppedSpans: droppedSpans + spans };
    this.#options.report(`${logs} records and ${spans} spans (events ${firstSeq} to ${lastSeq}) were dropped and never sent: ${why}`);
    const { gap } = cursor;
    const at = new Date(this.#options.now()).toISOString();
    return { ...cursor, gap: gap === undefined ? { logs, spans, firstSeq, lastSeq, at, why } : { logs: gap.logs + logs, spans: gap.spans + spans, firstSeq: Math.min(gap.firstSeq, firstSeq), lastSeq: Math.max(gap.lastSeq, lastSeq), at, why } };
  }

  /** Spool → receiver, oldest first, until nothing waits, something fails, or it has taken long. Returns the trouble. */
  async #send(until: number, ended?: AbortSignal): Promise<string | undefined> {
    const { disk, now, destination: { endpoint }, timeoutMs } = this.#options;
    if (now() < this.#notBefore) return this.#status.trouble;
    const headers = await this.#options.headers();
    for (let round = this.#waiting(); round.length > 0; round = this.#waiting()) {
      for (const request of round) {
        if (now() > until || isEnded(ended)) return undefined;
        const body = readSpooled(disk, this.#spool, request);
        if (body === undefined) continue;
        const sent = await sendOtlp(request.signal, body, { endpoint, headers, timeoutMs, now, ...(ended === undefined ? {} : { signal: ended }) });
        if (sent.kind === 'later') return isEnded(ended) ? undefined : this.#later(sent);
        this.#settle(request, sent);
      }
    }
    return undefined;
  }

  /** What waits; where nothing does, what is to be told of what was dropped. */
  #waiting(): readonly SpooledRequest[] {
    const waiting = spooledRequests(this.#options.disk, this.#spool);
    if (waiting.length > 0) return waiting;
    this.#tellGap();
    return spooledRequests(this.#options.disk, this.#spool);
  }

  #settle(request: SpooledRequest, sent: Exclude<Sent, { readonly kind: 'later' }>): void {
    const { disk, now, report } = this.#options;
    this.#failures = 0;
    this.#notBefore = 0;
    if (sent.kind === 'refused') {
      this.#drop(this.#cursor(), request, sent.why);
    } else {
      removeSpooled(disk, path.join(this.#spool, request.name));
      const { sentLogs, sentSpans, rejected } = this.#status;
      const logs = request.signal === 'logs' ? request.items : 0;
      this.#status = { ...this.#status, sentLogs: sentLogs + logs, sentSpans: sentSpans + request.items - logs, rejected: rejected + sent.rejected, lastSentAt: new Date(now()).toISOString() };
      if (sent.rejected > 0) report(`the receiver rejected ${sent.rejected} of ${request.items} ${request.signal} (events ${request.firstSeq} to ${request.lastSeq}): ${sent.why ?? 'it did not say why'}`);
      else if (sent.why !== undefined) report(`the receiver warns: ${sent.why}`);
      this.#tellGap();
    }
    writeStatus(disk, this.directory, this.#status);
  }

  /** The receiver is there: it learns what it will never get. */
  #tellGap(): void {
    const { disk } = this.#options;
    const cursor = readCursor(disk, this.directory);
    if (cursor?.gap === undefined) return;
    const { gap, ...rest } = cursor;
    spoolRequest(disk, this.#spool, { signal: 'logs', items: 1, firstSeq: gap.firstSeq, lastSeq: gap.lastSeq }, logsRequest(thisAccount(), [lossRecordOf(gap, cursor.position.chain, this.#exporting)], this.#exporting));
    writeCursor(disk, this.directory, rest);
  }

  /** Twice as long after each failure, by chance up to half of it less, so that 500 machines do not come back at once. */
  #later({ afterMs = 0, why }: Extract<Sent, { readonly kind: 'later' }>): string {
    const { now, chance } = this.#options;
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 20);
    this.#notBefore = now() + Math.max(afterMs, wait * (0.5 + chance() / 2));
    return why;
  }

  #tell(trouble: string | undefined): void {
    const { disk, now, report } = this.#options;
    const { trouble: before, troubleSince, ...rest } = this.#status;
    if (trouble !== before) report(trouble ?? 'everything is sent again');
    this.#status = trouble === undefined ? rest : { ...rest, trouble, troubleSince: (before === undefined ? undefined : troubleSince) ?? new Date(now()).toISOString() };
    writeStatus(disk, this.directory, this.#status);
  }

  #fresh(): ExportStatus {
    return { ...this.#named(), sentLogs: 0, sentSpans: 0, droppedLogs: 0, droppedSpans: 0, rejected: 0 };
  }

  #named(): Pick<ExportStatus, 'endpoint' | 'from' | 'content'> {
    const { endpoint, from, content } = this.#options.destination;
    return { endpoint, from, content };
  }
}

const isEnded = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
