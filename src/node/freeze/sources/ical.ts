import { joinSpans, windowsOf, type Span } from '../../../core/freeze/windows.ts';
import { occurrencesOf, readCalendar, type CalendarEvent, type CalendarTime } from '../calendar.ts';
import { horizonMs, isPast, keptMs } from '../expand.ts';
import type { AskSource, SourceAnswer, SourceFreeze } from '../remoteSource.ts';
import { instantOf, isZone, localAt, wallAfter, wallSeconds } from '../zone.ts';
import { bearer } from './answerJson.ts';

/**
 * A calendar of RFC 5545, by a URL or in a file: each event that is not cancelled is a freeze. A time without a zone counts in
 * the calendar's own zone (`X-WR-TIMEZONE`), else in UTC. One event that is not understood and nothing of the calendar counts as known.
 */
export const askICal: AskSource<'ical'> = async (place, { request, token, readFile, now }) => {
  if ('file' in place) {
    const read = readFile(place.file);
    return read.ok ? freezesIn(read.text, now) : read;
  }
  const { status, text } = await request(place.url, { headers: { accept: 'text/calendar', ...bearer(place.token === undefined ? undefined : await token(place.token)) } });
  return status === 200 ? freezesIn(text, now) : { ok: false, problem: `it answered with status ${status}` };
};

function freezesIn(text: string, now: number): SourceAnswer {
  const calendar = readCalendar(text);
  if (calendar === undefined) return { ok: false, problem: 'it is no calendar that is understood' };
  const zone = calendar.zone !== undefined && isZone(calendar.zone) ? calendar.zone : 'UTC';
  const freezes: SourceFreeze[] = [];
  for (const event of calendar.events) {
    const spans = spansOf(event, zone, now);
    if (typeof spans === 'string') return { ok: false, problem: `the event ${JSON.stringify(event.title)} is not understood: ${spans}` };
    const shown = joinSpans(spans.spans).filter(({ until }) => until > now - keptMs);
    if (shown.length > 0 || spans.goesOn) freezes.push({ id: event.id, reason: event.title, windows: windowsOf(shown), ...(spans.goesOn ? { knownUntil: new Date(now + horizonMs - 86_400_000).toISOString() } : {}) });
  }
  return { ok: true, freezes };
}

function spansOf({ start, end, rule, also, except }: CalendarEvent, zone: string, now: number): { readonly spans: readonly Span[]; readonly goesOn: boolean } | string {
  const own = zoneOf(start, zone);
  const ends = zoneOf(end, zone);
  if (own === undefined || ends === undefined) return 'its zone is not known';
  const first: Span = { from: instantOf(start.local, own, 'earlier'), until: instantOf(end.local, ends, 'later') };
  if (rule === undefined && also.length === 0) return { spans: except.includes(start.local) ? [] : [first], goesOn: false };
  const seconds = wallSeconds(start.local, own === ends ? end.local : localAt(first.until, own));
  const read = rule === undefined ? { ok: true as const, starts: [], ended: true } : occurrencesOf(rule, start.local, localAt(now + horizonMs, own), (at, until) => isPast(at, until, own));
  if (!read.ok) return read.message;
  const starts = [...new Set([start.local, ...read.starts, ...also])].filter((at) => !except.includes(at));
  return { spans: starts.map((at) => ({ from: instantOf(at, own, 'earlier'), until: instantOf(wallAfter(at, seconds), own, 'later') })), goesOn: !read.ended };
}

function zoneOf({ zone }: CalendarTime, own: string): string | undefined {
  if (zone === undefined) return own;
  return isZone(zone) ? zone : undefined;
}
