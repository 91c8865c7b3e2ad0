import { deepEqual } from 'node:assert/strict';
import { ShownAsk, withoutWayBackWord } from '../../../src/host/approval/shownAsk.ts';
import type { AskView } from '../../../src/protocol/panel.ts';
import type { ApproveMessage } from '../../../src/protocol/panelMessage.ts';
import { viewFixture } from './askFixture.ts';

const approve = (changes: Partial<ApproveMessage> = {}): ApproveMessage => ({ type: 'approve', id: 'ask-1', nonce: 'secret', ...changes });

/** Shown at 0, drawn at 100; the message comes at `at`. */
function check(message: ApproveMessage, at: number, view: Partial<AskView> = {}, before: (shown: ShownAsk) => void = (shown) => shown.rendered(100)): string {
  const shown = new ShownAsk(viewFixture(view), 0);
  before(shown);
  const result = shown.check(message, at);
  return result.kind === 'accepted' ? 'accepted' : result.why;
}

describe('approval check of the host', () => {
  const production = { confirmation: { name: 'orders', why: '' } };
  const cases: readonly (readonly [string, string, string])[] = [
    ['after the dead time', check(approve(), 600), 'accepted'],
    ['a millisecond early', check(approve(), 599), 'too-early'],
    ['a guessed nonce', check(approve({ nonce: 'guess' }), 900), 'unknown-nonce'],
    ['an empty nonce never matches', check(approve({ nonce: '' }), 900, { nonce: '' }), 'unknown-nonce'],
    ['the nonce of this act for another one', check(approve({ id: 'ask-2' }), 900), 'unknown-nonce'],
    ['never drawn', check(approve(), 900, {}, () => undefined), 'not-shown'],
    ['drawn, then out of sight', check(approve(), 900, {}, (shown) => { shown.rendered(100); shown.hidden(); }), 'not-shown'],
    ['loss not measured yet', check(approve(), 900, { measured: false }), 'not-shown'],
    ['trust that is offered', check(approve({ trust: 'verb' }), 900, { trust: { question: '', choices: [{ scope: 'verb', label: '' }] } }), 'accepted'],
    ['more trust than is offered', check(approve({ trust: 'workspace' }), 900, { trust: { question: '', choices: [{ scope: 'verb', label: '' }] } }), 'not-offered'],
    ['trust where none is offered', check(approve({ trust: 'verb' }), 900), 'not-offered'],
    ['a grant that is offered', check(approve({ grant: 'session' }), 900, { grant: { scope: '', lengths: ['session'] } }), 'accepted'],
    ['a longer grant than is offered', check(approve({ grant: 'session' }), 900, { grant: { scope: '', lengths: ['quarter-hour'] } }), 'not-offered'],
    ['a grant where none is offered', check(approve({ grant: 'quarter-hour' }), 900), 'not-offered'],
    ['what it touches has changed', check(approve(), 900, { changed: 'two files more' }), 'changed'],
    ['a changed command that the rules refuse', check(approve(), 900, { edited: { original: [], meaning: '', decision: 'deny' } }), 'not-offered'],
    ['a changed command that may be asked about', check(approve(), 900, { edited: { original: [], meaning: '', decision: 'ask' } }), 'accepted'],
    ['production without the name', check(approve(), 900, production), 'not-typed'],
    ['production with another name', check(approve({ typed: 'Orders' }), 900, production), 'not-typed'],
    ['production with the name', check(approve({ typed: ' orders ' }), 900, production), 'accepted'],
    ['going on without a way back, not offered', check(approve({ withoutWayBack: true, typed: withoutWayBackWord }), 900), 'not-offered'],
    ['offered, but the word is missing', check(approve({ withoutWayBack: true }), 900, {}, (shown) => { shown.rendered(100); shown.offerWithoutWayBack(200); }), 'not-typed'],
    ['offered and typed', check(approve({ withoutWayBack: true, typed: withoutWayBackWord }), 900, {}, (shown) => { shown.rendered(100); shown.offerWithoutWayBack(200); }), 'accepted'],
    ['offered a moment ago', check(approve({ withoutWayBack: true, typed: withoutWayBackWord }), 900, {}, (shown) => { shown.rendered(100); shown.offerWithoutWayBack(600); }), 'too-early'],
  ];
  for (const [title, actual, expected] of cases) it(`${title}: ${expected}`, () => deepEqual(actual, expected));

  it('spends the nonce', () => {
    const shown = new ShownAsk(viewFixture(), 0);
    shown.rendered(100);
    deepEqual([shown.check(approve(), 900).kind, shown.check(approve(), 901).kind], ['accepted', 'refused']);
  });
});
