import { agentIds, type Action, type Actor, type FileChange, type Proposal, type Session } from '../core/action.ts';
import { factKinds, type Fact, type Ticket, type TicketFacts } from '../core/ticket.ts';
import { trustScopes, type TrustOffer } from '../core/trust/trust.ts';
import { blastRadii, decisions, reversibilities, type Effect, type Finding, type Span, type Verdict } from '../core/verdict.ts';
import { answerMethods, type Reasoning } from '../core/trace/event.ts';
import { channelVersion, type AskMessage, type ComingMessage, type HookMessage, type RedeemMessage, type WindowMessage, type WindowRecord } from './channel.ts';

/** A message read from outside: the value, or one line that says what is wrong with it. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const text: Check = (value) => typeof value === 'string';
const filled: Check = (value) => typeof value === 'string' && value !== '';
const flag: Check = (value) => typeof value === 'boolean';
const whole: Check = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const anything: Check = () => true;
const date: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const oneOf = (values: readonly string[]): Check => (value) => typeof value === 'string' && values.includes(value);
const list = (entry: Check): Check => (value) => Array.isArray(value) && value.every(entry);
const optional = (check: Check): Check => (value) => value === undefined || check(value);
/** All named fields pass; fields without a name are kept out by nobody reading them. */
const fields = (checks: Readonly<Record<string, Check>>): Check => (value) => isRecord(value) && Object.entries(checks).every(([name, check]) => check(value[name]));
const byKind = (kinds: Readonly<Record<string, Check>>): Check => (value) => isRecord(value) && typeof value['kind'] === 'string' && Object.hasOwn(kinds, value['kind']) && kinds[value['kind']]?.(value) === true;

// Typed by the contracts' member names: a member added there is missed here at compile time.
type Checks<T> = Readonly<Record<keyof T, Check>>;

const span: Checks<Span> = { start: whole, end: whole };
const actor: Checks<Actor> = { agent: oneOf(agentIds), subagentId: optional(text), subagentType: optional(text), model: optional(text) };
const session: Checks<Session> = { id: text, cwd: optional(text), transcriptPath: optional(text), turnId: optional(text), permissionMode: optional(text) };
const change: Checks<FileChange> = { operation: oneOf(['create', 'modify', 'delete', 'move', 'read']), path: text, to: optional(text), before: optional(text), after: optional(text) };
const reasoning: Checks<Reasoning> = {
  source: oneOf(['transcript', 'hook', 'none']), verified: optional((value) => value === false), thinking: optional(text), text: optional(text), prompt: optional(text), model: optional(text),
  reference: optional(fields({ path: text, line: optional(whole) })),
};

const actions: Readonly<Record<Action['kind'], Check>> = {
  shell: fields({ command: text, dialect: oneOf(['posix', 'powershell', 'cmd']), cwd: optional(text), background: optional(flag) }),
  'shell-input': fields({ text, terminal: optional(text) }),
  file: fields({ change: fields(change) }),
  mcp: fields({ server: optional(text), tool: text, input: anything }),
  sql: fields({ text, connection: optional(text) }),
  task: fields({ label: text, definition: optional(isRecord) }),
  harmless: fields({ tool: text }),
  tool: fields({ tool: text, input: anything }),
};

const proposal: Checks<Proposal> = {
  actor: fields(actor), session: fields(session), callId: optional(text), tool: text, input: anything, actions: list(byKind(actions)), statedIntent: optional(text),
};

const targets: Readonly<Record<NonNullable<Effect['target']>['kind'], Check>> = {
  path: fields({ path: text, recursive: flag, pattern: optional(text) }),
  git: fields({ repository: text, loses: text, paths: optional(list(text)) }),
  database: fields({ connection: text, statement: optional(text), table: optional(text) }),
  remote: fields({ name: text, branch: optional(text) }),
  environment: fields({ name: text, evidence: text }),
  other: fields({ name: text }),
};

const trust: Checks<TrustOffer> = { program: filled, verb: text, scopes: list(oneOf(trustScopes)), given: optional(oneOf(trustScopes)) };

const effect: Checks<Effect> = {
  kind: filled, reversibility: oneOf(reversibilities), blastRadius: oneOf(blastRadii), posture: optional(oneOf(['routine', 'ask', 'person', 'deny'])), target: optional(byKind(targets)),
  span: fields(span), uninspectable: flag, rule: filled, reason: text, alternative: optional(text), instead: optional(text), trust: optional(fields(trust)), program: optional(text),
};

const finding: Checks<Finding> = { decision: oneOf(decisions), rule: filled, source: filled, reason: text, span: fields(span), effect: optional(fields(effect)), alternative: optional(text) };

