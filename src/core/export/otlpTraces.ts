import { agentName } from '../agentNames.ts';
import { agentIds } from '../action.ts';
import { withheld } from '../trace/capture/level.ts';
import { definedAttributes, type Attributes } from './attributes.ts';
import type { Exporting, ExportRecord } from './exportRecord.ts';
import type { OpenAct, OpenTurn } from './openSpans.ts';
import { keyValues, resourceOf, schemaUrl, scopeOf, spanIdOf, traceIdOf, unixNanos, type KeyValue, type Resource, type Scope } from './otlpJson.ts';

/** A `Span` of OTLP; `kind` 1 is internal, `status.code` 0 not said, 1 good, 2 failed. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 1;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly status: { readonly code: 0 | 1 | 2; readonly message?: string };
}

/** `ExportTraceServiceRequest`. */
export interface TracesRequest {
  readonly resourceSpans: readonly { readonly resource: Resource; readonly scopeSpans: readonly { readonly scope: Scope; readonly spans: readonly Span[]; readonly schemaUrl: string }[] }[];
}

/** How something went: `undefined` where nobody said. */
export type Went = boolean | undefined;

interface Part {
  readonly from: string;
  readonly to: string;
  readonly went?: Went;
  /** What kind of failure, of few kinds. */
  readonly error?: string;
  /** In words. */
  readonly why?: string;
  readonly attributes?: Attributes;
}

/** The span of an act itself: `execute_tool` of the GenAI conventions. */
export function actSpan(act: OpenAct, { to, went, error = '_OTHER', why, attributes = {} }: Omit<Part, 'from'>, { hash }: Exporting): Span {
  const failed: Attributes = went === false ? { 'error.type': error } : {};
  return {
    traceId: traceIdOf(hash, act.chain, act.agent, act.session), spanId: spanIdOf(hash, act.chain, 'act', act.proposal), ...(act.turn === undefined ? {} : { parentSpanId: act.turn }),
    name: act.tool === undefined ? 'execute_tool' : `execute_tool ${act.tool}`, kind: 1, ...times(act.at, to), attributes: keyValues({ 'gen_ai.operation.name': 'execute_tool', ...act.attributes, ...attributes, ...failed }), status: statusOf(went, why),
  };
}

/** One part of an act: who decided, how long a person was waited for, what ran. */
export function partSpan(act: OpenAct, part: 'decision' | 'waiting' | 'run', { from, to, went, why, attributes = {} }: Part, { hash }: Exporting): Span {
  const who = definedAttributes({ 'gen_ai.agent.name': nameOf(act.agent), 'gen_ai.conversation.id': act.session, 'gen_ai.tool.call.id': act.callId, 'tagout.proposal.id': act.proposal });
  return {
    traceId: traceIdOf(hash, act.chain, act.agent, act.session), spanId: spanIdOf(hash, act.chain, part, act.proposal), parentSpanId: spanIdOf(hash, act.chain, 'act', act.proposal),
    name: `tagout.${part}`, kind: 1, ...times(from, to), attributes: keyValues({ ...who, ...attributes }), status: statusOf(went, why),
  };
}

/** The span of a turn, the root of its trace: `invoke_agent` of the GenAI conventions. */
export function turnSpan({ chain, agent, session, span, at, lastAt, acts, attributes }: OpenTurn, { hash }: Exporting): Span {
  const name = nameOf(agent);
  return {
    traceId: traceIdOf(hash, chain, agent, session), spanId: span, name: name === undefined ? 'invoke_agent' : `invoke_agent ${name}`, kind: 1, ...times(at, lastAt),
    attributes: keyValues({ 'gen_ai.operation.name': 'invoke_agent', ...attributes, 'tagout.turn.acts': acts }), status: { code: 0 },
  };
}

/** The body of one request to `/v1/traces`. All spans are of one machine and account. */
export function tracesRequest(from: Pick<ExportRecord, 'host' | 'user'>, spans: readonly Span[], exporting: Exporting): TracesRequest {
  return { resourceSpans: [{ resource: resourceOf(from, exporting), scopeSpans: [{ scope: scopeOf(exporting), spans, schemaUrl }] }] };
}

const nameOf = (agent: string): string | undefined => {
  const known = agentIds.find((id) => id === agent);
  return known === undefined ? undefined : agentName(known);
};

/** Clocks may be set back: a span never ends before it begins. */
const times = (from: string, to: string): Pick<Span, 'startTimeUnixNano' | 'endTimeUnixNano'> => ({ startTimeUnixNano: unixNanos(from), endTimeUnixNano: unixNanos(Date.parse(to) < Date.parse(from) ? from : to) });

const statusOf = (went: Went, why: string | undefined): Span['status'] => (went === undefined ? { code: 0 } : went ? { code: 1 } : { code: 2, ...(why === undefined || why === '' || why.includes(withheld) ? {} : { message: why }) });
