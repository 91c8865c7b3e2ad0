import { agentName } from '../../core/agentNames.ts';
import type { ActionNode } from '../../core/trace/traceTree.ts';
import type { ActSummary } from '../../core/trace/traceQuery.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { localTime, type Translate } from '../approval/askView.ts';

/** Who changed or deleted something, when, and which person knows of it, in one line; `action` is the act itself where it could be read. */
export function markText(act: ActSummary, action: ActionNode | undefined, kind: 'changed' | 'deleted', translate: Translate): string {
  const agent = act.agent === undefined ? translate('an agent') : agentName(act.agent);
  const what = kind === 'deleted' ? translate('Deleted by {0}, {1}', agent, localTime(act.at)) : translate('Changed by {0}, {1}', agent, localTime(act.at));
  return visibleLine(`${what}, ${knownTo(act, action, translate)}`);
}

function knownTo({ status, reviewed }: ActSummary, action: ActionNode | undefined, translate: Translate): string {
  const review = action?.reviews.at(-1);
  if (review !== undefined) return translate('reviewed by {0}', review.by);
  if (status === 'approved' && action?.answer !== undefined) return translate('approved by {0}', action.answer.by);
  if (status === 'gap') return reviewed ? translate('without a decision') : translate('without a decision, never reviewed');
  return reviewed ? translate('reviewed by a person') : translate('never reviewed');
}
