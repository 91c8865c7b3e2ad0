import type { CommandPiece } from '../protocol/panel.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { element, icon } from './dom.ts';

/** The text that would be executed, all of it, with its dangerous parts marked and hidden characters named. */
export function commandBlock(pieces: readonly CommandPiece[], label: string, hint = ''): HTMLElement {
  const block = element('pre', { aria: { label } });
  block.tabIndex = 0;
  let mark: HTMLElement | undefined;
  let marked: number | undefined;
  for (const { text, kind, danger } of pieces) {
    const shown = kind === 'mark' ? element('span', { class: 'hidden-character', title: hint }, text) : text;
    if (danger === undefined) block.append(shown);
    else if (mark !== undefined && marked === danger) mark.append(shown);
    else block.append((mark = element('mark', {}, shown)));
    if (danger === undefined) mark = undefined;
    marked = danger;
  }
  return block;
}

/** The command under its heading; where several parts are marked, with buttons that go from one to the next. */
export function commandSection(pieces: readonly CommandPiece[], label: string, strings: PanelStrings): HTMLElement {
  const block = commandBlock(pieces, label, strings.hiddenCharacter);
  const marks = [...block.querySelectorAll('mark')];
  const head = element('div', { class: 'section-head' }, element('h2', {}, label));
  if (marks.length > 1) head.append(markButtons(marks, strings));
  return element('section', {}, head, block);
}

function markButtons(marks: readonly HTMLElement[], strings: PanelStrings): HTMLElement {
  const count = element('span', { class: 'dim', role: 'status' });
  let at = 0;
  const go = (to: number): void => {
    marks[at]?.classList.remove('current');
    at = (to + marks.length) % marks.length;
    marks[at]?.classList.add('current');
    count.textContent = fill(strings.marks, String(at + 1), String(marks.length));
  };
  const button = (symbol: string, label: string, step: number): HTMLElement => {
    const made = element('button', { class: 'icon', type: 'button', title: label, aria: { label } }, icon(symbol));
    made.addEventListener('click', () => {
      go(at + step);
      marks[at]?.scrollIntoView({ block: 'nearest' });
    });
    return made;
  };
  go(0);
  return element('div', { class: 'marks' }, count, button('arrow-up', strings.previousMark, -1), button('arrow-down', strings.nextMark, 1));
}
