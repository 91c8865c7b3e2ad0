import assert from 'node:assert/strict';
import { decide } from '../../../src/core/decide.ts';
import type { FreezeState } from '../../../src/core/freeze/freeze.ts';
import { defaultPolicy, type Policy, type PolicyRule } from '../../../src/core/policy/policy.ts';
import type { Effect } from '../../../src/core/verdict.ts';

const effect = (over: Partial<Effect> = {}): Effect => ({ kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', span: { start: 0, end: 1 }, uninspectable: false, rule: 'test.rule', reason: 'writes', ...over });
const rule = (over: Partial<PolicyRule>): PolicyRule => ({ id: 'r1', match: {}, decision: 'ask', reason: 'because', source: 'workspace', mayLower: over.source === 'user', ...over });
const freeze = (mode: 'ask' | 'deny', more: object = {}): FreezeState => ({ kind: 'on', freezes: [{ id: 'f', mode, reason: 'launch', by: 'dev', since: '2026-01-01T00:00:00Z', ...more }] });
const decisionOf = (effects: readonly Effect[], rules: readonly PolicyRule[] = [], state: FreezeState = { kind: 'off' }): string => {
  const policy: Policy = { ...defaultPolicy, rules };
  const verdict = decide(effects, { policy, freeze: state, now: '2026-02-01T00:00:00Z', root: '/w' });
  return `${verdict.decision}${verdict.frozen ? ' frozen' : ''}`;
};

const push = effect({ reversibility: 'reversible', blastRadius: 'shared', posture: 'routine' });
const cases: readonly (readonly [string, string, string])[] = [
  ['nothing to judge', decisionOf([]), 'allow'],
  ['the matrix', decisionOf([effect()]), 'allow'],
  ['the strictest effect decides', decisionOf([effect(), effect({ reversibility: 'irreversible' })]), 'ask'],
  ['production that cannot be undone', decisionOf([effect({ reversibility: 'irreversible', blastRadius: 'production' })]), 'deny'],
  ['routine', decisionOf([push]), 'allow'],
  ['posture ask', decisionOf([effect({ posture: 'ask' })]), 'ask'],
  ['uninspectable is never allowed', decisionOf([effect({ uninspectable: true, posture: 'routine' })]), 'ask'],
  ['a rule raises', decisionOf([effect()], [rule({ decision: 'deny' })]), 'deny'],
  ['a workspace rule does not lower', decisionOf([effect({ reversibility: 'irreversible' })], [rule({ decision: 'allow' })]), 'ask'],
  ['a user rule lowers', decisionOf([effect({ reversibility: 'irreversible' })], [rule({ decision: 'allow', source: 'user' })]), 'allow'],
  ['no rule lowers what is not understood', decisionOf([effect({ uninspectable: true })], [rule({ decision: 'allow', source: 'user' })]), 'ask'],
  ['a rule that does not match', decisionOf([effect()], [rule({ decision: 'deny', match: { kind: ['deploy'] } })]), 'allow'],
  ['a rule of a family', decisionOf([effect()], [rule({ decision: 'deny', match: { rule: ['test.*'] } })]), 'deny'],
  ['frozen: reading', decisionOf([effect({ reversibility: 'read-only', blastRadius: 'production' })], [], freeze('deny')), 'allow'],
  ['frozen: work in the workspace', decisionOf([effect()], [], freeze('deny')), 'allow'],
  ['frozen: routine push', decisionOf([push], [], freeze('deny')), 'deny frozen'],
  ['frozen: irreversible', decisionOf([effect({ reversibility: 'irreversible' })], [], freeze('deny')), 'deny frozen'],
  ['frozen in mode ask', decisionOf([push], [], freeze('ask')), 'ask frozen'],
  ['frozen: a user rule does not lift', decisionOf([push], [rule({ decision: 'allow', source: 'user' })], freeze('deny')), 'deny frozen'],
  ['a freeze that ended', decisionOf([push], [], freeze('deny', { until: '2026-01-31T00:00:00Z' })), 'allow'],
  ['an end that cannot be read', decisionOf([push], [], freeze('deny', { until: 'soon' })), 'deny frozen'],
  ['a freeze that cannot be read', decisionOf([push], [], { kind: 'unknown', why: 'damaged' }), 'deny frozen'],
];

describe('decide', () => {
  for (const [name, actual, expected] of cases) it(`${name} → ${expected}`, () => assert.equal(actual, expected));

  it('keeps every finding, strictest first', () => {
    const { findings } = decide([effect(), effect({ reversibility: 'irreversible' })], { policy: defaultPolicy, freeze: freeze('deny'), now: '2026-02-01T00:00:00Z', root: '/w' });
    assert.deepEqual(findings.map(({ decision, source }) => `${decision} ${source}`), ['deny freeze', 'ask default', 'allow default']);
  });
});
