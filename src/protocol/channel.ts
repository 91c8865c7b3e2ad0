import type { Actor, Proposal } from '../core/action.ts';
import type { AnswerMethod, Reasoning } from '../core/trace/event.ts';
import type { Ticket, TicketFacts } from '../core/ticket.ts';
import type { Verdict } from '../core/verdict.ts';

/** Version of the messages between the hook process and the editor window. Unequal versions never talk. */
export const channelVersion = 1;

/** Upper bound of one message in bytes; larger ones close the connection (the hook then refuses by itself). */
export const maximumMessageBytes = 4 * 1024 * 1024;

/**
 * Hook → window, one JSON line. There is no message that approves: an approval can only travel the other way, as the
 * answer to an ask that this very connection opened.
 */
export interface AskMessage {
  readonly v: typeof channelVersion;
  readonly type: 'ask';
  readonly token: string;
  /** Id of the proposal in the trace. A repeated id attaches to the waiting ask and gets the same answer. */
  readonly id: string;
  readonly workspace: string;
  readonly cwd: string;
  readonly actor: Actor;
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  readonly reasoning: Reasoning;
  /** What an approval stands for. */
  readonly facts: TicketFacts;
  /** SHA-256 over the canonical JSON (RFC 8785) of `facts`, hexadecimal: what an approval, wherever it is given, is bound to. */
  readonly digest: string;
  /** ISO 8601: when the hook will refuse by itself. */
  readonly deadline: string;
  /** Another command that a person puts in its place can be run through `tagout run`; else the agent is told of it. */
  readonly replaceable?: true;
}

/**
 * Hook → window, on a connection of its own just before the `ask` of the same id: what it will be about, so that it can be shown
 * and measured while the hook still looks at what an approval would stand for. It is never answered, and stands for nothing:
 * what it shows can be refused, not approved. It counts until its connection is closed.
 */
export type ComingMessage = Omit<AskMessage, 'type' | 'facts' | 'digest'> & { readonly type: 'coming' };

export interface PingMessage {
  readonly v: typeof channelVersion;
  readonly type: 'ping';
  readonly token: string;
}

/** `tagout run` → window: spends a ticket that was issued with an approval. It can only be spent, once, on what was approved. */
export interface RedeemMessage {
  readonly v: typeof channelVersion;
  readonly type: 'redeem';
  readonly token: string;
  readonly ticket: string;
  /** Digest of what `tagout run` found just now. */
  readonly digest: string;
}

export type HookMessage = AskMessage | ComingMessage | PingMessage | RedeemMessage;

/**
 * Window → hook, one JSON line each: `ack` at once, then exactly one `answer`; to a `redeem` one `redeemed` or `refused`.
 * `instead` of an answer is the command that the person approved in its place: the hook judges it and asks about it, under the same id.
 */
export type WindowMessage =
  | { readonly v: typeof channelVersion; readonly type: 'ack'; readonly id: string; readonly window: string }
  | { readonly v: typeof channelVersion; readonly type: 'answer'; readonly id: string; readonly outcome: 'approved' | 'denied'; readonly by: string; readonly method: AnswerMethod; readonly reason: string; readonly checkpoint?: string; readonly ticket?: Ticket; readonly instead?: string }
  | { readonly v: typeof channelVersion; readonly type: 'redeemed'; readonly ticket: string }
  | { readonly v: typeof channelVersion; readonly type: 'pong'; readonly window: string }
  | { readonly v: typeof channelVersion; readonly type: 'refused'; readonly why: string };

/** Discovery file `windows/<window>.json`, mode 0600 in a 0700 directory outside every repository. */
export interface WindowRecord {
  readonly v: typeof channelVersion;
  readonly window: string;
  readonly pid: number;
  readonly startedAt: string;
  /** Absolute workspace folders, symlinks resolved. */
  readonly roots: readonly string[];
  /** Unix socket path or Windows named pipe. */
  readonly socket: string;
  readonly token: string;
}
