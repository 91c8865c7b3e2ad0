import { replacementFor, type Replacement } from '../core/replaceQuestion.ts';
import type { CheckpointRecord } from '../core/trace/event.ts';
import { newCheckpointId, takeCheckpoint } from '../node/checkpoint/checkpointStore.ts';
import { protectedPaths } from '../node/protectedPaths.ts';
import { claimReplacement, noteReplacement } from '../node/checkpoint/replacementBudget.ts';
import { checkpointStoreOf } from '../node/stateDirectory.ts';
import type { JudgedAct } from './judgedAct.ts';
import type { Judgement } from './judgement.ts';

/** The way back, and the judgement that held when it was verified. */
export interface KeptInstead {
  readonly checkpoint: CheckpointRecord;
  readonly judgement: Judgement;
}

/** Longest time, in milliseconds, that an agent waits for a checkpoint in place of a question. */
const keepMs = 15_000;
/** What is left of the hook's own time then must do to ask a person. */
const shareOfDeadline = 0.25;

/**
 * Takes and verifies the checkpoint that replaces the question, where one does. `judgeAgain`: the same proposal, judged on
 * the world as it is now. Undefined: a person is to be asked, whatever the reason. Never rejects.
 */
export async function keepInstead(act: JudgedAct, judgeAgain: () => Judgement, deadlineAt: number): Promise<KeptInstead | undefined> {
  try {
    return await keep(act, judgeAgain, deadlineAt);
  } catch (error) {
    // Whatever fails here leaves the question as it was.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function keep({ event: { proposal }, situation, id, judgement }: JudgedAct, judgeAgain: () => Judgement, deadlineAt: number): Promise<KeptInstead | undefined> {
  const { state, root, cwd, now } = situation;
  const replaced = replacementOf(judgement, situation);
  if (replaced.kind === 'asked') return undefined;
  const { checkpoints } = judgement.policy;
  const store = checkpointStoreOf(state, root);
  const session = proposal.session.id;
  const claim = { id, session, at: now() };
  const room = claimReplacement(store, claim, checkpoints);
  if (room === undefined) return undefined;
  const signal = AbortSignal.timeout(Math.max(0, Math.min(keepMs, (deadlineAt - now()) * shareOfDeadline)));
  const at = new Date(now());
  const limits = { files: checkpoints.maxFiles, bytes: Math.min(checkpoints.maxMegabytes * 2 ** 20, room.bytes) };
  const taken = await takeCheckpoint({ plan: replaced.plan, store, id: newCheckpointId(at), at, root, cwd, limits, signal, before: { proposal: id, session, instead: true } });
  if (taken.kind !== 'taken' || !taken.checkpoint.verified) return undefined;
  noteReplacement(store, claim, taken.checkpoint.bytes);
  // Keeping takes time: what was kept must still be what the act would lose, and no freeze or refusal may have come meanwhile.
  const again = judgeAgain();
  const still = again.meaning === judgement.meaning && again.policy.revision === judgement.policy.revision && replacementOf(again, situation).kind === 'replaced';
  return still ? { checkpoint: taken.checkpoint, judgement: again } : undefined;
}

function replacementOf({ verdict, policy }: Judgement, { state, home, root, env, platform }: JudgedAct['situation']): Replacement {
  return replacementFor(verdict, { policy, root, protectedPaths: protectedPaths(state, home, root, env), caseInsensitive: platform === 'darwin' || platform === 'win32' });
}
