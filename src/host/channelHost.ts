import { randomUUID } from 'node:crypto';
import { startChannelServer, type AskAnswer, type ChannelServer } from '../node/channel/channelServer.ts';
import { registerWorkspace } from '../node/channel/workspaceRegistry.ts';
import type { AskMessage, ComingMessage } from '../protocol/channel.ts';
import type { Log } from './log.ts';
import { Tickets } from './approval/tickets.ts';

export interface ChannelHostOptions {
  readonly state: string;
  readonly ask: (ask: AskMessage, gone: AbortSignal) => Promise<AskAnswer>;
  /** Something will be asked, unless `gone` says otherwise. Failures are the callee's. */
  readonly coming: (coming: ComingMessage, gone: AbortSignal) => void;
  readonly log: Log;
  /** Somebody had taken the window's record or socket away; it is there again. */
  readonly mended: (why: string) => void;
}

/** So often it is looked at whether hooks can still find the window: without it they refuse what they would ask. */
const lookMs = 1500;

/** The window's end of the channel: makes its folders known, listens, and follows changes of the folders. */
export class ChannelHost {
  readonly #options: ChannelHostOptions;
  readonly #window = randomUUID();
  readonly #tickets = new Tickets(Date.now);
  #server: Promise<ChannelServer> | undefined;
  #roots: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ChannelHostOptions) {
    this.#options = options;
  }

  /** Starts listening, or publishes other folders. Rejects when agents cannot reach this window. */
  async serve(roots: readonly string[]): Promise<void> {
    const { state, log } = this.#options;
    for (const root of roots) registerWorkspace(state, root);
    this.#roots = roots;
    if (this.#server === undefined) {
      if (roots.length === 0 || this.#closed) return;
      this.#server = startChannelServer({ state, window: this.#window, roots, onAsk: (question, gone) => this.#ask(question, gone), onComing: this.#options.coming, onRedeem: (ticket, digest) => this.#tickets.redeem(ticket, digest), onProblem: (why) => log.warn(`channel: ${why}`) });
      const server = await this.#server;
      log.info(`listening for ${roots.join(', ')}`);
      this.#timer ??= setInterval(() => void this.#mend().catch((error: unknown) => log.error('channel', error)), lookMs).unref();
      // A window that closed while the socket was opened must not leave its record behind.
      if (this.#closed) await server.close();
      return;
    }
    (await this.#server).setRoots(roots);
  }

  /** Listens anew where the record or the socket is gone. Who waited there is refused and asks again. */
  async #mend(): Promise<void> {
    const server = await this.#server;
    if (this.#closed || server === undefined || server.isPublished()) return;
    this.#server = undefined;
    await server.close();
    await this.serve(this.#roots);
    this.#options.mended('the record or the socket of this window was taken away');
  }

  async #ask(question: AskMessage, gone: AbortSignal): Promise<AskAnswer> {
    const problem = this.#tickets.problemOf(question);
    if (problem !== undefined) return { outcome: 'denied', by: 'tagout', method: 'failure', reason: problem };
    return this.#tickets.withTicket(question, await this.#options.ask(question, gone));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await (await this.#server)?.close();
  }
}
