import { deepEqual, equal } from 'node:assert/strict';
import type { BoardRow } from '../../../src/protocol/traceBoard.ts';
import { boardEntries, entryKey } from '../../../src/webview/boardEntries.ts';

const row = (id: string, session: string, turn: string): BoardRow => ({ id, session, turn, atMs: 1, status: 'allowed', statusText: '', title: id, agent: '', time: '', sessionText: '', rule: '', radius: '', waitedMs: 0, waited: '' });
const rows = [row('a', 's1', 't2'), row('b', 's1', 't1'), row('d', 's2', 't1'), row('c', 's1', 't1')];
const step = { icon: '', tone: 'plain', time: '', after: '', text: 'x' } as const;
const entries = (mode: 'tree' | 'timeline', open: readonly string[] = [], folded: readonly string[] = []): ReturnType<typeof boardEntries> => boardEntries(rows, mode, { open: new Set(open), folded: new Set(folded), known: new Map([['b', { prompt: '', steps: [step, step] }]]) });
const lines = (...given: Parameters<typeof entries>): readonly string[] => entries(...given).map(({ kind, row: { id } }) => `${kind} ${id}`);

describe('lines of the wide trace view', () => {
  it('stand below their session and turn in the tree, whatever ran between', () => deepEqual(lines('tree'), ['session a', 'turn a', 'act a', 'turn b', 'act b', 'act c', 'session d', 'turn d', 'act d']));
  it('have their steps below them when open, as far as they are known', () => deepEqual(lines('tree', ['b', 'd']).filter((line) => /[bd]$/.test(line)), ['turn b', 'act b', 'step b', 'step b', 'session d', 'turn d', 'act d']));
  it('stand below their session alone in the timeline', () => deepEqual(lines('timeline', ['b']), ['session a', 'act a', 'act b', 'act c', 'session d', 'act d']));
  it('go away with what is folded, each by itself', () => {
    const [session, , , turn] = entries('tree').map(entryKey);
    deepEqual([lines('tree', [], [session ?? '']), lines('tree', [], [turn ?? ''])], [['session a', 'session d', 'turn d', 'act d'], ['session a', 'turn a', 'act a', 'turn b', 'session d', 'turn d', 'act d']]);
  });
  it('have names of their own', () => equal(new Set(entries('tree', ['b']).map(entryKey)).size, entries('tree', ['b']).length));
});
