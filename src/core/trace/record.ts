import type { Fact } from '../ticket.ts';

/**
 * What makes an act reconstructible besides its proposal, verdict, decision and outcome. One proposal's events together are
 * its record; `completeness.ts` says which parts of it are there and why the others are not.
 */

/** Who and where: what was true when the agent proposed. */
export interface PlaceRecord {
  /** Absolute, symlinks resolved. */
  readonly cwd: string;
  /** Account of the operating system; the one person behind the agent. */
  readonly user?: string;
  readonly host?: string;
  /** Process of the agent, for telling two of its instances apart. */
  readonly agentProcess?: number;
  readonly agentVersion?: string;
  readonly branch?: string;
  /** Commit that HEAD names. */
  readonly head?: string;
  /** Whether the work tree had changes; absent where nothing had to look at it. */
  readonly dirty?: boolean;
}

export const inputSources = ['web', 'issue', 'mcp', 'file', 'other'] as const;

/** Text that came into the conversation and may have steered it. */
export interface InputRecord {
  readonly source: (typeof inputSources)[number];
  /** Address, server and tool, path. */
  readonly from: string;
  /** `workspace`: in the repository, so others may have written it. `untrusted`: anybody may have. */
  readonly trust: 'workspace' | 'untrusted';
  readonly callId?: string;
  readonly at?: string;
}

/** All that one approval stands for; `digest` as in `node/ticket/digest.ts`. */
export interface BoundRecord {
  readonly digest: string;
  readonly facts: readonly Fact[];
}

/** What a person saw: `digest` (`sha256:…`) over the view as it was drawn last, and that view as JSON. */
export interface ShownRecord {
  readonly digest: string;
  readonly view?: string;
}

export const observers = ['targets', 'watcher', 'git-status', 'post-tool', 'exit-code'] as const;
export const changeKinds = ['created', 'modified', 'deleted'] as const;

export interface ObservedChange {
  readonly path: string;
  readonly change: (typeof changeKinds)[number];
}

/** Observed against predicted effects. Paths are absolute; each list holds at most {@link mostObserved}. */
export interface ObservedRecord {
  readonly by: (typeof observers)[number];
  readonly changes: readonly ObservedChange[];
  /** Changed, though no effect of the verdict says so. */
  readonly unpredicted: readonly string[];
  /** Predicted, but nothing of it was seen. */
  readonly unseen: readonly string[];
  /** All changes, where the lists hold fewer. */
  readonly total?: number;
}

/** Longest list of an {@link ObservedRecord}. */
export const mostObserved = 500;

export const gapSources = ['transcript', 'post-tool', 'deletion', 'terminal', 'task'] as const;
export type GapSource = (typeof gapSources)[number];

/**
 * An act without a decision. `certain`: the agent itself reports the call. `possible`: something happened while the agent
 * worked, and nothing shows that it was a person.
 */
export interface GapRecord {
  readonly source: GapSource;
  readonly certainty: 'certain' | 'possible';
  /** One line: the command, the file, the tool. */
  readonly what: string;
  readonly tool?: string;
  readonly path?: string;
  /** When it happened, ISO 8601, where that is known. */
  readonly happened?: string;
  /** Why nothing covers it, in plain words. */
  readonly why: string;
}

export const reviewOutcomes = ['good', 'bad', 'overridden'] as const;

export interface ReviewRecord {
  readonly outcome: (typeof reviewOutcomes)[number];
  readonly by: string;
  readonly note?: string;
}

/** A reconstructed incident, or the rule that came of it. */
export interface IncidentRecord {
  readonly change: 'opened' | 'rule-made';
  readonly incident: string;
  readonly title: string;
  readonly by: string;
  /** Proposals that belong to it; the root first. */
  readonly acts: readonly string[];
  readonly rule?: string;
}

/** Sequence numbers `[first, last]`, both included. */
export type SeqRange = readonly [first: number, last: number];

/** Whose content was taken out of the sealed trace. Verification accepts an empty event only where one of these names it. */
export interface ErasedRecord {
  readonly of: string;
  readonly agent?: string;
  readonly ranges: readonly SeqRange[];
  readonly events: number;
  readonly payloads: number;
  readonly by: string;
  readonly why: string;
}

/** The oldest segments were removed: up to and with event `seq`, whose line had this hash. Verification goes on from there. */
export interface RetiredRecord {
  readonly through: number;
  readonly seq: number;
  readonly hash: string;
  readonly bytes: number;
  readonly why: string;
}
