import type { Attributes } from './attributes.ts';

/** An act whose end was not seen yet: what its spans will say. Plain data, so that it outlasts the process. */
export interface OpenAct {
  readonly proposal: string;
  readonly chain: string;
  readonly session: string;
  readonly agent: string;
  readonly callId?: string;
  /** Id of the span of its turn; absent where the agent names no session. */
  readonly turn?: string;
  readonly at: string;
  readonly lastAt: string;
  readonly tool?: string;
  readonly askedAt?: string;
  readonly allowedAt?: string;
  readonly startedAt?: string;
  readonly ran?: true;
  readonly attributes: Attributes;
}

export interface OpenTurn {
  readonly chain: string;
  readonly session: string;
  readonly agent: string;
  readonly span: string;
  /** As the agent names it; absent until it does. */
  readonly id?: string;
  readonly at: string;
  readonly lastAt: string;
  readonly acts: number;
  /** Its span was made already; what still comes belongs to it. */
  readonly told?: true;
  readonly attributes: Attributes;
}

/** What has begun and not ended: acts by proposal and turns by session, each in the order in which it began. */
export interface OpenSpans {
  readonly acts: Readonly<Record<string, OpenAct>>;
  readonly turns: Readonly<Record<string, OpenTurn>>;
}

export const noOpenSpans: OpenSpans = { acts: {}, turns: {} };

/** Beyond these the oldest are told as they are, so that what is kept stays small. */
export const mostOpenActs = 1000;
export const mostOpenTurns = 200;
/** A turn in which nothing happened for so long has ended, and an act without an outcome. */
export const turnIdleMs = 15 * 60_000;
export const actIdleMs = 24 * 60 * 60_000;
