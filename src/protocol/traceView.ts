import type { ActionStatus } from '../core/trace/traceTree.ts';
import type { CommandPiece, RuleView } from './panel.ts';

/** One part of the detail pane. All strings are ready to be shown: hidden characters are named, secrets were redacted when stored. */
export type TraceBlock =
  | { readonly kind: 'facts'; readonly title: string; readonly rows: readonly FactView[] }
  | { readonly kind: 'text'; readonly title: string; readonly text: string; readonly unverified: boolean }
  | { readonly kind: 'command'; readonly title: string; readonly pieces: readonly CommandPiece[] }
  | { readonly kind: 'findings'; readonly title: string; readonly rules: readonly RuleView[] }
  /** Two columns that are held against each other. `alarm` is set where something happened that nobody had foreseen. */
  | { readonly kind: 'sides'; readonly title: string; readonly left: SideView; readonly right: SideView; readonly alarm: string }
  /** Links of a chain from cause to effect; one that is an act of its own can be opened. */
  | { readonly kind: 'causes'; readonly title: string; readonly links: readonly CauseView[] }
  | { readonly kind: 'timeline'; readonly title: string; readonly steps: readonly TimelineStep[] };

export interface SideView {
  readonly title: string;
  readonly lines: readonly string[];
  readonly unverified: boolean;
}

/** A line of a `facts` block. */
export interface FactView {
  readonly label: string;
  readonly value: string;
  /** The text is the product's own, with names between back-ticks. */
  readonly marked?: true;
}

export interface CauseView {
  readonly icon: string;
  readonly label: string;
  readonly time: string;
  readonly text: string;
  readonly unverified: boolean;
  /** As in {@link FactView}. */
  readonly marked?: true;
  /** Id of the act that this link is. */
  readonly act?: string;
}

export interface TimelineStep {
  readonly icon: string;
  /** `waiting` is the time in which an agent waited for a person. */
  readonly tone: 'plain' | 'good' | 'bad' | 'waiting';
  /** Local time of day. */
  readonly time: string;
  /** Time since the step before, in words; empty for the first one. */
  readonly after: string;
  readonly text: string;
}

/** One proposal with everything that is known about it. */
export interface TraceDetailView {
  readonly id: string;
  readonly title: string;
  readonly status: ActionStatus;
  readonly statusText: string;
  readonly subtitle: string;
  readonly blocks: readonly TraceBlock[];
  readonly canRestore: boolean;
  readonly canShowDiff: boolean;
  readonly words: { readonly restore: string; readonly diff: string; readonly copy: string };
}

/** Host → detail pane. */
export type TraceUpdate = { readonly type: 'show'; readonly detail: TraceDetailView } | { readonly type: 'empty'; readonly text: string };

/** Detail pane → host. */
export type TraceMessage = { readonly type: 'ready' } | { readonly type: 'restore' | 'diff' | 'copy' | 'go'; readonly id: string };

/** Validates a message that claims to come from the detail pane; anything unexpected is undefined. */
export function parseTraceMessage(value: unknown): TraceMessage | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const { type } = value;
  if (type === 'ready') return { type };
  const id = 'id' in value ? value.id : undefined;
  if (typeof id !== 'string' || id === '' || (type !== 'restore' && type !== 'diff' && type !== 'copy' && type !== 'go')) return undefined;
  return { type, id };
}
