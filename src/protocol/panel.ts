import { trustScopes, type TrustScope } from '../core/trust/trust.ts';
import type { RecoverableFrom } from '../core/impact.ts';
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
  /** Milliseconds since 1970: a file, and the list can be put in another order. */
  readonly modifiedMs?: number;
  /** Where a file comes back from. */
  readonly recoverable?: RecoverableFrom;
  /** How it comes back, or that it does not. */
  readonly note?: string;
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
  readonly targets: readonly TargetView[];
  readonly moreTargets: number;
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
  readonly alternatives: readonly string[];
  readonly explanation?: string;
  readonly prompt?: string;
  readonly confirmation?: ConfirmationView;
  readonly trust?: TrustView;
  readonly canShowDiff: boolean;
  /** ISO 8601: when it is refused by itself. */
  readonly deadline: string;
  /** False while the loss is still being measured: nothing can be approved before it is shown. */
  readonly measured: boolean;
}

/** Host → panel. */
export type PanelUpdate =
  | { readonly type: 'show'; readonly ask: AskView; readonly position: number; readonly waiting: number }
  | { readonly type: 'queue'; readonly position: number; readonly waiting: number }
  /** The way back could not be made: the panel offers to deny, or to run without one after typing `confirm`. */
  | { readonly type: 'no-way-back'; readonly id: string; readonly why: string; readonly confirm: string }
  | { readonly type: 'busy'; readonly id: string; readonly text: string }
  | { readonly type: 'rejected'; readonly id: string; readonly why: string }
  | { readonly type: 'empty'; readonly text: string };

/** Panel → host. Only `approve` carries the nonce; the host checks it, the time since `rendered`, and the typed name again. */
export type PanelMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'rendered'; readonly id: string }
  | { readonly type: 'deny'; readonly id: string; readonly reason?: string }
  | { readonly type: 'approve'; readonly id: string; readonly nonce: string; readonly typed?: string; readonly withoutWayBack?: true; readonly trust?: TrustScope }
  | { readonly type: 'diff'; readonly id: string };

/** Milliseconds after which a shown panel begins to accept an approval (Chromium's value for small permission surfaces). */
export const deadTimeMs = 500;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isTrustScope = (value: unknown): value is TrustScope => trustScopes.some((scope) => scope === value);

/** Validates a message that claims to come from the panel; anything unexpected is undefined. Unknown fields are dropped. */
export function parsePanelMessage(value: unknown): PanelMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id, nonce, reason, typed, withoutWayBack, trust } = value;
  if (type === 'ready') return { type };
  if (typeof id !== 'string' || id === '') return undefined;
  switch (type) {
    case 'rendered':
    case 'diff':
      return { type, id };
    case 'deny':
      if (reason !== undefined && typeof reason !== 'string') return undefined;
      return reason === undefined || reason.trim() === '' ? { type, id } : { type, id, reason: reason.trim().slice(0, 2000) };
    case 'approve':
      if (typeof nonce !== 'string' || (typed !== undefined && typeof typed !== 'string') || (trust !== undefined && !isTrustScope(trust))) return undefined;
      return { type, id, nonce, ...(typed === undefined ? {} : { typed }), ...(withoutWayBack === true ? { withoutWayBack } : {}), ...(trust === undefined ? {} : { trust }) };
    default:
      return undefined;
  }
}
