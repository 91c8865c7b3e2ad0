import { deepEqual } from 'node:assert/strict';
import { lineMarks, type SentEdit } from '../../../src/host/trace/lineMarks.ts';

const marks = (text: string, ...newestFirst: readonly SentEdit[]): readonly string[] => lineMarks(text, newestFirst).map(({ line, kind, edit }) => `${line} ${kind} ${edit}`);

describe('lines that agents changed', () => {
  it('are those that an edit added, and not what it repeated', () => deepEqual(marks('a\nfirst\nnew\nlast\nb\n', { before: 'first\nlast', after: 'first\nnew\nlast' }), ['2 changed 0']));
  it('are found where an edit begins and ends within a line', () => deepEqual(marks('const a = one();\nconst b = two();\n', { before: 'one', after: 'one();\nconst b = two' }), ['0 changed 0', '1 changed 0']));
  it('are all of a file that was written anew', () => deepEqual(marks('a\nb\n', { after: 'a\nb\n' }), ['0 changed 0', '1 changed 0']));
  it('show where something is gone', () => deepEqual(marks('first\nlast\n', { before: 'first\ngone\nlast', after: 'first\nlast' }), ['1 deleted 0']));
  it('belong to the latest edit', () => deepEqual(marks('x\nthe new line\ny\n', { before: 'x\ny', after: 'x\nthe new line\ny' }, { after: 'x\nthe new line\ny\n' }), ['0 changed 1', '1 changed 0', '2 changed 1']));
  it('are told one by one where a person has gone on, as far as they are not like others', () => deepEqual(marks('start\nthe one\n}\nby hand\n}\nthe other\n', { after: 'the one\n}\nthe other\n' }), ['1 changed 0', '5 changed 0']));
  it('are none where nothing of it is left, and in a file of another kind', () => deepEqual([marks('other\n', { before: 'a', after: 'the new text' }), marks('', { after: 'x' }), marks('x\n', {})], [[], [], []]));
});
