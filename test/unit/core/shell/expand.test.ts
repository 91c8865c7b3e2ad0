import assert from 'node:assert/strict';
import { expandBraces } from '../../../../src/core/shell/braces.ts';
import { expandWord } from '../../../../src/core/shell/expand.ts';
import { parsePosix } from '../../../../src/core/shell/posix.ts';
import { ShellState } from '../../../../src/core/shell/state.ts';
import type { Expander } from '../../../../src/core/shell/value.ts';

/** Arguments of the first command of a line, `undefined` where not known. */
function argumentsOf(line: string): readonly (string | undefined)[] {
  const state = new ShellState('/home/dev/shop');
  state.variables.set('two', { text: 'a b', glob: false });
  state.variables.set('file', { text: 'src/a.test.ts', glob: false });
  state.positional = ['x', 'y'].map((text) => ({ text, raw: text, glob: false, splits: false, span: { start: 0, end: 0 } }));
  const expander: Expander = { state, home: '/home/dev', environment: (name) => (name === 'KNOWN' ? 'value' : undefined), run: () => 'printed\n', outputFile: () => '/dev/fd/10', spend: () => true, hiddenCode: (what) => assert.fail(what) };
  const [node] = parsePosix(line).body;
  assert.ok(node?.kind === 'command');
  return node.words.flatMap((word) => ('parts' in word ? expandWord(word, expander) : [])).map((word) => word.text);
}

const cases: readonly (readonly [string, readonly (string | undefined)[]])[] = [
  [`r'm' "-r"f \\x`, ['rm', '-rf', 'x']],
  [`$'\\x72m' ~ ~/d "~" \\~`, ['rm', '/home/dev', '/home/dev/d', '~', '~']],
  ['e $two "$two" $KNOWN', ['e', 'a', 'b', 'a b', 'value']],
  ['e "$UNSET" $UNSET', ['e', undefined, undefined]],
  ['e "$@" "$1" $#', ['e', 'x', 'y', 'x', '2']],
  ['e ${file%.ts} ${file##*/} ${file%%.*} ${file#src/}', ['e', 'src/a.test', 'a.test.ts', 'src/a', 'a.test.ts']],
  ['e ${KNOWN:-other} ${UNSET:-/home/dev}', ['e', 'value', undefined]],
  ['e $(date) pre$(x)', ['e', 'printed', 'preprinted']],
  ['e $((1+1)) "$PWD/x" $$', ['e', '2', '/home/dev/shop/x', '0']],
  ['rm${IFS}-rf', ['rm', '-rf']],
  ['{rm,-rf,~}', ['rm', '-rf', '/home/dev']],
  ['e a{b,c{d,e}}f {1..3} "{a,b}"', ['e', 'abf', 'acdf', 'acef', '1', '2', '3', '{a,b}']],
  ['e ""', ['e', '']],
];

describe('word expansion', () => {
  for (const [line, expected] of cases) it(line, () => assert.deepEqual(argumentsOf(line), expected));

  it('refuses braces that would make too many words', () => {
    assert.equal(expandBraces('{1..20}{1..20}{1..20}'), undefined);
    assert.deepEqual(expandBraces('{a'), ['{a']);
  });
});
