import type { Action, Actor, AgentId } from '../action.ts';
import type { BreakGlass } from '../freeze/breakGlass.ts';
import type { Freeze } from '../freeze/freeze.ts';
import type { GrantEnding, GrantLength } from '../grant/grant.ts';
import type { GrantScope } from '../grant/grantScope.ts';
import type { ProgramTrust } from '../trust/trust.ts';
import type { Decision, Verdict } from '../verdict.ts';
import type { BoundRecord, ErasedRecord, GapRecord, IncidentRecord, InputRecord, ObservedRecord, PlaceRecord, RetiredRecord, ReviewRecord, ShownRecord } from './record.ts';

/** The agent's reasoning as it was delivered. Never verified: it need not be the cause of the act. */
export interface Reasoning {
  readonly source: 'transcript' | 'hook' | 'none';
  /** Set in every record from version 2 on; nobody ever verifies what an agent says of itself. */
  readonly verified?: false;
  readonly thinking?: string;
  readonly text?: string;
  /** The user prompt that began the turn. */
  readonly prompt?: string;
  readonly model?: string;
  readonly reference?: { readonly path: string; readonly line?: number };
}

/** How the editor window came to its answer: a gesture (`edited`: for another command; `paused`: against the whole session), a grant given before, another person's signature, or why there was none. */
export const answerMethods = ['panel', 'quick-pick', 'edited', 'paused', 'grant', 'signature', 'duplicate', 'freeze', 'deadline', 'failure'] as const;
export type AnswerMethod = (typeof answerMethods)[number];

/** Who made a decision. `failure` covers errors, limits and unreachable editors. */
export type DecisionBy = 'policy' | 'person' | 'grant' | 'freeze' | 'deadline' | 'failure';

export interface CheckpointRecord {
  readonly id: string;
  readonly kind: 'files' | 'git';
  readonly root: string;
  readonly files: number;
  readonly bytes: number;
  readonly verified: boolean;
}

/** A grant as it is recorded: everything but its running counters. */
export interface GrantRecord {
  readonly id: string;
  readonly length: GrantLength;
  readonly scopes: readonly GrantScope[];
  readonly example: string;
  readonly uses: number;
}

export const pauseCauses = ['person', 'questions'] as const;

/** `person`: changes nothing until it is resumed. `questions`: it asked more than a person can answer with care. */
export interface PauseRecord {
  readonly agent: AgentId;
  readonly cause: (typeof pauseCauses)[number];
  readonly session?: string;
}

export const guardChanges = ['disarmed', 'repaired', 'removed'] as const;

export const secondPersonSteps = ['requested', 'delivered', 'approved', 'denied', 'refused'] as const;
export type SecondPersonStep = (typeof secondPersonSteps)[number];

export const freezeChanges = ['declared', 'lifted', 'broken', 'mended'] as const;

