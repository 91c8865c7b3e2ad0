import type { QueueGroup, QueueView } from '../protocol/panel.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { element, icon, withCode } from './dom.ts';

export interface QueueListOptions {
  readonly queue: QueueView;
  readonly strings: PanelStrings;
  readonly select: (id: string) => void;
  /** Refuses everything of the session of the act that is shown. */
  readonly denySession: () => void;
}

/** Everything that waits, by session. Acts are chosen here, with a click or the arrow keys, and decided one by one below. Empty while only one waits. */
export function queueList({ queue, strings, select, denySession }: QueueListOptions): HTMLElement {
  const nav = element('nav', { class: 'queue', aria: { label: strings.queue } });
  nav.hidden = queue.waiting < 2;
  if (nav.hidden) return nav;
  nav.append(...queue.groups.map((group) => groupOf(group, queue.shown, { strings, select, denySession })));
  nav.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...nav.querySelectorAll<HTMLElement>('[role=option]')];
    const at = rows.findIndex((row) => row === document.activeElement);
    if (at < 0) return;
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : step === undefined ? -1 : at + step;
    if (rows[to] === undefined) return;
    event.preventDefault();
    rows[to].focus();
  });
  return nav;
}

function groupOf({ session, acts }: QueueGroup, shown: string, { strings, select, denySession }: Pick<QueueListOptions, 'strings' | 'select' | 'denySession'>): HTMLElement {
  const own = acts.some(({ id }) => id === shown);
  const denyAll = element('button', { class: 'link', id: 'deny-session', type: 'button' }, fill(strings.denySession, String(acts.length)));
  denyAll.addEventListener('click', denySession);
  const rows = acts.map(({ id, loss, grave }) => {
    const row = element('li', { role: 'option', data: { id }, aria: { selected: String(id === shown) } }, icon(grave ? 'error' : 'warning', grave ? 'grave' : 'mild'), element('span', {}, ...withCode(loss)));
    row.tabIndex = id === shown ? 0 : -1;
    row.addEventListener('click', () => select(id));
    row.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      select(id);
    });
    return row;
  });
  return element('div', { class: 'group' },
    element('div', { class: 'group-head' }, element('span', {}, session), own && acts.length > 1 ? denyAll : undefined),
    element('ul', { role: 'listbox', aria: { label: session } }, ...rows));
}
