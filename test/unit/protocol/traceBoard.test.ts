import { deepEqual } from 'node:assert/strict';
import { parseBoardMessage } from '../../../src/protocol/traceBoard.ts';
import { parseTraceMessage } from '../../../src/protocol/traceView.ts';

describe('messages of the trace pages', () => {
  const good: readonly unknown[] = [{ type: 'ready' }, { type: 'query', generation: 1, text: '', log: false }, { type: 'records', generation: 1, from: 400 }, { type: 'record', at: 0 }, { type: 'copy', at: 7 }, { type: 'pause', paused: true }, { type: 'recordsOf', id: 'a' }, { type: 'more', generation: 2 }, { type: 'act', id: 'a' }, { type: 'open', id: 'a' }];
  const bad: readonly unknown[] = [undefined, null, 1, 'ready', {}, { type: 'go' }, { type: 'query', generation: 1 }, { type: 'query', generation: 1.5, text: 'x', log: true }, { type: 'query', generation: 1, text: 'x' }, { type: 'query', generation: 1, text: 'x'.repeat(2001), log: true }, { type: 'records', generation: 1, from: -1 }, { type: 'copy' }, { type: 'pause', paused: 1 }, { type: 'more' }, { type: 'act', id: '' }, { type: 'open', id: 7 }, { type: 'approve', id: 'a' }];
  it('are taken as they should be', () => deepEqual(good.map(parseBoardMessage), good));
  it('are refused otherwise', () => deepEqual(bad.map(parseBoardMessage), bad.map(() => undefined)));
  it('of the pane lead to another act', () => deepEqual(['go', 'copy', 'approve'].map((type) => parseTraceMessage({ type, id: 'a' })), [{ type: 'go', id: 'a' }, { type: 'copy', id: 'a' }, undefined]));
});
