import type { AskView, PanelUpdate } from '../protocol/panel.ts';
import { fill, parsePanelStrings } from '../protocol/panelStrings.ts';
import { ActionBar } from './actionBar.ts';
import { askSections } from './askSections.ts';
import { element, icon } from './dom.ts';
import { connectEditor } from './editorApi.ts';

const send = connectEditor();
const strings = parsePanelStrings(JSON.parse(document.body.dataset['strings'] ?? '{}'));
const place = element('p', { class: 'place', role: 'status', aria: { live: 'polite' } });
const remaining = element('span', { class: 'remaining' });
let shown: { readonly ask: AskView; readonly bar: ActionBar } | undefined;

/** Draws one act and, once it is on the screen, tells the host so: only then does the dead time begin. */
function show(ask: AskView): void {
  const previous = shown;
  if (previous?.ask.id === ask.id && !previous.ask.measured && !ask.measured) return grow(ask, previous.bar);
  const bar = new ActionBar({ ask, strings, send });
  shown = { ask, bar };
  const dialog = element('main', { role: 'alertdialog', aria: { label: strings.waitsHere, describedby: 'loss' } },
    element('div', { class: 'top' }, icon('shield'), place, remaining), element('div', { class: 'content' }, ...askSections(ask, strings)), bar.root);
  document.body.replaceChildren(dialog);
  dialog.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
  dialog.querySelector('.content')?.scrollTo({ top: 0 });
  if (!ask.measured) bar.say(ask.targets.length > 0 ? strings.growing : strings.measuring);
  if (previous?.ask.id !== ask.id || !document.hasFocus() || document.activeElement === document.body) bar.focus();
  tick();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (shown?.bar !== bar || !ask.measured) return;
    send({ type: 'rendered', id: ask.id });
    bar.arm();
  }));
}

/** More was counted of the act that is shown: the figures change, the buttons and what was typed stay. */
function grow(ask: AskView, bar: ActionBar): void {
  shown = { ask, bar };
  document.querySelector('.content')?.replaceChildren(...askSections(ask, strings));
  bar.say(strings.growing);
}

function showPosition(position: number, waiting: number): void {
  place.textContent = waiting > 1 ? `${strings.waitsHere} · ${fill(strings.position, String(position), String(waiting))}` : strings.waitsHere;
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

/** Messages come from the extension host through the editor's own channel; other origins cannot post into a webview. */
function receive(update: PanelUpdate): void {
  switch (update.type) {
    case 'show':
      showPosition(update.position, update.waiting);
      return show(update.ask);
    case 'queue':
      return showPosition(update.position, update.waiting);
    case 'empty':
      return empty(update.text);
    case 'busy':
      if (shown?.ask.id === update.id) shown.bar.say(update.text);
      return;
    case 'rejected':
      if (shown?.ask.id === update.id) shown.bar.reopen(update.why);
      return;
    case 'no-way-back':
      if (shown?.ask.id === update.id) shown.bar.offerWithoutWayBack(update.why, update.confirm);
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
send({ type: 'ready' });
