import * as fs from 'node:fs';
import * as path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MergedPages } from '../../core/trace/mergedPages.ts';
import { traceQueryOf } from '../../core/trace/queryText.ts';
import { reduceTrace } from '../../core/trace/reduce.ts';
import { joinedCoverage, type ActSummary, type AgentCoverage, type LogLine, type PageCursor, type SessionSummary } from '../../core/trace/traceQuery.ts';
import type { ActionNode, NoteNode, SessionNode, TraceTree } from '../../core/trace/traceTree.ts';
import { ensurePrivateDirectory } from '../../node/durableFile.ts';
import { TraceReader } from '../../node/trace/readTrace.ts';
import { workspaceStateDirectory } from '../../node/stateDirectory.ts';
import { sealTrace, spoolDirectory } from '../../node/trace/traceStore.ts';
import { Burst } from '../burst.ts';
import type { TracePlace } from './traceDetailView.ts';

/** Sessions whose acts are held against freezes, the newest. */
const sessionsRead = 50;
/** Events of one session that are read for it, the newest. */
const eventsOfSession = 5000;
/** The same where all that came after an act is wanted. */
const mostOfSession = 200_000;
const notesShown = 200;
/** Events come in bursts; the view is drawn once for one. */
const redrawAfterMs = 150;
const sealAfterMs = 2000;
/** Acts that are counted at once, and twice as many after each time that was quick. */
const firstCounted = 100;
const quickMs = 10;

interface WatchedTrace {
  readonly root: string;
  readonly trace: string;
  readonly reader: TraceReader;
  readonly watcher: fs.FSWatcher | undefined;
}

export interface TraceModelOptions {
  readonly state: string;
  readonly changed: () => void;
  readonly failed: (stage: string, error: unknown) => void;
}

/** A session as lists show it, and whose trace it stands in. */
export interface TracedSession extends SessionSummary {
  readonly root: string;
}

/** Sequence numbers, both included. */
export interface RecordSpan {
  readonly root: string;
  readonly first: number;
  readonly last: number;
}

export const recordsIn = ({ first, last }: Pick<RecordSpan, 'first' | 'last'>): number => Math.max(0, last - first + 1);

/**
 * The traces of some workspace roots as one, read by index and page by page: of a million events only those are read that
 * somebody looks at. Watches the spools for new events, and seals them into the chain in the background. Reads nothing before
 * somebody looks. State: what was read since the last change.
 */
export class TraceModel {
  readonly #options: TraceModelOptions;
  #traces: readonly WatchedTrace[] = [];
  #tree: TraceTree | undefined;
  #ready: Promise<void> | undefined;
  #isReady = false;
  readonly #sessions = new Map<string, SessionNode | undefined>();
  readonly #redrawing = new Burst(() => this.refresh(), redrawAfterMs);
  readonly #sealing = new Burst(() => this.#sealAll(), sealAfterMs);

  constructor(options: TraceModelOptions) {
    this.#options = options;
  }

  get roots(): readonly { readonly root: string; readonly trace: string }[] {
    return this.#traces;
  }

  watch(roots: readonly string[]): void {
    this.#close();
    this.#traces = roots.map((root) => {
      const trace = path.join(workspaceStateDirectory(this.#options.state, root), 'trace');
      return { root, trace, reader: new TraceReader(trace), watcher: this.#watch(spoolDirectory(trace)) };
    });
    this.#noticed();
  }

  /** Whether reading is quick already. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Brings the indexes up to date without holding up the window; afterwards reading is quick. */
  ready(): Promise<void> {
    this.#ready ??= this.#catchUp().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  /** The newest sessions with their newest acts, as of the last change: enough to see what a freeze met. Throws where the disk fails. */
  read(): TraceTree {
    this.#tree ??= reduceTrace(this.#traces.flatMap(({ reader }) => reader.read({ sessions: sessionsRead, newest: 500 }).events));
    return this.#tree;
  }

  /** Sessions, the one with the latest event first. */
  sessions(): MergedPages<TracedSession> {
    return new MergedPages(this.#traces.map(({ root, reader }) => (limit, after) => {
      const { sessions, next } = reader.sessions(limit, after);
      return { items: sessions.map((session) => ({ ...session, root })), ...(next === undefined ? {} : { next }) };
    }), ({ lastAt }) => lastAt);
  }

