import * as fs from 'node:fs';
import * as path from 'node:path';
import { agentIds, type AgentId } from '../../core/action.ts';
import { summaryOf, type ActRow } from '../../core/trace/actRow.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import type { PayloadReference } from '../../core/trace/payloadMark.ts';
import { coveragePercent, type ActPage, type ActSummary, type AgentCoverage, type CountPage, type LogLine, type PageCursor, type PayloadText, type SessionPage, type SessionSummary, type TraceQueries, type TraceQuery } from '../../core/trace/traceQuery.ts';
import { realDisk, type Disk } from '../disk.ts';
import { ensurePrivateDirectory } from '../durableFile.ts';
import { readPayload } from './payloadStore.ts';
import { spoolDirectory } from './traceStore.ts';
import type { ActIndex, LinePlace, SessionRow } from '../traceIndex/actIndex.ts';
import { IndexedTrace } from '../traceIndex/indexedTrace.ts';
import { keyOf } from '../traceIndex/indexing.ts';
import { readUnsealed, type Unsealed } from '../traceIndex/unsealed.ts';

export interface SessionQuery {
  /** Sessions at most, the newest. */
  readonly sessions: number;
  /** Only sessions whose id begins with this. */
  readonly session?: string;
  readonly agent?: string;
  /** Sealed events at most of one session. */
  readonly newest?: number;
  /** Only events from this moment on, ISO 8601. */
  readonly since?: string;
}

export interface TraceRead {
  readonly events: readonly TraceEvent[];
  /** Lines that are no events this version knows; `tagout trace verify` tells damage from news. */
  readonly unreadable: number;
  /** More sessions match than were asked for. */
  readonly more: boolean;
}

/** Events at most of one session: the newest. */
const longestSession = 20_000;
const mostNotes = 200;
const redrawAfterMs = 150;

/**
 * The trace of one workspace: the sealed segments are the truth, an index beside them (`traceIndex/`) finds events in them,
 * and what is not sealed yet is laid over it at each reading. Why two: hooks of many processes have to record durably within
 * milliseconds and without a native module, which appending does; lists, filters and words of a million events need a
 * database, which only readers open, and which is built anew from the segments whenever it is missing, broken or of another
 * version. Keeps its index open between readings; `close` it. A trace that does not exist yet reads as empty.
 */
export class TraceReader implements TraceQueries {
  private readonly sealed: IndexedTrace;

  constructor(private readonly trace: string, private readonly disk: Disk = realDisk) {
    this.sealed = new IndexedTrace(trace, disk);
  }

  /** Brings the index up to date a little at a time, so that a window stays responsive when it has to be built anew. */
  catchUp(pause: () => Promise<void>): Promise<void> {
    return this.sealed.catchUp(pause);
  }

  sessions(limit: number, after?: PageCursor): SessionPage {
    const { index, overlay } = this.look();
    const fresh = overlay.sessions(Number.MAX_SAFE_INTEGER);
    const known = new Set(fresh.map(({ session, agent }) => keyOf(session, agent)));
    const rows = [...fresh.filter(({ seq }) => seq < (after ?? Infinity)), ...index.sessions(limit + 1 + fresh.length, after).filter(({ session, agent }) => !known.has(keyOf(session, agent)))];
    const page = rows.sort((first, second) => second.seq - first.seq).slice(0, limit);
    return { sessions: page.map(sessionSummary), ...nextOf(rows.length > limit, page.at(-1)?.seq) };
  }

  acts(query: TraceQuery, limit: number, after?: PageCursor): ActPage {
    const rows = rowsOf(this.look(), query, limit + 1, after);
    const page = rows.slice(0, limit);
    return { acts: page.map((row) => summaryOf(row, agentOf)), ...nextOf(rows.length > limit, page.at(-1)?.id) };
  }

