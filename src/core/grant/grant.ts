import type { AgentId } from '../action.ts';
import type { GrantRules } from '../policy/policy.ts';
import { grantScopesOf, scopesCover, type GrantableAct, type GrantScope } from './grantScope.ts';

/** How long a grant is meant for, shortest first. */
export const grantLengths = ['quarter-hour', 'session'] as const;
export type GrantLength = (typeof grantLengths)[number];

const minuteMs = 60 * 1000;
/** Milliseconds without a use after which a grant ends. */
export const grantIdleMs = 10 * 60 * 1000;
/** Milliseconds after which a grant ends however often it is used. */
export const grantLimitMs: Readonly<Record<GrantLength, number>> = { 'quarter-hour': 15 * 60 * 1000, session: 12 * 60 * 60 * 1000 };

/**
 * An approval with scope and expiry. It lives in the memory of the window that gave it, and nowhere else. All times in
 * milliseconds since 1970.
 */
export interface Grant {
  readonly id: string;
  readonly workspace: string;
  readonly agent: AgentId;
  readonly session: string;
  readonly length: GrantLength;
  readonly scopes: readonly GrantScope[];
  readonly by: string;
  /** The act that was approved with it, on one line. */
  readonly example: string;
  readonly givenAt: number;
  readonly usedAt: number;
  readonly uses: number;
  /** State of policy and freezes that it was given under; under any other it is void. */
  readonly revision: string;
}

/** Why a grant ended, as the trace records it. */
export const grantEndings = ['revoked', 'expired', 'idle', 'rules-changed', 'frozen', 'clock', 'paused', 'closed'] as const;
export type GrantEnding = (typeof grantEndings)[number];

/** What ends a grant at this moment; undefined while it holds. A clock that went backwards ends it too. `rules` of the policy only shorten it. */
export function endingOf({ length, givenAt, usedAt, revision }: Grant, now: number, currentRevision: string, { idleMinutes = Infinity, sessionHours = Infinity }: GrantRules = {}): GrantEnding | undefined {
  if (revision !== currentRevision) return 'rules-changed';
  if (now < usedAt) return 'clock';
  if (now - givenAt >= Math.min(grantLimitMs[length], sessionHours * 60 * minuteMs)) return 'expired';
  return now - usedAt >= Math.min(grantIdleMs, idleMinutes * minuteMs) ? 'idle' : undefined;
}

/** An act that is asked about, and who asks. */
export interface AskedAct extends GrantableAct {
  readonly workspace: string;
  readonly agent: AgentId;
  readonly session: string;
}

/**
 * Whether a grant that still holds answers this question. An act that no grant could be given for is covered by none, so that
 * irreversible, production, frozen and misunderstood acts are asked about each time.
 */
export function grantCovers(grant: Grant, act: AskedAct): boolean {
  if (grant.workspace !== act.workspace || grant.agent !== act.agent || grant.session !== act.session) return false;
  const asked = grantScopesOf(act);
  return asked !== undefined && scopesCover(grant.scopes, asked);
}
