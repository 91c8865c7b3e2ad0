import '../../support/fakeEditor.ts';
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { ApprovalNative } from '../../../src/host/approval/approvalNative.ts';
import type { SurfaceEvents } from '../../../src/host/approval/approvalSurface.ts';
import type { AskView } from '../../../src/protocol/panel.ts';
import { deadTimeMs } from '../../../src/protocol/panelMessage.ts';
import type { FakePick, person as Person } from '../../support/fakeWindow.ts';
import { viewFixture } from '../../unit/host/askFixture.ts';

const isEditor = (value: unknown): value is { readonly person: typeof Person } => typeof value === 'object' && value !== null && 'person' in value;

describe('approving without a webview', () => {
  const done: string[] = [];
  const texts: string[] = [];
  let [now, opened] = [0, 0];
  let surface: ApprovalNative;
  let shown: FakePick[];

  const say = (...words: readonly unknown[]): void => void done.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  const events: SurfaceEvents = {
    deny: (id, { reason }) => say('deny', id, reason ?? ''), approve: (id, { displayed, shown: record }) => say('approve', id, displayed, record === undefined ? 'unseen' : 'seen'), diff: say, files: () => [], list: say, denySession: say,
    edit: (id, command) => say('edit', id, command), original: (id) => say('original', id), copy: say, select: say, askOwner: say, pause: say, closed: () => say('closed'),
  };
  const show = (changes: Partial<AskView> = {}): void => surface.show({ view: viewFixture({ editable: 'rm -r drafts', ...changes }), queue: { shown: 'ask-1', position: 1, waiting: 1, groups: [] } });
  const top = (): FakePick => {
    const last = shown.at(-1);
    ok(last !== undefined);
    return last;
  };
  const take = (part: string): void => {
    now += deadTimeMs;
    top().accept(top().items.map(({ label }) => label).filter((label) => label.includes(part)));
  };
  const type = (text: string): void => {
    top().value = text;
    top().accept([]);
  };
  const code = (): string => /Type (\d{4})/.exec(top().prompt)?.[1] ?? '';

  beforeEach(async () => {
    const name: string = 'vscode';
    const editor: unknown = await import(name);
    ok(isEditor(editor));
    [done.length, texts.length, now, opened, shown] = [0, 0, 0, 0, []];
    editor.person.pick = (pick) => void shown.push(pick);
    const { ApprovalNative: Surface } = await import('../../../src/host/approval/approvalNative.ts');
    surface = new Surface(events, { show: (text, open) => { texts.push(text); opened += open ? 1 : 0; }, close: () => void texts.push('') }, () => now);
  });

  it('opens one list and one text, and says in them what becomes known', () => {
    show({ measured: false, loss: 'Counting.' });
    show({ loss: 'Deletes 3 files.' });
    deepEqual([shown.length, opened, top().placeholder], [1, 1, 'Deletes 3 files.']);
    match(texts.at(-1) ?? '', /^Deletes 3 files\./);
    ok(top().items.some(({ label }) => label.startsWith('Allow Once')));
  });

  it('lets every row be taken again, and says how many wait', () => {
    show({ canShowDiff: true });
    surface.queue({ shown: 'ask-1', position: 1, waiting: 2, groups: [{ session: 'Codex', acts: [{ id: 'ask-1', loss: '', grave: true }, { id: 'ask-2', loss: 'Loses more.', grave: true }] }] });
    match(top().title, /1 of 2/);
    ok(top().items.some(({ label }) => label.includes('Loses more.')));
    for (let times = 2; times > 0; times--) {
      take('Show Diff');
      deepEqual(top().selectedItems, []);
    }
    deepEqual([done, shown.length], [['ask-1', 'ask-1'], 1]);
  });

  it('keeps the chosen row when rows come, and takes no click on rows that have just moved', () => {
    show({ measured: false });
    top().activeItems = top().items.filter(({ label }) => label.includes('Edit'));
    now += deadTimeMs;
    show();
    deepEqual(top().activeItems.map(({ label }) => label), ['$(edit) Edit Command…']);
    top().accept(['$(circle-slash) Deny']);
    deepEqual(done, []);
    take('Tell Why');
    equal(shown.length, 2);
  });

  for (const [row, given, result] of [['Tell Why', 'not those', 'deny ask-1 not those'], ['Edit Command', 'ls', 'edit ask-1 ls']] as const) {
    it(`leaves the line of ${row} to who types, whatever becomes known`, () => {
      show({ measured: false });
      take(row);
      show({ loss: 'Deletes 3 files.' });
      show({ changed: 'one file more' });
      equal(shown.length, 2);
      type(given);
      deepEqual(done, [result]);
    });
  }

  it('approves what was shown when the code is typed, and nothing else', () => {
    show();
    take('Allow Once');
    type('0');
    match(top().validationMessage, /not what was asked/);
    show();
    equal(shown.length, 2);
    type(code());
    deepEqual(done, ['approve ask-1 Deletes drafts. seen']);
  });

  for (const change of [{ changed: 'one file more' }, { loss: 'Deletes 4 files.' }, { freezes: ['release 4.2'] }] as const) {
    it(`goes back to the list where it is no longer so: ${Object.keys(change).join('')}`, () => {
      show();
      take('Allow Once');
      show(change);
      equal(shown.length, 3);
      equal(top().prompt, '');
      deepEqual(done, []);
    });
  }

  it('leads back from a line to the list, and puts aside what is left', () => {
    show();
    take('Edit Command');
    top().press();
    ok(top().items.length > 0);
    deepEqual(done, []);
    top().hide();
    deepEqual(done, ['closed']);
    show();
    deepEqual([shown.length, opened], [4, 2]);
  });

  it('leaves nothing open when nothing waits', () => {
    show();
    surface.empty();
    deepEqual([done, texts.at(-1)], [[], '']);
  });
});
