import type { Reply } from '../adapters/adapter.ts';
import type { TraceBody } from '../core/trace/event.ts';
import { differences, type TicketFacts } from '../core/ticket.ts';
import type { AskOutcome } from '../node/channel/channelClient.ts';
import { ticketDigest } from '../node/ticket/digest.ts';
import { faultPoint } from '../node/faultPoint.ts';
import { announce, askPerson, onAbandoned } from './askPerson.ts';
import type { JudgeAgain } from './askModule.ts';
import { canRewrite, factsOf, runThrough, withOtherCommand, type Approval } from './askTicket.ts';
import { answer, decidedBy, leftBy, notRecorded, nothing, refused, type JudgedAct } from './judgedAct.ts';
import type { Judgement } from './judgement.ts';
import { keepInstead, type KeptInstead } from './keep.ts';
import { askedByAgent, changedSince, needsPerson, refusedByFreeze, refusedByPerson, refusedByRule } from './refusalText.ts';
import { isUnderGlass, spendGlass } from './spendGlass.ts';

/** See `AskModule`. */
export async function answerAsked(act: JudgedAct, opening: readonly TraceBody[], judgeAgain: JudgeAgain): Promise<Reply> {
  const { run, event: { proposal } } = act;
  const deadlineAt = run.host.startedAt + Math.min(run.host.adapter(proposal.actor.agent).capabilities.deadlineMs, run.deadlineMs);
  try {
    act.record(opening);
  } catch (error) {
    return answer(act, { kind: 'deny', reason: notRecorded(error) });
  }
  const kept = await keepInstead(act, judgeAgain, deadlineAt);
  if (kept !== undefined) return allowedBehind(act, kept);
  faultPoint('hook asked');
  const asked = await ask(act, deadlineAt);
  faultPoint('hook answered');
  const { outcome } = asked;
  if (outcome.kind === 'answered' && outcome.instead !== undefined) return runInstead(act, outcome, deadlineAt, judgeAgain);
  return concluded(act, asked, { deadlineAt, judgeAgain });
}

/** What follows from an answer. With `instead`, the words for the agent, the act must run in other words than the agent's, or not at all. */
function concluded(act: JudgedAct, { outcome, recorded, facts }: Asked, { deadlineAt, judgeAgain, instead }: { readonly deadlineAt: number; readonly judgeAgain: () => Judgement; readonly instead?: string }): Reply {
  const { run, event: { proposal }, judgement: { verdict } } = act;
  const speaker = run.host.adapter(proposal.actor.agent);
  switch (outcome.kind) {
    case 'answered':
      if (outcome.outcome === 'denied') return refusedByWindow(act, outcome);
      return recorded === undefined ? approved(act, { approval: outcome, facts, deadlineAt, again: judgeAgain(), ...(instead === undefined ? {} : { instead }) }) : refused(act, [], notRecorded(recorded), 'failure', nothing);
    case 'lost':
      return refused(act, [{ kind: 'answer', outcome: 'denied', by: 'tagout', method: outcome.cause === 'deadline' ? 'deadline' : 'failure', reason: outcome.why }], needsPerson(verdict, outcome.why), outcome.cause === 'deadline' ? 'deadline' : 'failure', nothing);
    case 'unreachable':
      // Nobody would count what the agent's own dialog lets through a broken freeze.
      if (instead !== undefined || isUnderGlass(verdict) || speaker.capabilities.ask !== 'real' || !run.host.interactive(proposal.actor.agent)) return refused(act, [], needsPerson(verdict, outcome.why), 'failure', nothing);
      return handOver(act, deadlineAt);
  }
}

/**
 * A person put another command in place of the agent's and approved it. It is judged and looked at here like every other, and
 * asked about under the same id: the window answers at once where it is what the person saw, else it asks them once more.
 */
async function runInstead(act: JudgedAct, { instead = '', reason }: Approval, deadlineAt: number, judgeAgain: JudgeAgain): Promise<Reply> {
  const { event } = act;
  const proposal = withOtherCommand(event.proposal, instead);
  if (proposal === undefined) return refused(act, [], refusedByPerson(reason), 'person', nothing);
  const judge = (): Judgement => judgeAgain(proposal);
  const other: JudgedAct = { ...act, event: { ...event, proposal }, judgement: judge() };
  const { verdict } = other.judgement;
  if (verdict.decision === 'deny') return refused(other, [], refusedByRule(verdict), decidedBy(verdict), nothing);
  const asked = await ask(other, deadlineAt);
  return asked.outcome.kind === 'answered' && asked.outcome.instead !== undefined ? runInstead(act, asked.outcome, deadlineAt, judgeAgain) : concluded(other, asked, { deadlineAt, judgeAgain: judge, instead: reason });
}

