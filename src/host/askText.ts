import type { AskView } from '../protocol/panel.ts';
import { localTime, type Translate } from './askView.ts';

/** The panel's content as plain text, in the same order: for screen readers and hosts without webviews. */
export function askText(view: AskView, translate: Translate): string {
  const list = (items: readonly string[]): string => items.map((item) => `  - ${item}`).join('\n');
  const parts: readonly (readonly [string, string])[] = [
    ['', view.loss],
    ['', [view.reversibilityText, view.wayBack.text].filter((line) => line !== '').join('\n')],
    [translate('What it touches'), list([...view.targets.map(({ name, status, bytes, note }) => [name, status, ...(bytes === undefined ? [] : [`${bytes} B`]), ...(note === undefined ? [] : [note])].join(' · ')), ...(view.moreTargets > 0 ? [translate('and {0} more', String(view.moreTargets))] : [])])],
    [translate('What is known about it'), list(view.facts.map(({ label, value }) => `${label}: ${value}`))],
    [translate('Not counted'), list(view.uncounted)],
    [translate('Why you are asked'), list([...view.rules.map(({ reason, rule, source }) => `${reason} (${rule}, ${source})`), ...(view.moreRules > 0 ? [translate('and {0} more', String(view.moreRules))] : [])])],
    [translate('Code freeze'), list(view.freezes)],
    [translate('Who asks'), list(view.who.map(({ label, value }) => `${label}: ${value}`))],
    [view.commandLabel, view.command.map(({ text, danger }) => (danger === undefined ? text : `⟦${text}⟧`)).join('').replaceAll('⟧⟦', '')],
    [translate('Safer ways'), list(view.alternatives.map(({ text, command }) => (command === undefined ? text : `${text} (${translate('runs without a question')})`)))],
    [view.trust?.question ?? '', list(view.trust?.choices.map(({ label }) => label) ?? [])],
    [translate('What the agent was asked for'), view.prompt ?? ''],
    [translate('Agent’s explanation (not verified)'), view.explanation ?? ''],
    ['', translate('Refused by itself at {0}.', localTime(view.deadline))],
  ];
  return `${parts.filter(([, text]) => text !== '').map(([title, text]) => (title === '' ? text : `${title}\n${text}`)).join('\n\n')}\n`;
}
