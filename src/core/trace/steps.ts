import { agentName } from '../agentNames.ts';
import { count, size } from '../impact/words.ts';
import type { TraceBody } from './event.ts';
import type { StepNode } from './traceTree.ts';
import { proposalTitle } from './actionTitle.ts';
import { boundText, gapText, incidentText, observedText, reviewText } from './recordText.ts';

/** How long an answer is waited for, as a person would say it. */
const patience = (ms: number): string => (ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`);

/** The lines that one event adds to the story of an action, in plain words. Events that are no step add none. */
export function stepOf(at: string, body: TraceBody, workspace?: string): readonly StepNode[] {
  switch (body.kind) {
    case 'proposal': {
      const thought = body.reasoning.thinking ?? body.reasoning.text;
      return [...(thought === undefined ? [] : [{ at, kind: 'reasoning' as const, text: thought }]), { at, kind: 'proposal', text: `${body.tool}: ${proposalTitle(body.tool, body.actions, workspace)}` }];
    }
    case 'verdict': {
      const { verdict } = body;
      const [strictest] = verdict.findings;
      const why = strictest === undefined ? 'nothing that changes anything' : `${strictest.reason} (${strictest.rule})`;
      return [{ at, kind: 'verdict', text: `${verdict.decision} · ${verdict.reversibility} · ${verdict.blastRadius}${verdict.uninspectable ? ' · not understood' : ''}${verdict.frozen ? ' · frozen' : ''}: ${why}` }];
    }
    case 'ask':
      return [{ at, kind: 'ask', text: `asked in the editor, for at most ${patience(Date.parse(body.deadline) - Date.parse(at))}` }];
    case 'answer':
      return [{ at, kind: 'answer', text: `${body.outcome} by ${body.by} (${body.method})${body.reason === undefined ? '' : `: ${body.reason}`}` }];
    case 'edit':
      return [{ at, kind: 'edit', text: `${body.by} changed it to ${proposalTitle('the command', body.actions, workspace)} (${body.verdict.decision})` }];
    case 'checkpoint':
      return [{ at, kind: 'checkpoint', text: `kept ${count(body.checkpoint.files, 'file')} (${size(body.checkpoint.bytes)}) as ${body.checkpoint.id}${body.checkpoint.verified ? ', verified' : ', NOT verified'}` }];
    case 'decision':
      return [{ at, kind: 'decision', text: `${body.decision} by ${body.by}: ${body.reason}` }];
    case 'run':
      return [{ at, kind: 'run', text: runText(body) }];
    case 'outcome': {
      const result = body.ok === undefined ? 'ended' : body.ok ? 'succeeded' : 'failed';
      return [{ at, kind: 'outcome', text: `${result}${body.exitCode === undefined ? '' : ` with exit code ${body.exitCode}`}${body.durationMs === undefined ? '' : ` after ${body.durationMs} ms`}` }];
    }
    case 'said':
      return [{ at, kind: body.thinking === true ? 'reasoning' : 'said', text: body.text }];
    case 'restore':
      return [{ at, kind: 'restore', text: `${body.by} restored ${count(body.files, 'file or folder', 'files and folders')} from ${body.checkpoint}` }];
    case 'prune':
      return [{ at, kind: 'prune', text: `the checkpoint was removed: ${body.why}` }];
    case 'trust':
      return [{ at, kind: 'trust', text: trustText(body) }];
    case 'policy':
      return [{ at, kind: 'policy', text: policyText(body) }];
    case 'grant':
      return [{ at, kind: 'grant', text: grantText(body) }];
    case 'pause':
      return [{ at, kind: 'pause', text: pauseText(body) }];
    case 'retry':
      return [{ at, kind: 'retry', text: retryText(body) }];
    case 'second-person':
      return [{ at, kind: 'second-person', text: secondPersonText(body) }];
    case 'guard':
      return [{ at, kind: 'guard', text: guardText(body) }];
    case 'failure':
      return [{ at, kind: 'failure', text: `${body.stage}: ${body.message}` }];
    case 'bound':
      return [{ at, kind: 'bound', text: boundText(body) }];
    case 'observed':
      return [{ at, kind: 'observed', text: observedText(body, workspace) }];
    case 'gap':
      return [{ at, kind: 'gap', text: gapText(body) }];
    case 'review':
      return [{ at, kind: 'review', text: reviewText(body) }];
    case 'incident':
      return [{ at, kind: 'incident', text: incidentText(body) }];
    case 'session':
    case 'prompt':
    case 'freeze':
    case 'erased':
    case 'retired':
    case 'clock':
      return [];
  }
}

/** Which checkpoints are there no more, in one line. */
export function pruneText({ checkpoints, promised, bytes, why }: Extract<TraceBody, { readonly kind: 'prune' }>): string {
  const early = promised.length === 0 ? '' : `; ${promised.length} of them earlier than they were to be kept`;
  return `${checkpoints.length} ${checkpoints.length === 1 ? 'checkpoint was' : 'checkpoints were'} removed (${bytes} bytes): ${why}${early}`;
}

/** That agents lost the guard before them, or have it again, in one line. */
export function guardText({ change, agents, why, by }: Extract<TraceBody, { readonly kind: 'guard' }>): string {
  const names = agents.length === 0 ? 'the agents of this window' : agents.map(agentName).join(', ');
  switch (change) {
    case 'disarmed':
      return `the guard was off for ${names}: ${why}`;
    case 'repaired':
      return `the guard is on again for ${names} (it was off: ${why})`;
    case 'removed':
      return `${by} took the guard out of ${names}`;
  }
}

/** What became of an approval when it was used, in one line. */
function runText({ step, here, exitCode, signal, durationMs, observed = [], why }: Extract<TraceBody, { readonly kind: 'run' }>): string {
  switch (step) {
    case 'started':
      return `looked at everything again: nothing changed; started${here === true ? " in the agent's own shell" : ''}`;
    case 'ended':
      return `ended ${signal === undefined ? `with exit code ${exitCode ?? 'unknown'}` : `by ${signal}`}${why === undefined ? '' : `, stopped by a ${why}`}${durationMs === undefined ? '' : ` after ${durationMs} ms`}${observed.length === 0 ? '' : `: ${observed.join('; ')}`}`;
    case 'refused':
      return `not started: ${why ?? 'no reason known'}`;
  }
}

/** Which version of a policy counts from now, and what it would have changed. */
export function policyText({ change, by, digest, summary }: Extract<TraceBody, { readonly kind: 'policy' }>): string {
  const version = digest.replace('sha256:', '').slice(0, 12);
  return change === 'accepted' ? `${by} accepted the policy ${version}: ${summary}` : `the acceptance of a policy was taken back: ${summary}`;
}

/** Who trusts what from now on, or no more, in one line. */
export function trustText({ by, change, trusted }: Extract<TraceBody, { readonly kind: 'trust' }>): string {
  const what = trusted.map(({ program, scope, verb }) => `\`${`${program} ${verb ?? ''}`.trim()}\`${scope === 'verb' ? '' : scope === 'reading' ? ' for reading' : ' for all that stays in the workspace'}`).join(', ');
  return change === 'granted' ? `${by} trusts ${what} in this workspace` : `${by} trusts ${what} no more`;
}

