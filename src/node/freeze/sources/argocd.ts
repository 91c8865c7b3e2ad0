import { gapsBetween, joinSpans, windowsOf, type Span } from '../../../core/freeze/windows.ts';
import { cronRuns } from '../cron.ts';
import { horizonMs, keptMs } from '../expand.ts';
import type { AskSource } from '../remoteSource.ts';
import { bearer, isFields, notUnderstood, readReply, textIn } from './answerJson.ts';

const longestMs = 400 * 86_400_000;

/**
 * Sync windows of an application (`GET /api/v1/applications/{name}/syncwindows`, whose `assignedWindows` already match it): a cron line with
 * a duration and a zone. By Argo's own rule a `deny` window beats every `allow` window, and where there are `allow` windows, everything
 * outside of them is closed. An exception for manual syncs is none here: an agent is nobody who may decide to use it.
 */
export const askArgoCd: AskSource<'argocd'> = async ({ url, application, token }, { request, token: tokenOf, now }) => {
  const reply = readReply(await request(`${url.replace(/\/$/, '')}/api/v1/applications/${encodeURIComponent(application)}/syncwindows`, { headers: { accept: 'application/json', ...bearer(token === undefined ? undefined : await tokenOf(token)) } }));
  if (!reply.ok) return reply;
  const assigned = isFields(reply.value) ? (reply.value['assignedWindows'] ?? []) : undefined;
  if (!Array.isArray(assigned)) return notUnderstood;
  const windows = assigned.map((window) => spansOf(window, now));
  if (windows.some((window) => window === undefined)) return notUnderstood;
  const of = (kind: 'allow' | 'deny'): readonly Span[] => joinSpans(windows.flatMap((window) => (window?.kind === kind ? window.spans : [])));
  const within: Span = { from: now - keptMs, until: now + horizonMs };
  const closed = windows.some((window) => window?.kind === 'allow') ? gapsBetween(of('allow'), within) : [];
  const spans = joinSpans([...of('deny'), ...closed]).filter(({ until }) => until > within.from);
  return { ok: true, freezes: spans.length === 0 ? [] : [{ id: application, reason: 'sync window in Argo CD', windows: windowsOf(spans), knownUntil: new Date(within.until).toISOString() }] };
};

function spansOf(window: unknown, now: number): { readonly kind: 'allow' | 'deny'; readonly spans: readonly Span[] } | undefined {
  const [kind, schedule, length, zone] = [textIn(window, 'kind'), textIn(window, 'schedule'), goDuration(textIn(window, 'duration') ?? ''), textIn(window, 'timeZone') ?? ''];
  if ((kind !== 'allow' && kind !== 'deny') || schedule === undefined || length === undefined) return undefined;
  const runs = cronRuns(schedule, zone === '' ? 'UTC' : zone, now - keptMs - length, now + horizonMs);
  return runs === undefined ? undefined : { kind, spans: runs.map((from) => ({ from, until: from + length })) };
}

/** Milliseconds of a duration as Go writes it (`1h30m`); undefined where it is none. */
function goDuration(text: string): number | undefined {
  const found = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(text);
  if (found === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = found;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return ms > 0 && ms <= longestMs ? ms : undefined;
}
