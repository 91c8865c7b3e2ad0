import type { AgentEvent, Answer, Reply } from '../adapters/adapter.ts';
import type { Proposal } from '../core/action.ts';
import type { DecisionBy, Reasoning, TraceBody } from '../core/trace/event.ts';
import type { Effect, Verdict } from '../core/verdict.ts';
import type { TicketFacts } from '../core/ticket.ts';
import type { AskOutcome } from '../node/channelClient.ts';
import { claimProposal, noteSession, type SessionNote } from '../node/sessionStore.ts';
import { openSpool } from '../node/spool.ts';
import { reasoningFrom, transcriptPath } from '../node/transcript.ts';
import type { Approval } from './askModule.ts';
import type { HookRun } from './hookRun.ts';
import { judgeProposal, type Judgement, type Situation } from './judgement.ts';
import { deliveryKey, headerOf, placeOf } from './proposalPlace.ts';
import { mayChange } from './raiseVerdict.ts';
import { askedByAgent, changedSince, failedText, needsPerson, refusedByFreeze, refusedByPerson, refusedByRule } from './refusalText.ts';

/** A proposal that was judged, with the means to record and answer it. */
interface Case {
  readonly event: Extract<AgentEvent, { kind: 'proposal' }>;
  readonly run: HookRun;
  readonly situation: Situation;
  readonly id: string;
  readonly judgement: Judgement;
  readonly reasoning: Reasoning;
  /** Throws when the disk refuses. */
  readonly record: (bodies: readonly TraceBody[], notes?: readonly SessionNote[]) => void;
}

/** Judges a proposal, records every step and answers it. Rejects only on errors of our own, which the caller refuses. */
export function answerProposal(event: Case['event'], run: HookRun): Reply | Promise<Reply> {
  const { proposal } = event;
  const { host, state } = run;
  const { cwd, root } = placeOf(proposal.session.cwd, state, host);
  const situation: Situation = { state, cwd, root, home: host.home, tempDirectory: host.tempDirectory, platform: host.platform, env: host.env, programs: host.programs, engine: host.loadEngine(), matchesPath: host.matchesPath, now: host.now, keepsShell: host.adapter(proposal.actor.agent).capabilities.shell === 'kept' };
  const judgement = judgeProposal(proposal, situation);
  const delivery = claim(proposal, judgement.verdict, run, root);
  const spool = openSpool(state, root, host.now);
  const act: Case = {
    event, run, situation, judgement, id: delivery.id, reasoning: reasoningOf(event, run),
    record: (bodies, notes = []) => {
      noteSession(state, root, proposal.session.id, notes);
      spool.append(headerOf(proposal, root, delivery.id), bodies, mayChange(judgement.verdict) ? 'durable' : 'buffered');
    },
  };
  const opening = delivery.repeated ? [] : openingOf(act);
  switch (judgement.verdict.decision) {
    case 'allow':
      return allowed(act, opening);
    case 'deny':
      return ownRun(act) ?? refused(act, opening, refusedByRule(judgement.verdict), decidedBy(judgement.verdict), deniedByRule(judgement.verdict));
    case 'ask':
      return ownRun(act) ?? asked(act, opening);
  }
}

/** A call that was approved and rewritten, delivered once more (two registrations name us): it passes, for `tagout run` looks at it. */
function ownRun(act: Case): Reply | undefined {
  const { run, event: { proposal } } = act;
  const looksLike = proposal.actions.some((action) => action.kind === 'shell' && / run (?:--here )?[0-9a-f]{48}\b/.test(action.command));
  return looksLike && run.host.loadAsk().isOwnRun(run.state, proposal) ? answer(act, { kind: 'pass' }) : undefined;
}

/**
 * The id of the proposal. What is allowed by rule gets the same verdict however often it is delivered, and its outcome is
 * found by the agent's own id where there is one: then nothing has to be claimed. A disk that does not take the claim does
 * not take the record either: the refusal is made there, with its reason.
 */
function claim(proposal: Proposal, verdict: Verdict, { state, host }: HookRun, root: string): { readonly id: string; readonly repeated: boolean } {
  const id = `${host.now().toString(36)}-${process.pid.toString(36)}-${process.hrtime.bigint().toString(36)}`;
  if (verdict.decision === 'allow' && proposal.callId !== undefined) return { id, repeated: false };
  try {
    return claimProposal(state, root, proposal.session.id, { key: deliveryKey(proposal), id, at: host.now() });
  } catch (error) {
    host.complain(`the call was not noted: ${messageOf(error)}`);
    return { id, repeated: false };
  }
}

