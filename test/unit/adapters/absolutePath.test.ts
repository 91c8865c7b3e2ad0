import assert from 'node:assert/strict';
import { absolutePath, shellOf } from '../../../src/adapters/absolutePath.ts';

const cases: readonly (readonly [cwd: string | undefined, path: string, expected: string])[] = [
  ['/w', 'a/b.ts', '/w/a/b.ts'],
  ['/w/', './a//b', '/w/a/b'],
  ['/w', '.', '/w'],
  ['/w/x', '../../../a', '/a'],
  ['/w', '/etc/../x', '/x'],
  ['/w', '~/notes', '~/notes'],
  ['/w', '~', '~'],
  ['/w', '~backup', '/w/~backup'],
  ['/w', 'file:///tmp/a%20b', '/tmp/a b'],
  ['/w', 'file:///tmp/%E0%A4%A', '/tmp/%E0%A4%A'],
  ['/w', 'a\\b', '/w/a\\b'],
  [undefined, 'a/../b', 'a/../b'],
  [undefined, '/a/./b', '/a/b'],
  ['C:\\src', 'dist\\..\\x', 'C:\\src\\x'],
  ['C:\\src', 'D:/y/z', 'D:\\y\\z'],
  ['C:\\src', '..\\..\\..\\x', 'C:\\x'],
  ['C:\\src', 'file:///c:/a/b', 'c:\\a\\b'],
  ['\\\\server\\share', 'x', '\\\\server\\share\\x'],
];

describe('absolute path', () => {
  for (const [cwd, path, expected] of cases) it(`${cwd ?? '(nowhere)'} + ${path}`, () => assert.equal(absolutePath(cwd, path), expected));

  it('tells the shell from the way of writing', () => {
    assert.deepEqual(['/w', 'C:\\w', '\\\\s\\w', undefined].map(shellOf), ['posix', 'powershell', 'powershell', 'posix']);
  });
});