  /** Acts that match a query as people type it (see `traceQueryOf`), newest first; paths are below each root. */
  acts(text: string): MergedPages<ActSummary> {
    return new MergedPages(this.#traces.map(({ root, reader }) => {
      const query = traceQueryOf(text, (file) => path.resolve(root, file));
      return (limit, after) => {
        const { acts, next } = reader.acts(query, limit, after);
        return { items: acts, ...(next === undefined ? {} : { next }) };
      };
    }), ({ at }) => at);
  }

  /** Acts that match, counted up to `most`, a little at a time so that others are answered in between; undefined once it is not `wanted` any more. */
  async count(text: string, most: number, wanted: () => boolean): Promise<number | undefined> {
    const traces = this.#traces;
    let sum = 0;
    for (const { root, reader } of traces) {
      const query = traceQueryOf(text, (file) => path.resolve(root, file));
      for (let limit = firstCounted, after: PageCursor | undefined, more = true; more && sum < most; ) {
        const began = performance.now();
        const { found, next } = reader.count(query, limit, after);
        sum += found;
        [after, more] = [next, next !== undefined];
        if (performance.now() - began < quickMs) limit *= 2;
        await nextTurn();
        if (!wanted() || traces !== this.#traces) return undefined;
      }
    }
    return Math.min(most, sum);
  }

  /** One act by itself, however old, without what surrounds it. */
  act(id: string): ActionNode | undefined {
    for (const { reader } of this.#traces) {
      const place = placeIn(reduceTrace(reader.eventsOf(id)).sessions[0], id);
      if (place !== undefined) return place.action;
    }
    return undefined;
  }

  /** Paths that the newest so many acts of each root may have changed, each with the latest of them. */
  changedPaths(acts: number): readonly { readonly path: string; readonly act: ActSummary }[] {
    return this.#traces.flatMap(({ reader }) => reader.changedPaths(acts));
  }

  /** What is known of some sessions, wherever they are. */
  sessionsNamed(names: readonly Pick<SessionSummary, 'id' | 'agent'>[]): readonly SessionSummary[] {
    return this.#traces.flatMap(({ reader }) => reader.sessionsNamed(names));
  }

  /** The records of one act, as they stand in the plain log. */
  linesOf(act: string): readonly LogLine[] {
    return this.#traces.flatMap(({ reader }) => reader.linesOf(act));
  }

  /** Where the sealed records of each root begin and end at this moment. */
  spans(): readonly RecordSpan[] {
    return this.#traces.map(({ root, reader }) => ({ root, ...reader.span() }));
  }

  /** Sealed records between these bounds, newest first in each root: `count` of them from the place `from` on. */
  log(spans: readonly RecordSpan[], from: number, count: number): readonly LogLine[] {
    const lines: LogLine[] = [];
    let before = 0;
    for (const { root, first, last } of spans) {
      const length = recordsIn({ first, last });
      const [start, end] = [Math.max(0, from - before), Math.min(length, from + count - before)];
      const reader = this.#traces.find((trace) => trace.root === root)?.reader;
      if (end > start && reader !== undefined) lines.push(...[...reader.log(last - end + 1, end - start)].reverse());
      before += length;
    }
    return lines;
  }

  /** How many of each agent's acts have a decision, in all roots together. */
  coverage(): readonly AgentCoverage[] {
    return joinedCoverage(this.#traces.flatMap(({ reader }) => reader.coverage()));
  }

  /** Turns and acts of one session, from its newest events. */
  session({ root, id, agent }: Pick<TracedSession, 'root' | 'id' | 'agent'>): SessionNode | undefined {
    const key = `${root}\n${agent ?? ''}\n${id}`;
    if (!this.#sessions.has(key)) {
      const trace = this.#traces.find((one) => one.root === root);
      this.#sessions.set(key, trace === undefined ? undefined : reduceTrace(trace.reader.sessionEvents(id, agent, eventsOfSession)).sessions[0]);
    }
    return this.#sessions.get(key);
  }

  /** The session that an act belongs to, from that act on at least, however long it went on; undefined where the act is unknown or too far back. */
  sessionSince(id: string): SessionNode | undefined {
    const place = this.find(id);
    if (place === undefined) return undefined;
    const { id: session, agent } = place.session;
    for (const { reader } of this.#traces) {
      for (const limit of [eventsOfSession, mostOfSession]) {
        const [whole] = reduceTrace(reader.sessionEvents(session, agent, limit)).sessions;
        if (placeIn(whole, id) !== undefined) return whole;
      }
    }
    return undefined;
  }

  /** What belongs to no session, newest first. */
  notes(): readonly NoteNode[] {
    return this.#traces.flatMap(({ reader }) => reduceTrace(reader.notes(notesShown)).notes).sort((first, second) => (first.at < second.at ? 1 : first.at > second.at ? -1 : 0));
  }

  /** Forgets what was read. */
  refresh(): void {
    this.#forget();
    this.#options.changed();
  }

  /** One act with what surrounds it, however old. */
  find(id: string): TracePlace | undefined {
    for (const { root, reader } of this.#traces) {
      const events = reader.eventsOf(id);
      const owner = events.find(({ session }) => session !== undefined);
      if (owner?.session === undefined) continue;
      const whole = this.session({ root, id: owner.session, ...(owner.agent === undefined ? {} : { agent: owner.agent }) });
      // An act before the newest events of a long session stands alone.
      const place = placeIn(whole, id) ?? placeIn(reduceTrace(events).sessions[0], id);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  dispose(): void {
    this.#redrawing.dispose();
    this.#sealing.dispose();
    this.#close();
  }

  #watch(directory: string): fs.FSWatcher | undefined {
    try {
      ensurePrivateDirectory(directory);
      const watcher = fs.watch(directory, { persistent: false }, () => this.#noticed());
      watcher.on('error', (error) => this.#options.failed('watching the trace', error));
      return watcher;
    } catch (error) {
      this.#options.failed('watching the trace', error);
      return undefined;
    }
  }

  #noticed(): void {
    this.#redrawing.happened();
    this.#sealing.happened();
  }

  #sealAll(): void {
    let more = false;
    for (const { root, trace } of this.#traces) {
      try {
        const sealed = sealTrace({ trace, workspace: root });
        more ||= sealed.kind === 'busy' || sealed.more;
      } catch (error) {
        this.#options.failed('sealing the trace', error);
      }
    }
    if (more) this.#sealing.happened();
  }

  #close(): void {
    for (const { reader, watcher } of this.#traces) {
      watcher?.close();
      reader.close();
    }
    this.#traces = [];
    this.#ready = undefined;
    this.#isReady = false;
    this.#forget();
  }

  async #catchUp(): Promise<void> {
    const traces = this.#traces;
    for (const { reader } of traces) await reader.catchUp(async () => nextTurn());
    this.#isReady = traces === this.#traces;
  }

  #forget(): void {
    this.#tree = undefined;
    this.#sessions.clear();
  }
}

function placeIn(session: SessionNode | undefined, id: string): TracePlace | undefined {
  for (const turn of session?.turns ?? []) {
    const action = turn.actions.find((one) => one.id === id);
    if (session !== undefined && action !== undefined) return { session, turn, action };
  }
  return undefined;
}