function reasoningOf({ proposal, reasoning }: Case['event'], { host }: HookRun): Reasoning {
  return reasoning ?? reasoningFrom(transcriptPath(proposal, host.env, host.home), (lines) => host.adapter(proposal.actor.agent).reasoning(lines, proposal.callId));
}

function openingOf({ event: { proposal }, reasoning, judgement }: Case): readonly TraceBody[] {
  const { tool, input, actions, statedIntent } = proposal;
  return [
    { kind: 'proposal', tool, input, actions, ...(statedIntent === undefined ? {} : { statedIntent }), reasoning },
    { kind: 'verdict', verdict: judgement.verdict, policyRevision: judgement.policyRevision, freezes: judgement.freezes },
  ];
}

/** INVARIANT: what may change something passes only after its decision is on the disk. */
function allowed(act: Case, opening: readonly TraceBody[]): Reply {
  try {
    act.record([...opening, { kind: 'decision', decision: 'allow', by: 'policy', reason: 'allowed by the rules' }], leftBy(act.judgement));
  } catch (error) {
    if (mayChange(act.judgement.verdict)) return answer(act, { kind: 'deny', reason: notRecorded(error) });
    act.run.host.complain(`a read-only call was not recorded: ${messageOf(error)}`);
  }
  return answer(act, { kind: 'pass' });
}

/** A refusal stands also when it cannot be recorded. */
function refused(act: Case, before: readonly TraceBody[], reason: string, by: DecisionBy, denied: (effect: Effect) => boolean): Reply {
  try {
    act.record([...before, { kind: 'decision', decision: 'deny', by, reason }], act.judgement.objects(denied).map((target) => ({ kind: 'denied', target })));
  } catch (error) {
    act.run.host.complain(`a refusal was not recorded: ${messageOf(error)}`);
  }
  return answer(act, { kind: 'deny', reason });
}

async function asked(act: Case, opening: readonly TraceBody[]): Promise<Reply> {
  const { run, event: { proposal }, judgement: { verdict } } = act;
  const speaker = run.host.adapter(proposal.actor.agent);
  const deadlineAt = run.host.startedAt + Math.min(speaker.capabilities.deadlineMs, run.deadlineMs);
  try {
    act.record(opening);
  } catch (error) {
    return answer(act, { kind: 'deny', reason: notRecorded(error) });
  }
  const { outcome, recorded, facts } = await ask(act, deadlineAt);
  switch (outcome.kind) {
    case 'answered':
      if (outcome.outcome === 'denied') return refusedByWindow(act, outcome);
      return recorded === undefined ? approved(act, { approval: outcome, facts, deadlineAt }) : refused(act, [], notRecorded(recorded), 'failure', nothing);
    case 'lost':
      return refused(act, [{ kind: 'answer', outcome: 'denied', by: 'tagout', method: outcome.cause === 'deadline' ? 'deadline' : 'failure', reason: outcome.why }], needsPerson(verdict, outcome.why), outcome.cause === 'deadline' ? 'deadline' : 'failure', nothing);
    case 'unreachable':
      if (speaker.capabilities.ask !== 'real' || !run.host.interactive(proposal.actor.agent)) return refused(act, [], needsPerson(verdict, outcome.why), 'failure', nothing);
      return handOver(act, deadlineAt);
  }
}

/** The window records its own answer. What no person refused may be proposed again later: it is not noted as denied. */
function refusedByWindow(act: Case, { method, reason }: Extract<AskOutcome, { kind: 'answered' }>): Reply {
  switch (method) {
    case 'panel':
    case 'quick-pick':
    case 'signature':
      return refused(act, [], refusedByPerson(reason), 'person', () => true);
    case 'edited':
      // The person named what is to run instead, and it may well touch the same objects.
      return refused(act, [], refusedByPerson(reason), 'person', nothing);
    case 'paused':
      return refused(act, [], refusedByPerson(reason), 'person', nothing);
    case 'freeze':
      return refused(act, [], refusedByFreeze(reason), 'freeze', nothing);
    // A grant or another question can only let pass: a refusal by them is none of a person.
    case 'grant':
    case 'duplicate':
      return refused(act, [], needsPerson(act.judgement.verdict, reason), 'failure', nothing);
    case 'deadline':
    case 'failure':
      return refused(act, [], needsPerson(act.judgement.verdict, reason), method, nothing);
  }
}