  changedPaths(acts: number): readonly { readonly path: string; readonly act: ActSummary }[] {
    const look = this.look();
    const rows = rowsOf(look, { statuses: ['allowed', 'approved', 'gap'] }, acts).filter(({ changes }) => changes);
    const byAct = new Map(rows.map((row) => [row.id, row]));
    const found = new Map<string, ActRow>();
    for (const { act, path: file } of [...look.index.pathsOf([...byAct.keys()]), ...look.overlay.pathsOf([...byAct.keys()])]) {
      const row = byAct.get(act);
      if (row !== undefined && row.id > (found.get(file)?.id ?? -1)) found.set(file, row);
    }
    return [...found].map(([file, row]) => ({ path: file, act: summaryOf(row, agentOf) }));
  }

  count(query: TraceQuery, limit: number, after?: PageCursor): CountPage {
    const { index, overlay } = this.look();
    const { last } = index.span();
    const { found, oldest } = index.count(query, limit, after);
    const fresh = after === undefined ? overlay.acts(query, Number.MAX_SAFE_INTEGER).filter(({ id }) => id > last).length : 0;
    return { found: found + fresh, ...(oldest === undefined ? {} : { next: oldest }) };
  }

  sessionsNamed(names: readonly Pick<SessionSummary, 'id' | 'agent'>[]): readonly SessionSummary[] {
    const { overlay } = this.look();
    return names.flatMap(({ id, agent = '' }) => {
      const row = overlay.session(id, agent);
      return row === undefined ? [] : [sessionSummary(row)];
    });
  }

  eventsOf(act: string): readonly TraceEvent[] {
    return this.linesOf(act).flatMap(({ event }) => (typeof event === 'string' ? [] : [event]));
  }

  linesOf(act: string): readonly LogLine[] {
    const { index, overlay, unsealed } = this.look();
    const row = overlay.actByKey(act);
    if (row === undefined) return [];
    const own = new Set(overlay.linesOfAct(row.id).map(({ seq }) => seq));
    const sealed = this.linesAt(index.linesOfAct(row.id));
    const known = new Set(sealed.map(({ event }) => (typeof event === 'string' ? '' : event.id)));
    return [...sealed, ...unsealed.lines.filter(({ seq, event }) => own.has(seq) && !known.has(event.id))];
  }

  sessionEvents(session: string, agent: AgentId | undefined, limit: number): readonly TraceEvent[] {
    const { index, overlay, unsealed } = this.look();
    const own = unsealed.lines.map(({ event }) => event).filter((event) => keyOf(...ownerOf(event, overlay)) === keyOf(session, agent ?? ''));
    return this.joined(index.linesOfSession(session, agent ?? '', limit), own).events.slice(-limit);
  }

  notes(limit: number): readonly TraceEvent[] {
    const { index, overlay, unsealed } = this.look();
    const own = unsealed.lines.map(({ event }) => event).filter((event) => ownerOf(event, overlay)[0] === '');
    return this.joined(index.linesOfSession('', '', limit), own).events.slice(-limit);
  }

  log(from: number, limit: number): readonly LogLine[] {
    return this.linesAt(this.sealed.refresh().linesFrom(from, limit));
  }

  span(): { readonly first: number; readonly last: number } {
    return this.sealed.refresh().span();
  }

  coverage(since?: string): readonly AgentCoverage[] {
    return this.sealed.refresh().coverage(since).flatMap(({ agent: name, decided, gaps, possible }) => {
      const agent = agentOf(name);
      return agent === undefined ? [] : [{ agent, decided, gaps, possibleGaps: possible, percent: coveragePercent(decided, gaps) }];
    });
  }

  payload(reference: PayloadReference, { session }: Pick<TraceEvent, 'session'>): PayloadText {
    return readPayload(this.trace, reference, session);
  }

