import assert from 'node:assert/strict';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../../../src/core/judge.ts';
import { effectivePolicy } from '../../../../src/core/policy/layers.ts';
import type { PastAct } from '../../../../src/core/policy/comparePolicies.ts';
import { tryRule, type RuleTrial } from '../../../../src/core/policy/tryRule.ts';
import { ruleTrialText } from '../../../../src/host/policy/ruleTrialText.ts';
import { globMatcher } from '../../../../src/node/globs.ts';
import { readPolicyLayer } from '../../../../src/node/policy/readPolicyLayer.ts';

const text = `version: 1
rules:
  - id: team.drafts
    when: { effect: delete, path: "drafts/**" }
    decision: allow
    reason: drafts are | cheap
    match: [rm drafts/a.md, rm src/a.ts]
    notMatch: [git status, { command: rm drafts/b.md, cwd: src }]
  - { id: team.kube, when: { program: kubectl, agent: codex }, decision: deny, reason: not from here, match: [{ command: kubectl get pods, agent: codex }] }
`;
const read = readPolicyLayer(text, { source: 'user', loosens: true, file: 'p.yaml' });
const act = (command: string, agent?: PastAct['agent']): PastAct => ({ title: command, actions: [{ kind: 'shell', command, dialect: 'posix' }], ...(agent === undefined ? {} : { agent }) });

function trial(id: string, acts: readonly PastAct[]): readonly [RuleTrial, string] {
  const rule = read.ok ? read.layer.rules?.find((one) => one.id === id) : undefined;
  if (!read.ok || rule === undefined) throw new Error('the rule cannot be read');
  const tried = tryRule(rule, acts, { judge, programs: lookupInCatalogue, matchesPath: globMatcher(), policy: effectivePolicy([read.layer], new Set(), 'r'), now: '2026-01-01T00:00:00Z', root: '/w' });
  return [tried, ruleTrialText(rule, tried, (message, ...values) => message.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? ''))];
}

describe('trying a rule', () => {
  it('says of each example whether it holds and what is decided', () => assert.deepEqual(trial('team.drafts', [])[0].examples.map(({ text: example, list, holds, decision }) => [example, list, holds, decision]), [
    ['rm drafts/a.md', 'match', true, 'allow'], ['rm src/a.ts', 'match', false, 'ask'], ['git status', 'notMatch', true, 'allow'], ['rm drafts/b.md', 'notMatch', true, 'ask'],
  ]));

  it('says what recorded acts would have come to without it', () => {
    const [{ matched, comparison }] = trial('team.drafts', [act('rm drafts/a.md'), act('rm drafts/a.md'), act('rm src/a.ts'), act('ls')]);
    assert.deepEqual([matched, comparison.acts, comparison.looser, comparison.stricter], [2, 4, [{ title: 'rm drafts/a.md', count: 2, before: 'ask', after: 'allow' }], []]);
  });

  it('counts for the agents that it names', () => assert.deepEqual(trial('team.kube', [act('kubectl get pods', 'codex'), act('kubectl get pods', 'vscode')])[0].comparison.stricter, [{ title: 'kubectl get pods', count: 1, before: 'allow', after: 'deny' }]));

  it('is told without a word of the rule becoming Markdown', () => {
    const [, words] = trial('team.drafts', [act('rm `x` | y')]);
    assert.match(words, /`drafts are \\\| cheap`/);
    assert.match(words, /\| `rm src\/a.ts` \| match \| ✗ until it does, this rule only tightens \| ask \|/);
  });
});
