import { frozenDecision } from '../core/freeze/evaluate.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import type { Effect } from '../core/verdict.ts';
import type { AskMessage } from '../protocol/channel.ts';

/** What is not known to be limited to anything: a finding without an effect (a limit, an error) is held like one. */
const unknownEffect: Effect = { kind: 'execute', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 0, end: 0 }, uninspectable: true, rule: 'limit', reason: '' };

/**
 * Why a freeze refuses an act that waits, or undefined where it may go on waiting for a person. `now` in milliseconds since
 * 1970. Path scopes are not narrowed here: a freeze over some paths counts for every path, as long as the act waits.
 */
export function freezeOver({ verdict, workspace }: Pick<AskMessage, 'verdict' | 'workspace'>, freeze: FreezeState, now: number): string | undefined {
  const context = { freeze, now: new Date(now).toISOString(), root: workspace };
  const raised = verdict.findings.filter(({ decision }) => decision !== 'allow');
  const effects = raised.length === 0 ? [unknownEffect] : raised.map(({ effect }) => effect ?? unknownEffect);
  for (const effect of effects) {
    const frozen = frozenDecision(effect, context);
    if (frozen?.decision === 'deny') return frozen.reason;
  }
  return undefined;
}
