import type { AskMessage } from '../protocol/channel.ts';
import type { FreezeState, Freeze } from '../core/freeze/freeze.ts';
import type { CheckpointRecord, TraceBody } from '../core/trace/event.ts';
import type { TrustScope } from '../core/trust/trust.ts';
import type { FactView, TargetView, WayBack } from '../protocol/panel.ts';

/** What an act would destroy, measured on the disk just before a person is asked. */
export interface Impact {
  /** One sentence that names the concrete loss: it is the first line of the panel. */
  readonly loss: string;
  readonly targets: readonly TargetView[];
  readonly moreTargets: number;
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
  /** Freeze over the act at this moment, or undefined where none applies. */
  readonly frozen: (ask: AskMessage) => string | undefined;
}

export interface FreezePort {
  readonly read: () => FreezeState;
  readonly declare: (freeze: Freeze) => void;
  readonly lift: (reason: string) => void;
}
