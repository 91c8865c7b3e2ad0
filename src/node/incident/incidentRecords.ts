import * as path from 'node:path';
import { lookBackMs } from '../../core/incident/incident.ts';
import { subjectOf, timeWindows, type IncidentSeed, type IncidentSubject } from '../../core/incident/subject.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import { reduceTrace } from '../../core/trace/reduce.ts';
import type { ActSummary, TraceQueries, TraceQuery } from '../../core/trace/traceQuery.ts';
import { ancestorsOf } from '../ancestors.ts';

/** Acts that are looked at for one directory or window, the newest. */
const mostCandidates = 200;
const mostOfSession = 5000;
const mostNotes = 5000;

/** Every record that an incident is reconstructed from. */
export interface IncidentRecords {
  readonly subject: IncidentSubject;
  readonly events: readonly TraceEvent[];
}

/**
 * Finds the acts that a seed means in the trace of a workspace, with the whole session of the root act, the other acts, and
 * what happened to the workspace from a day before that session on. Undefined where nothing in the trace fits. Throws where the disk fails.
 */
export function incidentRecords(reader: TraceQueries, root: string, seed: IncidentSeed): IncidentRecords | undefined {
  const acts = (query: TraceQuery): readonly ActSummary[] => reader.acts(query, mostCandidates).acts;
  const eventsOf = (ids: Iterable<string>): readonly TraceEvent[] => [...new Set(ids)].flatMap((id) => reader.eventsOf(id));
  const choose = (found: readonly ActSummary[]): IncidentSubject | undefined => subjectOf(reduceTrace(eventsOf(found.map(({ id }) => id))), seed);
  const subject = ((): IncidentSubject | undefined => {
    switch (seed.kind) {
      case 'act':
        return reader.eventsOf(seed.id).length === 0 ? undefined : { root: seed.id, also: [] };
      case 'file': {
        // What is about a directory as a whole is about the file as well; what lies beside the file in it is sorted out afterwards.
        const directories = ancestorsOf(seed.path);
        const top = directories.indexOf(root);
        const named = acts({ words: [path.basename(seed.path)] });
        return choose([...named, ...directories.slice(0, top === -1 ? undefined : top + 1).flatMap((directory) => acts({ path: directory }))]);
      }
      case 'time': {
        const moment = Date.parse(seed.at);
        for (const width of timeWindows) {
          const found = choose(acts({ since: new Date(moment - width).toISOString(), until: new Date(moment + width).toISOString() }));
          if (found !== undefined) return found;
        }
        return undefined;
      }
    }
  })();
  return subject === undefined ? undefined : { subject, events: around(reader, subject, eventsOf([subject.root, ...subject.also])) };
}

/** The events of the acts themselves, of the root's session, and of the workspace meanwhile; each once. */
function around(reader: TraceQueries, { root }: IncidentSubject, own: readonly TraceEvent[]): readonly TraceEvent[] {
  const owner = own.find(({ proposal, id, session }) => session !== undefined && (proposal === root || id === root));
  const session = owner?.session === undefined ? [] : reader.sessionEvents(owner.session, owner.agent, mostOfSession);
  const all = new Map([...session, ...own].map((event) => [event.id, event]));
  const since = Math.min(...[...all.values()].map(({ at }) => Date.parse(at))) - lookBackMs;
  for (const note of reader.notes(mostNotes)) if (Date.parse(note.at) >= since) all.set(note.id, note);
  return [...all.values()];
}
