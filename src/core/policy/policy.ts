import type { BlastRadius, Decision, EffectKind, Reversibility } from '../verdict.ts';

/** The decision for each cell of reversibility × blast radius. */
export type Matrix = Readonly<Record<Reversibility, Readonly<Record<BlastRadius, Decision>>>>;

/** Selects effects; all given members must match (AND), the values inside one member are alternatives (OR). */
export interface EffectMatch {
  readonly program?: readonly string[];
  readonly kind?: readonly EffectKind[];
  readonly reversibility?: readonly Reversibility[];
  readonly blastRadius?: readonly BlastRadius[];
  readonly rule?: readonly string[];
  /** minimatch globs against the target path, relative to the workspace root or absolute. */
  readonly path?: readonly string[];
  readonly environment?: readonly string[];
}

export interface PolicyRule {
  readonly id: string;
  readonly match: EffectMatch;
  readonly decision: Decision;
  readonly reason: string;
  readonly alternative?: string;
  readonly source: 'default' | 'organisation' | 'user' | 'workspace';
}

/**
 * The effective policy, compiled: what the hook reads as JSON. Layers were merged before; a rule can raise any decision,
 * and lower one only when its source is `user` or `organisation`.
 */
export interface Policy {
  readonly version: 1;
  /** Changes with every byte that matters; recorded with each decision. */
  readonly revision: string;
  readonly matrix: Matrix;
  readonly rules: readonly PolicyRule[];
  readonly protectedBranches: readonly string[];
  /** How production is recognised: lower-case substrings of hosts, contexts, profiles, workspaces, connection strings. */
  readonly productionMarks: readonly string[];
}

/** The default matrix of the product; policy may tighten any cell. */
export const defaultMatrix: Matrix = {
  'read-only': { file: 'allow', workspace: 'allow', machine: 'allow', shared: 'allow', production: 'allow' },
  reversible: { file: 'allow', workspace: 'allow', machine: 'ask', shared: 'ask', production: 'ask' },
  recoverable: { file: 'ask', workspace: 'ask', machine: 'ask', shared: 'ask', production: 'ask' },
  irreversible: { file: 'ask', workspace: 'ask', machine: 'ask', shared: 'ask', production: 'deny' },
};

export const defaultPolicy: Policy = {
  version: 1,
  revision: 'default-1',
  matrix: defaultMatrix,
  rules: [],
  protectedBranches: ['main', 'master', 'trunk', 'develop', 'release', 'release/*', 'production', 'prod'],
  productionMarks: ['prod', 'production', 'live'],
};
