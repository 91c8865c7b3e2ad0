import type { Action, Actor, AgentId } from '../action.ts';
import type { Freeze } from '../freeze/freeze.ts';
import type { Decision, Verdict } from '../verdict.ts';
import type { AnswerMethod, CheckpointRecord, DecisionBy, Reasoning } from './event.ts';
import type { BoundRecord, GapRecord, IncidentRecord, InputRecord, ObservedRecord, PlaceRecord, ReviewRecord, ShownRecord } from './record.ts';

/**
 * The trace as people read it: session ▸ turn ▸ action ▸ steps. Shared by the tree view, its detail pane and the command
 * line. All texts are redacted but otherwise as they came: whoever draws them shows them as plain text.
 */
export interface TraceTree {
  /** Newest first. */
  readonly sessions: readonly SessionNode[];
  /** What belongs to no session: freezes, and failures of the recording itself. Newest first. */
  readonly notes: readonly NoteNode[];
}

export interface SessionNode {
  readonly id: string;
  readonly agent?: AgentId;
  readonly workspace: string;
  readonly startedAt: string;
  readonly lastAt: string;
  readonly ended: boolean;
  /** Oldest first, as it happened. */
  readonly turns: readonly TurnNode[];
  readonly counts: Readonly<Record<ActionStatus, number>>;
}

export interface TurnNode {
  readonly id: string;
  readonly startedAt: string;
  /** What the person asked for. */
  readonly prompt?: string;
  readonly actions: readonly ActionNode[];
  /** What the agent said, except right after a refusal (see {@link ActionNode.saidAfter}). */
  readonly said: readonly SaidNode[];
}

/**
 * `waiting`: somebody is being asked. `undecided`: the record ends before a decision, so the call was not let through.
 * `gap`: something ran that no recorded decision covers.
 */
export const actionStatuses = ['allowed', 'approved', 'denied', 'waiting', 'undecided', 'gap'] as const;
export type ActionStatus = (typeof actionStatuses)[number];

export interface ActionNode {
  /** Id of the proposal. */
  readonly id: string;
  readonly at: string;
  /** See `TraceEvent.ticks`. */
  readonly ticks?: number;
  /** One line: the command, the file, the tool. */
  readonly title: string;
  readonly status: ActionStatus;
  readonly tool?: string;
  readonly callId?: string;
  readonly actor?: Actor;
  readonly input?: unknown;
  readonly actions: readonly Action[];
  /** The agent's own words. Not verified. */
  readonly statedIntent?: string;
  readonly reasoning?: Reasoning;
  /** The prompt of its turn, where its reasoning was delivered without one. */
  readonly turnPrompt?: string;
  readonly place?: PlaceRecord;
  readonly inputs?: readonly InputRecord[];
  readonly verdict?: Verdict;
  readonly policyRevision?: string;
  readonly freezes: readonly Freeze[];
  /** `withdrawn`: whoever asked was gone before an answer. */
  readonly ask?: { readonly at: string; readonly deadline: string; readonly withdrawn?: true };
  /** The command as a person changed it: the answer is about this one. */
  readonly edited?: readonly Action[];
  readonly answer?: AnswerNode;
  readonly decision?: { readonly at: string; readonly decision: Exclude<Decision, 'ask'>; readonly by: DecisionBy; readonly reason: string };
  readonly checkpoint?: CheckpointRecord;
  /** The checkpoint was removed since, and why. */
  readonly checkpointGone?: { readonly at: string; readonly why: string };
  readonly restores: readonly { readonly at: string; readonly checkpoint: string; readonly files: number; readonly by: string; readonly keptBeside?: string }[];
  readonly outcome?: OutcomeNode;
  readonly bound?: BoundRecord;
  /** What was seen to change, by whoever looked. */
  readonly observed: readonly ObservedRecord[];
  /** Set where the act itself is one that no decision covers. */
  readonly gap?: GapRecord;
  readonly reviews: readonly (ReviewRecord & { readonly at: string })[];
  readonly incidents: readonly IncidentRecord[];
  /** How often the same was refused before, and whether that counts as an attempt to get round a freeze. */
  readonly retry?: { readonly refusals: number; readonly evasion: boolean };
  /** What the agent said after this was refused and before it proposed something else. */
  readonly saidAfter: readonly SaidNode[];
  /** Everything in the order in which it happened, one line each. */
  readonly steps: readonly StepNode[];
}

export interface AnswerNode {
  readonly at: string;
  readonly outcome: 'approved' | 'denied';
  readonly by: string;
  readonly method: AnswerMethod;
  readonly reason?: string;
  readonly dwellMs?: number;
  /** The loss line that the person saw. */
  readonly displayed?: string;
  /** All that the person saw. */
  readonly shown?: ShownRecord;
  /** Id of the grant that answered. */
  readonly grant?: string;
  /** Fingerprint of the key that signed the answer. */
  readonly key?: string;
  /** Milliseconds between question and answer. */
  readonly waitedMs?: number;
}

export interface OutcomeNode {
  readonly at: string;
  readonly ok?: boolean;
  readonly exitCode?: number;
  readonly output?: string;
  readonly durationMs?: number;
}

export interface SaidNode {
  readonly at: string;
  readonly text: string;
}

export interface StepNode {
  readonly at: string;
  readonly kind: 'reasoning' | 'proposal' | 'verdict' | 'ask' | 'edit' | 'answer' | 'checkpoint' | 'decision' | 'run' | 'outcome' | 'said' | 'restore' | 'prune' | 'trust' | 'policy' | 'grant' | 'pause' | 'retry' | 'second-person' | 'guard' | 'bound' | 'observed' | 'gap' | 'review' | 'incident' | 'failure';
  readonly text: string;
}

export interface NoteNode {
  readonly at: string;
  readonly kind: 'freeze' | 'failure' | 'restore' | 'prune' | 'trust' | 'policy' | 'grant' | 'pause' | 'second-person' | 'guard' | 'gap' | 'incident' | 'erased' | 'retired' | 'clock';
  readonly text: string;
}