  watch(changed: () => void): () => void {
    const directories = [spoolDirectory(this.trace), path.join(this.trace, 'segments')];
    let timer: NodeJS.Timeout | undefined;
    const watchers = directories.map((directory) => {
      ensurePrivateDirectory(directory);
      return fs.watch(directory, { persistent: false }, () => {
        timer ??= setTimeout(() => {
          timer = undefined;
          changed();
        }, redrawAfterMs);
      });
    });
    return () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    };
  }

  /** The events of the newest sessions, for `reduceTrace`. */
  read({ sessions, session: beginning = '', agent, newest = longestSession, since = '' }: SessionQuery): TraceRead {
    const { index, overlay, unsealed } = this.look();
    const wanted = (row: SessionRow): boolean => row.session.startsWith(beginning) && (agent === undefined || row.agent === agent);
    const filtered = beginning !== '' || agent !== undefined;
    const fresh = overlay.sessions(Number.MAX_SAFE_INTEGER);
    const rows = [...fresh, ...index.sessions(filtered ? Number.MAX_SAFE_INTEGER : sessions + 1 + fresh.length)].filter(wanted);
    const keys = new Map(rows.map((row) => [keyOf(row.session, row.agent), row]));
    const chosen = [...keys.values()].slice(0, sessions);
    const isChosen = new Set(chosen.map((row) => keyOf(row.session, row.agent)));
    const places = [...chosen.flatMap((row) => index.linesOfSession(row.session, row.agent, newest)), ...(filtered ? [] : index.linesOfSession('', '', mostNotes))];
    const { events, unreadable } = this.joined(places, unsealed.lines.map(({ event }) => event).filter((event) => {
      const [owner, by] = ownerOf(event, overlay);
      return owner === '' ? !filtered : isChosen.has(keyOf(owner, by));
    }));
    return { events: events.filter(({ at }) => at >= since), unreadable: unreadable + unsealed.unreadable, more: keys.size > chosen.length };
  }

  close(): void {
    this.sealed.close();
  }

  /** Spools before segments: a line that is sealed in between shows in both and is told by its id; never in neither. */
  private look(): { readonly index: ActIndex; readonly overlay: ActIndex; readonly unsealed: Unsealed } {
    const spooled = readUnsealed(this.disk, this.trace);
    const index = this.sealed.refresh();
    const { overlay, unsealed } = this.sealed.overlay(spooled);
    return { index, overlay, unsealed };
  }

  private linesAt(places: readonly LinePlace[]): readonly LogLine[] {
    return this.sealed.events.read(places).map((event, at) => ({ seq: places[at]?.seq ?? 0, event }));
  }

  private joined(places: readonly LinePlace[], unsealed: readonly TraceEvent[]): { readonly events: readonly TraceEvent[]; readonly unreadable: number } {
    const sealed = this.sealed.events.read(places);
    const events = sealed.filter((event) => typeof event !== 'string');
    const known = new Set(events.map(({ id }) => id));
    return { events: [...events, ...unsealed.filter(({ id }) => !known.has(id))], unreadable: sealed.filter((event) => event === 'unreadable').length };
  }
}

/** Acts of the index and of what lies over it, newest first. */
function rowsOf({ index, overlay }: { readonly index: ActIndex; readonly overlay: ActIndex }, query: TraceQuery, limit: number, after?: PageCursor): readonly ActRow[] {
  const changed = new Set(overlay.acts({}, Number.MAX_SAFE_INTEGER).map(({ id }) => id));
  const rows = [...overlay.acts(query, limit, after), ...index.acts(query, limit + changed.size, after).filter(({ id }) => !changed.has(id))];
  return rows.sort((first, second) => second.id - first.id).slice(0, limit);
}

/** Session and agent that an event belongs to: its own, or those of the act that it names; empty where it belongs to none. */
function ownerOf({ session, agent, proposal }: TraceEvent, overlay: ActIndex): readonly [session: string, agent: string] {
  if (session !== undefined) return [session, agent ?? ''];
  const act = proposal === undefined ? undefined : overlay.actByKey(proposal);
  return act === undefined ? ['', ''] : [act.session, act.agent];
}

const nextOf = (more: boolean, cursor: number | undefined): { readonly next?: PageCursor } => (more && cursor !== undefined ? { next: cursor } : {});
const agentOf = (name: string): AgentId | undefined => agentIds.find((id) => id === name);

function sessionSummary({ session, agent: name, workspace, startedAt, lastAt, ended, title, events, counts }: SessionRow): SessionPage['sessions'][number] {
  const agent = agentOf(name);
  return { id: session, ...(agent === undefined ? {} : { agent }), workspace, startedAt, lastAt, ended, ...(title === '' ? {} : { title }), events, counts };
}
