import { frozenDecision } from '../../core/freeze/evaluate.ts';
import type { PathMatcher } from '../../core/policy/match.ts';
import type { FreezeState } from '../../core/freeze/freeze.ts';
import type { Effect } from '../../core/verdict.ts';
import type { AskMessage } from '../../protocol/channel.ts';

/** What is not known to be limited to anything: a finding without an effect (a limit, an error) is held like one. */
const unknownEffect: Effect = { kind: 'execute', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 0, end: 0 }, uninspectable: true, rule: 'limit', reason: '' };

/** Why a freeze refuses an act that waits, or undefined where it may go on waiting for a person. `now` in milliseconds since 1970. */
export function freezeOver({ verdict, workspace, proposal }: Pick<AskMessage, 'verdict' | 'workspace' | 'proposal'>, freeze: FreezeState, now: number, matchesPath: PathMatcher): string | undefined {
  const context = { freeze, now: new Date(now).toISOString(), root: workspace, matchesPath, agent: proposal.actor.agent };
  const { findings } = verdict;
  // What the rules let pass is held by a freeze like the rest.
  const effects = findings.length === 0 ? [unknownEffect] : findings.flatMap(({ effect, decision }) => effect ?? (decision === 'allow' ? [] : unknownEffect));
  for (const effect of effects) {
    const frozen = frozenDecision(effect, context);
    if (frozen?.decision === 'deny') return frozen.reason;
  }
  return undefined;
}
