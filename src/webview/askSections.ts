import type { AskView, CommandPiece, FactView, RuleView, WayBack } from '../protocol/panel.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { element, icon, section } from './dom.ts';
import { fileTable, objectTable } from './targetTables.ts';

/** Draws everything above the buttons, in the order in which a person should read it: loss first, the agent's story last. */
export function askSections(ask: AskView, strings: PanelStrings): readonly HTMLElement[] {
  return [
    head(ask),
    section(strings.targets, objectTable(ask, strings), fileTable(ask, strings)),
    section(strings.facts, ask.facts.length === 0 ? undefined : element('dl', {}, ...ask.facts.flatMap(factRow))),
    section(strings.uncounted, ask.uncounted.length === 0 ? undefined : element('ul', { class: 'uncounted' }, ...ask.uncounted.map((text) => element('li', {}, icon('question'), element('span', {}, text))))),
    section(strings.why, ask.rules.length === 0 ? undefined : element('ul', { class: 'rules' }, ...ask.rules.map(ruleRow), ask.moreRules > 0 ? element('li', { class: 'dim' }, fill(strings.moreTargets, String(ask.moreRules))) : undefined)),
    section(strings.freeze, ...ask.freezes.map((line) => element('p', { class: 'freeze' }, icon('lock'), line))),
    section(strings.who, element('dl', {}, ...ask.who.flatMap((row) => [element('dt', {}, row.label), element('dd', {}, row.value)]))),
    section(ask.commandLabel, commandBlock(ask.command, ask.commandLabel, strings.hiddenCharacter)),
    section(strings.alternatives, ask.alternatives.length === 0 ? undefined : element('ul', { class: 'alternatives' }, ...ask.alternatives.map((text) => element('li', {}, icon('lightbulb'), element('span', {}, text))))),
    section(strings.prompt, ask.prompt === undefined ? undefined : element('blockquote', {}, ask.prompt)),
    section(strings.explanation, ask.explanation === undefined ? undefined : element('blockquote', { class: 'unverified' }, ask.explanation)),
  ].filter((part) => part !== undefined);
}

function head(ask: AskView): HTMLElement {
  const grave = ask.uninspectable || ask.reversibility === 'irreversible';
  return element(
    'header',
    { class: grave ? 'grave' : 'mild' },
    icon(grave ? 'error' : 'warning', 'severity'),
    element('div', {},
      element('h1', { id: 'loss' }, ...ask.loss.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part))),
      element('p', { class: 'axes' }, ask.reversibilityText),
      ask.wayBack.text === '' ? undefined : wayBackLine(ask.wayBack)),
  );
}

function factRow({ label, value, grave }: FactView): readonly HTMLElement[] {
  return [element('dt', {}, label), grave === true ? element('dd', { class: 'grave' }, icon('warning'), value) : element('dd', {}, value)];
}

function wayBackLine(wayBack: WayBack): HTMLElement {
  const icons = { checkpoint: 'history', partial: 'warning', 'not-needed': 'check', none: 'circle-slash' } as const;
  return element('p', { class: `way-back ${wayBack.kind}` }, icon(icons[wayBack.kind]), element('span', {}, wayBack.text));
}

/** One finding: its decision as an icon, the reason in words, the rule's id. */
export function ruleRow(rule: RuleView): HTMLLIElement {
  const icons = { allow: 'check', ask: 'question', deny: 'circle-slash' } as const;
  return element('li', {}, icon(icons[rule.decision], rule.decision), element('span', {}, rule.reason, ' ', element('code', {}, rule.rule), ' ', element('span', { class: 'dim' }, rule.source)));
}

/** The text that would be executed, with its dangerous parts marked and hidden characters named. */
export function commandBlock(pieces: readonly CommandPiece[], label: string, hint = ''): HTMLElement {
  const block = element('pre', { aria: { label } });
  block.tabIndex = 0;
  for (const { text, kind, danger } of pieces) {
    const shown = kind === 'mark' ? element('span', { class: 'hidden-character', title: hint }, text) : text;
    block.append(danger === undefined ? shown : element('mark', {}, shown));
  }
  return block;
}
