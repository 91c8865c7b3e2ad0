import type { FileOrder } from '../core/impact.ts';
import type { PanelStrings } from '../protocol/panelStrings.ts';
import { element, icon } from './dom.ts';

/** The heading of the list of files: each column that it can be sorted by is a button, the chosen one says so. */
export function fileHeading(chosen: FileOrder, strings: PanelStrings, choose: (order: FileOrder) => void): HTMLElement {
  const column = (name: string, text: string, order?: FileOrder): HTMLTableCellElement => {
    const down = order !== 'name';
    const button = order === undefined ? text : element('button', { class: 'sort', type: 'button', data: { order } }, text, order === chosen ? icon(down ? 'chevron-down' : 'chevron-up') : undefined);
    if (order !== undefined && typeof button !== 'string') button.addEventListener('click', () => choose(order));
    const cell = element('th', { class: name, ...(order === undefined ? {} : { aria: { sort: order !== chosen ? 'none' : down ? 'descending' : 'ascending' } }) }, button);
    cell.scope = 'col';
    return cell;
  };
  return element('thead', {}, element('tr', { aria: { rowindex: '1' } }, column('name', strings.name, 'name'), column('state', strings.state), column('note', strings.wayBack, 'lost'), column('changed', strings.changed, 'changed'), column('size', strings.size, 'size')));
}
