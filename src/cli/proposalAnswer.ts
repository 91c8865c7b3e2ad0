import type { Reply } from '../adapters/adapter.ts';
import type { Proposal } from '../core/action.ts';
import type { Reasoning, TraceBody } from '../core/trace/event.ts';
import { mayChange, type Effect, type Verdict } from '../core/verdict.ts';
import { headOf } from '../node/git/headOf.ts';
import { claimProposal, noteSession } from '../node/sessionStore.ts';
import { openSpool } from '../node/trace/spool.ts';
import { reasoningFrom, transcriptPath } from '../node/trace/transcript.ts';
import type { HookRun } from './hookRun.ts';
import { answer, decidedBy, leftBy, messageOf, notRecorded, refused, type JudgedAct } from './judgedAct.ts';
import { judgeProposal, type Judgement, type Situation } from './judgement.ts';
import { deliveryKey, headerOf, placeOf } from './proposalPlace.ts';
import { refusedByRule } from './refusalText.ts';

/** Judges a proposal, records every step and answers it. Rejects only on errors of our own, which the caller refuses. */
export function answerProposal(event: JudgedAct['event'], run: HookRun): Reply | Promise<Reply> {
  const { proposal } = event;
  const { host, state } = run;
  const { cwd, root } = placeOf(proposal.session.cwd, state, host);
  const situation: Situation = { state, cwd, root, home: host.home, tempDirectory: host.tempDirectory, platform: host.platform, env: host.env, programs: host.programs, engine: host.loadEngine(), matchesPath: host.matchesPath, now: host.now, keepsShell: host.adapter(proposal.actor.agent).capabilities.shell === 'kept' };
  const judgement = judgeProposal(proposal, situation);
  const delivery = claim(proposal, judgement.verdict, run, root);
  const spool = openSpool(state, root, host.now);
  const act: JudgedAct = {
    event, run, situation, judgement, id: delivery.id, reasoning: reasoningOf(event, judgement, run),
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
      return ownRun(act) ?? host.loadAsk().answerAsked(act, opening, (other = proposal) => judgeProposal(other, situation));
  }
}

/** A call that was approved and rewritten, delivered once more (two registrations name us): it passes, for `tagout run` looks at it. */
function ownRun(act: JudgedAct): Reply | undefined {
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

function reasoningOf({ proposal, reasoning }: JudgedAct['event'], { thought }: Judgement, { host }: HookRun): Reasoning {
  if (thought !== undefined) return { source: 'hook', thinking: thought };
  return reasoning ?? reasoningFrom(transcriptPath(proposal, host.env, host.home), (lines) => host.adapter(proposal.actor.agent).reasoning(lines, proposal.callId));
}

function openingOf({ event: { proposal }, reasoning, judgement, situation: { cwd } }: JudgedAct): readonly TraceBody[] {
  const { tool, input, actions, statedIntent } = proposal;
  return [
    { kind: 'proposal', tool, input, actions, ...(statedIntent === undefined ? {} : { statedIntent }), reasoning: { ...reasoning, verified: false }, place: { cwd, ...headOf(cwd) }, ...(judgement.inputs.length === 0 ? {} : { inputs: judgement.inputs }) },
    { kind: 'verdict', verdict: judgement.verdict, policyRevision: judgement.policy.revision, freezes: judgement.freezes },
  ];
}

/** INVARIANT: what may change something passes only after its decision is on the disk. */
function allowed(act: JudgedAct, opening: readonly TraceBody[]): Reply {
  try {
    act.record([...opening, { kind: 'decision', decision: 'allow', by: 'policy', reason: 'allowed by the rules' }], leftBy(act.judgement));
  } catch (error) {
    if (mayChange(act.judgement.verdict)) return answer(act, { kind: 'deny', reason: notRecorded(error) });
    act.run.host.complain(`a read-only call was not recorded: ${messageOf(error)}`);
  }
  return answer(act, { kind: 'pass' });
}

/** Refused by a rule that stays; what only a freeze or a limit refused may be proposed again later. */
function deniedByRule(verdict: Verdict): (effect: Effect) => boolean {
  const lasting = verdict.findings.filter(({ decision, source }) => decision === 'deny' && source !== 'freeze' && source !== 'limit');
  return (effect) => lasting.some((finding) => finding.effect === effect);
}
