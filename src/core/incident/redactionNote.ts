import { code, table } from '../markdownText.ts';
import { captured } from '../trace/capture/captured.ts';
import { captureLevels, type CaptureLevel } from '../trace/capture/level.ts';
import type { TraceEvent } from '../trace/event.ts';

/** What a bundle leaves out, besides what the events themselves say. */
export interface LeftOut {
  /** Events of others between those of the incident: only their hashes are there. */
  readonly withheld: number;
  /** Events that were erased from the trace. */
  readonly erased: number;
  /** Long texts that are kept beside the events, and of these the ones that were erased. */
  readonly longTexts: number;
  readonly longTextsGone: number;
}

const mark = /‹(redacted:[a-z-]{1,40}|cut: \d{1,12} (?:characters|entries) in all|cut: nested too deep|withheld)›/g;

/** Every mark in some texts that stands for something taken out, and how often. */
function marksIn(events: readonly TraceEvent[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const [, kind = ''] of JSON.stringify(events).matchAll(mark)) {
    const name = kind.startsWith('cut') ? 'cut' : kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

const levelWords: Readonly<Record<CaptureLevel, string>> = {
  none: 'who, when and what was decided; no words of anybody', commands: 'commands, paths and findings; no prompts, reasoning, outputs or file contents', full: 'prompts, commands, tool arguments and outputs',
};

/** The lowest level at which nothing of these records would be missing. */
function levelOf(events: readonly TraceEvent[]): CaptureLevel {
  return captureLevels.find((level) => events.every((event) => JSON.stringify(captured(event, level)) === JSON.stringify(event))) ?? 'full';
}

/**
 * What the records of an incident do not hold, and why: secrets that were taken out before anything was written, texts that
 * were cut, events that were erased or withheld. For whoever gets the bundle. The same records give the same text. Pure.
 */
export function redactionNote(events: readonly TraceEvent[], { withheld, erased, longTexts, longTextsGone }: LeftOut): string {
  const marks = marksIn(events);
  const level = levelOf(events);
  const erasures = events.flatMap(({ at, body }) => (body.kind === 'erased' ? [`- ${at}: ${body.events} events of session ${code(body.of)}, by ${code(body.by)}: ${code(body.why)}`] : []));
  return `${[
    '# What is left out',
    `The ${events.length} records are as they were written when it happened, at the capture level ${code(level)}: ${levelWords[level]}. Secrets were taken out before the first byte was stored. Nothing was changed for this bundle.`,
    '## Secrets and cuts', marks.length === 0 ? 'No secret was recognised in these records, and no text was cut.' : table(['Mark', 'Times'], marks.map(([name, count]) => [code(`‹${name}›`), String(count)])),
    '## Withheld', withheld === 0 ? 'Nothing: no event of others stands between these.' : `${withheld} events of other sessions stand between these in the trace. Of each of them only the hashes are here, so that the chain can be checked.`,
    '## Erased', erased === 0 && erasures.length === 0 ? 'Nothing was erased from this part of the trace.' : [`${erased} events in this part of the trace were erased before the bundle was made; their places in the chain are here.`, ...erasures].join('\n\n'),
    '## Long texts', longTexts === 0 ? 'None.' : `${longTexts} long texts lie in ${code('payloads')}, each named by its hash; ${longTextsGone === 0 ? 'none of them was erased' : `${longTextsGone} more were erased`}.`,
  ].join('\n\n')}\n`;
}
