import { deepEqual } from 'node:assert/strict';
import { parsePanelMessage, type PanelMessage } from '../../../src/protocol/panelMessage.ts';

describe('message from the panel', () => {
  const cases: readonly (readonly [unknown, PanelMessage | undefined])[] = [
    [{ type: 'ready' }, { type: 'ready' }],
    [{ type: 'rendered', id: 'a', more: 1 }, { type: 'rendered', id: 'a' }],
    [{ type: 'deny', id: 'a' }, { type: 'deny', id: 'a' }],
    [{ type: 'deny', id: 'a', reason: '  ' }, { type: 'deny', id: 'a' }],
    [{ type: 'deny', id: 'a', reason: ' no ' }, { type: 'deny', id: 'a', reason: 'no' }],
    [{ type: 'deny', id: 'a', reason: 7 }, undefined],
    [{ type: 'approve', id: 'a', nonce: 'n' }, { type: 'approve', id: 'a', nonce: 'n' }],
    [{ type: 'approve', id: 'a', nonce: 'n', typed: 'x', withoutWayBack: true }, { type: 'approve', id: 'a', nonce: 'n', typed: 'x', withoutWayBack: true }],
    [{ type: 'approve', id: 'a', nonce: 'n', withoutWayBack: 1 }, { type: 'approve', id: 'a', nonce: 'n' }],
    [{ type: 'approve', id: 'a', nonce: 'n', trust: 'reading' }, { type: 'approve', id: 'a', nonce: 'n', trust: 'reading' }],
    [{ type: 'approve', id: 'a', nonce: 'n', trust: 'all' }, undefined],
    [{ type: 'approve', id: 'a', nonce: 'n', grant: 'session' }, { type: 'approve', id: 'a', nonce: 'n', grant: 'session' }],
    [{ type: 'approve', id: 'a', nonce: 'n', grant: 'for ever' }, undefined],
    [{ type: 'approve', id: 'a', nonce: 'n', grant: 'session', trust: 'reading' }, undefined],
    [{ type: 'edit', id: 'a', command: 'ls' }, { type: 'edit', id: 'a', command: 'ls' }],
    [{ type: 'edit', id: 'a', command: ' ' }, undefined],
    [{ type: 'edit', id: 'a', command: 'x'.repeat(1024 * 1024 + 1) }, undefined],
    [{ type: 'copy', id: 'a', alternative: 1 }, { type: 'copy', id: 'a', alternative: 1 }],
    [{ type: 'copy', id: 'a', alternative: -1 }, undefined],
    [{ type: 'files', id: 'a', order: 'size', from: 400 }, { type: 'files', id: 'a', order: 'size', from: 400 }],
    [{ type: 'files', id: 'a', order: 'age', from: 0 }, undefined],
    [{ type: 'files', id: 'a', order: 'name', from: -1 }, undefined],
    [{ type: 'list', id: 'a' }, { type: 'list', id: 'a' }],
    [{ type: 'select', id: 'a', other: 'b' }, { type: 'select', id: 'a', other: 'b' }],
    [{ type: 'select', id: 'a' }, undefined],
    [{ type: 'pause', id: 'a', nonce: 'n' }, { type: 'pause', id: 'a' }],
    [{ type: 'ask-owner', id: 'a' }, { type: 'ask-owner', id: 'a' }],
    [{ type: 'deny-session', id: 'a' }, { type: 'deny-session', id: 'a' }],
    [{ type: 'approve', id: 'a' }, undefined],
    [{ type: 'approve', id: '', nonce: 'n' }, undefined],
    [{ type: 'approved', id: 'a', nonce: 'n' }, undefined],
    [{ id: 'a' }, undefined],
    ['approve', undefined],
    [null, undefined],
    [[], undefined],
  ];
  for (const [input, expected] of cases) it(JSON.stringify(input).slice(0, 100), () => deepEqual(parsePanelMessage(input), expected));
});
