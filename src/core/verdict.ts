import type { TrustOffer } from './trust/trust.ts';

/** The two axes of every judgement, weakest first. The order is the meaning: compare with {@link strictest}. */
export const reversibilities = ['read-only', 'reversible', 'recoverable', 'irreversible'] as const;
export const blastRadii = ['file', 'workspace', 'machine', 'shared', 'production'] as const;
export const decisions = ['allow', 'ask', 'deny'] as const;

export type Reversibility = (typeof reversibilities)[number];
export type BlastRadius = (typeof blastRadii)[number];
export type Decision = (typeof decisions)[number];

/** Byte-for-byte place in the text that was judged, as UTF-16 offsets `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What an effect does. Policies, freezes and checkpoints select by it. */
export const effectKinds = [
  'read', 'write', 'delete', 'move', 'git-discard', 'git-history', 'git-remote', 'database', 'schema', 'infrastructure', 'deploy', 'publish', 'package', 'container', 'network', 'process', 'system', 'secret',
  'config', 'guard', 'execute',
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** The resolved object that an effect touches. */
export type Target =
  /** With `pattern` (a shell glob of one or more segments, relative to `path`) only what it matches is meant. */
  | { readonly kind: 'path'; readonly path: string; readonly recursive: boolean; readonly pattern?: string }
  | { readonly kind: 'git'; readonly repository: string; readonly loses: GitLoss; readonly paths?: readonly string[] }
  | { readonly kind: 'database'; readonly connection: string; readonly statement?: string; readonly table?: string }
  | { readonly kind: 'remote'; readonly name: string; readonly branch?: string }
  | { readonly kind: 'environment'; readonly name: string; readonly evidence: string }
  | { readonly kind: 'other'; readonly name: string };

/** What a git command throws away in the work tree: decides what a checkpoint must keep. `unreachable`: refs, reflogs, and what only they or nothing at all leads to. */
export type GitLoss = 'tracked-changes' | 'untracked' | 'ignored' | 'untracked-and-ignored' | 'stash' | 'commits' | 'refs' | 'unreachable';

/**
 * One thing that an action would do to one object.
 * `posture` overrides the matrix: `routine` is everyday work that the matrix alone would ask about (a feature-branch
 * push), `ask` and `deny` raise a cell that the matrix alone would let through (a git hook written, the guard's own files),
 * `person` asks, also where the default matrix refuses: what is narrow enough to be looked at as a whole (rows that a WHERE picks).
 * INVARIANT: `routine` is honoured only outside a freeze and never for an uninspectable effect. An uninspectable effect
 * passes only by `trust.given`, outside a freeze.
 */
export interface Effect {
  readonly kind: EffectKind;
  readonly reversibility: Reversibility;
  readonly blastRadius: BlastRadius;
  readonly posture?: 'routine' | 'ask' | 'person' | 'deny';
  readonly target?: Target;
  readonly span: Span;
  /** Could not be understood (unknown program, option or word, a limit, a parse error). Never "safe". */
  readonly uninspectable: boolean;
  /** Stable id `family.kebab-case` of the table row or rule that produced the effect. */
  readonly rule: string;
  /** One line, lower case, no full stop: what is lost or why it is not known. */
  readonly reason: string;
  /** A safer way to the same end, computed by rule (never by the model). */
  readonly alternative?: string;
  /** The command or statement that {@link alternative} names, where exactly this was judged and is allowed. */
  readonly instead?: string;
  /** What a person may answer about this effect for the whole workspace, and whether it was answered. */
  readonly trust?: TrustOffer;
  /** The program that acts, set where the policy has rules for programs. */
  readonly program?: string;
}

export type FindingSource = 'default' | 'organisation' | 'user' | 'workspace' | 'freeze' | 'autonomy' | 'budget' | 'limit';

/** One reason behind a verdict. All findings are kept; the strictest one decides. */
export interface Finding {
  readonly decision: Decision;
  readonly rule: string;
  readonly source: FindingSource;
  readonly reason: string;
  readonly span: Span;
  readonly effect?: Effect;
  /** A safer way that the rule's author names; {@link alternativeOf} gives the one that counts. */
  readonly alternative?: string;
}

export interface Verdict {
  readonly decision: Decision;
  readonly reversibility: Reversibility;
  readonly blastRadius: BlastRadius;
  readonly uninspectable: boolean;
  /** Strictest first. Empty only for an action without any effect. */
  readonly findings: readonly Finding[];
  /** Set when a freeze raised the decision. */
  readonly frozen: boolean;
}

/** Whether the act may change something, as far as is known. What was not understood may. */
export const mayChange = (verdict: Verdict): boolean => verdict.uninspectable || verdict.reversibility !== 'read-only';

/** The safer way to show for a finding: the one of the rule's author, else the one that the judgement computed. */
export const alternativeOf = ({ alternative, effect }: Finding): string | undefined => alternative ?? effect?.alternative;

/** The later of two members of an ordered axis. */
export function strictest<T extends string>(order: readonly T[], first: T, second: T): T {
  return order.indexOf(first) >= order.indexOf(second) ? first : second;
}

export const worstReversibility = (first: Reversibility, second: Reversibility): Reversibility =>
  strictest(reversibilities, first, second);
export const widestRadius = (first: BlastRadius, second: BlastRadius): BlastRadius => strictest(blastRadii, first, second);
export const strictestDecision = (first: Decision, second: Decision): Decision => strictest(decisions, first, second);