/** INVARIANT, in this order: the way back verified → recorded → the answer. The agent's own questions stay. */
function allowedBehind(act: JudgedAct, { checkpoint, judgement }: KeptInstead): Reply {
  try {
    act.record([{ kind: 'checkpoint', checkpoint }, { kind: 'decision', decision: 'allow', by: 'policy', reason: `runs behind checkpoint ${checkpoint.id}` }], leftBy(judgement));
  } catch (error) {
    return answer(act, { kind: 'deny', reason: notRecorded(error) });
  }
  return answer(act, { kind: 'pass' });
}

/** The window records its own answer. What no person refused may be proposed again later: it is not noted as denied. */
function refusedByWindow(act: JudgedAct, { method, reason }: Extract<AskOutcome, { kind: 'answered' }>): Reply {
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

interface Asked {
  readonly outcome: AskOutcome;
  /** Why the question could not be recorded. */
  readonly recorded: unknown;
  readonly facts: TicketFacts;
}

/** All that an approval will stand for, for the record. What a variable holds may be a secret short enough to be guessed by its hash. */
function boundTo(facts: TicketFacts): TraceBody {
  return { kind: 'bound', digest: ticketDigest(facts), facts: facts.facts.map((fact) => (fact.kind === 'variable' ? { ...fact, state: '' } : fact)) };
}

/** Asks the window, and stops asking when the agent is gone. */
async function ask(act: JudgedAct, deadlineAt: number): Promise<Asked> {
  const { run: { host }, situation, event: { proposal }, judgement, id, reasoning } = act;
  const { verdict } = judgement;
  let recorded: unknown;
  const onAcknowledged = (window: string): void => {
    try {
      act.record([boundTo(facts), { kind: 'ask', window, deadline: new Date(deadlineAt).toISOString() }]);
    } catch (error) {
      recorded = error ?? new Error('unknown error');
    }
  };
  const subject = { id, state: situation.state, workspace: situation.root, cwd: situation.cwd, proposal, verdict, reasoning, deadlineAt };
  // Looking at a large tree takes longer than showing what it is about.
  const takeBack = await announce(subject);
  const facts = factsOf({ id, proposal, situation, judgement, deadlineAt });
  const abandoned = new Promise<AskOutcome>((resolve) => {
    onAbandoned((why) => resolve({ kind: 'lost', why, cause: 'connection' }));
  });
  const outcome = await Promise.race([askPerson({ ...subject, facts, onAcknowledged, replaceable: canRewrite({ proposal, situation }, host.adapter(proposal.actor.agent).capabilities) }), abandoned]);
  takeBack();
  return { outcome, recorded, facts };
}

interface Approved {
  readonly approval: Approval;
  /** What it stands for. */
  readonly facts: TicketFacts;
  readonly deadlineAt: number;
  /** The judgement of the world as it is now. */
  readonly again: Judgement;
  /** Set where it is not the agent's own command: what the agent is told of it. */
  readonly instead?: string;
}

/**
 * INVARIANT: an approval is for what the person saw. The act is judged and looked at again on the world as it is now, and
 * refused when that is something else. Where the agent lets us, `tagout run` does so once more just before it starts.
 */
function approved(act: JudgedAct, { approval, facts, deadlineAt, again, instead }: Approved): Reply {
  const { run: { host }, situation, id, event: { proposal } } = act;
  const { method, reason } = approval;
  if (again.verdict.decision === 'deny') return refused(act, [], `${refusedByRule(again.verdict)} It was approved, but the rules changed since.`, decidedBy(again.verdict), nothing);
  const bound = { id, proposal, situation, judgement: again, deadlineAt };
  const changes = differences(facts, factsOf(bound, facts));
  if (changes.length > 0) return refused(act, [], changedSince(changes), 'failure', nothing);
  try {
    const input = runThrough(bound, approval, facts, host.adapter(proposal.actor.agent).capabilities, instead);
    // SECURITY: without other words the agent's own command would run.
    if (input === undefined && instead !== undefined) return refused(act, [], refusedByPerson(instead), 'person', nothing);
    faultPoint('hook request written');
    // What goes through `tagout run` is spent there, when it starts.
    const spent = input === undefined ? spendGlass(again, id, situation) : undefined;
    if (spent !== undefined) return refused(act, [], spent, 'freeze', nothing);
    // So is what it leaves behind noted.
    act.record([{ kind: 'decision', decision: 'allow', by: method === 'grant' ? 'grant' : 'person', reason }], input === undefined ? leftBy(again) : []);
    faultPoint('hook decision recorded');
    return answer(act, { kind: 'approved', reason, ...(input === undefined ? {} : { input }) });
  } catch (error) {
    return answer(act, { kind: 'deny', reason: notRecorded(error) });
  }
}

/** No window: the agent's own dialog asks, where it has a real one and somebody sits before it. */
function handOver(act: JudgedAct, deadlineAt: number): Reply {
  try {
    act.record([{ kind: 'ask', window: `dialog of ${act.event.proposal.actor.agent}`, deadline: new Date(deadlineAt).toISOString() }]);
  } catch (error) {
    return answer(act, { kind: 'deny', reason: notRecorded(error) });
  }
  return answer(act, { kind: 'ask', reason: askedByAgent(act.judgement.verdict) });
}
