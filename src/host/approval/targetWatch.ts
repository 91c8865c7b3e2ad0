import { differences } from '../../core/ticket.ts';
import { refreshFacts } from '../../node/ticket/refresh.ts';
import { homeDirectory } from '../../node/userDirectories.ts';
import type { AskMessage } from '../../protocol/channel.ts';

/** Milliseconds between two looks; on large trees longer, so that looking takes a tenth of the time at most. */
const usualPauseMs = 1500;
/** Milliseconds of looking without letting anything else of the window run. */
const sliceMs = 8;

/** Told what is not as it was proposed, or that everything is. */
type Found = (id: string, what: string | undefined) => void;

/**
 * Looks again and again at what the act that is shown would touch: what a person reads must not be stale when they approve
 * it. It saves them a refusal and nothing more: the hook looks at everything once more before anything runs.
 */
export class TargetWatch {
  readonly #found: Found;
  readonly #failed: (stage: string, error: unknown) => void;
  readonly #pauseMs: number;
  #watched: { readonly facts: AskMessage['facts']; readonly stop: AbortController } | undefined;

  constructor(found: Found, failed: (stage: string, error: unknown) => void, pauseMs = usualPauseMs) {
    this.#found = found;
    this.#pauseMs = pauseMs;
    this.#failed = failed;
  }

  /** From now on this act, or none. */
  watch(ask: AskMessage | undefined): void {
    if (this.#watched?.facts === ask?.facts) return;
    this.#watched?.stop.abort();
    this.#watched = undefined;
    if (ask === undefined) return;
    const stop = new AbortController();
    this.#watched = { facts: ask.facts, stop };
    this.#goOn(ask, stop.signal).catch((error: unknown) => {
      this.#failed('looking at what an act touches', error);
      this.#found(ask.id, 'what it touches cannot be looked at any more');
    });
  }

  async #goOn(ask: AskMessage, stop: AbortSignal): Promise<void> {
    // The hook has just looked, and the panel is being drawn.
    let rest = this.#pauseMs;
    while (!stop.aborted) {
      await pause(rest, stop);
      const begun = performance.now();
      const found = await look(ask, stop);
      if (found === undefined) return;
      this.#found(ask.id, found.length === 0 ? undefined : found.join('; '));
      rest = Math.max(this.#pauseMs, 9 * (performance.now() - begun));
    }
  }
}

/** What differs at this moment; undefined when nobody wants to know any more. */
async function look({ facts, actor, cwd }: AskMessage, stop: AbortSignal): Promise<readonly string[] | undefined> {
  const looking = refreshFacts(facts, { home: homeDirectory(process.env, process.platform), agent: actor.agent, cwd });
  for (;;) {
    const until = performance.now() + sliceMs;
    let step = looking.next();
    while (step.done !== true && performance.now() < until) step = looking.next();
    if (stop.aborted) return undefined;
    if (step.done === true) return differences(facts, step.value);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      stop.removeEventListener('abort', end);
      resolve();
    }, ms);
    timer.unref();
    stop.addEventListener('abort', end, { once: true });
  });
}
