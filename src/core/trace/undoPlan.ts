import { mayChange } from '../verdict.ts';
import type { CheckpointRecord } from './event.ts';
import type { ActionNode, SessionNode } from './traceTree.ts';

/** A later act that may have changed something: what brings it back, or why nothing does. */
export type UndoStep =
  | { readonly kind: 'kept'; readonly action: ActionNode; readonly checkpoint: CheckpointRecord; /** Besides the files of this machine it reached something that stays as it is. */ readonly reached?: 'shared' | 'production' }
  | { readonly kind: 'lost'; readonly action: ActionNode; readonly why: LostCause };

/** `reached`: what it changed lies elsewhere. `gone`: its checkpoint was removed. `none`: there never was one. `gap`: it ran without a decision, so nothing could be kept. */
export type LostCause = 'reached' | 'gone' | 'none' | 'gap';

/**
 * What a session did after one of its acts and what of it can be taken back, newest first. Acts that change nothing, did not
 * run, or were taken back already are not in it. Undefined where the session does not hold the act. Pure.
 */
export function undoPlan({ turns }: SessionNode, act: string): readonly UndoStep[] | undefined {
  const acts = turns.flatMap(({ actions }) => actions);
  const from = acts.find(({ id }) => id === act);
  if (from === undefined) return undefined;
  const place = acts.indexOf(from);
  const later = acts.filter((one, index) => one.id !== act && (one.at > from.at || (one.at === from.at && index > place)));
  return later.filter(hasChanged).sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : acts.indexOf(other) - acts.indexOf(one))).map(stepOf);
}

function hasChanged({ status, verdict, restores }: ActionNode): boolean {
  if (restores.length > 0) return false;
  return status === 'gap' || ((status === 'allowed' || status === 'approved') && (verdict === undefined || mayChange(verdict)));
}

function stepOf(action: ActionNode): UndoStep {
  const { checkpoint, checkpointGone, verdict, status } = action;
  const radius = verdict?.blastRadius;
  const reached = radius === 'shared' || radius === 'production' ? radius : undefined;
  if (checkpoint !== undefined && checkpointGone === undefined) return { kind: 'kept', action, checkpoint, ...(reached === undefined ? {} : { reached }) };
  return { kind: 'lost', action, why: status === 'gap' ? 'gap' : checkpointGone !== undefined ? 'gone' : reached !== undefined ? 'reached' : 'none' };
}
