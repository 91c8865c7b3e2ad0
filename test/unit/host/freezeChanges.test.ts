import { deepEqual } from 'node:assert/strict';
import type { Freeze } from '../../../src/core/freeze/freeze.ts';
import { freezeChanges } from '../../../src/host/freeze/freezeChanges.ts';

const freeze = (more: Partial<Freeze> = {}): Freeze => ({ id: 'f', mode: 'deny', reason: 'release', by: 'freeze.yaml', since: '', source: 'freeze.yaml', until: '2030-01-02T00:00:00.000Z', ...more });
const translate = (message: string, ...values: readonly string[]): string => message.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
const changes = (before: readonly Freeze[], after: readonly Freeze[]): readonly string[] => freezeChanges(before, after, Date.parse('2030-01-01T00:00:00Z'), translate).flatMap(({ id, lines }) => lines.map((line) => `${id}: ${line}`));

describe('what a changed freeze file changes', () => {
  it('is nothing where nothing changed', () => deepEqual(changes([freeze()], [freeze()]), []));
  it('is what is gone first and what is new last', () => deepEqual(changes([freeze({ id: 'a', mode: 'deny' }), freeze({ id: 'b' })], [freeze({ id: 'c', mode: 'ask' }), freeze({ id: 'a', mode: 'observe' })]), ['b: is gone', 'a: deny → observe', 'c: is new: ask']));
  it('names who may break it now', () => {
    const [line = ''] = changes([freeze({ breakGlass: { by: ['kim'] } })], [freeze({ breakGlass: { by: ['kim', 'dana'] } })]);
    deepEqual([/kim.* → .*kim, dana/.test(line), changes([freeze()], [freeze({ breakGlass: {} })]).length], [true, 1]);
  });
  it('names what goes on, what is frozen and that it was suspended', () => {
    const lines = changes([freeze()], [freeze({ allow: ['push'], scope: { paths: ['docs/**'] }, state: 'suspended' })]);
    deepEqual([lines.length, lines[0], lines.some((line) => line.includes('docs/**')), lines.some((line) => /push/i.test(line))], [3, 'f: deny → deny, suspended', true, true]);
  });
  it('does not pass over a window', () => deepEqual(changes([freeze({ windows: [] })], [freeze({ windows: [{ from: '2031-01-01T00:00:00.000Z' }] })]), ['f: holds at other times']));
});
