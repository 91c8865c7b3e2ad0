import { deepEqual, equal } from 'node:assert/strict';
import { shorten, visibleLine, visiblePieces, visibleText } from '../../../src/core/visibleText.ts';

describe('visible text', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['ordinary text stays', 'rm -rf "a b"\n\tnext', 'rm -rf "a b"\n\tnext'],
    ['terminal escapes', '\u001b[2Jrm', '␣U+001B[2Jrm'],
    ['carriage return that overwrites a line', 'safe\rrm -rf', 'safe␣U+000Drm -rf'],
    ['line ends of Windows are line ends', 'a\r\nb', 'a\nb'],
    ['text that runs backwards', 'a\u202etxt.exe', 'a␣U+202Etxt.exe'],
    ['isolates', '\u2066x\u2069', '␣U+2066x␣U+2069'],
    ['zero width', 'r\u200bm\ufeff', 'r␣U+200Bm␣U+FEFF'],
    ['tag characters', 'x\u{e0041}', 'x␣U+E0041'],
    ['a blank that is none', 'a\u00adb\u3164c', 'a␣U+00ADb␣U+3164c'],
    ['half a character', 'a\ud800b', 'a␣U+D800b'],
    ['letters of other scripts stay', 'naïve 数据 🙂', 'naïve 数据 🙂'],
  ];
  for (const [title, input, expected] of cases) it(title, () => equal(visibleText(input), expected));

  it('stays on one line where it must', () => equal(visibleLine('a\nb\tc'), 'a⏎b c'));
  it('says how much it left out', () => equal(shorten('abcdef', 4), 'abcd… (2 more characters)'));
  it('never cuts a character in half', () => equal(shorten('ab🙂', 3), 'ab… (1 more characters)'));
  it('draws hidden characters apart', () => deepEqual(visiblePieces('a\u200bb'), [{ text: 'a', kind: 'plain' }, { text: '␣U+200B', kind: 'mark' }, { text: 'b', kind: 'plain' }]));
});
