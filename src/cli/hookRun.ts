import type { Adapter, AgentEvent, Reply } from '../adapters/adapter.ts';
import { speakingAdapter } from '../adapters/speaker.ts';
import type { AgentId } from '../core/action.ts';
import { actionText } from '../core/trace/actionTitle.ts';
import type { TraceBody } from '../core/trace/event.ts';
import { takenIn } from '../core/trace/takenIn.ts';
import { isoTime } from '../node/isoTime.ts';
import { findProposal, noteSession, type SessionNote } from '../node/sessionStore.ts';
import { openSpool, type EventHeader } from '../node/trace/spool.ts';
import { readHookArguments } from './hookArguments.ts';
import type { HookHost } from './hookHost.ts';
import { lastWords } from './lastWords.ts';
import { answerProposal } from './proposalAnswer.ts';
import { deliveryKey, headerOf, placeOf } from './proposalPlace.ts';
import { failedText } from './refusalText.ts';

/**
 * One start of the hook: reads the agent's event, decides, records, and gives back exactly what to print. Whatever goes wrong
 * with something that is or may be a proposal is a refusal in the agent's dialect; rejects only where its adapter is missing.
 */
export async function runHook(args: readonly string[], host: HookHost): Promise<Reply> {
  const read = readHookArguments(args);
  if (!read.ok) return { stdout: '', stderr: `tagout: ${read.problem}. Refused.\n`, exitCode: 2 };
  const { agent, state = host.defaultState(), deadlineMs = Infinity } = read.value;
  const adapter = speakingAdapter(agent, host.adapter);
  let event: AgentEvent = { kind: 'invalid', problem: 'it could not be read' };
  try {
    event = readEvent(adapter, host.readInput());
    return await answerEvent(event, { adapter, agent, state, deadlineMs, host });
  } catch (error) {
    return refuse(adapter, event, error instanceof Error ? error.message : String(error));
  }
}

/** One event under way: who asks, and where its state lies. */
export interface HookRun {
  readonly adapter: Adapter;
  /** As registered; the proposal's actor may be another agent that reads the same file. */
  readonly agent: AgentId;
  readonly state: string;
  readonly deadlineMs: number;
  readonly host: HookHost;
}

const refuse = (adapter: Adapter, event: AgentEvent, problem: string): Reply => adapter.render({ kind: 'deny', reason: failedText(problem) }, event);

function readEvent(adapter: Adapter, input: string | undefined): AgentEvent {
  if (input === undefined) return { kind: 'invalid', problem: 'the event is larger than Tagout reads' };
  try {
    return adapter.parse(JSON.parse(input.startsWith('\ufeff') ? input.slice(1) : input));
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'invalid', problem: 'the event is not JSON' };
    throw error;
  }
}

function answerEvent(event: AgentEvent, run: HookRun): Reply | Promise<Reply> {
  switch (event.kind) {
    case 'proposal':
      return answerProposal(event, run);
    case 'invalid':
      return refuse(run.adapter, event, event.problem);
    case 'ignored':
      break;
    case 'outcome':
      recordOutcome(event, run);
      break;
    case 'prompt':
      if (event.text.trim() !== '') recordWords(event, { kind: 'prompt', text: event.text }, [{ kind: 'prompt' }], run);
      break;
    case 'said':
      recordSaid(event, run);
      break;
    case 'session':
      recordWords(event, { kind: 'session', phase: event.phase }, [], run);
      break;
  }
  return run.adapter.render({ kind: 'pass' }, event);
}

function recordSaid(event: Extract<AgentEvent, { kind: 'said' }>, run: HookRun): void {
  const { speaker, thinking } = event;
  const { host } = run;
  const text = speaker === undefined ? event.text : lastWords(speaker, host.adapter(speaker.actor.agent), host.env, host.home);
  if (text !== undefined) recordWords(event, { kind: 'said', text, ...(thinking && { thinking }) }, thinking ? [{ kind: 'thought', text }] : [], run);
}

function recordOutcome({ proposal, ok, exitCode, output, durationMs }: Extract<AgentEvent, { kind: 'outcome' }>, { state, host }: HookRun): void {
  const { root } = placeOf(proposal.session.cwd, state, host);
  const id = findProposal(state, root, proposal.session.id, deliveryKey(proposal));
  const body: TraceBody = {
    kind: 'outcome', ...(ok === undefined ? {} : { ok }), ...(exitCode === undefined ? {} : { exitCode }), ...(output === undefined ? {} : { output }), ...(durationMs === undefined ? {} : { durationMs }),
    ...(id === undefined && { tool: proposal.tool, what: proposal.actions.map((action) => actionText(action, root)).join('; ') }),
  };
  record(headerOf(proposal, root, id), body, takenIn(proposal, isoTime(host.now())).map((input) => ({ kind: 'input', input })), { state, host });
}

/** What was said is recorded under the session; it belongs to no single call. */
function recordWords({ session, cwd }: { readonly session: string; readonly cwd?: string }, body: TraceBody, notes: readonly SessionNote[], { agent, state, host }: HookRun): void {
  record({ workspace: placeOf(cwd, state, host).root, agent, session }, body, notes, { state, host });
}

/** These events come after the act or carry none, so there is nothing to refuse when the disk does not take them. */
function record(header: EventHeader, body: TraceBody, notes: readonly SessionNote[], { state, host }: Pick<HookRun, 'state' | 'host'>): void {
  try {
    if (header.session !== undefined) noteSession(state, header.workspace, header.session, notes);
    openSpool(state, header.workspace, host.now).append(header, [body], 'buffered');
  } catch (error) {
    host.complain(`${body.kind} was not recorded: ${error instanceof Error ? error.message : String(error)}`);
  }
}