/** A grant given or ended, in one line. */
export function grantText({ by, change, grant, ending }: Extract<TraceBody, { readonly kind: 'grant' }>): string {
  const what = `grant ${grant.id} for \`${grant.example}\``;
  const used = `${grant.uses} ${grant.uses === 1 ? 'use' : 'uses'}`;
  return change === 'given' ? `${by} gave ${what} (${grant.length === 'session' ? 'this session' : '15 minutes'})` : `${what} ended after ${used}: ${ending ?? 'revoked'}${ending === 'revoked' ? ` by ${by}` : ''}`;
}

/** A freeze declared, lifted, broken for a while or whole again, in one line. */
export function freezeText({ change, freeze, by, reason = freeze.reason, glass }: Extract<TraceBody, { readonly kind: 'freeze' }>): string {
  switch (change) {
    case 'declared':
      return `${by} declared a freeze (${freeze.mode}): ${reason}`;
    case 'lifted':
      return `${by} lifted the freeze: ${reason}`;
    case 'broken':
      return `${by} broke the freeze${glass === undefined ? '' : ` until ${glass.until}, for ${glass.maxActions} acts${glass.ticket === undefined ? '' : ` (${glass.ticket})`}${glass.second === undefined ? '' : `, agreed by ${glass.second}`}`}: ${reason}`;
    case 'mended':
      return `the freeze holds again${glass === undefined ? '' : ` after ${glass.used.length} ${glass.used.length === 1 ? 'act' : 'acts'}`}: ${reason}`;
  }
}

/** Who was stopped, or may go on, and why. */
export function pauseText({ by, change, pause, reason }: Extract<TraceBody, { readonly kind: 'pause' }>): string {
  return `${by} ${change} ${pause.agent}${reason === '' ? '' : `: ${reason}`}`;
}

function retryText({ refusals, frozen, evasion }: Extract<TraceBody, { readonly kind: 'retry' }>): string {
  const before = `proposed again after ${refusals} ${refusals === 1 ? 'refusal' : 'refusals'}${frozen ? ' under a freeze' : ''}`;
  return evasion ? `${before}: counts as an attempt to get round the freeze` : before;
}

/** One step of a question's way to another person, in one line. */
export function secondPersonText({ step, request, via, by, key, why }: Extract<TraceBody, { readonly kind: 'second-person' }>): string {
  const signed = key === undefined ? '' : ` with key ${key}`;
  switch (step) {
    case 'requested':
      return `${by} handed the question on by ${via} (request ${request})`;
    case 'delivered':
      return `an answer to request ${request} came by ${via}`;
    case 'approved':
    case 'denied':
      return `${by} ${step} request ${request} by ${via}${signed}`;
    case 'refused':
      return `an answer to request ${request} by ${via} counts for nothing: ${why ?? 'no reason known'}`;
  }
}
