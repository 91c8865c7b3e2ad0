import type { Action, Proposal } from '../../core/action.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { JudgedAgain } from '../../protocol/judgeAgain.ts';
import { visiblePieces } from '../../core/visibleText.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { EditedView } from '../../protocol/panel.ts';
import type { Translate } from './askView.ts';
import { commandText } from './commandView.ts';

/** A waiting act whose command a person changed, with the verdict on what they made of it. */
export interface EditedAct {
  readonly original: AskMessage;
  /** The same question about the changed command. */
  readonly ask: AskMessage;
  readonly command: string;
}

/** Judges another command in place of an act's own. Throws when it cannot. */
export type JudgeAgain = (original: AskMessage, proposal: Proposal) => JudgedAgain;

/** The text that a person may change: the one command of a proposal, as the agent sent it. Undefined where there is none or several. */
export function editableText({ actions }: Proposal): string | undefined {
  const [only] = actions;
  return actions.length === 1 && only?.kind === 'shell' ? only.command : undefined;
}

/** The proposal with another command in place of its own; undefined where there is none to change. */
export function withCommand(proposal: Proposal, command: string): Proposal | undefined {
  const [only] = proposal.actions;
  if (proposal.actions.length !== 1 || only?.kind !== 'shell') return undefined;
  const changed: Action = { ...only, command };
  return { ...proposal, actions: [changed] };
}

/** The question about a changed command, judged by `judge`. Throws where there is no command to change or it cannot be judged. */
export function editAct(original: AskMessage, command: string, judge: JudgeAgain): EditedAct {
  const proposal = withCommand(original.proposal, command);
  if (proposal === undefined) throw new Error('this act has no command that could be changed');
  return { original, ask: { ...original, proposal, ...judge(original, proposal), digest: '' }, command };
}

/** What the agent reads when a person wants another command: where that cannot be run in place of its own, it proposes it itself. */
export const insteadText = (by: string, command: string): string => `${by} wants this to be run instead, and nothing else: ${command}`;

/** What the panel says about the change. */
export function editedView({ original, ask: { verdict } }: EditedAct, translate: Translate): EditedView {
  return { original: visiblePieces(commandText(original.proposal, original.workspace).text), decision: verdict.decision, meaning: meaningOf(verdict, original.replaceable === true, translate) };
}

function meaningOf({ decision, findings }: Verdict, replaceable: boolean, translate: Translate): string {
  switch (decision) {
    case 'allow':
      if (replaceable) return translate('This would run without a question. Approving runs it in place of the agent’s own command.');
      return translate('This would run without a question. Approving tells the agent to run it instead of its own command.');
    case 'ask':
      if (replaceable) return translate('Approving runs this in place of the agent’s own command.');
      return translate('Approving tells the agent to propose this instead of its own command; you are asked about it once more, as it is then.');
    case 'deny':
      return translate('The rules refuse this: {0}', findings[0]?.reason ?? '');
  }
}
