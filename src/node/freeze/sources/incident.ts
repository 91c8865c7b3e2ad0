import type { AskSource, SourceFreeze } from '../remoteSource.ts';
import { isFields, notUnderstood, readReply, textIn, type Fields } from './answerJson.ts';

const coolDownDefaultMinutes = 30;

/**
 * What an incident webhook last delivered, in a file that its receiver writes: one payload, or a list of them. PagerDuty (V3,
 * `event.data.status`), Alertmanager (`status` of a group), and incident.io or Opsgenie by their own words. Frozen while one is open, and for a
 * cool-down after the last was resolved. Whatever does not say where it stands is open.
 */
export const askIncident: AskSource<'incident'> = ({ file, coolDownMinutes = coolDownDefaultMinutes }, { readFile, now }) => {
  const read = readFile(file);
  if (!read.ok) return Promise.resolve(read);
  const parsed = readReply({ status: 200, text: read.text });
  const payloads = parsed.ok ? (Array.isArray(parsed.value) ? parsed.value : [parsed.value]) : undefined;
  if (payloads === undefined || !payloads.every(isFields)) return Promise.resolve(notUnderstood);
  const latest = [...new Map(payloads.map((payload, index) => [idOf(payload) ?? String(index), payload])).values()];
  const freezes = latest.flatMap((payload, index): readonly SourceFreeze[] => {
    const freeze = { id: idOf(payload) ?? String(index), reason: titleOf(payload) };
    if (isOpen(payload)) return [freeze];
    const until = resolvedAt(payload, read.changedMs) + coolDownMinutes * 60_000;
    return until > now ? [{ ...freeze, reason: `${freeze.reason} (resolved; cooling down)`, windows: [{ from: new Date(resolvedAt(payload, read.changedMs)).toISOString(), until: new Date(until).toISOString() }] }] : [];
  });
  return Promise.resolve({ ok: true, freezes });
};

const closed: readonly string[] = ['resolved', 'closed', 'merged', 'declined', 'canceled', 'incident.resolved', 'close'];

/** The incident within the envelope of its system. */
function incidentIn(payload: Fields): Fields {
  const { event, incident, alert } = payload;
  const inner = isFields(event) && isFields(event['data']) ? event['data'] : isFields(incident) ? incident : isFields(alert) ? alert : undefined;
  return inner ?? payload;
}

function isOpen(payload: Fields): boolean {
  const incident = incidentIn(payload);
  const status = incident['status'] ?? (isFields(incident['incident_status']) ? incident['incident_status']['category'] : payload['action']);
  return !(typeof status === 'string' && closed.includes(status.toLowerCase()));
}

const idOf = (payload: Fields): string | undefined => textIn(incidentIn(payload), 'id') ?? textIn(incidentIn(payload), 'alertId') ?? textIn(payload, 'groupKey');
const titleOf = (payload: Fields): string => textIn(incidentIn(payload), 'title') ?? textIn(incidentIn(payload), 'name') ?? textIn(incidentIn(payload), 'message') ?? 'an incident is open';

function resolvedAt(payload: Fields, changedMs: number): number {
  const at = Date.parse(textIn(payload['event'], 'occurred_at') ?? textIn(incidentIn(payload), 'resolved_at') ?? textIn(incidentIn(payload), 'updated_at') ?? '');
  return Number.isNaN(at) ? changedMs : Math.max(at, changedMs);
}
