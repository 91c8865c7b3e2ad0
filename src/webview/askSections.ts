import type { AlternativeView, AskView, FactView, RecentView, RuleView, WayBack } from '../protocol/panel.ts';
import type { PanelMessage } from '../protocol/panelMessage.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { commandBlock, commandSection } from './commandSection.ts';
import { durationText, element, icon, section, withCode } from './dom.ts';
import { objectTable } from './objectTable.ts';

type Send = (message: PanelMessage) => void;

/** Draws everything above the buttons, in the order in which a person should read it: loss first, the agent's story last. */
export function askSections(ask: AskView, strings: PanelStrings, send: Send, files?: HTMLElement): readonly HTMLElement[] {
  return [
    head(ask),
    changedNotice(ask, strings),
    editedNotice(ask, strings, send),
    section(strings.targets, objectTable(ask, strings), files),
    section(strings.facts, ask.facts.length === 0 ? undefined : element('dl', {}, ...ask.facts.flatMap(factRow))),
    section(strings.uncounted, ask.uncounted.length === 0 ? undefined : element('ul', { class: 'uncounted' }, ...ask.uncounted.map((text) => element('li', {}, icon('question'), element('span', {}, text))))),
    section(strings.why, ask.rules.length === 0 ? undefined : element('ul', { class: 'rules' }, ...ask.rules.map(ruleRow), ask.moreRules > 0 ? element('li', { class: 'dim' }, fill(strings.moreTargets, String(ask.moreRules))) : undefined)),
    section(strings.freeze, ...ask.freezes.map((line) => element('p', { class: 'freeze' }, icon('lock'), line))),
    commandSection(ask.command, ask.commandLabel, strings),
    section(strings.alternatives, ask.alternatives.length === 0 ? undefined : element('ul', { class: 'alternatives' }, ...ask.alternatives.map((one, index) => alternativeRow(one, strings, () => send({ type: 'copy', id: ask.id, alternative: index }))))),
    section(strings.who, element('dl', {}, ...ask.who.flatMap((row) => [element('dt', {}, row.label), element('dd', {}, row.value)]))),
    section(strings.recent, ask.recent.length === 0 ? undefined : element('ol', { class: 'recent' }, ...ask.recent.map((one) => recentRow(one, strings)))),
    section(strings.prompt, ask.prompt === undefined ? undefined : element('blockquote', {}, ask.prompt)),
    section(strings.inputs, ask.inputs.length === 0 ? undefined : element('ul', { class: 'inputs' }, ...ask.inputs.map((text) => element('li', {}, icon('globe'), element('span', {}, text))))),
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
      element('h1', { id: 'loss' }, ...withCode(ask.loss)),
      element('p', { class: 'axes' }, ask.reversibilityText),
      ask.wayBack.text === '' ? undefined : wayBackLine(ask.wayBack)),
  );
}

function factRow({ label, value, grave }: FactView): readonly HTMLElement[] {
  return [element('dt', {}, label), grave === true ? element('dd', { class: 'grave' }, icon('warning'), value) : element('dd', {}, value)];
}

/** What brings it back, with a symbol. */
export function wayBackLine(wayBack: WayBack): HTMLElement {
  const icons = { checkpoint: 'history', partial: 'warning', 'not-needed': 'check', none: 'circle-slash' } as const;
  return element('p', { class: `way-back ${wayBack.kind}` }, icon(icons[wayBack.kind]), element('span', {}, ...withCode(wayBack.text)));
}

function changedNotice({ changed }: AskView, strings: PanelStrings): HTMLElement | undefined {
  if (changed === undefined) return undefined;
  return element('div', { class: 'notice warning', role: 'alert' }, icon('warning'), element('p', {}, ...withCode(fill(strings.changedSince, changed))));
}

function editedNotice({ id, edited }: AskView, strings: PanelStrings, send: Send): HTMLElement | undefined {
  if (edited === undefined) return undefined;
  const look = { allow: { symbol: 'pass', tone: 'info' }, ask: { symbol: 'question', tone: 'warning' }, deny: { symbol: 'circle-slash', tone: 'error' } }[edited.decision];
  return element('section', {},
    element('div', { class: `notice ${look.tone}`, role: 'status' }, icon(look.symbol), element('p', {}, element('strong', {}, strings.edited), ' ', ...withCode(edited.meaning)), button('original', strings.backToOriginal, () => send({ type: 'original', id }))),
    element('h2', {}, strings.originalCommand), commandBlock(edited.original, strings.originalCommand, strings.hiddenCharacter));
}

function button(id: string, label: string, press: () => void): HTMLElement {
  const made = element('button', { class: 'link', id, type: 'button' }, label);
  made.addEventListener('click', press);
  return made;
}

/** One finding: its decision as an icon, the reason in words, the rule's id and where it stands. */
export function ruleRow(rule: RuleView): HTMLLIElement {
  const icons = { allow: 'check', ask: 'question', deny: 'circle-slash' } as const;
  return element('li', {}, icon(icons[rule.decision], rule.decision), element('span', {}, ...withCode(rule.reason), ' ', element('code', {}, rule.rule), ' ', element('span', { class: 'dim' }, rule.place === undefined ? rule.source : `${rule.source}, ${rule.place}`)));
}

function alternativeRow({ text, command }: AlternativeView, strings: PanelStrings, copy: () => void): HTMLElement {
  const row = element('li', {}, icon('lightbulb'), element('span', {}, ...withCode(text)));
  if (command === undefined) return row;
  const copier = element('button', { class: 'icon', type: 'button', title: strings.copyAlternative, aria: { label: `${strings.copyAlternative}: ${text}` } }, icon('copy'));
  copier.addEventListener('click', copy);
  row.append(element('span', { class: 'passes' }, icon('pass'), strings.alternativePasses), copier);
  return row;
}

function recentRow({ title, status, agoMs }: RecentView, strings: PanelStrings): HTMLElement {
  const icons: Readonly<Record<RecentView['status'], string>> = { allowed: 'pass', approved: 'verified-filled', denied: 'circle-slash', waiting: 'bell-dot', undecided: 'question', gap: 'warning' };
  return element('li', {}, icon(icons[status], status), element('code', { title }, title), element('span', { class: 'dim' }, `${strings[status]} · ${fill(strings.ago, durationText(agoMs))}`));
}
