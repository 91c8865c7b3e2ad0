import type { AskView, TargetView } from '../protocol/panel.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { bytesText, element, icon } from './dom.ts';

type Order = 'changed' | 'size' | 'name';
type FileView = TargetView & { readonly modifiedMs: number };

/** How the person put the files last; kept while the figures of one act grow. */
let order: Order = 'changed';

const isFile = (target: TargetView): target is FileView => target.modifiedMs !== undefined;

/** What the act touches besides files: commits, tables, resources, volumes. */
export function objectTable(ask: AskView, strings: PanelStrings): HTMLElement | undefined {
  const rows = ask.targets.filter((target) => !isFile(target)).map((target) => objectRow(target, strings));
  if (ask.moreTargets > 0 && !ask.targets.some(isFile)) rows.push(moreRow(ask, strings));
  return rows.length === 0 ? undefined : element('table', { class: 'targets' }, element('tbody', {}, ...rows));
}

/** The files with size, age and where each comes back from; a click on a heading puts them in that order. */
export function fileTable(ask: AskView, strings: PanelStrings): HTMLElement | undefined {
  const files = ask.targets.filter(isFile);
  if (files.length === 0) return undefined;
  const table = element('table', { class: 'targets files' });
  const draw = (): void => {
    const rows = [...files].sort(byOrder[order]).map((file) => fileRow(file, strings));
    if (ask.moreTargets > 0) rows.push(moreRow(ask, strings));
    table.replaceChildren(heading(strings, (chosen) => {
      order = chosen;
      draw();
      table.querySelector<HTMLElement>(`[data-order='${chosen}']`)?.focus();
    }), element('tbody', {}, ...rows));
  };
  draw();
  return table;
}

const byName = (first: FileView, second: FileView): number => (first.name < second.name ? -1 : 1);
const bySize = (first: FileView, second: FileView): number => (second.bytes ?? 0) - (first.bytes ?? 0);
const byAge = (first: FileView, second: FileView): number => second.modifiedMs - first.modifiedMs;
const byOrder: Readonly<Record<Order, (first: FileView, second: FileView) => number>> = {
  name: byName,
  size: (first, second) => bySize(first, second) || byAge(first, second) || byName(first, second),
  changed: (first, second) => byAge(first, second) || bySize(first, second) || byName(first, second),
};

function heading(strings: PanelStrings, choose: (order: Order) => void): HTMLElement {
  const sortable = (key: Order, text: string, down: boolean): HTMLElement => {
    const chosen = key === order;
    const button = element('button', { class: 'sort', type: 'button', data: { order: key } }, text, chosen ? icon(down ? 'chevron-down' : 'chevron-up') : undefined);
    button.addEventListener('click', () => choose(key));
    const cell = element('th', { class: key, aria: { sort: !chosen ? 'none' : down ? 'descending' : 'ascending' } }, button);
    cell.scope = 'col';
    return cell;
  };
  const plain = (className: string, text: string): HTMLElement => {
    const cell = element('th', { class: className }, text);
    cell.scope = 'col';
    return cell;
  };
  return element('thead', {}, element('tr', {}, sortable('name', strings.name, false), plain('state', strings.state), plain('note', strings.wayBack), sortable('changed', strings.changed, true), sortable('size', strings.size, true)));
}

function fileRow(file: FileView, strings: PanelStrings): HTMLTableRowElement {
  return element(
    'tr', {},
    nameCell(file),
    element('td', {}, element('span', { class: `status ${file.status}` }, file.status)),
    element('td', { class: file.recoverable === 'nothing' ? 'note lost' : 'note' }, file.note ?? ''),
    element('td', { class: 'changed' }, new Date(file.modifiedMs).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' })),
    element('td', { class: 'size' }, file.bytes === undefined ? strings.bytesUnknown : bytesText(file.bytes)),
  );
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

const nameCell = (target: TargetView): HTMLElement => element('td', { class: 'name', title: target.name }, icon(icons[target.status] ?? (target.name.endsWith('/') ? 'folder' : 'file')), element('span', {}, target.name));

const moreRow = (ask: AskView, strings: PanelStrings): HTMLTableRowElement => element('tr', { class: 'more' }, element('td', {}, fill(strings.moreTargets, String(ask.moreTargets))));
