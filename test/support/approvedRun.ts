import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AgentId } from '../../src/core/action.ts';
import { Tickets } from '../../src/host/approval/tickets.ts';
import { startChannelServer, type AskAnswer, type ChannelServer } from '../../src/node/channel/channelServer.ts';
import { installLauncher } from '../../src/node/install/launcher.ts';
import { spoolDirectory } from '../../src/node/trace/spool.ts';
import type { AskMessage } from '../../src/protocol/channel.ts';
import { buildBundles, dist, start, type Ended } from './hookProcess.ts';
import { shellEvent } from './shellEvents.ts';
import { temporaryDirectory } from './temporaryDirectory.ts';

/** A repository with work that nobody committed, a state directory with the real launcher, and a window that approves. */
export interface Stage {
  readonly state: string;
  readonly shop: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called before the approval is given; may wait and change things. */
  onAsk: (ask: AskMessage) => void | Promise<void>;
  close(): Promise<void>;
}

export const approval: AskAnswer = { outcome: 'approved', by: 'dana', method: 'panel', reason: 'approved by dana' };

/** A repository with one commit and a draft that nobody committed, and the places beside it. */
export function writeShop(root: string): Pick<Stage, 'state' | 'shop' | 'home'> {
  const [state, shop, home] = [path.join(root, 'state'), path.join(root, 'shop'), path.join(root, 'home')];
  fs.mkdirSync(path.join(shop, 'drafts'), { recursive: true });
  fs.mkdirSync(home);
  fs.mkdirSync(state);
  // What a checkpoint would answer is asked here.
  fs.writeFileSync(path.join(state, 'policy.yaml'), 'version: 1\ncheckpoints: { replaceQuestions: false }\n');
  fs.writeFileSync(path.join(shop, 'drafts/novel.md'), 'chapter one');
  fs.writeFileSync(path.join(shop, 'readme.md'), 'shop');
  const git = (...words: readonly string[]): void => void execFileSync('git', ['-c', 'user.name=dana', '-c', 'user.email=dana@mail.example', ...words], { cwd: shop });
  git('init', '-q', '-b', 'main');
  git('add', 'readme.md');
  git('commit', '-qm', 'first');
  return { state, shop, home };
}

/** Sets the stage in an empty directory. */
export async function openStage(root: string, answer: (ask: AskMessage) => Promise<AskAnswer> = () => Promise.resolve(approval)): Promise<Stage> {
  const { state, shop, home } = writeShop(root);
  const env = { PATH: process.env['PATH'], HOME: home };
  await installLauncher({ state, dist, version: '9.9.9', env, home, ownRuntime: process.execPath, platform: process.platform });
  const tickets = new Tickets(Date.now);
  const stage: Stage = { state, shop, home, env, onAsk: () => undefined, close: () => server.close() };
  const onAsk = async (ask: AskMessage): Promise<AskAnswer> => {
    const problem = tickets.problemOf(ask);
    if (problem !== undefined) return { outcome: 'denied', by: 'tagout', method: 'failure', reason: problem };
    await stage.onAsk(ask);
    return tickets.withTicket(ask, await answer(ask));
  };
  const server: ChannelServer = await startChannelServer({ state, window: 'w1', roots: [shop], onAsk, onRedeem: (ticket, digest) => tickets.redeem(ticket, digest) });
  return stage;
}

/** Sets a stage before each test of a suite, with that way to answer, and closes it after. Call at the level of `describe`. */
export function eachOnStage(take: (stage: Stage) => void, answer?: (ask: AskMessage) => Promise<AskAnswer>): void {
  const place = temporaryDirectory();
  let stage: Stage | undefined;
  before(buildBundles);
  beforeEach(async () => {
    stage = await openStage(place.path, answer);
    take(stage);
  });
  afterEach(() => stage?.close());
}

/** What the hook answered to a proposed command. */
export async function propose({ state, shop, env }: Stage, command: string, agent: AgentId = 'claude-code', changes: object = {}): Promise<Ended> {
  return start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', agent, '--state', state], JSON.stringify({ ...shellEvent(agent, command, shop), ...changes }), env, shop).ended;
}

/** The command that the agent is to run instead; undefined where the hook gave none. */
export function rewritten(answer: Ended): string | undefined {
  if (answer.stdout === '') return undefined;
  const value = JSON.parse(answer.stdout) as { hookSpecificOutput?: { updatedInput?: { command?: string }; tool_input?: { command?: string } }; modifiedArgs?: { command?: string }; args?: { command?: string } };
  const input = value.hookSpecificOutput?.updatedInput ?? value.hookSpecificOutput?.tool_input ?? value.modifiedArgs ?? value.args;
  return input?.command;
}

/** Runs a command line as an agent's shell tool does. */
export function asAgent({ shop, env }: Stage, command: string, more: { readonly shell?: string; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): Promise<Ended> {
  return start(more.shell ?? 'bash', ['-c', command], '', { ...env, ...more.env }, more.cwd ?? shop).ended;
}

/** What was recorded, in the order of the files; a line that was cut short is passed over. */
export function recordedBodies(state: string, shop: string): readonly Readonly<Record<string, unknown>>[] {
  const directory = spoolDirectory(state, shop);
  if (!fs.existsSync(directory)) return [];
  const lines = fs.readdirSync(directory).sort().flatMap((name) => fs.readFileSync(path.join(directory, name), 'utf8').split('\n').filter((line) => line.endsWith('}')));
  return lines.map((line) => (JSON.parse(line) as { body: Readonly<Record<string, unknown>> }).body);
}

/** The kinds of what was recorded, with what tells them apart, in the order of the files. */
export function recordedSteps({ state, shop }: Stage): readonly string[] {
  return recordedBodies(state, shop).map((body) => ['kind', 'decision', 'outcome', 'step', 'exitCode', 'signal'].flatMap((name) => {
    const value = body[name];
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  }).join(' '));
}
