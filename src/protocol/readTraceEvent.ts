import { agentIds } from '../core/action.ts';
import { freezeModes } from '../core/freeze/freeze.ts';
import { grantEndings, grantLengths } from '../core/grant/grant.ts';
import { answerMethods, freezeChanges, guardChanges, pauseCauses, recordVersion, secondPersonSteps, type TraceBody, type TraceEvent } from '../core/trace/event.ts';
import { changeKinds, gapSources, inputSources, observers, reviewOutcomes } from '../core/trace/record.ts';
import { factKinds } from '../core/ticket.ts';
import { trustScopes } from '../core/trust/trust.ts';
import { isActionList, isActor, isReasoning, isVerdict } from './readMessage.ts';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const flag: Check = (value) => typeof value === 'boolean';
const date: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const optional = (check: Check): Check => (value) => value === undefined || check(value);
const oneOf = (...values: readonly string[]): Check => (value) => typeof value === 'string' && values.includes(value);
const fields = (checks: Readonly<Record<string, Check>>): Check => (value) => isRecord(value) && Object.entries(checks).every(([name, check]) => check(value[name]));

const freeze = fields({ id: text, mode: oneOf(...freezeModes), reason: text, by: text, since: text, until: optional(text) });
const glass = fields({ id: text, freezes: texts, by: text, second: optional(text), reason: text, ticket: optional(text), since: text, until: text, maxActions: number, used: texts });
const isTrust = fields({ program: text, scope: oneOf(...trustScopes), verb: optional(text) });
const checkpoint = fields({ id: text, kind: oneOf('files', 'git'), root: text, files: number, bytes: number, verified: flag });

const grant = fields({ id: text, length: oneOf(...grantLengths), scopes: Array.isArray, example: text, uses: number });
const pause = fields({ agent: oneOf(...agentIds), cause: oneOf(...pauseCauses), session: optional(text) });

const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const place = fields({ cwd: text, user: optional(text), host: optional(text), agentProcess: optional(number), agentVersion: optional(text), branch: optional(text), head: optional(text), dirty: optional(flag) });
const input = fields({ source: oneOf(...inputSources), from: text, trust: oneOf('workspace', 'untrusted'), callId: optional(text), at: optional(text) });
const fact = fields({ kind: oneOf(...factKinds), name: text, state: text });
const shown = fields({ digest: text, view: optional(text) });
const change = fields({ path: text, change: oneOf(...changeKinds) });
const range: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(number);

const bodies: Readonly<Record<TraceBody['kind'], Check>> = {
  session: fields({ phase: oneOf('start', 'end'), detail: optional(text) }),
  prompt: fields({ text }),
  proposal: fields({ tool: text, actions: isActionList, statedIntent: optional(text), reasoning: isReasoning, place: optional(place), inputs: optional(listOf(input)) }),
  verdict: fields({ verdict: isVerdict, policyRevision: text, freezes: (value) => Array.isArray(value) && value.every(freeze) }),
  ask: fields({ window: text, deadline: text }),
  answer: fields({ outcome: oneOf('approved', 'denied'), by: text, method: oneOf(...answerMethods), reason: optional(text), dwellMs: optional(number), displayed: optional(text), shown: optional(shown), grant: optional(text), key: optional(text) }),
  edit: fields({ by: text, actions: isActionList, verdict: isVerdict }),
  decision: fields({ decision: oneOf('allow', 'deny'), by: oneOf('policy', 'person', 'grant', 'freeze', 'deadline', 'failure'), reason: text }),
  checkpoint: fields({ checkpoint }),
  restore: fields({ checkpoint: text, files: number, by: text, keptBeside: optional(text) }),
  prune: fields({ checkpoints: texts, promised: texts, bytes: number, why: text }),
  run: fields({ step: oneOf('started', 'ended', 'refused'), digest: text, here: optional(flag), exitCode: optional(number), signal: optional(text), durationMs: optional(number), observed: optional((value) => Array.isArray(value) && value.every(text)), why: optional(text) }),
  outcome: fields({ ok: optional(flag), exitCode: optional(number), output: optional(text), durationMs: optional(number), tool: optional(text), what: optional(text) }),
  said: fields({ text, thinking: optional(flag) }),
  freeze: fields({ change: oneOf(...freezeChanges), freeze, by: text, reason: optional(text), glass: optional(glass) }),
  policy: fields({ change: oneOf('accepted', 'taken-back'), digest: text, by: text, summary: text }),
  trust: fields({ change: oneOf('granted', 'revoked'), trusted: (value) => Array.isArray(value) && value.every(isTrust), by: text }),
  grant: fields({ change: oneOf('given', 'ended'), grant, by: text, ending: optional(oneOf(...grantEndings)) }),
  pause: fields({ change: oneOf('paused', 'resumed'), pause, by: text, reason: text }),
  retry: fields({ refusals: number, frozen: flag, evasion: flag }),
  'second-person': fields({ step: oneOf(...secondPersonSteps), request: text, via: text, by: text, key: optional(text), why: optional(text) }),
  guard: fields({ change: oneOf(...guardChanges), agents: listOf(oneOf(...agentIds)), files: texts, why: text, by: text }),
  failure: fields({ stage: text, message: text }),
  bound: fields({ digest: text, facts: listOf(fact) }),
  observed: fields({ by: oneOf(...observers), changes: listOf(change), unpredicted: texts, unseen: texts, total: optional(number) }),
  gap: fields({ source: oneOf(...gapSources), certainty: oneOf('certain', 'possible'), what: text, tool: optional(text), path: optional(text), happened: optional(text), why: text }),
  review: fields({ outcome: oneOf(...reviewOutcomes), by: text, note: optional(text) }),
  incident: fields({ change: oneOf('opened', 'rule-made'), incident: text, title: text, by: text, acts: texts, rule: optional(text) }),
  erased: fields({ of: text, agent: optional(text), ranges: listOf(range), events: number, payloads: number, by: text, why: text }),
  retired: fields({ through: number, seq: number, hash: text, bytes: number, why: text }),
  clock: fields({ stepMs: number }),
};

const envelope = fields({ v: (value) => value === 1 || value === recordVersion, id: text, at: date, ticks: optional(number), workspace: text, agent: optional(oneOf(...agentIds)), actor: optional(isActor), session: optional(text), turn: optional(text), proposal: optional(text), callId: optional(text) });

/**
 * A recorded event, read back. Undefined for anything that is not one: a newer version's kinds of events, or a line that
 * somebody wrote there. Readers count those and say so.
 */
export function readTraceEvent(value: unknown): TraceEvent | undefined {
  return isTraceEvent(value) ? value : undefined;
}

function isTraceEvent(value: unknown): value is TraceEvent {
  if (!isRecord(value) || !envelope(value)) return false;
  const body = value['body'];
  if (!isRecord(body)) return false;
  const kind = body['kind'];
  return typeof kind === 'string' && Object.entries(bodies).some(([name, check]) => name === kind && check(body));
}
