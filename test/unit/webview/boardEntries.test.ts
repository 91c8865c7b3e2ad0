import { deepEqual } from 'node:assert/strict';
import type { BoardRow } from '../../../src/protocol/traceBoard.ts';
import { boardEntries, type BoardMode } from '../../../src/webview/boardEntries.ts';

const row = (id: string, session: string, turn: string): BoardRow => ({ id, session, turn, status: 'allowed', statusText: '', title: id, agent: '', time: '', sessionText: '', rule: '', radius: '', waitedMs: 0, waited: '' });
const rows = [row('a', 's1', 't2'), row('b', 's1', 't1'), row('c', 's1', 't1'), row('d', 's2', 't1')];
const step = { icon: '', tone: 'plain', time: '', after: '', text: 'x' } as const;
const lines = (mode: BoardMode, open: readonly string[] = []): readonly string[] => boardEntries(rows, mode, { open: new Set(open), known: new Map([['b', { prompt: '', steps: [step, step] }]]) }).map(({ kind, row: { id } }) => `${kind} ${id}`);

describe('lines of the wide trace view', () => {
  it('stand below their session and turn in the tree', () => deepEqual(lines('tree'), ['session a', 'turn a', 'act a', 'turn b', 'act b', 'act c', 'session d', 'turn d', 'act d']));
  it('have their steps below them when open, as far as they are known', () => deepEqual(lines('tree', ['b', 'd']).filter((line) => /[bd]$/.test(line)), ['turn b', 'act b', 'step b', 'step b', 'session d', 'turn d', 'act d']));
  for (const mode of ['timeline', 'log'] as const) it(`are one for each act in the ${mode}`, () => deepEqual(lines(mode, ['b']), ['act a', 'act b', 'act c', 'act d']));
});
