import assert from 'node:assert/strict';
import { comparePolicies, comparisonSentence, type PastAct } from '../../../../src/core/policy/comparePolicies.ts';

const act = (title: string, ...commands: readonly string[]): PastAct => ({ title, actions: commands.map((command) => ({ kind: 'shell', command, dialect: 'posix' })) });

describe('comparison of two policies', () => {
  it('counts what becomes looser and stricter, the strictest action of an act deciding', () => {
    const comparison = comparePolicies([act('a', 'rm x'), act('b', 'ls'), act('a', 'rm x'), act('c', 'ls', 'push'), act('d', 'rm x', 'drop')], (action, which) => {
      if (action.kind !== 'shell' || action.command === 'ls') return 'allow';
      if (action.command === 'rm x') return which === 'before' ? 'ask' : 'allow';
      return action.command === 'push' && which === 'before' ? 'allow' : 'deny';
    });
    assert.deepEqual(comparison, { acts: 5, looser: [{ title: 'a', count: 2, before: 'ask', after: 'allow' }], stricter: [{ title: 'c', count: 1, before: 'allow', after: 'deny' }] });
    assert.equal(comparisonSentence(comparison), 'of 5 recorded acts it would have allowed 2 more, denied 0 fewer, asked about 0 more and denied 1 more');
  });

  it('says when there is nothing to compare', () => assert.equal(comparisonSentence(comparePolicies([], () => 'allow')), 'no act is recorded yet'));
});
