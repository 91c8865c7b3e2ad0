import { stoppedBy } from '../../core/freeze/evaluate.ts';
import { isoTime } from '../../node/isoTime.ts';
import type { Judgement, Situation } from '../judgement.ts';

/** A freeze that begins is seen within so many milliseconds. */
const lookMs = 1000;

export interface RunningAct {
  readonly judgement: Pick<Judgement, 'effects' | 'policy' | 'freezesNow'>;
  readonly situation: Pick<Situation, 'root' | 'matchesPath' | 'now'>;
  readonly agent: string;
}

/**
 * Looks, while a command runs, whether a freeze that began meanwhile stops it (`inflight: stop`), or one whose break-glass came to
 * its end; tells that once, in words. What it was approved for was refused had it come now. To be closed when the command has ended.
 */
export function watchFreezes({ judgement, situation, agent }: RunningAct, stop: (why: string) => void): { readonly close: () => void } {
  const { root, matchesPath, now } = situation;
  const timer = setInterval(() => {
    const why = stoppedBy(judgement.effects, { freeze: judgement.freezesNow(), now: isoTime(now()), root, matchesPath, agent, environments: judgement.policy.environments });
    if (why === undefined) return;
    clearInterval(timer);
    stop(why);
  }, lookMs);
  return { close: () => clearInterval(timer) };
}
