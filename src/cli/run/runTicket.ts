import * as path from 'node:path';
import type { Adapter } from '../../adapters/adapter.ts';
import type { AgentId } from '../../core/action.ts';
import type { ProgramLookup } from '../../core/classify/programTable.ts';
import { differences, type TicketFacts } from '../../core/ticket.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import { readManifest } from '../../node/checkpoint/manifest.ts';
import { checkpointDirectory } from '../../node/checkpoint/storePlaces.ts';
import { faultPoint } from '../../node/faultPoint.ts';
import { realPathOf } from '../../node/liveWorld.ts';
import { redeemTicket } from '../../node/redeemTicket.ts';
import { noteSession, readSession } from '../../node/sessionStore.ts';
import { openSpool } from '../../node/trace/spool.ts';
import { checkpointStoreOf } from '../../node/stateDirectory.ts';
import { ticketDigest } from '../../node/ticket/digest.ts';
import { runDirectory, takeRunRequest, type RunRequest } from '../../node/ticket/runFile.ts';
import { factsOf } from '../askTicket.ts';
import type { EngineModule } from '../engineModule.ts';
import { leftBy } from '../judgedAct.ts';
import { judgeProposal, type Judgement, type Situation } from '../judgement.ts';
import { headerOf } from '../proposalPlace.ts';
import { changedSince } from '../refusalText.ts';
import { spendGlass } from '../spendGlass.ts';
import { endAs, openGatedShell, type GatedShell } from './gatedShell.ts';
import { holdCommand, type HeldCommand } from './heldCommand.ts';
import { watchFreezes } from './freezesMeanwhile.ts';
import { lastLook, observe } from './looks.ts';
import type { Shell } from './parentShell.ts';

/** What one start of `tagout run` takes from outside. */
export interface RunHost {
  readonly state: string;
  readonly home: string;
  readonly tempDirectory: string;
  readonly platform: NodeJS.Platform;
  /** As the agent's shell gave it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of this process, symlinks resolved. */
  readonly cwd: string;
  readonly now: () => number;
  readonly programs: ProgramLookup;
  readonly matchesPath: (glob: string, file: string) => boolean;
  readonly engine: EngineModule;
  readonly adapter: (agent: AgentId) => Adapter;
  /** The shell that started us; undefined where it is none that is known. */
  readonly shell: Shell | undefined;
  readonly complain: (line: string) => void;
}

/** Exit status of everything that is not run: what a shell gives for a command that it found and could not start. */
const notRun = 126;

/**
 * `run [--here] TICKET`: what an approved command goes through. Looks again at all that the approval stands for, spends the
 * ticket at the window that issued it, makes sure that the checkpoint is there, records that it starts, looks a last time, and
 * starts the command in the shell that started us; ends as it ends. With `--here` the agent's own shell goes on instead.
 * Whatever is not exactly as approved is not run, and the ticket is spent all the same.
 */
export async function runTicket(args: readonly string[], host: RunHost): Promise<number> {
  const here = args[0] === '--here';
  const [ticket, ...more] = here ? args.slice(1) : args;
  if (ticket === undefined || more.length > 0) return refuse(host, '`tagout run` stands before a command that was approved; it takes one ticket');
  const request = takeRunRequest(host.state, ticket);
  if (request === undefined) return refuse(host, 'this approval is not known: it was used before, or it is too old. Propose the command again');
  faultPoint('run request taken');
  const run = begin(request, host);
  if (typeof run === 'string') return refuse(host, run);
  const { facts, record } = run;
  const digest = digestOf(facts);
  const changes = differences(request.facts, facts);
  // Spent also when it is of no use any more: a digest that does not fit ends the ticket.
  const spending = await redeemTicket(host.state, request.window, ticket, digest);
  faultPoint('run ticket spent');
  const why = changes.length > 0 ? changedSince(changes) : spending.kind === 'refused' ? `Tagout did not run this: ${spending.why}. Propose it again.` : missingCheckpoint(request, host.state) ?? spendGlass(run.judgement, request.facts.id, run.situation);
  if (why !== undefined) {
    record([{ kind: 'run', step: 'refused', digest, why }], 'durable');
    return refuse(host, why);
  }
  if (request.notice !== undefined) host.complain(request.notice);
  return here ? runHere(run, digest, host) : runChild(run, digest, request, host);
}

interface Run {
  readonly agent: AgentId;
  readonly facts: TicketFacts;
  readonly situation: Situation;
  readonly judgement: Judgement;
  readonly record: (bodies: readonly TraceBody[], durability: 'durable' | 'buffered') => void;
  /** Notes for the session what the act leaves. */
  readonly note: () => void;
  readonly look: (facts: TicketFacts) => readonly string[];
  readonly observe: () => readonly string[];
}

function begin(request: RunRequest, host: RunHost): Run | string {
  const { proposal, workspace } = request;
  const { state } = host;
  const root = realPathOf(workspace);
  const cwd = realPathOf(request.directory);
  if (!places(request, host).includes(host.cwd)) return changedSince([`the command was started in ${host.cwd}`]);
  const { agent } = proposal.actor;
  const situation: Situation = { ...host, root, cwd, keepsShell: host.adapter(agent).capabilities.shell === 'kept' };
  const judgement = judgeProposal(proposal, situation);
  const deadlineAt = Date.parse(request.facts.expires);
  const facts = { ...factsOf({ id: request.facts.id, proposal, situation, judgement, deadlineAt }, request.facts), expires: request.facts.expires };
  const place = { home: host.home, agent, cwd, ...(host.env['PATH'] === undefined ? {} : { searchPath: host.env['PATH'] }) };
  const spool = openSpool(state, root, host.now);
  return {
    agent, facts, situation, judgement, look: (then) => lastLook(then, place), observe: () => observe(facts, place),
    record: (bodies, durability) => spool.append(headerOf(proposal, root, request.facts.id), bodies, durability),
    note: () => noteSession(state, root, proposal.session.id, leftBy(judgement)),
  };
}

