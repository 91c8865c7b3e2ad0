import type { CauseView, SideView, TimelineStep, TraceBlock, TraceDetailView, TraceUpdate } from '../protocol/traceView.ts';
import { ruleRow } from './askSections.ts';
import { commandBlock } from './commandSection.ts';
import { element, icon, section, withCode } from './dom.ts';
import { connectEditor } from './editorApi.ts';
import { statusIcons } from './statusIcons.ts';

const send = connectEditor();

function draw(detail: TraceDetailView): void {
  const scrolled = document.querySelector('.content')?.scrollTop ?? 0;
  const previous = document.querySelector('main')?.dataset['id'];
  const content = element('div', { class: 'content' },
    element('header', { class: `trace ${detail.status}` }, icon(statusIcons[detail.status], 'severity'), element('div', {}, element('h1', {}, detail.title), element('p', { class: 'axes' }, detail.statusText), element('p', { class: 'dim subtitle' }, detail.subtitle), actions(detail))),
    ...detail.blocks.flatMap((block) => drawBlock(block) ?? []));
  document.body.replaceChildren(element('main', { data: { id: detail.id } }, content));
  // The pane is drawn anew while an act goes on: whoever reads it keeps their place.
  if (previous === detail.id) content.scrollTop = scrolled;
}

function actions({ id, canRestore, canShowDiff, words }: TraceDetailView): HTMLElement {
  const button = (type: 'restore' | 'diff' | 'copy', name: string, label: string, look: string): HTMLButtonElement => {
    const made = element('button', { class: look, type: 'button', id: type }, icon(name), label);
    made.addEventListener('click', () => send({ type, id }));
    return made;
  };
  return element('div', { class: 'row buttons' },
    ...(canRestore ? [button('restore', 'discard', words.restore, 'primary')] : []),
    ...(canShowDiff ? [button('diff', 'diff', words.diff, 'secondary')] : []),
    button('copy', 'copy', words.copy, 'secondary'));
}

function drawBlock(block: TraceBlock): HTMLElement | undefined {
  switch (block.kind) {
    case 'command':
      return section(block.title, commandBlock(block.pieces, block.title));
    case 'facts':
      return section(block.title, element('dl', {}, ...block.rows.flatMap(({ label, value, marked }) => [element('dt', {}, label), element('dd', {}, ...(marked ? withCode(value) : [value]))])));
    case 'findings':
      return section(block.title, element('ul', { class: 'rules' }, ...block.rules.map(ruleRow)));
    case 'text':
      return section(block.title, element('blockquote', { class: block.unverified ? 'unverified' : '' }, block.text));
    case 'causes':
      return section(block.title, element('ol', { class: 'causes' }, ...block.links.map(causeRow)));
    case 'sides':
      return section(block.title, element('div', { class: 'sides' }, sideColumn(block.left), sideColumn(block.right)), block.alarm === '' ? undefined : element('p', { class: 'alarm' }, icon('warning'), block.alarm));
    case 'timeline':
      return section(block.title, element('ol', { class: 'timeline' }, ...block.steps.map(stepRow)));
  }
}

function causeRow({ icon: name, label, time, text, unverified, marked, act }: CauseView): HTMLElement {
  const words = element('span', { class: unverified ? 'cause-text unverified' : 'cause-text' }, ...(marked ? withCode(text) : [text]));
  const body = act === undefined ? words : element('button', { class: 'link', type: 'button' }, words);
  if (act !== undefined) body.addEventListener('click', () => send({ type: 'go', id: act }));
  return element('li', {}, icon(name), element('div', {}, element('div', { class: 'dim' }, label, time === '' ? '' : ` · ${time}`), body));
}

function sideColumn({ title, lines, unverified }: SideView): HTMLElement {
  return element('div', {}, element('h3', {}, title), element('ul', { class: unverified ? 'unverified' : '' }, ...lines.map((line) => element('li', {}, element('span', {}, line)))));
}

function stepRow({ icon: name, tone, time, after, text }: TimelineStep): HTMLElement {
  return element('li', { class: tone }, element('time', {}, time), icon(name), element('div', {}, element('span', { class: 'step-text' }, text), after === '' ? undefined : element('span', { class: 'after' }, ` ${after}`)));
}

window.addEventListener('message', ({ data }: MessageEvent<TraceUpdate>) => {
  switch (data.type) {
    case 'show':
      draw(data.detail);
      return;
    case 'empty':
      document.body.replaceChildren(element('main', { class: 'empty' }, icon('info'), element('p', {}, data.text)));
      return;
  }
});
send({ type: 'ready' });
