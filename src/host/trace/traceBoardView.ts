import { agentIds } from '../../core/action.ts';
import { agentName } from '../../core/agentNames.ts';
import type { ActSummary, AgentCoverage } from '../../core/trace/traceQuery.ts';
import { actionStatuses } from '../../core/trace/traceTree.ts';
import { blastRadii } from '../../core/verdict.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { BoardCoverage, BoardRow, BoardWords } from '../../protocol/traceBoard.ts';
import { radiusWords, type Translate } from '../approval/askView.ts';
import { durationWords, statusWords } from './traceDetailView.ts';

/** One act as the wide view shows it; `sessionTitle` is the first prompt of its session, where there was one. */
export function boardRow(act: ActSummary, sessionTitle: string | undefined, translate: Translate): BoardRow {
  const agent = act.agent === undefined ? translate('Unknown agent') : agentName(act.agent);
  const atMs = Date.parse(act.at) || 0;
  const waitedMs = act.waitedMs ?? (act.status === 'waiting' ? Math.max(0, Date.now() - atMs) : 0);
  return {
    id: act.id, atMs, status: act.status, statusText: statusWords(act.status, translate), title: visibleLine(act.title), agent, time: exactTime(act.at),
    session: act.session === undefined ? '' : `${act.agent ?? ''} ${act.session}`, sessionText: visibleLine(sessionTitle ?? act.session ?? ''), turn: act.turn ?? '', rule: visibleLine(act.rule ?? ''),
    radius: act.radius === undefined ? '' : radiusWords(act.radius, translate), waitedMs, waited: waitedMs === 0 ? '' : durationWords(waitedMs),
  };
}

/** A moment to the second, in the viewer's own zone. */
export function exactTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? visibleLine(iso) : momentFormat.format(date);
}

/** Made once: to make it costs more than hundreds of times to use it. */
const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

/** How many of an agent's acts have a decision, in words. */
export function boardCoverage({ agent, decided, gaps, possibleGaps, percent }: AgentCoverage, translate: Translate): BoardCoverage {
  const possible = possibleGaps === 0 ? '' : ` · ${translate('{0} more may have been a person', String(possibleGaps))}`;
  return { agent: agentName(agent), percent, text: `${translate('{0} acts with a decision, {1} without', String(decided), String(gaps))}${possible}` };
}

/** Words and filters of the wide view. */
export function boardWords(translate: Translate): BoardWords {
  const all = (text: string): { word: string; text: string } => ({ word: '', text });
  return {
    search: translate('Search the trace'), placeholder: translate('Words, undo:irreversible, since:2026-01-31'), tree: translate('Tree'), timeline: translate('Timeline'), log: translate('Log'),
    agents: [all(translate('Every agent')), ...agentIds.map((agent) => ({ word: `agent:${agent}`, text: agentName(agent) }))],
    verdicts: [all(translate('Every decision')), ...actionStatuses.map((status) => ({ word: status, text: statusWords(status, translate) }))],
    radii: [all(translate('Every reach')), ...blastRadii.map((radius) => ({ word: `radius:${radius}`, text: radiusWords(radius, translate) }))],
    rule: translate('Rule, e.g. git'), path: translate('File or folder, e.g. src'), unreviewed: translate('Changed, never reviewed'),
    pause: translate('Pause (Space)'), resume: translate('Go on (Space)'), reading: translate('Reading the trace…'), paused: translate('Paused: what is recorded now is not shown.'), newer: translate('Show what is newer'), nothing: translate('Nothing in the trace matches.'),
    acts: translate('Acts: {0}'), records: translate('Records: {0}'), turn: translate('Turn'), waited: translate('Waited {0} for a person'), coverage: translate('Decided'), axis: translate('One time axis for all sessions; long pauses are drawn shorter.'),
    details: translate('Show Details'), recordsOf: translate('Show Records'), record: translate('Show Record as Text'), copy: translate('Copy Record'),
  };
}
