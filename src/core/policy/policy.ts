import type { GrantLength } from '../grant/grant.ts';
import type { CaptureLevel } from '../trace/capture/level.ts';
import type { BlastRadius, Decision, EffectKind, Reversibility } from '../verdict.ts';

/** The decision for each cell of reversibility × blast radius. */
export type Matrix = Readonly<Record<Reversibility, Readonly<Record<BlastRadius, Decision>>>>;

/** Where a rule or a cell comes from, highest first: a lower layer never loosens what a higher one says. */
export const policySources = ['organisation', 'user', 'workspace', 'default'] as const;
export type PolicySource = (typeof policySources)[number];

/** Selects effects; all given members must match (AND), the values inside one member are alternatives (OR). */
export interface EffectMatch {
  /** The program that acts or the family of its rules; `npm*` for all that begin so. */
  readonly program?: readonly string[];
  readonly kind?: readonly EffectKind[];
  readonly reversibility?: readonly Reversibility[];
  readonly blastRadius?: readonly BlastRadius[];
  readonly rule?: readonly string[];
  /** minimatch globs against the target path, relative to the workspace root or absolute. */
  readonly path?: readonly string[];
  /** Names of environments, those of {@link Policy.environments} included. */
  readonly environment?: readonly string[];
  readonly agent?: readonly string[];
  /** Globs (`*`, `?`, `[a-z]`) against the label of a task, the server and the tool of an MCP call. */
  readonly task?: readonly string[];
  readonly mcpServer?: readonly string[];
  readonly mcpTool?: readonly string[];
  /** Globs against the ids of freezes: the rule counts only while one of them holds. */
  readonly freeze?: readonly string[];
}

export interface PolicyRule {
  readonly id: string;
  readonly match: EffectMatch;
  readonly decision: Decision;
  readonly reason: string;
  readonly alternative?: string;
  readonly source: PolicySource;
  /** Set by the compiler: the layer may loosen, and the rule's own examples hold. */
  readonly mayLower: boolean;
  /** `file:line` where the rule stands, for people. */
  readonly origin?: string;
  /** The incident that it was made from, for people. */
  readonly incident?: string;
}

/** How an environment is recognised. Patterns hold `*`, `?` and `[a-z]`; those of paths are minimatch globs. */
export interface Environment {
  readonly name: string;
  readonly production: boolean;
  readonly hosts: readonly string[];
  readonly contexts: readonly string[];
  readonly profiles: readonly string[];
  readonly branches: readonly string[];
  readonly paths: readonly string[];
}

/** How rows of a server are counted before somebody approves their loss. Never taken from a workspace: it names what is started. */
export interface ReadOnlyConnection {
  /** Glob over the connection as the command or its configuration gives it: `postgres://*@db.prod/*`. */
  readonly connection: string;
  readonly client: 'psql' | 'mysql';
  /** What the client gets before our own query: an account that may only read. */
  readonly args: readonly string[];
}

/**
 * When a verified checkpoint replaces a question, and how long checkpoints are kept. Sizes in megabytes (2^20 bytes). A
 * number of 0 switches off what it limits.
 */
export interface CheckpointPolicy {
  /** An act that loses nothing but local work runs behind a checkpoint instead of waiting for a person. */
  readonly replaceQuestions: boolean;
  /** The largest checkpoint that replaces a question. */
  readonly maxFiles: number;
  readonly maxMegabytes: number;
  /** Questions replaced at most in ten minutes of one workspace; above it a person is asked again. */
  readonly perTenMinutes: number;
  /** Questions replaced, and kept for it, at most in one session of an agent. */
  readonly perSession: number;
  readonly sessionMegabytes: number;
  /** Checkpoints are removed when they are older, or the oldest first when all of them are larger. */
  readonly keepDays: number;
  readonly keepMegabytes: number;
}

/** How often an agent may ask; what is absent is left to the settings of the person. */
export interface QuestionRules {
  readonly inTenMinutes?: number;
  readonly inHundredCalls?: number;
}

/** Which approvals may last, and for how long at most; what is absent is as the product has it. */
export interface GrantRules {
  readonly lengths?: readonly GrantLength[];
  readonly idleMinutes?: number;
  readonly sessionHours?: number;
}

/**
 * The effective policy, compiled: what the hook reads as JSON. Layers were merged before (`layers.ts`); any rule can
 * raise a decision, and only one that `mayLower` can lower it.
 */
export interface Policy {
  readonly version: 1;
  /** Changes with every byte that matters; recorded with each decision. */
  readonly revision: string;
  readonly matrix: Matrix;
  /** Who set a cell, where it is not the default: no rule of a lower layer lowers it. */
  readonly cellSources: Readonly<Partial<Record<Reversibility, Readonly<Partial<Record<BlastRadius, PolicySource>>>>>>;
  readonly rules: readonly PolicyRule[];
  /** Whether a rule selects by program: then effects name theirs. */
  readonly namesPrograms: boolean;
  readonly protectedBranches: readonly string[];
  readonly environments: readonly Environment[];
  /** How production is recognised besides: lower-case substrings of hosts, contexts, profiles, workspaces, connection strings. */
  readonly productionMarks: readonly string[];
  /** The first one that fits is used; without any the rows of servers stay unknown. */
  readonly readOnlyConnections?: readonly ReadOnlyConnection[];
  readonly checkpoints: CheckpointPolicy;
  /** The person who answers for an agent, by its id; `*` for every other one. Only their signature releases what another window asks for. */
  readonly owners?: Readonly<Record<string, string>>;
  readonly questions?: QuestionRules;
  readonly grants?: GrantRules;
  /** How much of an act is recorded; absent is all of it. */
  readonly capture?: CaptureLevel;
}

/** Who answers for an agent; undefined where nobody is named. */
export const ownerOf = ({ owners = {} }: Pick<Policy, 'owners'>, agent: string): string | undefined => (Object.hasOwn(owners, agent) ? owners[agent] : owners['*']);

/** The default matrix of the product; policy may tighten any cell. */
export const defaultMatrix: Matrix = {
  'read-only': { file: 'allow', workspace: 'allow', machine: 'allow', shared: 'allow', production: 'allow' },
  reversible: { file: 'allow', workspace: 'allow', machine: 'ask', shared: 'ask', production: 'ask' },
  recoverable: { file: 'ask', workspace: 'ask', machine: 'ask', shared: 'ask', production: 'ask' },
  irreversible: { file: 'ask', workspace: 'ask', machine: 'ask', shared: 'ask', production: 'deny' },
};

export const defaultCheckpoints: CheckpointPolicy = {
  replaceQuestions: true, maxFiles: 20_000, maxMegabytes: 256, perTenMinutes: 10, perSession: 60, sessionMegabytes: 1024, keepDays: 30, keepMegabytes: 5120,
};

export const defaultPolicy: Policy = {
  version: 1,
  revision: 'default-1',
  matrix: defaultMatrix,
  cellSources: {},
  rules: [],
  namesPrograms: false,
  protectedBranches: ['main', 'master', 'trunk', 'develop', 'release', 'release/*', 'production', 'prod'],
  environments: [],
  productionMarks: ['prod', 'production', 'prd', 'live'],
  checkpoints: defaultCheckpoints,
};
