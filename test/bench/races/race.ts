import { fork, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { claudeCode } from '../../../src/adapters/claudeCode.ts';
import type { Proposal } from '../../../src/core/action.ts';
import { factsOf } from '../../../src/cli/askTicket.ts';
import { decideAct, judge } from '../../../src/cli/engine.ts';
import { judgeProposal, type Situation } from '../../../src/cli/judgement.ts';
import { runTicket, type RunHost } from '../../../src/cli/run/runTicket.ts';
import { Tickets } from '../../../src/host/approval/tickets.ts';
import { startChannelServer, type ChannelServer } from '../../../src/node/channel/channelServer.ts';
import { globMatcher } from '../../../src/node/globs.ts';
import { knowledgeFiles } from '../../../src/node/knowledgeFiles.ts';
import { ticketDigest } from '../../../src/node/ticket/digest.ts';
import { writeRunRequest } from '../../../src/node/ticket/runFile.ts';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { dist } from '../../support/hookProcess.ts';
import type { Mutation, Step } from './mutator.ts';
import { template, type Scenario } from './scenarios.ts';

/** What came of one race. `late`: the change came after the command had begun. */
export type RaceResult = 'refused' | 'as approved' | 'late' | 'something else';

export interface Changed {
  readonly begun: number;
  readonly ended: number;
}

/** Milliseconds since 1970, finer than one. */
export const wall = (): number => performance.timeOrigin + performance.now();

/** A place in which the same approval is raced again and again, in this process, with the parts that the product is made of. */
export class RaceTrack {
  readonly #root: string;
  readonly #tickets = new Tickets(Date.now);
  readonly #mutator: ChildProcess;
  #server: ChannelServer | undefined;
  #count = 0;

  constructor(root: string) {
    this.#root = root;
    this.#mutator = fork(path.join(import.meta.dirname, 'mutator.ts'), { execArgv: ['--import', 'tsx'] });
    template(path.join(root, 'template'));
    fs.mkdirSync(path.join(root, 'home/bin'), { recursive: true });
  }

  async open(): Promise<void> {
    this.#server = await startChannelServer({
      state: this.#state, window: 'race', roots: [this.#shop], onAsk: () => Promise.resolve({ outcome: 'denied', by: 'tagout', method: 'failure', reason: 'nothing is asked here' }), onRedeem: (ticket, digest) => this.#tickets.redeem(ticket, digest),
    });
  }

  async close(): Promise<void> {
    this.#mutator.disconnect();
    await this.#server?.close();
  }

  /** Milliseconds from the start of `tagout run` to that of the command, without any change. */
  async lap(scenario: Scenario): Promise<number> {
    const { begun, startedAt } = await this.#run(scenario, undefined);
    if (startedAt === undefined) throw new Error(`${scenario.name}: the approved command does not run`);
    return startedAt - begun;
  }

  /** One race, with the change at this many microseconds after the start of `tagout run`. */
  async race(scenario: Scenario, delayUs: number, waitMs: number): Promise<{ readonly result: RaceResult; readonly beforeMs: number }> {
    const { startedAt = 0, changedAt = 0, code } = await this.#run(scenario, delayUs, waitMs);
    const beforeMs = startedAt - changedAt;
    if (scenario.somethingElse(this.#shop, this.#home)) return { result: beforeMs <= 0 ? 'late' : 'something else', beforeMs };
    // By us before the start, or by git itself (128) when it came to the ref.
    return { result: code === 126 || code === 128 ? 'refused' : 'as approved', beforeMs };
  }

  /** Has something changed by the other process after so many microseconds; when it began and ended, in milliseconds since 1970. */
  change(steps: readonly Step[], delayUs: number): Promise<Changed> {
    const done = new Promise<Changed>((resolve, reject) => {
      this.#mutator.once('message', (told: Changed & { failed?: string }) => (told.failed === undefined ? resolve(told) : reject(new Error(told.failed))));
    });
    this.#mutator.send({ steps, delayUs } satisfies Mutation);
    return done;
  }

  get #state(): string { return path.join(this.#root, 'state'); }
  get #home(): string { return path.join(this.#root, 'home'); }
  get #shop(): string { return path.join(this.#root, 'shop'); }

  async #run(scenario: Scenario, delayUs: number | undefined, waitMs = 0): Promise<{ readonly begun: number; readonly code: number; readonly startedAt?: number; readonly changedAt?: number }> {
    this.#reset(scenario);
    const host = this.#host();
    this.#approve(scenario, { ...host, env: { ...host.env, ...scenario.environment?.(this.#home) } });
    const changed = delayUs === undefined ? undefined : this.change(scenario.steps(this.#shop, this.#home), delayUs);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const begun = wall();
    const code = await runTicket([this.#lastTicket], { ...host, env: { ...host.env, ...scenario.environment?.(this.#home) } });
    const changedAt = (await changed)?.begun;
    process.chdir(this.#root);
    const started = [this.#shop, `${this.#shop}.away`].map((shop) => path.join(shop, 'started')).find((file) => fs.existsSync(file));
    return { begun, code, ...(started === undefined ? {} : { startedAt: Number(fs.readFileSync(started, 'utf8')) * 1000 }), ...(changedAt === undefined ? {} : { changedAt }) };
  }

  #lastTicket = '';

  #reset({ prepare }: Scenario): void {
    process.chdir(this.#root);
    for (const name of ['shop', 'shop.away', 'shop.other', 'home/bin']) fs.rmSync(path.join(this.#root, name), { recursive: true, force: true });
    fs.mkdirSync(path.join(this.#home, 'bin'));
    fs.cpSync(path.join(this.#root, 'template'), this.#shop, { recursive: true });
    prepare?.(this.#shop, this.#home);
    process.chdir(this.#shop);
  }

  #host(): RunHost {
    const env = { PATH: `${this.#home}/bin:${process.env['PATH'] ?? ''}`, HOME: this.#home };
    return {
      state: this.#state, home: this.#home, tempDirectory: '/tmp', platform: process.platform, env, cwd: this.#shop, now: Date.now, programs: knowledgeFiles(path.join(dist, 'knowledge')), matchesPath: globMatcher(),
      engine: { decideAct, judge }, adapter: () => claudeCode, complain: () => undefined, shell: { program: '/bin/bash', name: 'bash' },
    };
  }

  /** What hook and window do: judge, look, ask (a person approves at once), issue. */
  #approve({ command }: Scenario, host: RunHost): void {
    const text = `echo $EPOCHREALTIME > started; ${command}`;
    const actor = { agent: 'claude-code' } as const;
    const proposal: Proposal = { actor, session: { id: 'race', cwd: this.#shop }, callId: `call-${this.#count++}`, tool: 'Bash', input: { command: text }, actions: [{ kind: 'shell', command: text, dialect: 'posix', cwd: this.#shop }] };
    const situation: Situation = { ...host, root: this.#shop, cwd: this.#shop, keepsShell: false };
    const judgement = judgeProposal(proposal, situation);
    const facts = factsOf({ id: `race-${this.#count}`, proposal, situation, judgement, deadlineAt: Date.now() + 60_000 });
    const ask: AskMessage = { v: 1, type: 'ask', token: '', id: facts.id, workspace: this.#shop, cwd: this.#shop, actor, proposal, verdict: judgement.verdict, reasoning: { source: 'none' }, facts, digest: ticketDigest(facts), deadline: new Date(Date.now() + 60_000).toISOString() };
    const { ticket } = this.#tickets.withTicket(ask, { outcome: 'approved', by: 'dana', method: 'panel', reason: 'approved' });
    if (ticket === undefined) throw new Error('no ticket was issued');
    writeRunRequest(this.#state, { v: 1, ticket: ticket.id, window: 'race', proposal, directory: this.#shop, workspace: this.#shop, facts, command: text });
    this.#lastTicket = ticket.id;
  }
}
