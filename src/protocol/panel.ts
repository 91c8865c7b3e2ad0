import type { GrantLength } from '../core/grant/grant.ts';
import type { FileOrder, RecoverableFrom } from '../core/impact.ts';
import type { TrustScope } from '../core/trust/trust.ts';
import type { ActionStatus } from '../core/trace/traceTree.ts';
import type { BlastRadius, Decision, FindingSource, Reversibility } from '../core/verdict.ts';

/** A piece of the command or of a patch. `danger` is the number of the finding that points at it; `mark` a named invisible character. */
export interface CommandPiece {
  readonly text: string;
  readonly kind: 'plain' | 'mark';
  readonly danger?: number;
}

/** One object that the act touches. All strings are ready to be shown: hidden characters are named. */
export interface TargetView {
  readonly name: string;
  readonly status:
    | 'tracked' | 'modified' | 'untracked' | 'ignored' | 'outside' | 'absent' | 'unknown' | 'unsaved'
    | 'remote' | 'commit' | 'ref' | 'stash' | 'database' | 'environment' | 'resource' | 'object' | 'volume' | 'package';
  /** Bytes, where they are known. */
  readonly bytes?: number;
  /** How it comes back, or that it does not. */
  readonly note?: string;
}

/** One file that goes or is replaced. */
export interface FileView extends TargetView {
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly recoverable: RecoverableFrom;
}

/** Rows of the list of files that are sent at a time. */
export const filePageRows = 200;

/** All files of the act: the first rows, and how many there are. The others are asked for when they come into sight. */
export interface FileListView {
  /** In the order `lost`. */
  readonly first: readonly FileView[];
  readonly total: number;
  /** False while they are being counted: no other rows and orders can be had then. */
  readonly complete: boolean;
}

/** One thing that is known about the act beside what it touches: who else pushed, the age of a plan, the registry. */
export interface FactView {
  readonly label: string;
  readonly value: string;
  /** Speaks against it. */
  readonly grave?: true;
}

export interface RuleView {
  readonly rule: string;
  readonly source: FindingSource;
  readonly decision: Decision;
  readonly reason: string;
  /** Where a rule of a person's policy stands: file, line and revision. */
  readonly place?: string;
}

/** What approving needs beside the gesture. */
export interface ConfirmationView {
  /** The person types exactly this. */
  readonly name: string;
  readonly why: string;
}

/** The way back that an approval takes before the act runs. */
export type WayBack =
  | { readonly kind: 'checkpoint'; readonly text: string }
  | { readonly kind: 'partial'; readonly text: string }
  | { readonly kind: 'not-needed'; readonly text: string }
  | { readonly kind: 'none'; readonly text: string };

/** What a person may answer for the whole workspace when approving; choosing none of it allows once. */
export interface TrustView {
  readonly question: string;
  readonly choices: readonly { readonly scope: TrustScope; readonly label: string }[];
}

/** What a person may let pass for a while; offered only for what stays local and can be undone or brought back. */
export interface GrantView {
  /** What passes then, in words. */
  readonly scope: string;
  readonly lengths: readonly GrantLength[];
}

/** A safer way to the same end. `command` is set where exactly it was judged and would run without a question. */
export interface AlternativeView {
  readonly text: string;
  readonly command?: string;
}

/** One earlier act of the same session. */
export interface RecentView {
  readonly title: string;
  readonly status: ActionStatus;
  /** Milliseconds before the question. */
  readonly agoMs: number;
}

/** The command as the person changed it, judged anew: what the panel shows is this one. */
export interface EditedView {
  /** The agent's own command. */
  readonly original: readonly CommandPiece[];
  /** What approving means now, or why it cannot be approved. */
  readonly meaning: string;
  readonly decision: Decision;
}

/** Everything the panel shows for one waiting act, in the order in which it is drawn. */
export interface AskView {
  readonly id: string;
  /** SECURITY: minted for each showing, kept in memory only, never logged or stored. */
  readonly nonce: string;
  readonly loss: string;
  readonly reversibility: Reversibility;
  readonly blastRadius: BlastRadius;
  readonly uninspectable: boolean;
  readonly reversibilityText: string;
  readonly wayBack: WayBack;
  /** What it touches besides files. */
  readonly targets: readonly TargetView[];
  readonly moreTargets: number;
  readonly files?: FileListView;
  readonly facts: readonly FactView[];
  /** What is in no figure, or not yet, each in words. */
  readonly uncounted: readonly string[];
  readonly rules: readonly RuleView[];
  /** Reasons that are not listed. */
  readonly moreRules: number;
  readonly freezes: readonly string[];
  readonly who: readonly { readonly label: string; readonly value: string }[];
  readonly commandLabel: string;
  readonly command: readonly CommandPiece[];
  readonly alternatives: readonly AlternativeView[];
  /** Earlier acts of the session, the latest first. */
  readonly recent: readonly RecentView[];
  /** What the agent took in from outside since the person last spoke: nobody has checked it. */
  readonly inputs: readonly string[];
  readonly explanation?: string;
  readonly prompt?: string;
  readonly confirmation?: ConfirmationView;
  readonly trust?: TrustView;
  readonly grant?: GrantView;
  /** The text of the command, to be changed; absent where there is none or more than one. */
  readonly editable?: string;
  readonly edited?: EditedView;
  /** Whom else the question can be handed to, by name. */
  readonly owner?: string;
  readonly canPause: boolean;
  /** What it touches is not what it was when it was proposed: so long it cannot be approved. */
  readonly changed?: string;
  readonly canShowDiff: boolean;
  /** ISO 8601: when it is refused by itself. */
  readonly deadline: string;
  /** False while the loss is still being measured: nothing can be approved before it is shown. */
  readonly measured: boolean;
}

/** The waiting acts of one agent session, oldest first. */
export interface QueueGroup {
  readonly session: string;
  readonly acts: readonly { readonly id: string; readonly loss: string; readonly grave: boolean }[];
}

/** All that waits, and which of it is shown. */
export interface QueueView {
  readonly shown: string;
  readonly position: number;
  readonly waiting: number;
  readonly groups: readonly QueueGroup[];
}

/** Host → panel. */
export type PanelUpdate =
  | { readonly type: 'show'; readonly ask: AskView; readonly queue: QueueView }
  | { readonly type: 'queue'; readonly queue: QueueView }
  /** Rows of the list of files, the `from`-th first. */
  | { readonly type: 'files'; readonly id: string; readonly order: FileOrder; readonly from: number; readonly rows: readonly FileView[] }
  /** The way back could not be made: the panel offers to deny, or to run without one after typing `confirm`. */
  | { readonly type: 'no-way-back'; readonly id: string; readonly why: string; readonly confirm: string }
  | { readonly type: 'busy'; readonly id: string; readonly text: string }
  | { readonly type: 'rejected'; readonly id: string; readonly why: string }
  | { readonly type: 'empty'; readonly text: string };
