import { isEmptyPlan, planCheckpoint, type CheckpointPlan } from './checkpoint.ts';
import type { Policy } from './policy/policy.ts';
import { relativeTo } from './resolve/lexicalPath.ts';
import type { Effect, EffectKind, Finding, Verdict } from './verdict.ts';

/** Facts on which it rests whether a checkpoint can stand for a person's answer. */
export interface ReplacementFacts {
  readonly policy: Policy;
  /** Absolute workspace root, symlinks resolved. */
  readonly root: string;
  /** Absolute paths that no agent may change. */
  readonly protectedPaths: readonly string[];
  readonly caseInsensitive: boolean;
}

/** `replaced`: with everything in `plan` kept and verified, the act may run without a question. `asked`: why not, in plain words. */
export type Replacement = { readonly kind: 'replaced'; readonly plan: CheckpointPlan } | { readonly kind: 'asked'; readonly why: string };

/** What a checkpoint brings back as a whole: content of files, and what git keeps of a work tree. */
const local: ReadonlySet<EffectKind> = new Set(['delete', 'write', 'move', 'git-discard', 'git-history']);

/**
 * Whether a checkpoint would replace the question of a verdict. It does when every reason to ask is the product's own, and
 * is the loss of something known that lies in the workspace and that a checkpoint holds. What a person, a policy, a freeze,
 * a limit or a refusal asks for stays a question, and so does what could not be understood or belongs to the guard.
 */
export function replacementFor(verdict: Verdict, facts: ReplacementFacts): Replacement {
  const asked = (why: string): Replacement => ({ kind: 'asked', why });
  if (!facts.policy.checkpoints.replaceQuestions) return asked('the policy keeps the question');
  if (verdict.decision !== 'ask') return asked('nobody is asked');
  if (verdict.frozen) return asked('a freeze asks');
  const asking = verdict.findings.filter(({ decision }) => decision === 'ask');
  for (const finding of asking) {
    const why = objectionTo(finding, facts);
    if (why !== undefined) return asked(why);
  }
  const plan = planCheckpoint(asking.flatMap(({ effect }) => effect ?? []));
  if (isEmptyPlan(plan) || plan.beyond.length > 0) return asked(plan.beyond[0] ?? 'there is nothing to keep');
  return { kind: 'replaced', plan };
}

/** Why the question of one finding stays; undefined where a checkpoint answers it. */
function objectionTo({ source, rule, effect }: Finding, facts: ReplacementFacts): string | undefined {
  if (source !== 'default') return `the rule \`${rule}\` of the ${source} asks`;
  if (effect === undefined) return `\`${rule}\` asks`;
  const { kind, reversibility, blastRadius, posture, uninspectable } = effect;
  if (uninspectable) return 'it was not fully understood';
  if (!local.has(kind)) return `a checkpoint does not bring back what \`${rule}\` does`;
  if (posture !== undefined && posture !== 'routine') return `\`${rule}\` is about more than its content`;
  if (blastRadius !== 'file' && blastRadius !== 'workspace') return 'it reaches beyond the workspace';
  if (facts.policy.cellSources[reversibility]?.[blastRadius] !== undefined) return 'the policy itself decides about acts of this kind';
  return objectionToTarget(effect, facts);
}

function objectionToTarget({ target }: Effect, facts: ReplacementFacts): string | undefined {
  const { root, caseInsensitive } = facts;
  const inside = (place: string): string | undefined => relativeTo(root, place, caseInsensitive);
  if (target?.kind === 'path') {
    const name = inside(target.path);
    if (name === undefined || (name === '' && target.pattern === undefined)) return 'it lies outside the workspace';
    return objectionToPlace(target.path, name, target.recursive && target.pattern === undefined, facts);
  }
  if (target?.kind === 'git') {
    if (inside(target.repository) !== undefined) return undefined;
    const isLimited = target.paths !== undefined && target.paths.length > 0 && target.paths.every((path) => inside(path) !== undefined);
    return isLimited ? undefined : 'the repository is larger than the workspace';
  }
  return 'it is not known what it reaches';
}

/** The guard's own files, an agent's settings and git's own directory stay a person's matter, also below what is deleted. */
function objectionToPlace(path: string, name: string, whole: boolean, { protectedPaths, caseInsensitive }: ReplacementFacts): string | undefined {
  if (name.split('/').some((segment) => segment.toLowerCase() === '.git')) return 'it lies in `.git`';
  const holds = (outer: string, inner: string): boolean => relativeTo(outer, inner, caseInsensitive) !== undefined;
  return protectedPaths.some((one) => holds(one, path) || (whole && holds(path, one))) ? 'it holds files on which the guard rests' : undefined;
}