const verdict: Checks<Verdict> = {
  decision: oneOf(decisions), reversibility: oneOf(reversibilities), blastRadius: oneOf(blastRadii), uninspectable: flag, findings: list(fields(finding)), frozen: flag,
};

const fact: Checks<Fact> = { kind: oneOf(factKinds), name: text, state: text };

const facts: Checks<TicketFacts> = {
  v: (value) => value === 1, id: filled, agent: oneOf(agentIds), session: text, call: optional(text), tool: text, actions: list(byKind(actions)), meaning: filled, facts: list(fields(fact)), expires: date,
};

const digest: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const ticket: Checks<Ticket> = { id: filled, expires: date };

const redeem: Readonly<Record<Exclude<keyof RedeemMessage, 'v' | 'type' | 'token'>, Check>> = { ticket: filled, digest };

const coming: Readonly<Record<Exclude<keyof ComingMessage, 'v' | 'type' | 'token'>, Check>> = {
  id: filled, workspace: filled, cwd: filled, actor: fields(actor), proposal: fields(proposal), verdict: fields(verdict), reasoning: fields(reasoning), deadline: date, replaceable: optional((value) => value === true),
};

const ask: Readonly<Record<Exclude<keyof AskMessage, 'v' | 'type' | 'token'>, Check>> = { ...coming, facts: fields(facts), digest };

const windowMessages: Readonly<Record<WindowMessage['type'], Check>> = {
  ack: fields({ id: filled, window: text }),
  answer: fields({ id: filled, outcome: oneOf(['approved', 'denied']), by: text, method: oneOf(answerMethods), reason: text, checkpoint: optional(text), ticket: optional(fields(ticket)), instead: optional(filled) }),
  redeemed: fields({ ticket: filled }),
  pong: fields({ window: text }),
  refused: fields({ why: text }),
};

const record: Readonly<Record<Exclude<keyof WindowRecord, 'v'>, Check>> = { window: filled, pid: whole, startedAt: date, roots: list(filled), socket: filled, token: filled };

/** Hook → window. Does not compare the token: that is done in constant time by the server. */
export function readHookMessage(value: unknown): Read<HookMessage> {
  if (!isRecord(value)) return { ok: false, why: 'not an object' };
  if (value['v'] !== channelVersion) return { ok: false, why: 'another version of Tagout is running: reload the editor window' };
  if (!filled(value['token'])) return { ok: false, why: 'no token' };
  if (value['type'] === 'ping') return { ok: true, value: value as unknown as HookMessage };
  const { type } = value;
  if (type !== 'ask' && type !== 'coming' && type !== 'redeem') return { ok: false, why: 'only `ask`, `coming`, `redeem` and `ping` are understood' };
  const wrong = firstWrong({ ask, coming, redeem }[type], value);
  return wrong === undefined ? { ok: true, value: value as unknown as HookMessage } : { ok: false, why: `\`${wrong}\` of the ${type} is not understood` };
}

/** Window → hook. */
export function readWindowMessage(value: unknown): Read<WindowMessage> {
  if (!isRecord(value)) return { ok: false, why: 'not an object' };
  if (value['v'] !== channelVersion) return { ok: false, why: 'the editor window runs another version of Tagout: reload it' };
  const known = typeof value['type'] === 'string' && Object.entries(windowMessages).some(([type, check]) => type === value['type'] && check(value));
  return known ? { ok: true, value: value as unknown as WindowMessage } : { ok: false, why: 'the editor window sent what is not understood' };
}

/** A discovery file. */
export function readWindowRecord(value: unknown): Read<WindowRecord> {
  if (!isRecord(value)) return { ok: false, why: 'not an object' };
  if (value['v'] !== channelVersion) return { ok: false, why: 'the editor window runs another version of Tagout: reload it' };
  const wrong = firstWrong(record, value);
  return wrong === undefined ? { ok: true, value: value as unknown as WindowRecord } : { ok: false, why: `\`${wrong}\` is not understood` };
}

const firstWrong = (checks: Readonly<Record<string, Check>>, value: Fields): string | undefined => Object.keys(checks).find((name) => checks[name]?.(value[name]) !== true);

/** The same checks for what was recorded (protocol/readTraceEvent.ts). */
export const isActor = (value: unknown): value is Actor => fields(actor)(value);
export const isReasoning = (value: unknown): value is Reasoning => fields(reasoning)(value);
export const isVerdict = (value: unknown): value is Verdict => fields(verdict)(value);
export const isActionList = (value: unknown): value is readonly Action[] => list(byKind(actions))(value);