/** Where the command may be started: the directory that the agent named, the action's own, and where the session left a shell that stays open. */
function places({ proposal, directory, workspace }: RunRequest, { state }: RunHost): readonly string[] {
  const read = readSession(state, realPathOf(workspace), proposal.session.id);
  const kept = read.kind === 'memory' ? read.memory.shell?.cwd : undefined;
  const named = proposal.actions.flatMap((action) => (action.kind === 'shell' && action.cwd !== undefined ? [path.resolve(directory, action.cwd)] : []));
  return [directory, ...named, ...(typeof kept === 'string' ? [kept] : [])].map(realPathOf);
}

function digestOf(facts: TicketFacts): string {
  try {
    return ticketDigest(facts);
  } catch (error) {
    // No digest fits then, which ends the ticket.
    if (error instanceof Error) return '0'.repeat(64);
    throw error;
  }
}

/** INVARIANT: what was promised to be brought back is there before the command begins. */
function missingCheckpoint({ checkpoint, workspace }: RunRequest, state: string): string | undefined {
  if (checkpoint === undefined) return undefined;
  try {
    readManifest(checkpointDirectory(checkpointStoreOf(state, realPathOf(workspace)), checkpoint));
    return undefined;
  } catch (error) {
    return `Tagout did not run this: the checkpoint that would bring it back is gone (${messageOf(error)}). Propose it again.`;
  }
}

/** INVARIANT: the start is on the disk before anything runs. */
function started(run: Run, body: TraceBody): string | undefined {
  try {
    run.record([body], 'durable');
    run.note();
    faultPoint('run start recorded');
    return undefined;
  } catch (error) {
    return `Tagout did not run this: its start could not be recorded (${messageOf(error)}).`;
  }
}

function runHere(run: Run, digest: string, host: RunHost): number {
  const unrecorded = started(run, { kind: 'run', step: 'started', digest, here: true });
  if (unrecorded !== undefined) return refuse(host, unrecorded);
  return lateChange(run, digest, run.look(run.facts), host) ?? 0;
}

async function runChild(run: Run, digest: string, request: RunRequest, host: RunHost): Promise<number> {
  const { shell, cwd, env, platform } = host;
  const command = request.proposal.actions.flatMap((action) => (action.kind === 'shell' ? [action.command] : []))[0];
  if (shell === undefined || command === undefined) return refuse(host, 'Tagout did not run this: the shell that would run it is not known.');
  const held = await holdCommand({ command, effects: run.judgement.effects, approved: run.facts, cwd, env, shell, platform, directory: runDirectory(host.state, request.ticket) });
  try {
    return await runHeld(run, digest, { held, shell }, host);
  } finally {
    held.close();
  }
}

async function runHeld(run: Run, digest: string, { held, shell }: { readonly held: HeldCommand; readonly shell: Shell }, host: RunHost): Promise<number> {
  const child = openGatedShell(shell, { ...held, env: { ...held.env } });
  const unrecorded = stopUnless(child, started(run, { kind: 'run', step: 'started', digest }), host);
  if (unrecorded !== undefined) return unrecorded;
  await child.ready;
  const stopped = stopAt(child, lateChange(run, digest, [...run.look(run.facts), ...held.moved()], host));
  if (stopped !== undefined) return stopped;
  const at = host.now();
  child.go();
  faultPoint('run gone');
  let stoppedFor: string | undefined;
  let stopping = Promise.resolve();
  const watch = watchFreezes(run, (why) => {
    stoppedFor = why;
    host.complain(`Tagout stopped this while it ran: ${why}. Do not try to reach the same by another way; tell the user what is half done.`);
    stopping = child.end();
  });
  const ended = await child.ended;
  watch.close();
  // The shell ends first; what it started may take longer.
  await stopping;
  const refused = held.refused();
  if (refused.length > 0) host.complain(changedSince(refused));
  try {
    run.record([{ kind: 'run', step: 'ended', digest, durationMs: host.now() - at, observed: [...refused, ...run.observe()], ...(stoppedFor === undefined ? {} : { why: stoppedFor }), ...(ended.kind === 'exit' ? { exitCode: ended.code } : { signal: ended.signal }) }], 'buffered');
  } catch (error) {
    host.complain(`the end of this command was not recorded: ${messageOf(error)}`);
  }
  return endAs(ended);
}

function stopUnless(child: GatedShell, why: string | undefined, host: RunHost): number | undefined {
  return why === undefined ? undefined : stopAt(child, refuse(host, why));
}

function stopAt(child: GatedShell, status: number | undefined): number | undefined {
  if (status !== undefined) child.stop();
  return status;
}

function lateChange(run: Run, digest: string, changes: readonly string[], host: RunHost): number | undefined {
  if (changes.length === 0) return undefined;
  const why = changedSince(changes);
  run.record([{ kind: 'run', step: 'refused', digest, why }], 'buffered');
  return refuse(host, why);
}

function refuse(host: RunHost, why: string): number {
  host.complain(why);
  return notRun;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