/** Asks the window, and stops asking when the agent is gone. `recorded` holds why the question could not be recorded. */
async function ask(act: Case, deadlineAt: number): Promise<{ readonly outcome: AskOutcome; readonly recorded: unknown; readonly facts: TicketFacts }> {
  const { run, situation, event: { proposal }, judgement, id, reasoning } = act;
  const { verdict } = judgement;
  let recorded: unknown;
  const onAcknowledged = (window: string): void => {
    try {
      act.record([{ kind: 'ask', window, deadline: new Date(deadlineAt).toISOString() }]);
    } catch (error) {
      recorded = error ?? new Error('unknown error');
    }
  };
  const module = run.host.loadAsk();
  const facts = module.factsOf({ id, proposal, situation, judgement, deadlineAt });
  const question = { id, state: situation.state, workspace: situation.root, cwd: situation.cwd, proposal, verdict, reasoning, facts, deadlineAt, onAcknowledged };
  const abandoned = new Promise<AskOutcome>((resolve) => {
    module.onAbandoned((why) => resolve({ kind: 'lost', why, cause: 'connection' }));
  });
  const outcome = await Promise.race([module.askPerson(question), abandoned]);
  return { outcome, recorded, facts };
}

interface Approved {
  readonly approval: Approval;
  /** What it stands for. */
  readonly facts: TicketFacts;
  readonly deadlineAt: number;
}

/**
 * INVARIANT: an approval is for what the person saw. The act is judged and looked at again on the world as it is now, and
 * refused when that is something else. Where the agent lets us, `tagout run` does so once more just before it starts.
 */
function approved(act: Case, { approval, facts, deadlineAt }: Approved): Reply {
  const { run: { host }, situation, id, event: { proposal } } = act;
  const { method, reason } = approval;
  const again = judgeProposal(proposal, situation);
  if (again.verdict.decision === 'deny') return refused(act, [], `${refusedByRule(again.verdict)} It was approved, but the rules changed since.`, decidedBy(again.verdict), nothing);
  const bound = { id, proposal, situation, judgement: again, deadlineAt };
  const module = host.loadAsk();
  const changes = module.changes(facts, module.factsOf(bound, facts));
  if (changes.length > 0) return refused(act, [], changedSince(changes), 'failure', nothing);
  try {
    const input = module.runThrough(bound, approval, facts, host.adapter(proposal.actor.agent).capabilities);
    // What goes through `tagout run` is noted there, when it starts.
    act.record([{ kind: 'decision', decision: 'allow', by: method === 'grant' ? 'grant' : 'person', reason }], input === undefined ? leftBy(again) : []);
    return answer(act, { kind: 'approved', reason, ...(input === undefined ? {} : { input }) });
  } catch (error) {
    return answer(act, { kind: 'deny', reason: notRecorded(error) });
  }
}

/** No window: the agent's own dialog asks, where it has a real one and somebody sits before it. */
function handOver(act: Case, deadlineAt: number): Reply {
  try {
    act.record([{ kind: 'ask', window: `dialog of ${act.event.proposal.actor.agent}`, deadline: new Date(deadlineAt).toISOString() }]);
  } catch (error) {
    return answer(act, { kind: 'deny', reason: notRecorded(error) });
  }
  return answer(act, { kind: 'ask', reason: askedByAgent(act.judgement.verdict) });
}

const answer = ({ run, event }: Case, given: Answer): Reply => run.adapter.render(given, event);
const notRecorded = (error: unknown): string => failedText(`it could not be recorded (${messageOf(error)})`);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
/** What no person and no lasting rule refused may be proposed again later. */
const nothing = (): boolean => false;

/** What the session is to remember of an act that runs: paths that it writes (scripts among them are trusted no more than the agent's own words), and what it leaves in its shell. */
function leftBy({ effects, filesMade, shellLeft }: Judgement): readonly SessionNote[] {
  const paths = effects.flatMap(({ kind, target }) => (target?.kind === 'path' && kind !== 'read' && kind !== 'delete' ? [target.path] : []));
  return [...[...new Set(paths)].map((path): SessionNote => ({ kind: 'written', path })), ...filesMade.map(({ path, content }): SessionNote => ({ kind: 'made', path, content })), ...(shellLeft === undefined ? [] : [{ kind: 'shell' as const, left: shellLeft }])];
}

function decidedBy(verdict: Verdict): DecisionBy {
  if (verdict.frozen) return 'freeze';
  return verdict.findings.some(({ decision, source }) => decision === 'deny' && source === 'limit') ? 'failure' : 'policy';
}

/** Refused by a rule that stays; what only a freeze or a limit refused may be proposed again later. */
function deniedByRule(verdict: Verdict): (effect: Effect) => boolean {
  const lasting = verdict.findings.filter(({ decision, source }) => decision === 'deny' && source !== 'freeze' && source !== 'limit');
  return (effect) => lasting.some((finding) => finding.effect === effect);
}
