import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Capabilities } from '../adapters/adapter.ts';
import type { Action, Proposal } from '../core/action.ts';
import { ticketLifeMs, type TicketFacts } from '../core/ticket.ts';
import { mayChangeShell, throughTicket, type Through } from '../core/ticketCommand.ts';
import { commandLauncherPath } from '../node/install/launcher.ts';
import { quoteForSh } from '../node/install/launcherText.ts';
import type { AskOutcome } from '../node/channel/channelClient.ts';
import { claimProposal } from '../node/sessionStore.ts';
import { collectFacts, lookNow } from '../node/ticket/collect.ts';
import { readRunRequest, writeRunRequest } from '../node/ticket/runFile.ts';
import type { Judgement, Situation } from './judgement.ts';
import { deliveryKey } from './proposalPlace.ts';
import { freezesAsBound } from './spendGlass.ts';

/** An act that was judged, to be looked at for what an approval of it stands for. */
export interface BoundAct {
  readonly id: string;
  readonly proposal: Proposal;
  readonly situation: Situation;
  readonly judgement: Judgement;
  /** Milliseconds since 1970 at which the hook gives up. */
  readonly deadlineAt: number;
}

/** An approval as the window gave it. */
export type Approval = Extract<AskOutcome, { kind: 'answered' }>;

/** Looks at all that an approval of this act would stand for, once more when something was `approved`. Throws when it cannot. */
export function factsOf({ id, proposal, situation, judgement, deadlineAt }: BoundAct, approved?: TicketFacts): TicketFacts {
  const { cwd, home, env } = situation;
  return lookNow(collectFacts({
    id, proposal, cwd, home, env, directory: directoryOf(proposal), effects: judgement.effects, meaning: judgement.meaning, texts: textPaths(judgement.texts), programs: [...judgement.looked],
    policyRevision: judgement.policy.revision, freezes: freezesAsBound(judgement.freezes), expires: new Date(deadlineAt + ticketLifeMs).toISOString(), ...(approved === undefined ? {} : { approved }),
  }));
}

/** As the agent spells it: where a link of it leads elsewhere later, that is a change. */
export const directoryOf = ({ session }: Proposal): string => path.resolve(session.cwd ?? '.');

function textPaths(texts: string): readonly string[] {
  const pairs: unknown = JSON.parse(texts);
  return Array.isArray(pairs) ? pairs.flatMap((pair: unknown) => (Array.isArray(pair) && typeof pair[0] === 'string' ? [pair[0]] : [])) : [];
}

/**
 * The tool's input with a command that goes through `tagout run`, which looks at everything again just before it starts;
 * undefined where this agent or this act does not allow that. `notice` is for the agent to read beside the output. Throws when the disk refuses.
 */
export function runThrough(act: BoundAct, { ticket, window, checkpoint }: Approval, facts: TicketFacts, capabilities: Capabilities, notice?: string): unknown {
  const { proposal, situation: { state, root, platform } } = act;
  const rewritable = commandIn(proposal);
  const launcher = commandLauncherPath(state, platform);
  if (ticket === undefined || rewritable === undefined || !canRewrite(act, capabilities)) return undefined;
  const through = throughOf(act, rewritable.action.command, capabilities);
  if (through === undefined) return undefined;
  const command = throughTicket(rewritable.action.command, quoted(launcher), ticket.id, through);
  writeRunRequest(state, { v: 1, ticket: ticket.id, window, proposal, directory: directoryOf(proposal), workspace: root, facts, command, ...(checkpoint === undefined ? {} : { checkpoint }), ...(notice === undefined ? {} : { notice }) });
  // Agents without call ids report what became of it under the rewritten words.
  claimProposal(state, root, proposal.session.id, { key: deliveryKey({ ...proposal, actions: [{ ...rewritable.action, command }] }), id: act.id, at: Date.now() });
  return { ...rewritable.input, [rewritable.member]: command };
}

/** Whether the command of this act can be put in other words on its way to the agent's shell. */
export const canRewrite = ({ proposal, situation: { state, platform } }: Pick<BoundAct, 'proposal' | 'situation'>, capabilities: Capabilities): boolean =>
  capabilities.rewrite && commandIn(proposal) !== undefined && !sandboxed(proposal) && platform !== 'win32' && fs.existsSync(commandLauncherPath(state, platform));

/** The same call with another command; undefined where it has none that could be put in other words. */
export function withOtherCommand(proposal: Proposal, command: string): Proposal | undefined {
  const found = commandIn(proposal);
  return found === undefined ? undefined : { ...proposal, input: { ...found.input, [found.member]: command }, actions: [{ ...found.action, command }] };
}

/** See `AskModule`. */
export function isOwnRun(state: string, { actions, session, callId }: Proposal): boolean {
  const [action, ...more] = actions;
  const ticket = action?.kind === 'shell' && more.length === 0 ? / run (?:--here )?([0-9a-f]{48})\b/.exec(action.command)?.[1] : undefined;
  const request = ticket === undefined ? undefined : readRunRequest(state, ticket);
  return action?.kind === 'shell' && request !== undefined && request.command === action.command && request.proposal.session.id === session.id && request.proposal.callId === callId;
}

interface Rewritable {
  readonly input: Readonly<Record<string, unknown>>;
  readonly member: string;
  readonly action: Extract<Action, { kind: 'shell' }>;
}

/** The one command line of a call for sh, and the member of its input that holds it. */
function commandIn({ actions, input }: Proposal): Rewritable | undefined {
  const [action, ...more] = actions;
  if (action?.kind !== 'shell' || more.length > 0 || action.dialect !== 'posix' || !isRecord(input)) return undefined;
  const members = Object.keys(input).filter((name) => input[name] === action.command);
  const member = members.find((name) => name === 'command' || name === 'cmd');
  return member === undefined ? undefined : { input, member, action };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** In Codex's sandbox no socket can be reached and nothing be written to the trace: only its mode without one lets `tagout run` work. */
const sandboxed = ({ actor, session }: Proposal): boolean => actor.agent === 'codex' && session.permissionMode !== 'bypassPermissions';

/**
 * The agent's own shell runs what may leave something in it, what it alone may know (a program that is no file is a function or
 * an alias there), and everything where it stays open: `exit` would end it. Undefined where its grammar might read the words
 * as something else than the whole of them.
 */
function throughOf({ judgement }: BoundAct, command: string, { shell }: Capabilities): Through | undefined {
  if (shell === 'fresh' && !mayChangeShell(command)) return 'child';
  return judgement.effects.some(({ rule }) => rule === 'shell.syntax' || rule === 'limit.shell-text') ? undefined : 'here';
}

/** As it is where no shell reads anything into it: agents match their own lists against these words. */
const quoted = (file: string): string => (/^[\w@%+:./-]+$/.test(file) ? file : quoteForSh(file));
