import { agentName } from '../agentNames.ts';
import { actionTitle } from '../trace/actionTitle.ts';
import { withheld } from '../trace/capture/level.ts';
import type { TraceBody, TraceEvent } from '../trace/event.ts';
import type { Verdict } from '../verdict.ts';

/** Values that OTLP, CSV and the others all can hold. Whole numbers are numbers. */
export type AttributeValue = string | number | boolean | readonly string[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Members that say something: what a level withholds does not. */
export function definedAttributes(members: Readonly<Record<string, AttributeValue | undefined>>): Attributes {
  const kept: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(members)) {
    const said = Array.isArray(value) ? value.filter((entry) => entry !== withheld) : value;
    if (said !== undefined && said !== '' && said !== withheld && !(Array.isArray(said) && said.length === 0)) kept[name] = said;
  }
  return kept;
}

/**
 * What an event says, flat. Names of the OpenTelemetry semantic conventions (1.41, the last release that holds `gen_ai.*`
 * itself) where they have one: `gen_ai.*`, `vcs.*`, `process.exit.code`, `error.type`. No convention has names for decisions;
 * those are ours, `tagout.*`, and nothing of ours is called `gen_ai.*`.
 */
export function attributesOf(event: TraceEvent): Attributes {
  return { ...whoAttributes(event), ...bodyAttributes(event.body) };
}

/** Who and where: the same for every event of an act. */
export function whoAttributes({ agent, actor, session, turn, proposal, callId, workspace }: TraceEvent): Attributes {
  return definedAttributes({
    'gen_ai.agent.name': agent === undefined ? undefined : agentName(agent),
    'gen_ai.conversation.id': session,
    'gen_ai.tool.call.id': callId,
    'gen_ai.request.model': actor?.model,
    'tagout.agent.id': agent,
    'tagout.subagent.id': actor?.subagentId,
    'tagout.subagent.type': actor?.subagentType,
    'tagout.turn.id': turn,
    'tagout.proposal.id': proposal,
    'tagout.workspace': workspace,
  });
}

/** What one kind of event says besides. */
export function bodyAttributes(body: TraceBody): Attributes {
  const own = ownAttributes(body);
  return definedAttributes({ 'tagout.record.kind': body.kind, ...own });
}

type Members = Readonly<Record<string, AttributeValue | undefined>>;

function ownAttributes(body: TraceBody): Members {
  switch (body.kind) {
    case 'proposal':
      return proposalAttributes(body);
    case 'verdict':
      return { ...verdictAttributes(body.verdict), 'tagout.policy.revision': body.policyRevision, 'tagout.freeze.ids': body.freezes.map(({ id }) => id) };
    case 'edit':
      return { ...verdictAttributes(body.verdict), 'tagout.answer.by': body.by };
    case 'ask':
      return { 'tagout.ask.deadline': body.deadline };
    case 'answer':
      return { 'tagout.answer.outcome': body.outcome, 'tagout.answer.by': body.by, 'tagout.answer.method': body.method, 'tagout.answer.reason': body.reason, 'tagout.answer.dwell_ms': body.dwellMs, 'tagout.answer.displayed': body.displayed, 'tagout.answer.shown_digest': body.shown?.digest, 'tagout.answer.key': body.key, 'tagout.grant.id': body.grant };
    case 'decision':
      return { 'tagout.decision': body.decision, 'tagout.decision.by': body.by, 'tagout.decision.reason': body.reason };
    case 'checkpoint':
      return { 'tagout.checkpoint.id': body.checkpoint.id, 'tagout.checkpoint.files': body.checkpoint.files, 'tagout.checkpoint.bytes': body.checkpoint.bytes, 'tagout.checkpoint.verified': body.checkpoint.verified };
    case 'run':
      return { 'tagout.run.step': body.step, 'tagout.run.digest': body.digest, 'tagout.run.why': body.why, 'process.exit.code': body.exitCode };
    case 'outcome':
      return { 'tagout.outcome.ok': body.ok, 'gen_ai.tool.name': body.tool, 'process.exit.code': body.exitCode, 'gen_ai.tool.call.result': body.output, 'tagout.outcome.duration_ms': body.durationMs };
    case 'observed':
      return { 'tagout.observed.by': body.by, 'tagout.observed.changes': body.total ?? body.changes.length, 'tagout.observed.unpredicted': body.unpredicted.length, 'tagout.observed.unseen': body.unseen.length };
    case 'gap':
      return { 'tagout.gap.source': body.source, 'tagout.gap.certainty': body.certainty, 'gen_ai.tool.name': body.tool };
    default:
      return otherAttributes(body);
  }
}

