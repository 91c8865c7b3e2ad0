import type { AgentId, Proposal } from '../core/action.ts';
import type { Reasoning } from '../core/trace/event.ts';
import type { TranscriptCall } from '../core/trace/sessionGaps.ts';

/** What an agent's hook can express and what it does when the hook fails. Facts: the agents' shipped builds. */
export interface Capabilities {
  /** `real`: the agent shows its own dialog, interactively. `none`: an ask answer would run or hang the tool. */
  readonly ask: 'real' | 'none';
  /** `skips-prompt`: an explicit allow also skips the agent's own prompt, so it is given only for a person's approval. */
  readonly allow: 'skips-prompt' | 'silent-only';
  /** Whether the agent runs another tool input when our answer gives one (`input` of an approval). */
  readonly rewrite: boolean;
  /** `kept`: calls share a terminal, so directory, variables, aliases and functions of one hold for the next. `fresh`: each starts anew in the directory that the event names. */
  readonly shell: 'kept' | 'fresh';
  /** What the agent does with the tool when the hook crashes, times out or prints something else. */
  readonly failMode: 'open' | 'closed';
  /** Time-out, in milliseconds, that set-up must write into the agent's configuration (in that agent's unit). */
  readonly timeoutMs: number;
  /** Longest time, in milliseconds, that our own answer may take; shorter than `timeoutMs`. */
  readonly deadlineMs: number;
}

/** One event of an agent, recognised. */
export type AgentEvent =
  /** `reasoning` only where the agent sends it with the event (opencode); elsewhere it stands in the transcript. */
  | { readonly kind: 'proposal'; readonly proposal: Proposal; readonly reasoning?: Reasoning }
  | { readonly kind: 'outcome'; readonly proposal: Proposal; readonly ok?: boolean; readonly exitCode?: number; readonly output?: string; readonly durationMs?: number }
  | { readonly kind: 'prompt'; readonly session: string; readonly cwd?: string; readonly text: string }
  /** The last words of a turn, or what it thought before a call (`thinking`). `speaker` only where the event holds none (`text` is empty then): they end that speaker's transcript. */
  | { readonly kind: 'said'; readonly session: string; readonly cwd?: string; readonly text: string; readonly thinking?: true; readonly speaker?: Pick<Proposal, 'actor' | 'session'> }
  | { readonly kind: 'session'; readonly session: string; readonly cwd?: string; readonly phase: 'start' | 'end' }
  /** An event that carries no act (notifications, compaction): nothing to decide, nothing to record. */
  | { readonly kind: 'ignored'; readonly event: string }
  /** Not understood. The hook refuses it as it refuses a mutating call. */
  | { readonly kind: 'invalid'; readonly problem: string };

/** Our answer to a proposal. `pass` = the agent goes on by its own rules. */
export type Answer =
  | { readonly kind: 'pass' }
  /** `input` stands in place of the tool's own; only for agents that can `rewrite`. */
  | { readonly kind: 'approved'; readonly reason: string; readonly input?: unknown }
  | { readonly kind: 'ask'; readonly reason: string }
  | { readonly kind: 'deny'; readonly reason: string };

/** Exactly what the hook process prints and returns. Empty stdout with exit 0 is the portable "go on". */
export interface Reply {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 2;
}

/** Translator for one agent: about fifty lines, no decisions, no IO. */
export interface Adapter {
  readonly id: AgentId;
  readonly capabilities: Capabilities;
  /** Never throws; anything unexpected is `invalid`. An unknown tool is an action of kind `tool`. */
  parse(event: unknown): AgentEvent;
  /** INVARIANT: a denial always carries a non-empty reason on stderr and exit code 2, besides the agent's own JSON. */
  render(answer: Answer, event: AgentEvent): Reply;
  /** Where the transcript lies and how to read the reasoning for one call out of its lines (newest last). */
  reasoning(lines: readonly string[], callId: string | undefined): Reasoning;
  /** The calls in these lines of the transcript, by the ids that the agent's events give them too. */
  calls(lines: readonly string[]): readonly TranscriptCall[];
}