/** What happened; `proposal` ties all steps of one tool call together. */
export type TraceBody =
  | { readonly kind: 'session'; readonly phase: 'start' | 'end'; readonly detail?: string }
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'proposal'; readonly tool: string; readonly input: unknown; readonly actions: readonly Action[]; readonly statedIntent?: string; readonly reasoning: Reasoning; readonly place?: PlaceRecord; /** What came into the session from outside before it, the latest. */ readonly inputs?: readonly InputRecord[] }
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly policyRevision: string; readonly freezes: readonly Freeze[] }
  | { readonly kind: 'ask'; readonly window: string; readonly deadline: string }
  | { readonly kind: 'answer'; readonly outcome: 'approved' | 'denied'; readonly by: string; readonly method: AnswerMethod; readonly reason?: string; readonly dwellMs?: number; readonly displayed?: string; readonly shown?: ShownRecord; readonly grant?: string; readonly key?: string }
  /** A person changed the command and decided on what they made of it. */
  | { readonly kind: 'edit'; readonly by: string; readonly actions: readonly Action[]; readonly verdict: Verdict }
  | { readonly kind: 'decision'; readonly decision: Exclude<Decision, 'ask'>; readonly by: DecisionBy; readonly reason: string }
  | { readonly kind: 'checkpoint'; readonly checkpoint: CheckpointRecord }
  | { readonly kind: 'restore'; readonly checkpoint: string; readonly files: number; readonly by: string; /** Checkpoint of what was replaced. */ readonly keptBeside?: string }
  /** Checkpoints that are there no more; `promised` ones were younger than they should have become. */
  | { readonly kind: 'prune'; readonly checkpoints: readonly string[]; readonly promised: readonly string[]; readonly bytes: number; readonly why: string }
  /**
   * What `tagout run` did with an approval: `started` before the command, `ended` after it with what became of the targets, in
   * words; `refused` when something was not as approved. `why` of an end: a freeze stopped it. `here`: the agent's own shell ran it.
   */
  | { readonly kind: 'run'; readonly step: 'started' | 'ended' | 'refused'; readonly digest: string; readonly here?: boolean; readonly exitCode?: number; readonly signal?: string; readonly durationMs?: number; readonly observed?: readonly string[]; readonly why?: string }
  /** `tool` and `what` (whole) only where no proposal of it was recorded: nothing else says then what ended. */
  | { readonly kind: 'outcome'; readonly ok?: boolean; readonly exitCode?: number; readonly output?: string; readonly durationMs?: number; readonly tool?: string; readonly what?: string }
  | { readonly kind: 'said'; readonly text: string; /** A thought, told by an event of its own. */ readonly thinking?: true }
  /** `broken` and `mended`: a person let acts through it for a while (`glass`), and that came to its end. */
  | { readonly kind: 'freeze'; readonly change: (typeof freezeChanges)[number]; readonly freeze: Freeze; readonly by: string; readonly reason?: string; readonly glass?: BreakGlass }
  | { readonly kind: 'trust'; readonly change: 'granted' | 'revoked'; readonly trusted: readonly ProgramTrust[]; readonly by: string }
  /** A version of the workspace's policy was accepted by a person, or an acceptance was taken back that the editor does not know. */
  | { readonly kind: 'policy'; readonly change: 'accepted' | 'taken-back'; readonly digest: string; readonly by: string; readonly summary: string }
  /** An approval that lasts was given, or came to its end. */
  | { readonly kind: 'grant'; readonly change: 'given' | 'ended'; readonly grant: GrantRecord; readonly by: string; readonly ending?: GrantEnding }
  /** An agent was stopped or let go on: by a person, or because it asked too often. */
  | { readonly kind: 'pause'; readonly change: 'paused' | 'resumed'; readonly pause: PauseRecord; readonly by: string; readonly reason: string }
  /** Something that was refused was proposed again. `evasion`: so often, against a freeze, that it counts as an attempt to get round it. */
  | { readonly kind: 'retry'; readonly refusals: number; readonly frozen: boolean; readonly evasion: boolean }
  /** A question on its way to another person and back. */
  | { readonly kind: 'second-person'; readonly step: SecondPersonStep; readonly request: string; readonly via: string; readonly by: string; readonly key?: string; readonly why?: string }
  /** Agents were found without the guard before them (`by` then is not known), were put behind it again, or a person removed it. */
  | { readonly kind: 'guard'; readonly change: (typeof guardChanges)[number]; readonly agents: readonly AgentId[]; readonly files: readonly string[]; readonly why: string; readonly by: string }
  | { readonly kind: 'failure'; readonly stage: string; readonly message: string }
  /** All that an approval stands for, as it was when somebody was asked. */
  | ({ readonly kind: 'bound' } & BoundRecord)
  /** What really changed, held against what was predicted. */
  | ({ readonly kind: 'observed' } & ObservedRecord)
  /** Something happened that no recorded decision covers. */
  | ({ readonly kind: 'gap' } & GapRecord)
  /** What a person said afterwards about an act, in hindsight. */
  | ({ readonly kind: 'review' } & ReviewRecord)
  | ({ readonly kind: 'incident' } & IncidentRecord)
  /** Events of a session whose content was erased; their places in the chain stay. */
  | ({ readonly kind: 'erased' } & ErasedRecord)
  /** Segments that were too old or too many. */
  | ({ readonly kind: 'retired' } & RetiredRecord)
  /** The wall clock was set: by so many milliseconds against the clock that only ever goes on; below 0 backwards. */
  | { readonly kind: 'clock'; readonly stepMs: number };

/** Stage of the `failure` that ends a question without an answer: who asked is gone. */
export const questionWithdrawn = 'question withdrawn';

/** Version of the records that are written; those of version 1 stay readable as they are. */
export const recordVersion = 2;

/** One line of the trace, before it is sealed into the chain. */
export interface TraceEvent {
  readonly v: 1 | typeof recordVersion;
  readonly id: string;
  /** ISO 8601, UTC: the wall clock, which may be set. */
  readonly at: string;
  /** Milliseconds on the clock of this start of the machine, which only ever goes on. Since version 2. */
  readonly ticks?: number;
  /** Absolute workspace root. */
  readonly workspace: string;
  readonly agent?: AgentId;
  readonly actor?: Actor;
  readonly session?: string;
  readonly turn?: string;
  /** Id shared by all events of one proposal. */
  readonly proposal?: string;
  readonly callId?: string;
  readonly body: TraceBody;
}
