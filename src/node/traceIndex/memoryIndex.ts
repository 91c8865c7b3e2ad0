import { matchesPath, matchesRow, matchesRule, statusOfRow, type ActRow, type ActTerms } from '../../core/trace/actRow.ts';
import type { TraceQuery } from '../../core/trace/traceQuery.ts';
import type { ActIndex, IndexChanges, IndexedLine, IndexPosition, SessionRow } from './actIndex.ts';
import { hasTrigram } from './actWhere.ts';
import { keyOf } from './indexing.ts';

/**
 * The index in memory: for what is not sealed yet, laid over the index of what is (`base`), and for a Node without SQLite.
 * Everything it is asked for is looked through from the newest on.
 */
export function memoryIndex(base?: ActIndex): ActIndex {
  let at: IndexPosition = { segment: 0, bytes: 0 };
  let lines: IndexedLine[] = [];
  const acts = new Map<number, ActRow>();
  const keys = new Map<string, number>();
  const terms = new Map<number, ActTerms>();
  const sessions = new Map<string, SessionRow>();
  const newestFirst = (): readonly ActRow[] => [...acts.values()].sort((first, second) => second.id - first.id);
  const matching = (query: TraceQuery, before: number): readonly ActRow[] => newestFirst().filter((act) => act.id < before && matchesRow(act, query) && matchesTerms(act, terms.get(act.id), query));
  const own = (act: ActRow | undefined): ActRow | undefined => (act === undefined ? undefined : { ...act });
  const copied = (row: SessionRow | undefined): SessionRow | undefined => (row === undefined ? undefined : { ...row, counts: { ...row.counts } });
  return {
    kind: 'memory',
    position: () => at,
    apply(changes: IndexChanges) {
      for (const act of changes.acts) {
        acts.set(act.id, { ...act });
        keys.set(act.key, act.id);
      }
      for (const [id, found] of changes.terms) terms.set(id, found);
      for (const row of changes.sessions) sessions.set(keyOf(row.session, row.agent), { ...row, counts: { ...row.counts } });
      for (const line of changes.lines) lines.push(line);
      for (const [first, last] of changes.erased) {
        const gone = new Set(lines.flatMap(({ seq, act }) => (seq >= first && seq <= last ? [act] : [])));
        for (const id of gone) {
          keys.delete(acts.get(id)?.key ?? '');
          acts.delete(id);
          terms.delete(id);
        }
        lines = lines.map((line) => (line.seq >= first && line.seq <= last ? { ...line, session: '', agent: '', act: -1 } : line));
      }
      if (changes.erased.length > 0) for (const [key, { session, agent }] of sessions) if (!lines.some((line) => line.session === session && line.agent === agent)) sessions.delete(key);
      at = changes.position;
    },
    actByKey: (key) => own(acts.get(keys.get(key) ?? NaN)) ?? base?.actByKey(key),
    actByCall: (session, agent, callId) => own(newestFirst().find((act) => act.session === session && act.agent === agent && act.callId === callId)) ?? base?.actByCall(session, agent, callId),
    latestActs: (session, agent, limit) => {
      const mine = newestFirst().filter((act) => act.session === session && act.agent === agent).map((act) => ({ ...act }));
      const known = new Set(mine.map(({ id }) => id));
      return [...mine, ...(base?.latestActs(session, agent, limit) ?? []).filter(({ id }) => !known.has(id))].slice(0, limit);
    },
    session: (session, agent) => copied(sessions.get(keyOf(session, agent))) ?? base?.session(session, agent),
    acts: (query, limit, before = Infinity) => matching(query, before).slice(0, limit),
    count: (query, limit, before = Infinity) => {
      const found = matching(query, before).slice(0, limit);
      const oldest = found.at(-1)?.id;
      return { found: found.length, ...(found.length < limit || oldest === undefined ? {} : { oldest }) };
    },
    pathsOf: (ids) => ids.flatMap((act) => (terms.get(act)?.paths ?? []).map((path) => ({ act, path }))),
    sessions: (limit, before = Infinity) => [...sessions.values()].filter(({ seq }) => seq < before).sort((first, second) => second.seq - first.seq).slice(0, limit).map((row) => ({ ...row, counts: { ...row.counts } })),
    linesOfAct: (act) => lines.filter((line) => line.act === act),
    linesOfSession: (session, agent, limit) => lines.filter((line) => line.session === session && line.agent === agent && line.act >= 0).slice(-limit),
    linesFrom: (seq, limit) => lines.filter((line) => line.seq >= seq).slice(0, limit),
    span: () => ({ first: lines[0]?.seq ?? 1, last: lines.at(-1)?.seq ?? 0 }),
    coverage: (since = '') => {
      const sums = new Map<string, { agent: string; decided: number; gaps: number; possible: number }>();
      for (const act of acts.values()) {
        if (act.agent === '' || act.at < since) continue;
        const sum = sums.get(act.agent) ?? { agent: act.agent, decided: 0, gaps: 0, possible: 0 };
        sums.set(act.agent, sum);
        if (act.decision !== '' && statusOfRow(act) !== 'gap') sum.decided += 1;
        else if (act.possible) sum.possible += 1;
        else if (statusOfRow(act) === 'gap') sum.gaps += 1;
      }
      return [...sums.values()];
    },
    close: () => undefined,
  };
}

/** Whether rules, paths and words of an act are the wanted ones. */
function matchesTerms({ title }: ActRow, found: ActTerms | undefined, { rule, path, words = [] }: TraceQuery): boolean {
  if (rule === undefined && path === undefined && words.length === 0) return true;
  const text = words.length === 0 ? '' : (found?.text ?? '').toLowerCase();
  return (rule === undefined || matchesRule(found?.rules ?? [], rule)) && (path === undefined || matchesPath(found?.paths ?? [], path)) && words.every((word) => (hasTrigram(word) ? text : title.toLowerCase()).includes(word.toLowerCase()));
}
