import type { AskMessage } from '../../protocol/channel.ts';
import type { GrantLength } from '../../core/grant/grant.ts';
import type { FreezeState, Freeze } from '../../core/freeze/freeze.ts';
import type { CheckpointRecord, TraceBody } from '../../core/trace/event.ts';
import type { TrustScope } from '../../core/trust/trust.ts';
import type { FactView, FileView, GrantView, RecentView, TargetView, WayBack } from '../../protocol/panel.ts';
import type { FileOrder } from '../../core/impact.ts';

/** The files of an act: those to see first, and how many there are. */
export interface FileListing {
  readonly first: readonly FileView[];
  readonly total: number;
  /** The others, page by page; absent while they are being counted. */
  readonly page?: (order: FileOrder, from: number, count: number) => readonly FileView[];
}

/** What an act would destroy, measured on the disk just before a person is asked. */
export interface Impact {
  /** One sentence that names the concrete loss: it is the first line of the panel. */
  readonly loss: string;
  readonly targets: readonly TargetView[];
  readonly moreTargets: number;
  readonly files?: FileListing;
  readonly facts?: readonly FactView[];
  /** What is in no figure, or not yet, each in words. */
  readonly uncounted?: readonly string[];
  /** Commands that a task would run. */
  readonly runs?: readonly string[];
  readonly wayBack: WayBack;
  /** Reads what the diff editor would show; absent where there is nothing to compare. */
  readonly diff?: () => Promise<readonly DiffPair[]>;
}

/** One diff: what is there now against what would be there. `undefined` = nothing. */
export interface DiffPair {
  readonly path: string;
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

/** Result of taking the way back before an approved act runs. */
export type CheckpointResult =
  | { readonly kind: 'taken'; readonly checkpoint: CheckpointRecord }
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'failed'; readonly why: string };

/** What else a person should know of the session that asks. */
export interface SessionContext {
  /** Latest first. */
  readonly recent: readonly RecentView[];
  readonly inputs: readonly string[];
  /** Age of what was last fetched, revision of the policy and the like. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** `file:line` of a person's rules, by their ids. */
  readonly ruleOrigins?: ReadonlyMap<string, string>;
}

/** Lets acts like an approved one pass for a while. */
export interface GrantPort {
  /** What may be granted with this approval; undefined where nothing may be. */
  readonly offer: (ask: AskMessage) => GrantView | undefined;
  /** Throws when it is not recorded and stored. */
  readonly give: (ask: AskMessage, length: GrantLength) => void;
}

/** Hands a question to somebody else. */
export interface OwnerPort {
  /** Who that would be; undefined where there is nobody. */
  readonly nameFor: (ask: AskMessage) => string | undefined;
  /** Resolves with what was done, in words. The question goes on waiting here. */
  readonly hand: (ask: AskMessage) => Promise<string>;
}

/** Holds an agent's session back. */
export interface PausePort {
  /** From now on everything of the session is refused, until somebody resumes it. Throws when that is not stored. */
  readonly pause: (ask: AskMessage) => void;
}

/** What the approval flow needs from the outside. Every member may fail: the flow turns a failure into "not approved". */
export interface ApprovalPorts {
  readonly now: () => number;
  /** Durable when it resolves (fdatasync). Throws when nothing was recorded. */
  readonly record: (ask: AskMessage, body: TraceBody) => void;
  /** Told when a refusal could not be recorded, so that the gap shows. */
  readonly recordFailed: (why: string) => void;
  readonly checkpoint: (ask: AskMessage) => Promise<CheckpointResult>;
  /** Remembers the person's answer for the workspace. Throws when it is not recorded and stored. */
  readonly trust: (ask: AskMessage, scope: TrustScope) => void;
  readonly grants?: GrantPort;
  readonly owner?: OwnerPort;
  readonly pausing?: PausePort;
  /** Freeze over the act at this moment, or undefined where none applies. */
  readonly frozen: (ask: AskMessage) => string | undefined;
}

export interface FreezePort {
  readonly read: () => FreezeState;
  readonly declare: (freeze: Freeze) => void;
  readonly lift: (reason: string) => void;
}