function otherAttributes(body: Exclude<TraceBody, { readonly kind: 'proposal' | 'verdict' | 'edit' | 'ask' | 'answer' | 'decision' | 'checkpoint' | 'run' | 'outcome' | 'observed' | 'gap' }>): Members {
  switch (body.kind) {
    case 'session':
      return { 'tagout.session.phase': body.phase };
    case 'bound':
      return { 'tagout.bound.digest': body.digest };
    case 'restore':
      return { 'tagout.checkpoint.id': body.checkpoint, 'tagout.checkpoint.files': body.files, 'tagout.by': body.by };
    case 'retry':
      return { 'tagout.retry.refusals': body.refusals, 'tagout.retry.evasion': body.evasion };
    case 'freeze':
      return { 'tagout.freeze.change': body.change, 'tagout.freeze.ids': [body.freeze.id], 'tagout.by': body.by };
    case 'policy':
      return { 'tagout.policy.change': body.change, 'tagout.policy.revision': body.digest, 'tagout.by': body.by };
    case 'trust':
      return { 'tagout.trust.change': body.change, 'tagout.by': body.by };
    case 'grant':
      return { 'tagout.grant.change': body.change, 'tagout.grant.id': body.grant.id, 'tagout.by': body.by };
    case 'pause':
      return { 'tagout.pause.change': body.change, 'tagout.agent.id': body.pause.agent, 'tagout.by': body.by };
    case 'second-person':
      return { 'tagout.second_person.step': body.step, 'tagout.second_person.request': body.request, 'tagout.answer.key': body.key, 'tagout.by': body.by };
    case 'guard':
      return { 'tagout.guard.change': body.change, 'tagout.guard.agents': body.agents, 'tagout.by': body.by };
    case 'review':
      return { 'tagout.review.outcome': body.outcome, 'tagout.by': body.by };
    case 'incident':
      return { 'tagout.incident.id': body.incident, 'tagout.incident.change': body.change, 'tagout.incident.acts': body.acts, 'tagout.by': body.by };
    case 'erased':
      return { 'tagout.erased.events': body.events, 'tagout.by': body.by };
    case 'retired':
      return { 'tagout.retired.through_seq': body.seq };
    case 'clock':
      return { 'tagout.clock.step_ms': body.stepMs };
    case 'failure':
      return { 'tagout.failure.stage': body.stage };
    case 'prompt':
    case 'said':
    case 'prune':
      return {};
  }
}

function proposalAttributes({ tool, input, actions, reasoning, place, inputs = [] }: Extract<TraceBody, { readonly kind: 'proposal' }>): Members {
  const given = typeof input === 'object' && input !== null && Object.keys(input).length > 0;
  return {
    'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': tool, 'gen_ai.tool.call.arguments': given ? JSON.stringify(input) : undefined, 'gen_ai.request.model': reasoning.model,
    'tagout.commands': actions.map((action) => actionTitle(action)).filter((title) => !title.includes(withheld)),
    'tagout.action.kinds': [...new Set(actions.map(({ kind }) => kind))], 'tagout.reasoning.source': reasoning.source, 'tagout.inputs.untrusted': inputs.filter(({ trust }) => trust === 'untrusted').length,
    'gen_ai.agent.version': place?.agentVersion, 'vcs.ref.head.name': place?.branch, 'vcs.ref.head.revision': place?.head,
  };
}

/** The judgement of an act. */
function verdictAttributes({ decision, reversibility, blastRadius, uninspectable, frozen, findings }: Verdict): Members {
  return {
    'tagout.verdict': decision, 'tagout.verdict.reversibility': reversibility, 'tagout.verdict.blast_radius': blastRadius, 'tagout.verdict.uninspectable': uninspectable, 'tagout.verdict.frozen': frozen,
    'tagout.verdict.rule': findings[0]?.rule, 'tagout.verdict.rules': [...new Set(findings.map(({ rule }) => rule))],
  };
}
