import type * as vscode from 'vscode';
import { readAnswers } from '../../node/freeze/answers.ts';
import { readCompiled } from '../../node/freeze/compiledFreezes.ts';
import { compiledUpperFile } from '../../node/freeze/freezePlaces.ts';
import { askSources } from '../../node/freeze/sources/askSources.ts';
import { sourcePorts } from '../../node/freeze/sources/sourcePorts.ts';
import type { Log } from '../log.ts';
import { tokenPort } from '../sourceToken.ts';

/** Sources are asked this often; of several windows the first one asks. */
const pollMs = 60_000;
const freshMs = 45_000;

export interface FreezeSourcesOptions {
  readonly state: string;
  readonly secrets: Pick<vscode.SecretStorage, 'get'>;
  readonly log: Log;
  /** Called after every look. */
  readonly asked: () => void;
}

/** Asks the systems that the user or the organisation named for their freezes, and keeps what they said where the hook reads it. */
export class FreezeSources {
  readonly #options: FreezeSourcesOptions;
  #timer: NodeJS.Timeout | undefined;
  #asking = false;

  constructor(options: FreezeSourcesOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.ask(), pollMs).unref();
    void this.ask();
  }

  /** Asks now, unless somebody just did; `anew` also then, for a token was changed. A failure is logged: the age of the answers tells it to everybody. */
  async ask(anew = false): Promise<void> {
    const { state, secrets, log, asked } = this.#options;
    const sources = readCompiled(compiledUpperFile(state))?.sources ?? [];
    const now = Date.now();
    const youngest = Math.max(0, ...Object.values(readAnswers(state)).map(({ readAt = '' }) => Date.parse(readAt) || 0));
    if (this.#asking || sources.length === 0 || (!anew && Math.abs(now - youngest) < freshMs)) return;
    this.#asking = true;
    try {
      await askSources(state, sources, sourcePorts(now, tokenPort(secrets)));
      asked();
    } catch (error) {
      log.error('freeze sources', error);
    } finally {
      this.#asking = false;
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
