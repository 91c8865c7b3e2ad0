import type { Proposal } from '../core/action.ts';
import type { Effect } from '../core/verdict.ts';
import { isWithin } from '../node/ancestors.ts';
import { readPauses, type Pause } from '../node/pauseStore.ts';
import type { Objection } from './raiseVerdict.ts';

/** Where a call is made, and what it would do. */
export interface PausedCall {
  readonly proposal: Proposal;
  readonly effects: readonly Effect[];
  readonly cwd: string;
  readonly root: string;
}

/**
 * Why a call that may change something is refused while its agent is paused; empty where it is not. Who works in another
 * directory meanwhile, or goes on in the same session, is paused as well. Loaded only while something is paused.
 */
export function pauseObjection(state: string, call: PausedCall): readonly Objection[] {
  const stored = readPauses(state);
  const damaged = stored.find(({ kind }) => kind === 'unreadable');
  if (damaged !== undefined) return [objection('it cannot be read which agents are paused, so all are; a person can resume them in the editor')];
  const paused = stored.flatMap((one) => (one.kind === 'pause' && one.pause.cause === 'person' && concerns(one.pause, call) ? [one.pause] : []));
  return paused.slice(0, 1).map(({ by, reason }) => objection(`${by} paused this agent${reason === '' ? '' : ` (${reason})`}: nothing that changes something runs until a person lets it go on. Reading still works; wait, or ask the person`));
}

const objection = (reason: string): Objection => ({ decision: 'deny', rule: 'session.paused', source: 'user', reason });

function concerns({ agent, workspace, session }: Pause, { proposal, effects, cwd, root }: PausedCall): boolean {
  if (agent !== proposal.actor.agent) return false;
  return session === proposal.session.id || root === workspace || isWithin(workspace, cwd) || effects.some(({ target }) => target?.kind === 'path' && isWithin(workspace, target.path));
}
