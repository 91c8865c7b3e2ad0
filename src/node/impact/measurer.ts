import type { Action } from '../../core/action.ts';
import { commandAt, type CommandHere } from '../../core/impact/commandAt.ts';
import type { ImpactPart } from '../../core/impact.ts';
import type { ReadOnlyConnection } from '../../core/policy/policy.ts';
import type { Effect, Target } from '../../core/verdict.ts';
import type { Deadline } from './deadline.ts';

/** One effect with all that a measurer may need to look at it. */
export interface Subject {
  readonly effect: Effect;
  readonly actions: readonly Action[];
  /** Absolute directory that the agent works in. */
  readonly cwd: string;
  /** Absolute root of the workspace: programs below it are never started. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly deadline: Deadline;
  readonly readOnlyConnections: readonly ReadOnlyConnection[];
  /** What Node runs to count rows of SQLite files (rowCounter.ts); without it they stay unknown. */
  readonly rowCounter?: readonly string[];
  /** Says in words what is in no figure. */
  readonly uncounted: (what: string) => void;
}

/**
 * Looks at what effects of one kind would do. INVARIANT: it only reads, starts no program that the workspace could have put
 * there, follows the deadline, and says what it does not know instead of guessing.
 */
export interface Measurer {
  readonly kind: ImpactPart['kind'];
  readonly measures: (effect: Effect) => boolean;
  readonly measure: (subject: Subject) => Promise<ImpactPart | undefined>;
}

/** The command behind an effect; undefined where the line does not spell it. */
export const commandOf = ({ actions, effect: { span }, cwd }: Subject, ...programs: readonly string[]): CommandHere | undefined => commandAt({ actions, span, cwd, programs });

type TargetOf<Kind extends Target['kind']> = Extract<Target, { readonly kind: Kind }>;

/** The target of an effect where it is of one kind. */
export function targetOf<Kind extends Target['kind']>({ target }: Effect, kind: Kind): TargetOf<Kind> | undefined {
  const is = (one: Target): one is TargetOf<Kind> => one.kind === kind;
  return target !== undefined && is(target) ? target : undefined;
}
