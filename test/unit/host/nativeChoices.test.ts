import { deepEqual } from 'node:assert/strict';
import { nativeChoices } from '../../../src/host/approval/nativeChoices.ts';
import type { AskView, QueueView } from '../../../src/protocol/panel.ts';
import { viewFixture } from './askFixture.ts';

const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');
const alone: QueueView = { shown: 'ask-1', position: 1, waiting: 1, groups: [{ session: 'Codex', acts: [{ id: 'ask-1', loss: '', grave: true }] }] };
const kinds = (changes: Partial<AskView> = {}, queue = alone): readonly string[] => nativeChoices({ view: viewFixture(changes), queue }, translate).map(({ act, label }) => (act === undefined ? `— ${label}` : Object.values(act).map(String).join(' ')));

describe('list of the native surface', () => {
  const cases: readonly (readonly [string, Partial<AskView>, readonly string[]])[] = [
    ['once', {}, ['deny', 'deny-why', 'approve']],
    ['not measured yet', { measured: false }, ['deny', 'deny-why']],
    ['changed since', { changed: 'one file more' }, ['deny', 'deny-why']],
    ['all that the panel offers', { canShowDiff: true, editable: 'ls', canPause: true, owner: 'ann', grant: { scope: '', lengths: ['session', 'quarter-hour'] }, alternatives: [{ text: 'commit it first' }, { text: '`mv a b` keeps it', command: 'mv a b' }] },
      ['deny', 'deny-why', 'approve', 'approve session', 'approve quarter-hour', 'diff', 'edit', 'pause', 'ask-owner', 'copy 1']],
    ['what may be trusted', { trust: { question: '', choices: [{ scope: 'verb', label: '' }] } }, ['deny', 'deny-why', 'approve', 'approve verb']],
    ['a changed command', { editable: 'ls', edited: { original: [], meaning: '', decision: 'ask' } }, ['deny', 'deny-why', 'approve', 'edit', 'original']],
    ['a changed command that the rules refuse', { editable: 'ls', edited: { original: [], meaning: '', decision: 'deny' } }, ['deny', 'deny-why', 'edit', 'original']],
  ];
  for (const [title, view, expected] of cases) it(title, () => deepEqual(kinds(view), expected));

  it('leads to every other act, and refuses a session as a whole', () => {
    const acts = (...ids: readonly string[]): QueueView['groups'][number]['acts'] => ids.map((id) => ({ id, loss: `loses ${id}`, grave: false }));
    const queue: QueueView = { shown: 'ask-1', position: 1, waiting: 3, groups: [{ session: 'Codex', acts: acts('ask-1', 'ask-2') }, { session: 'opencode', acts: acts('ask-3') }] };
    deepEqual(kinds({}, queue), ['deny', 'deny-why', 'approve', '— Codex', 'deny-session', 'select ask-2', '— opencode', 'select ask-3']);
  });
});
