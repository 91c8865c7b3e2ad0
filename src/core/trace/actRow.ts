import type { AgentId } from '../action.ts';
import { mayChange, type BlastRadius, type Reversibility } from '../verdict.ts';
import { actStatus, type ActFacts } from './actStatus.ts';
import { oneLine, proposalTitle } from './actionTitle.ts';
import { questionWithdrawn, type DecisionBy, type TraceBody, type TraceEvent } from './event.ts';
import type { ActSummary, TraceQuery } from './traceQuery.ts';

/**
 * One act as an index holds it: what lists show and filters select by. It grows with each event of the act, in whatever
 * order they come. `id` orders acts as they were proposed.
 */
export interface ActRow extends Omit<ActFacts, 'decision' | 'answer'> {
  readonly id: number;
  readonly key: string;
  readonly at: string;
  readonly session: string;
  readonly agent: string;
  decision: 'allow' | 'deny' | '';
  answer: 'approved' | 'denied' | '';
  byPerson: boolean;
  asked: boolean;
  withdrawn: boolean;
  judged: boolean;
  ended: boolean;
  ok: boolean;
  gap: boolean;
  /** A gap that may have been a person. */
  possible: boolean;
  turn: string;
  callId: string;
  title: string;
  tool: string;
  by: DecisionBy | '';
  reversibility: Reversibility | '';
  radius: BlastRadius | '';
  rule: string;
  frozen: boolean;
  changes: boolean;
  reviewed: boolean;
  askedAt: string;
  waitedMs: number;
}

/** What an event adds to the search: rules, absolute paths, and words. */
export interface ActTerms {
  readonly rules: readonly string[];
  readonly paths: readonly string[];
  readonly text: string;
}

/** A row for the first event of an act. */
export const newActRow = (id: number, key: string, { at, session = '', agent }: TraceEvent): ActRow => ({
  id, key, at, session, agent: agent ?? '', decision: '', answer: '', byPerson: false, asked: false, withdrawn: false, judged: false, ended: false, ok: false, gap: false, possible: false, turn: '', callId: '', title: '', tool: '', by: '', reversibility: '',
  radius: '', rule: '', frozen: false, changes: false, reviewed: false, askedAt: '', waitedMs: 0,
});

/** Adds what an event says. */
export function addToRow(row: ActRow, { at, body, workspace, turn, callId }: TraceEvent): void {
  row.turn ||= turn ?? '';
  row.callId ||= callId ?? '';
  switch (body.kind) {
    case 'proposal':
      row.title = proposalTitle(body.tool, body.actions, workspace);
      row.tool = body.tool;
      return;
    case 'verdict': {
      const { verdict } = body;
      Object.assign(row, { judged: true, reversibility: verdict.reversibility, radius: verdict.blastRadius, frozen: verdict.frozen, changes: mayChange(verdict), rule: verdict.findings[0]?.rule ?? '' });
      return;
    }
    case 'ask':
      row.asked = true;
      row.askedAt = at;
      return;
    case 'answer':
      row.answer = body.outcome;
      if (row.askedAt !== '') row.waitedMs = Math.max(0, Date.parse(at) - Date.parse(row.askedAt));
      return;
    case 'decision':
      Object.assign(row, { decision: body.decision, by: body.by, byPerson: body.by === 'person' });
      row.reviewed ||= body.by === 'person';
      return;
    case 'outcome':
      row.ended = true;
      row.ok ||= body.ok === true;
      row.title ||= oneLine(body.what ?? '');
      row.tool ||= body.tool ?? '';
      return;
    case 'gap':
      Object.assign(row, { gap: true, changes: true, possible: body.certainty === 'possible' });
      row.title ||= oneLine(body.what);
      row.tool ||= body.tool ?? '';
      return;
    case 'review':
      row.reviewed = true;
      return;
    case 'failure':
      row.withdrawn ||= body.stage === questionWithdrawn;
      return;
    default:
  }
}

/** Longest text of one event that is searched, in UTF-16 units; what follows in a longer one is not found. */
const longestSearched = 4000;
const mostPaths = 50;

/** The words, rules and paths by which an event is found. */
export function termsOf({ body }: TraceEvent): ActTerms {
  const texts = textsIn(body).filter((text) => text !== undefined && text !== '');
  return { rules: rulesIn(body), paths: pathsIn(body).slice(0, mostPaths), text: texts.join('\n').slice(0, longestSearched) };
}

