import assert from 'node:assert/strict';
import { matchesName } from '../../../src/core/globName.ts';

describe('glob name', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['*', 'a', true], ['*', '.a', false], ['.*', '.a', true], ['*.log', 'x.log', true], ['*.log', 'x.logs', false], ['a*b*c', 'aXbYc', true], ['a*b*c', 'aXbY', false], ['?', 'a', true], ['?', 'ab', false], ['?', '', false],
    ['[ab]x', 'bx', true], ['[!ab]x', 'bx', false], ['[^ab]x', 'cx', true], ['[a-c]', 'b', true], ['[a-c]', 'd', false], ['[]a]', ']', true], ['[', '[', true], ['\\*', '*', true], ['\\*', 'a', false], ['', '', true], ['', 'a', false], ['**', 'abc', true],
  ];
  for (const [pattern, name, expected] of cases) it(`${pattern} ${expected ? 'matches' : 'does not match'} ${name}`, () => assert.equal(matchesName(pattern, name), expected));

  it('takes time in proportion, also for many stars', () => assert.equal(matchesName(`${'a*'.repeat(2000)}b`, 'a'.repeat(4000)), false));
});
