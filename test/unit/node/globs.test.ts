import assert from 'node:assert/strict';
import { globMatcher } from '../../../src/node/globs.ts';

describe('globs', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['src/**', 'src/a/b.ts', true], ['*.env', '.env', true], ['**/.env', 'a/b/.env', true], ['data', 'data/2030/x.csv', true], ['data', 'database', false], ['/etc/**', '/etc/hosts', true],
    ['!src', 'other', false], ['#x', '#x', true], ['a*a*a*a*a*a*a*a*..b', 'a'.repeat(200), false],
  ];
  for (const [glob, file, expected] of cases) {
    it(`${glob} ${expected ? 'holds' : 'leaves out'} ${file.slice(0, 40)}`, () => assert.equal(globMatcher()(glob, file), expected));
  }
});
