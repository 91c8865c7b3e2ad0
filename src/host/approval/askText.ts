import type { AskView, CommandPiece, TargetView } from '../../protocol/panel.ts';
import { localTime, type Translate } from './askView.ts';

/**
 * The panel's content as plain text, in the same order: for screen readers and hosts without webviews. SECURITY: headings
 * stand at the left edge; what an agent wrote is indented, line by line, so that it cannot look like one.
 */
export function askText(view: AskView, translate: Translate): string {
  const { files } = view;
  const list = (items: readonly string[]): string => items.map((item) => `  - ${item}`).join('\n');
  const rows = (targets: readonly TargetView[], more: number): readonly string[] => [...targets.map(({ name, status, bytes, note }) => [name, status, ...(bytes === undefined ? [] : [`${bytes} B`]), ...(note === undefined ? [] : [note])].join(' · ')), ...(more > 0 ? [translate('and {0} more', String(more))] : [])];
  const parts: readonly (readonly [string, string])[] = [
    ['', view.loss],
    ['', [view.reversibilityText, view.wayBack.text].filter((line) => line !== '').join('\n')],
    ['', view.changed === undefined ? '' : translate('It can no longer be approved: {0}. Deny it, so that the agent proposes it as it is now.', view.changed)],
    [view.edited === undefined ? '' : translate('You changed the command'), view.edited === undefined ? '' : `${view.edited.meaning}\n${translate('The agent’s own command')}\n${indented(textOf(view.edited.original))}`],
    [translate('What it touches'), list([...rows(view.targets, view.moreTargets), ...rows(files?.first ?? [], (files?.total ?? 0) - (files?.first.length ?? 0))])],
    [translate('What is known about it'), list(view.facts.map(({ label, value }) => `${label}: ${value}`))],
    [translate('Not counted'), list(view.uncounted)],
    [translate('Why you are asked'), list([...view.rules.map(({ reason, rule, source, place }) => `${reason} (${[rule, source, ...(place === undefined ? [] : [place])].join(', ')})`), ...(view.moreRules > 0 ? [translate('and {0} more', String(view.moreRules))] : [])])],
    [translate('Code freeze'), list(view.freezes)],
    [view.commandLabel, indented(textOf(view.command))],
    [translate('Safer ways'), list(view.alternatives.map(({ text, command }) => (command === undefined ? text : `${text} (${translate('runs without a question')})`)))],
    [translate('Who asks'), list(view.who.map(({ label, value }) => `${label}: ${value}`))],
    [translate('What this session did before'), list(view.recent.map(({ title, status }) => `${title} (${status})`))],
    [view.grant === undefined ? '' : translate('What may be allowed for a while'), view.grant === undefined ? '' : list([view.grant.scope])],
    [view.trust?.question ?? '', list(view.trust?.choices.map(({ label }) => label) ?? [])],
    [translate('What the agent was asked for'), indented(view.prompt ?? '')],
    [translate('What it took in from outside since you last spoke (not verified)'), list(view.inputs)],
    [translate('Agent’s explanation (not verified)'), indented(view.explanation ?? '')],
    ['', translate('Refused by itself at {0}.', localTime(view.deadline))],
  ];
  return `${parts.filter(([, text]) => text !== '').map(([title, text]) => (title === '' ? text : `${title}\n${text}`)).join('\n\n')}\n`;
}

/** Marked parts between `⟦` and `⟧`. */
const textOf = (pieces: readonly CommandPiece[]): string => pieces.map(({ text, danger }) => (danger === undefined ? text : `⟦${text}⟧`)).join('').replaceAll('⟧⟦', '');

const indented = (text: string): string => (text === '' ? '' : text.split('\n').map((line) => `    ${line}`).join('\n'));
