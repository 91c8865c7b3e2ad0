import type { Action } from '../action.ts';
import { agentName } from '../agentNames.ts';
import { toSlashes } from '../resolve/lexicalPath.ts';
import type { TraceBody } from '../trace/event.ts';
import { withheld } from '../trace/capture/level.ts';
import { attributesOf } from './attributes.ts';
import type { Exporting, ExportRecord } from './exportRecord.ts';
import { ocsfClassOf, type OcsfClass } from './ocsfClass.ts';
import { lineOf, severityOf } from './otlpLogs.ts';

/** Version of OCSF whose names are used: the first with `ai_agent` and the profile `record_integrity`. */
export const ocsfVersion = '1.9.0';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json | undefined };
export type OcsfEvent = { readonly [name: string]: Json | undefined };

/** What the proposal of an act was: the class of all its events follows from it. */
export interface OcsfAct {
  readonly actions: readonly Action[];
  readonly tool: string;
}

/**
 * A record as an event of OCSF. Its `attestation_list` holds the place in the trace's chain: fingerprints are of the sealed
 * records (which the trace itself verifies), not of this event; `metadata.uid` is the record's own. What OCSF has no name for
 * stands in `unmapped.tagout`. Pure; never throws.
 */
export function ocsfEventOf(record: ExportRecord, act: OcsfAct | undefined, { version }: Exporting): OcsfEvent {
  const { event, seq, hash, host, user, prev, chain } = record;
  const { body, at, session, agent, actor } = event;
  const kind = ocsfClassOf(body, act?.actions);
  const severity = severities[severityOf(body)];
  return {
    category_uid: kind.categoryUid, category_name: kind.category, class_uid: kind.classUid, class_name: kind.class, activity_id: kind.activityId, activity_name: kind.activity, type_uid: kind.classUid * 100 + kind.activityId, type_name: `${kind.class}: ${kind.activity}`,
    time: Date.parse(at), severity_id: severity.id, severity: severity.name, message: lineOf(event), ...statusOf(body), ...dispositionOf(body),
    metadata: { version: ocsfVersion, uid: hash, sequence: seq, correlation_uid: event.proposal ?? session, product: { name: 'Tagout', vendor_name: 'Tagout', version }, profiles: ['ai_operation', 'host', 'record_integrity', 'security_control'], event_code: body.kind },
    attestation_list: [{ chain_uid: chain, fingerprint: fingerprint(hash), prev_event: { uid: prev, fingerprint: fingerprint(prev) } }],
    ...(agent === undefined ? {} : { ai_agent: { uid: agent, name: agentName(agent), type_id: 99, type: 'Coding agent', instance_uid: actor?.subagentId === undefined ? session : `${session ?? ''}/${actor.subagentId}` } }),
    actor: { app_name: agent === undefined ? 'Tagout' : agentName(agent), ...(user === undefined || user === '' ? {} : { user: { name: user } }), ...(session === undefined ? {} : { session: { uid: session } }) },
    device: { type_id: 0, type: 'Unknown', hostname: hostName(host) },
    ...classAttributes(kind, record, act), unmapped: { tagout: { ...attributesOf(event) } },
  };
}

const severities = { INFO: { id: 1, name: 'Informational' }, WARN: { id: 3, name: 'Medium' }, ERROR: { id: 4, name: 'High' } } as const;
const fingerprint = (value: string): Json => ({ algorithm_id: 3, algorithm: 'SHA-256', value });
const hostName = (host: string | undefined): string => (host === undefined || host === '' ? 'unknown' : host);

/** What the class itself wants. */
function classAttributes({ classUid }: OcsfClass, { event, host }: ExportRecord, act: OcsfAct | undefined): OcsfEvent {
  const { body, workspace, agent } = event;
  switch (classUid) {
    case 1001:
      return fileOf(act?.actions[0]);
    case 1007:
      return { launch_type_id: 1, launch_type: 'Spawn', process: { name: act?.tool ?? 'unknown', working_directory: workspace, cmd_line: commandOf(act?.actions[0]) }, ...(exitCodeOf(body) === undefined ? {} : { exit_code: exitCodeOf(body) }) };
    case 2004:
      return { finding_info: { uid: event.id, title: lineOf(event), analytic: { name: `tagout.${body.kind}`, type_id: 1, type: 'Rule' } }, is_alert: body.kind !== 'gap' || body.certainty === 'certain' };
    case 6002: {
      const name = agent === undefined ? 'unknown' : agentName(agent);
      return { application: { name, uid: agent ?? 'unknown' }, app: { name } };
    }
    case 6003:
      return { api: { operation: act?.tool ?? 'unknown' }, src_endpoint: { hostname: hostName(host) } };
    default:
      return {};
  }
}

function fileOf(action: Action | undefined): OcsfEvent {
  if (action?.kind !== 'file') return {};
  const { path, to } = action.change;
  const named = (file: string): Json => ({ path: file, name: toSlashes(file, file.includes('\\')).split('/').at(-1) ?? file, type_id: 0, type: 'Unknown' });
  return { file: named(path), ...(to === undefined ? {} : { file_result: named(to) }) };
}

function commandOf(action: Action | undefined): string | undefined {
  const text = action?.kind === 'shell' ? action.command : action?.kind === 'shell-input' ? action.text : action?.kind === 'task' ? action.label : undefined;
  return text === withheld ? undefined : text;
}

const exitCodeOf = (body: TraceBody): number | undefined => (body.kind === 'outcome' || body.kind === 'run' ? body.exitCode : undefined);

function statusOf(body: TraceBody): OcsfEvent {
  const ok = body.kind === 'outcome' ? body.ok : body.kind === 'failure' ? false : body.kind === 'decision' ? body.decision === 'allow' : undefined;
  return ok === undefined ? { status_id: 0, status: 'Unknown' } : ok ? { status_id: 1, status: 'Success' } : { status_id: 2, status: 'Failure' };
}

/** Profile `security_control`: what the guard did about it. */
function dispositionOf(body: TraceBody): OcsfEvent {
  switch (body.kind) {
    case 'decision':
      return body.decision === 'deny' ? blocked : body.by === 'person' || body.by === 'grant' ? approved : allowed;
    case 'answer':
      return body.outcome === 'approved' ? approved : { action_id: 2, action: 'Denied', disposition_id: 25, disposition: 'Rejected' };
    case 'ask':
      return { action_id: 0, action: 'Unknown', disposition_id: 14, disposition: 'Delayed' };
    default:
      return { action_id: 0, action: 'Unknown', disposition_id: 17, disposition: 'Logged' };
  }
}

const allowed: OcsfEvent = { action_id: 1, action: 'Allowed', disposition_id: 1, disposition: 'Allowed' };
const approved: OcsfEvent = { action_id: 1, action: 'Allowed', disposition_id: 8, disposition: 'Approved' };
const blocked: OcsfEvent = { action_id: 2, action: 'Denied', disposition_id: 2, disposition: 'Blocked' };