function textsIn(body: TraceBody): readonly (string | undefined)[] {
  switch (body.kind) {
    case 'proposal': {
      const { prompt, text, thinking } = body.reasoning;
      return [proposalTitle(body.tool, body.actions), body.tool, ...body.actions.map((action) => ('command' in action ? action.command : 'text' in action ? action.text : '')), body.statedIntent, thinking, text, prompt];
    }
    case 'verdict':
      return body.verdict.findings.flatMap(({ rule, reason }) => [rule, reason]);
    case 'answer':
      return [body.by, body.reason, body.displayed];
    case 'decision':
      return [body.reason];
    case 'outcome':
      return [body.what, body.output?.slice(0, 500)];
    case 'said':
      return [body.text];
    case 'gap':
      return [body.what, body.why];
    case 'review':
      return [body.note];
    case 'failure':
      return [body.message];
    default:
      return [];
  }
}

const rulesIn = (body: TraceBody): readonly string[] => (body.kind === 'verdict' ? [...new Set(body.verdict.findings.map(({ rule }) => rule))] : []);

function pathsIn(body: TraceBody): readonly string[] {
  switch (body.kind) {
    case 'proposal':
      return body.actions.flatMap((action) => (action.kind === 'file' ? [action.change.path, ...(action.change.to === undefined ? [] : [action.change.to])] : []));
    case 'verdict':
      return [...new Set(body.verdict.findings.flatMap(({ effect }) => (effect?.target?.kind === 'path' ? [effect.target.path] : [])))];
    case 'observed':
      return body.changes.map(({ path }) => path);
    case 'gap':
      return body.path === undefined ? [] : [body.path];
    default:
      return [];
  }
}

export const statusOfRow = ({ decision, answer, ...facts }: ActRow): ReturnType<typeof actStatus> => actStatus({ ...facts, ...(decision === '' ? {} : { decision }), ...(answer === '' ? {} : { answer }) });

const optional = <Name extends string, Value extends string>(name: Name, value: Value): { readonly [K in Name]?: Exclude<Value, ''> } => {
  const found: { [K in Name]?: Exclude<Value, ''> } = {};
  if (isPresent(value)) found[name] = value;
  return found;
};
const isPresent = <Value extends string>(value: Value): value is Exclude<Value, ''> => value !== '';

/** A row as lists show it. */
export function summaryOf(row: ActRow, agentOf: (agent: string) => AgentId | undefined): ActSummary {
  const agent = agentOf(row.agent);
  return {
    id: row.key, at: row.at, title: row.title === '' ? 'an act whose proposal was not recorded' : row.title, status: statusOfRow(row), frozen: row.frozen, changes: row.changes, reviewed: row.reviewed,
    ...optional('session', row.session), ...(agent === undefined ? {} : { agent }), ...optional('turn', row.turn), ...optional('tool', row.tool), ...optional('decision', row.decision), ...optional('by', row.by),
    ...optional('reversibility', row.reversibility), ...optional('radius', row.radius), ...optional('rule', row.rule), ...(row.waitedMs > 0 ? { waitedMs: row.waitedMs } : {}),
  };
}

/** Whether a row is what a query wants; its rules, paths and words are looked up by the caller. */
export function matchesRow(row: ActRow, { agents, session, statuses, radii, reversibilities, since, until, unreviewed }: TraceQuery): boolean {
  const among = (list: readonly string[] | undefined, value: string): boolean => list === undefined || list.includes(value);
  const status = statusOfRow(row);
  return among(agents, row.agent) && (session === undefined || row.session === session) && among(statuses, status) && among(radii, row.radius) && among(reversibilities, row.reversibility)
    && (since === undefined || row.at >= since) && (until === undefined || row.at <= until) && (unreviewed !== true || (row.changes && !row.reviewed && (status === 'allowed' || status === 'gap')));
}

/** Whether one of an act's rules is the wanted one or of its family. */
export const matchesRule = (rules: Iterable<string>, wanted: string): boolean => [...rules].some((rule) => rule === wanted || rule.startsWith(`${wanted}.`));

/** Whether one of an act's paths is the wanted one or lies below it. */
export const matchesPath = (paths: Iterable<string>, wanted: string): boolean => [...paths].some((path) => path === wanted || path.startsWith(wanted.endsWith('/') ? wanted : `${wanted}/`) || path.startsWith(`${wanted}\\`));
