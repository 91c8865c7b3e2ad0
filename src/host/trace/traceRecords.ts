import type { LogLine } from '../../core/trace/traceQuery.ts';
import { agentName } from '../../core/agentNames.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { boardPageRows, type BoardRecord } from '../../protocol/traceBoard.ts';
import { exactTime } from './traceBoardView.ts';
import { recordsIn, type TraceModel } from './traceModel.ts';

/** What a line of the log shows of a record, in UTF-16 units. */
const shownCharacters = 600;

export interface RecordPage {
  readonly lines: readonly LogLine[];
  readonly total: number;
  readonly ended: boolean;
}

/** The plain log of one query, newest first. */
export interface RecordList {
  page(from: number): RecordPage;
}

/**
 * All records of this moment where nothing is asked for: numbered without holes, so that any place of a million can be read at once. Else
 * those of the acts that match, act by act and each from its first record on; they are only known as far as was read.
 */
export function recordList(model: TraceModel, query: string): RecordList {
  if (query.trim() === '') {
    const spans = model.spans();
    const total = spans.reduce((sum, span) => sum + recordsIn(span), 0);
    return { page: (from) => ({ lines: model.log(spans, from, boardPageRows), total, ended: true }) };
  }
  const acts = model.acts(query);
  const known: LogLine[] = [];
  return { page: (from) => {
    while (known.length < from + boardPageRows) {
      const [act] = acts.take(1);
      if (act === undefined) break;
      known.push(...model.linesOf(act.id));
    }
    return { lines: known.slice(from, from + boardPageRows), total: known.length, ended: acts.ended };
  } };
}

/** A record as one line of the log. */
export function recordRow({ seq, event }: LogLine): BoardRecord {
  if (typeof event === 'string') return { seq, time: '', agent: '', kind: event, text: '', act: '' };
  const { kind, ...content } = event.body;
  const text = visibleLine(JSON.stringify(content));
  return { seq, time: exactTime(event.at), agent: event.agent === undefined ? '' : agentName(event.agent), kind, text: text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text, act: event.proposal ?? '' };
}

/** Records as they are, to read and to copy: one object, or a list of several. */
export function recordText(lines: readonly LogLine[]): string {
  const records = lines.map(({ seq, event }) => (typeof event === 'string' ? { seq, [event]: true } : { seq, ...event }));
  return JSON.stringify(records.length === 1 ? records[0] : records, undefined, 2);
}
