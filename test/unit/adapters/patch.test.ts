import assert from 'node:assert/strict';
import { patchChanges } from '../../../src/adapters/patch.ts';

const cwd = '/w';
/** The patch as one word for each file, or undefined where it is not understood. */
const files = (...lines: readonly string[]): readonly string[] | undefined =>
  patchChanges(lines.join('\n'), cwd)?.map(({ operation, path, to }) => `${operation} ${path}${to === undefined ? '' : ` -> ${to}`}`);

const begin = '*** Begin Patch';
const end = '*** End Patch';

const cases: readonly (readonly [name: string, lines: readonly string[], expected: readonly string[] | undefined])[] = [
  ['add, update, delete and move in one patch', [begin, '*** Add File: a', '+x', '*** Update File: b', '@@ f', '-1', '+2', '*** Delete File: c', '*** Update File: d', '*** Move to: e/d', '@@', ' k', end], ['create /w/a', 'modify /w/b', 'delete /w/c', 'move /w/d -> /w/e/d']],
  ['paths outside the directory', [begin, '*** Delete File: ../../etc/passwd', '*** Delete File: /abs/x', end], ['delete /etc/passwd', 'delete /abs/x']],
  ['a heredoc round the patch', ["<<'EOF'", begin, '*** Delete File: a', end, 'EOF'], ['delete /w/a']],
  ['Windows line ends', [`${begin}\r`, '*** Delete File: a b\r', `${end}\r`], ['delete /w/a b']],
  ['a header behind blanks, which the parser trims', [begin, '*** Add File: a', '+x', '  *** Delete File: b', end], ['create /w/a', 'delete /w/b']],
  ['a header in an unchanged line of an update is text', [begin, '*** Update File: a', '@@', ' *** Delete File: b', '+y', end], ['modify /w/a']],
  ['a header in an added line is text', [begin, '*** Add File: a', '+*** Delete File: b', end], ['create /w/a']],
  ['operations behind the end still count', [begin, '*** Add File: a', end, begin, '*** Delete File: b', end], ['create /w/a', 'delete /w/b']],
  ['no blank after the colon', [begin, '*** Delete File:a', end], ['delete /w/a']],
  ['an unknown mark', [begin, '*** Add File: a', '+x', '*** Rename File: b', end], undefined],
  ['a move without an update', [begin, '*** Add File: a', '*** Move to: b', end], undefined],
  ['a second move', [begin, '*** Update File: a', '*** Move to: b', '*** Move to: c', end], undefined],
  ['a header without a path', [begin, '*** Delete File: ', end], undefined],
  ['an end of file mark', [begin, '*** Update File: a', '@@', '+x', '*** End of File', end], ['modify /w/a']],
  ['no file at all', [begin, end], undefined],
  ['not a patch', ['rm -rf /'], undefined],
  ['nothing', [], undefined],
];

describe('patch', () => {
  for (const [name, lines, expected] of cases) it(name, () => assert.deepEqual(files(...lines), expected));

  it('keeps the lines of every hunk for a diff', () => {
    const text = [begin, '*** Update File: a', '@@', ' keep', '-old', '+new', '@@', '-gone', end].join('\n');
    assert.deepEqual(patchChanges(text, undefined), [{ operation: 'modify', path: 'a', before: 'keep\nold\ngone', after: 'keep\nnew' }]);
    assert.deepEqual(patchChanges(`${begin}\n*** Add File: a\n+1\n+2\n${end}`, 'C:\\w'), [{ operation: 'create', path: 'C:\\w\\a', after: '1\n2\n' }]);
  });

  it('stays linear on a long patch', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `*** Delete File: f${index}`);
    assert.equal(patchChanges([begin, ...many, end].join('\n'), cwd)?.length, 50_000);
  });
});
