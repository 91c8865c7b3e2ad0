import type { ClusterFacts, DeployFacts, HistoryFacts, LostRows, PlanFacts, PublishFacts, PushFacts, VolumeFacts } from './impact/facts.ts';

/**
 * Where exactly this content comes back from: the commit at HEAD, the index, a stash entry, another commit of this clone, a commit that only the
 * reflog names, a remote (as last fetched), the trash of the desktop, a checkpoint taken before, or nothing. `unknown`: not looked up yet.
 */
export type RecoverableFrom = 'head' | 'index' | 'stash' | 'commit' | 'reflog' | 'remote' | 'trash' | 'checkpoint' | 'nothing' | 'unknown';

/** What git knows of a file. `outside`: it lies in no repository; `git`: a repository's own file; `unknown`: git has not answered (yet). */
export const fileStates = ['clean', 'modified', 'untracked', 'ignored', 'outside', 'git', 'unknown'] as const;
export type FileState = (typeof fileStates)[number];

/** What happens to a file. `discard`: it stays, its uncommitted changes go. */
export const fileActs = ['delete', 'overwrite', 'discard', 'trash'] as const;
export type FileAct = (typeof fileActs)[number];

/** One file that an act would take away or replace. */
export interface LostFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly state: FileState;
  readonly act: FileAct;
  readonly recoverable: RecoverableFrom;
}

/** All files of one act, in numbers. */
export interface LossTotals {
  readonly files: number;
  readonly bytes: number;
  readonly byState: Readonly<Record<FileState, number>>;
  readonly byAct: Readonly<Record<FileAct, number>>;
  /** Files whose content is nowhere else, and their bytes. */
  readonly lost: number;
  readonly lostBytes: number;
}

/** What was measured of one effect, besides files. */
export type ImpactPart =
  | { readonly kind: 'history'; readonly facts: HistoryFacts }
  | { readonly kind: 'push'; readonly facts: PushFacts }
  | { readonly kind: 'database'; readonly facts: readonly LostRows[] }
  | { readonly kind: 'deploy'; readonly facts: DeployFacts }
  | { readonly kind: 'plan'; readonly facts: PlanFacts }
  | { readonly kind: 'cluster'; readonly facts: ClusterFacts }
  | { readonly kind: 'publish'; readonly facts: PublishFacts }
  | { readonly kind: 'volumes'; readonly facts: VolumeFacts };

/** The parts that the sentence of a loss is made of. */
export type LossKind = 'files' | 'others' | ImpactPart['kind'];

/** What an act would cost, measured on the disk just before a person is asked. */
export interface Impact {
  /** The concrete loss in one sentence: the first line of the panel. */
  readonly loss: string;
  /** False: a limit ended the measuring, or it goes on: all numbers are lower bounds. */
  readonly complete: boolean;
  /** What is in no figure, each in words. */
  readonly uncounted: readonly string[];
  /** Those that are nowhere else first, of these the newest and the largest. At most {@link listedFiles}. */
  readonly files: readonly LostFile[];
  readonly totals: LossTotals;
  /** Lines that discarding would take back, as `git diff --numstat HEAD` counts them. */
  readonly discard?: { readonly insertions: number; readonly deletions: number };
  /** Files with unsaved changes in this window that the act takes away or replaces. */
  readonly unsaved: readonly string[];
  readonly parts: readonly ImpactPart[];
  /** Commands that a task would run, in their order. */
  readonly runs: readonly string[];
  /** Reasons to ask that nothing measured stands for, strictest first. */
  readonly others: readonly string[];
  /** Kinds of loss, the gravest first: the order of the sentence. */
  readonly order: readonly LossKind[];
  /** What no checkpoint can bring back, in words. */
  readonly beyond: readonly string[];
  /** Whether a checkpoint fits into its limits. */
  readonly keepable: boolean;
}

export const listedFiles = 500;

/** Orders of the list of files: what is nowhere else first and of that the newest, the newest, the largest, by name. */
export const fileOrders = ['lost', 'changed', 'size', 'name'] as const;
export type FileOrder = (typeof fileOrders)[number];

/** All files of one act, `count` of them from the `from`-th on (0 is the first) in an order. */
export type FilePages = (order: FileOrder, from: number, count: number) => readonly LostFile[];

/** The facts without the sentence. */
export type ImpactFacts = Omit<Impact, 'loss'>;
