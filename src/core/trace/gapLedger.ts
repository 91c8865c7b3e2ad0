import { oneLine, proposalTitle } from './actionTitle.ts';
import type { TraceEvent } from './event.ts';
import type { GapRecord } from './record.ts';

/** An act that was let through and may still be running. */
interface RunningAct {
  readonly title: string;
  readonly command: string;
  readonly since: number;
  /** It goes on after the agent was told that it began. */
  readonly background: boolean;
}

/** What happened beside the hooks, as the editor tells it. */
export type Happening =
  /** Files that are gone; what the editor itself deleted, and what git ignores, is left out by the caller. */
  | { readonly kind: 'deletion'; readonly paths: readonly string[] }
  /** A command that began in a terminal. */
  | { readonly kind: 'terminal'; readonly command: string; readonly terminal: string }
  | { readonly kind: 'task'; readonly label: string };

/** Files change a little after the command that changes them has ended. Milliseconds. */
const afterwardsMs = 5000;
/** An act whose end nobody reports counts as running for so long. */
const longestRunMs = 10 * 60_000;
/** An agent that has done nothing for so long is not at work. */
const atWorkMs = 10 * 60_000;
const mostRemembered = 500;

/**
 * Holds what happens in a workspace against what was decided there: what no decision covers, while an agent is at work, is a
 * gap. Told of all events of the hooks and of what the editor sees, with the time of each in milliseconds. Whether a person
 * or an agent did something cannot be seen from outside, so these gaps are `possible` ones; what an agent itself reports is
 * certain and comes from its events and its transcript.
 */
export class GapLedger {
  private readonly running = new Map<string, RunningAct>();
  private readonly titles = new Map<string, RunningAct>();
  private readonly ended: RunningAct[] = [];
  private readonly agentTerminals = new Set<string>();
  private lastEnd = -Infinity;
  private lastEvent = -Infinity;

  /** An event of a hook. */
  told(event: TraceEvent, now: number): void {
    if (event.agent === undefined) return;
    this.lastEvent = now;
    const { proposal, callId, session = '', body } = event;
    const key = proposal ?? (callId === undefined ? undefined : this.keyOfCall(session, callId));
    switch (body.kind) {
      case 'proposal': {
        if (key === undefined) return;
        const commands = body.actions.flatMap((action) => (action.kind === 'shell' ? [action.command] : action.kind === 'task' ? [action.label] : []));
        this.remember(this.titles, key, { title: proposalTitle(body.tool, body.actions, event.workspace), command: commands.join('\n'), since: now, background: body.actions.some((action) => action.kind === 'shell' && action.background === true) });
        if (callId !== undefined) this.calls.set(`${session} ${callId}`, key);
        return;
      }
      case 'decision': {
        const act = key === undefined ? undefined : this.titles.get(key);
        if (key !== undefined && act !== undefined && body.decision === 'allow') this.remember(this.running, key, { ...act, since: now });
        return;
      }
      case 'outcome':
        this.end(key, now);
        return;
      case 'session':
        if (body.phase === 'end') for (const act of this.running.keys()) this.end(act, now, true);
        return;
      default:
    }
  }

  /** The gap that a happening is, if it is one. */
  happened(happening: Happening, now: number): GapRecord | undefined {
    if (now - this.lastEvent > atWorkMs) return undefined;
    switch (happening.kind) {
      case 'deletion': {
        const [first] = happening.paths;
        if (first === undefined || this.isRunning(now) || now - this.lastEnd < afterwardsMs) return undefined;
        const what = happening.paths.length === 1 ? first : `${first} and ${happening.paths.length - 1} more`;
        return { source: 'deletion', certainty: 'possible', what: oneLine(what), path: first, why: 'an agent is at work here, but no act of it was under way' };
      }
      case 'terminal': {
        const covered = this.covers(happening.command);
        if (covered) this.agentTerminals.add(happening.terminal);
        if (covered || !this.agentTerminals.has(happening.terminal)) return undefined;
        return { source: 'terminal', certainty: 'possible', what: oneLine(happening.command), why: 'it began in a terminal that an agent uses, and nothing like it was proposed' };
      }
      case 'task':
        if (this.covers(happening.label)) return undefined;
        return { source: 'task', certainty: 'possible', what: oneLine(happening.label), why: 'a task began while an agent is at work, and it was not proposed' };
    }
  }

  /** A terminal was closed. */
  closed(terminal: string): void {
    this.agentTerminals.delete(terminal);
  }

  private readonly calls = new Map<string, string>();

  private keyOfCall(session: string, callId: string): string | undefined {
    return this.calls.get(`${session} ${callId}`);
  }

  private end(key: string | undefined, now: number, all = false): void {
    this.lastEnd = now;
    const act = key === undefined ? undefined : this.running.get(key);
    if (key === undefined || act === undefined || (act.background && !all)) return;
    this.running.delete(key);
    this.ended.push(act);
    if (this.ended.length > mostRemembered) this.ended.shift();
  }

  private isRunning(now: number): boolean {
    for (const [key, act] of this.running) if (!act.background && now - act.since > longestRunMs) this.running.delete(key);
    return this.running.size > 0;
  }

  /** Whether an act that was let through, or still waits, is about this command or task. */
  private covers(command: string): boolean {
    const wanted = behindTicket(normal(command));
    // Where a shell names only the first command of a line: by itself it runs nothing that nobody approved.
    if (/^\S+ run (?:--here )?[0-9a-f]{48}$/.test(wanted)) return true;
    return [...this.titles.values(), ...this.ended].some((act) => act.command.split('\n').some((line) => normal(line) === wanted) || (wanted !== '' && normal(act.command).includes(wanted)));
  }

  private remember(map: Map<string, RunningAct>, key: string, act: RunningAct): void {
    map.set(key, act);
    const [oldest] = map.keys();
    if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest);
  }
}

/** What an approved command was before it was led through its ticket (`throughTicket`): such a line as a whole was never proposed. */
const behindTicket = (command: string): string => /^\S+ run (?:--here [0-9a-f]{48} && \{ ?(.*?);? ?\}$|[0-9a-f]{48}; exit(?:; | )(.*)$)/.exec(command)?.slice(1).find((own) => own !== undefined) ?? command;

const normal = (command: string): string => command.replace(/\s+/g, ' ').trim();

/**
 * The calls in a transcript that no proposal covers. Only what stands behind a call that is covered counts: what is older was
 * made before the hooks were there, or in another session that this one goes on from.
 */
export function uncoveredCalls<Call extends { readonly id: string }>(calls: readonly Call[], covered: ReadonlySet<string>): readonly Call[] {
  const first = calls.findIndex(({ id }) => covered.has(id));
  return first === -1 ? [] : calls.slice(first + 1).filter(({ id }) => !covered.has(id));
}
