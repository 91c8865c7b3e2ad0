import type { AskMessage } from '../../protocol/channel.ts';
import type { Translate } from '../approval/askView.ts';
import type { Impact, SessionContext } from '../approval/ports.ts';
import { verdictImpact } from './verdictImpact.ts';

/** Longest time that the loss is measured before the panel says that it could not be. */
const measureLimitMs = 5000;

export interface LossMeasuringOptions {
  readonly measure: (ask: AskMessage, signal: AbortSignal, first: (impact: Impact) => void) => Promise<Impact>;
  readonly context?: (ask: AskMessage) => SessionContext;
  readonly translate: Translate;
  readonly failed: (stage: string, error: unknown) => void;
}

/** Measures what waiting acts would destroy, one run for each; whatever fails or takes too long is said, never guessed. */
export class LossMeasuring {
  readonly #options: LossMeasuringOptions;
  readonly #runs = new Map<string, AbortController>();

  constructor(options: LossMeasuringOptions) {
    this.#options = options;
  }

  /** Begins, or begins anew. `found` is called with figures while they grow, and then once with the last. */
  start(ask: AskMessage, found: (impact: Impact, final: boolean, context?: SessionContext) => void): void {
    this.stop(ask.id);
    const run = new AbortController();
    this.#runs.set(ask.id, run);
    void this.#measure(ask, run.signal, (impact) => found(impact, false)).then((impact) => {
      if (run.signal.aborted) return;
      const context = this.#context(ask);
      if (context === undefined) found(impact, true);
      else found(impact, true, context);
    });
  }

  stop(id: string): void {
    this.#runs.get(id)?.abort();
    this.#runs.delete(id);
  }

  async #measure(ask: AskMessage, signal: AbortSignal, first: (impact: Impact) => void): Promise<Impact> {
    const { measure, translate, failed } = this.#options;
    const unmeasured = (why: string): Impact => {
      const impact = verdictImpact(ask, translate);
      return { ...impact, wayBack: { ...impact.wayBack, text: `${why} ${impact.wayBack.text}` } };
    };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(measureLimitMs)]);
    const late = new Promise<Impact>((resolve) => limit.addEventListener('abort', () => resolve(unmeasured(translate('What would be lost could not be measured in time.'))), { once: true }));
    const measured = measure(ask, limit, first).catch((error: unknown) => {
      failed('measuring the loss', error);
      return unmeasured(translate('What would be lost could not be measured.'));
    });
    return Promise.race([late, measured]);
  }

  /** What is told beside the loss may be missing: it decides nothing. */
  #context(ask: AskMessage): SessionContext | undefined {
    const { context, failed } = this.#options;
    try {
      return context?.(ask);
    } catch (error) {
      failed('reading the session', error);
      return undefined;
    }
  }
}
