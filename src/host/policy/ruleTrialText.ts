import { comparisonSentence, type DecisionChange } from '../../core/policy/comparePolicies.ts';
import type { LayerRule } from '../../core/policy/layers.ts';
import type { RuleTrial } from '../../core/policy/tryRule.ts';
import type { Translate } from '../approval/askView.ts';
import { code, table } from '../../core/markdownText.ts';

const listedActs = 20;

/** What trying a rule gave, as Markdown. Commands and reasons are written by others: they stand as code, on one line each. */
export function ruleTrialText(rule: LayerRule, { examples, matched, comparison }: RuleTrial, translate: Translate): string {
  const { acts, looser, stricter } = comparison;
  const changes = [...looser, ...stricter];
  return [
    `# ${code(rule.id)}`,
    `**${rule.decision}** · ${code(rule.reason)}`,
    `## ${translate('Examples')}`,
    examples.length === 0 ? translate('It has no examples. A rule that allows loosens nothing without one.') : table(
      [translate('Example'), translate('Should'), translate('Holds'), translate('Decision')],
      examples.map(({ text, list, holds, decision }) => [code(text), list === 'match' ? translate('match') : translate('not match'), holds ? '✓' : `✗ ${translate('until it does, this rule only tightens')}`, decision]),
    ),
    `## ${translate('Recorded acts')}`,
    acts === 0 ? translate('Nothing is recorded in this workspace yet.') : translate('It applies to {0} of the last {1}. Compared with the policy without it: {2}.', String(matched), String(acts), comparisonSentence(comparison)),
    ...(changes.length === 0 ? [] : [table([translate('Act'), translate('Without'), translate('With')], changes.slice(0, listedActs).map(({ title, count, before, after }: DecisionChange) => [`${code(title)}${count > 1 ? ` × ${count}` : ''}`, before, after]))]),
    translate('Recorded acts are judged from their words alone: what the disk held then is not known any more.'),
  ].join('\n\n') + '\n';
}
