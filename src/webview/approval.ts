import type { AskView, PanelUpdate, QueueView } from '../protocol/panel.ts';
import { fill, parsePanelStrings } from '../protocol/panelStrings.ts';
import { ActionBar } from './actionBar.ts';
import { askSections, wayBackLine } from './askSections.ts';
import { element, icon } from './dom.ts';
import { connectEditor } from './editorApi.ts';
import { FileList } from './fileList.ts';
import { queueList } from './queueList.ts';

const send = connectEditor();
const strings = parsePanelStrings(JSON.parse(document.body.dataset['strings'] ?? '{}'));
const place = element('p', { class: 'place', role: 'status', aria: { live: 'polite' } });
const remaining = element('span', { class: 'remaining' });
let shown: { readonly ask: AskView; readonly bar: ActionBar; readonly files: FileList | undefined } | undefined;
let waiting = element('nav');

/** Draws one act and, once it is on the screen, tells the host so: only then does the dead time begin. */
function show(ask: AskView, queue: QueueView): void {
  const previous = shown;
  if (previous?.ask.id === ask.id && !previous.ask.measured && !ask.measured) return grow(ask, queue, previous.bar);
  const same = previous?.ask.id === ask.id;
  const scrolled = same ? document.querySelector('.content')?.scrollTop ?? 0 : 0;
  const bar = new ActionBar({ ask, strings, send, ...(same ? { shownAt: previous.bar.shownAt } : {}) });
  const files = filesOf(ask);
  shown = { ask, bar, files };
  showQueue(queue);
  const content = element('div', { class: 'content' }, ...askSections(ask, strings, send, files?.root));
  const dialog = element('main', { role: 'alertdialog', aria: { label: strings.waitsHere, describedby: 'loss' } }, element('div', { class: 'top' }, icon('shield'), place, remaining), waiting, content, bar.root);
  document.body.replaceChildren(dialog);
  dialog.querySelector('mark, .hidden-character')?.scrollIntoView({ block: 'nearest' });
  content.scrollTo({ top: scrolled });
  if (!ask.measured) bar.say(ask.targets.length > 0 || ask.files !== undefined ? strings.growing : strings.measuring);
  const changedHere = previous?.ask.edited !== undefined || ask.edited !== undefined;
  if (!(same && !changedHere && bar.resume(previous.bar.draft))) bar.focus();
  tick();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (shown?.bar !== bar || !ask.measured) return;
    send({ type: 'rendered', id: ask.id });
    bar.arm();
  }));
}

/** More was counted of the act that is shown: the figures change, the buttons and what was typed stay. */
function grow(ask: AskView, queue: QueueView, bar: ActionBar): void {
  const files = filesOf(ask);
  shown = { ask, bar, files };
  showQueue(queue);
  document.querySelector('.content')?.replaceChildren(...askSections(ask, strings, send, files?.root));
  bar.say(strings.growing);
}

/** The list of its files, where there are any; as the person left it when it is the same act. */
function filesOf({ id, files }: AskView): FileList | undefined {
  const before = shown?.ask.id === id ? shown.files : undefined;
  return files === undefined ? undefined : new FileList({ id, files, strings, send, ...(before === undefined ? {} : { before }) });
}

function showQueue(queue: QueueView): void {
  const { position, waiting: count } = queue;
  place.textContent = count > 1 ? `${strings.waitsHere} · ${fill(strings.position, String(position), String(count))}` : strings.waitsHere;
  const focused = waiting.contains(document.activeElement);
  const drawn = queueList({ queue, strings, select: (other) => shown !== undefined && other !== shown.ask.id && send({ type: 'select', id: shown.ask.id, other }), denySession: () => shown?.bar.denySession() });
  waiting.replaceWith(drawn);
  waiting = drawn;
  if (focused) waiting.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
}

function tick(): void {
  if (shown === undefined) return;
  const seconds = Math.round((Date.parse(shown.ask.deadline) - Date.now()) / 1000);
  if (Number.isNaN(seconds)) return;
  remaining.textContent = seconds <= 0 ? strings.refusedNow : fill(strings.refusedIn, seconds >= 60 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min` : `${seconds} s`);
}

function empty(text: string): void {
  shown = undefined;
  document.body.replaceChildren(element('main', { class: 'empty' }, icon('pass'), element('p', {}, text)));
}

/** What our own host wrote into the page: only its outline is looked at. */
const isShowing = (value: unknown): value is { readonly ask: AskView; readonly queue: QueueView } => typeof value === 'object' && value !== null && 'ask' in value && 'queue' in value;

/** Messages come from the extension host through the editor's own channel; other origins cannot post into a webview. */
function receive(update: PanelUpdate): void {
  switch (update.type) {
    case 'show':
      return show(update.ask, update.queue);
    case 'queue':
      return showQueue(update.queue);
    case 'files':
      if (shown?.ask.id === update.id) shown.files?.add(update.order, update.from, update.rows);
      return;
    case 'empty':
      return empty(update.text);
    case 'busy':
      if (shown?.ask.id === update.id) shown.bar.say(update.text);
      return;
    case 'rejected':
      if (shown?.ask.id === update.id) shown.bar.reopen(update.why);
      return;
    case 'no-way-back':
      if (shown?.ask.id !== update.id) return;
      // What was promised above could not be kept.
      document.querySelector('.way-back')?.replaceWith(wayBackLine({ kind: 'none', text: strings.nothingKept }));
      shown.bar.offerWithoutWayBack(update.why, update.confirm);
      return;
  }
}

window.addEventListener('message', (event: MessageEvent<PanelUpdate>) => receive(event.data));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.repeat) shown?.bar.deny();
});
document.addEventListener('visibilitychange', () => {
  if (shown === undefined) return;
  if (document.hidden) {
    shown.bar.disarm();
    return;
  }
  send({ type: 'rendered', id: shown.ask.id });
  shown.bar.arm();
});
setInterval(tick, 1000);
const first: unknown = JSON.parse(document.body.dataset['first'] ?? 'null');
if (isShowing(first)) show(first.ask, first.queue);
send({ type: 'ready' });
