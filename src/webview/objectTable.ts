import type { AskView, TargetView } from '../protocol/panel.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { bytesText, element, icon } from './dom.ts';

/** What the act touches besides files: commits, tables, resources, volumes. */
export function objectTable(ask: AskView, strings: PanelStrings): HTMLElement | undefined {
  const rows = ask.targets.map((target) => objectRow(target, strings));
  if (ask.moreTargets > 0) rows.push(element('tr', { class: 'more' }, element('td', {}, fill(strings.moreTargets, String(ask.moreTargets)))));
  return rows.length === 0 ? undefined : element('table', { class: 'targets' }, element('tbody', {}, ...rows));
}

const icons: Partial<Record<TargetView['status'], string>> = {
  remote: 'cloud', environment: 'cloud', database: 'database', commit: 'git-commit', ref: 'git-branch', stash: 'archive', resource: 'server-environment', object: 'symbol-object', volume: 'database', package: 'package',
};

function objectRow(target: TargetView, strings: PanelStrings): HTMLTableRowElement {
  const isPath = icons[target.status] === undefined;
  return element(
    'tr', {},
    nameCell(target),
    element('td', {}, element('span', { class: `status ${target.status}` }, target.status)),
    element('td', { class: 'note' }, target.note ?? ''),
    element('td', { class: 'size' }, target.bytes !== undefined ? bytesText(target.bytes) : isPath && target.status !== 'absent' && target.status !== 'unsaved' ? strings.bytesUnknown : ''),
  );
}

const nameCell = (target: TargetView): HTMLTableCellElement => element('td', { class: 'name', title: target.name }, element('div', {}, icon(icons[target.status] ?? (target.name.endsWith('/') ? 'folder' : 'file')), element('span', {}, target.name)));
