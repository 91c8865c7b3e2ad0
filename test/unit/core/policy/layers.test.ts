import assert from 'node:assert/strict';
import { lowestLimits } from '../../../../src/core/budget/questionBudget.ts';
import { decide } from '../../../../src/core/decide.ts';
import { effectivePolicy, type LayerRule, type PolicyLayer } from '../../../../src/core/policy/layers.ts';
import { defaultPolicy, ownerOf, type Policy } from '../../../../src/core/policy/policy.ts';
import type { Decision, Effect } from '../../../../src/core/verdict.ts';
import { globMatcher } from '../../../../src/node/globs.ts';

const rule = (decision: Decision, over: Partial<LayerRule> = {}): LayerRule => ({ id: `rule.${decision}`, match: { kind: ['delete'] }, decision, reason: 'because', examples: { match: [], notMatch: [] }, ...over });
const layer = (source: PolicyLayer['source'], said: Partial<PolicyLayer>): PolicyLayer => ({ source, loosens: source !== 'workspace', ...said });
const loss: Effect = { kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 0, end: 1 }, uninspectable: false, rule: 'coreutils.rm', reason: 'deletes', target: { kind: 'path', path: '/w/scratch/a', recursive: false } };
const decisionOf = (policy: Policy, effect: Effect = loss, more: object = {}): Decision =>
  decide([effect], { policy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: '/w', matchesPath: globMatcher(), ...more }).decision;
const policyOf = (...layers: readonly PolicyLayer[]): Policy => effectivePolicy(layers, new Set(), 'r');
const cell = (decision: Decision): Partial<PolicyLayer> => ({ matrix: { irreversible: { workspace: decision } } });

/** What the layers say of an untracked file in the workspace; the default asks. */
const cases: readonly (readonly [string, readonly PolicyLayer[], Decision])[] = [
  ['nothing said', [], 'ask'],
  ['the user lowers a cell', [layer('user', cell('allow'))], 'allow'],
  ['the workspace does not', [layer('workspace', cell('allow'))], 'ask'],
  ['an accepted workspace does', [layer('workspace', { ...cell('allow'), loosens: true })], 'allow'],
  ['the workspace raises', [layer('workspace', cell('deny'))], 'deny'],
  ['the user does not lower what the organisation named', [layer('organisation', cell('deny')), layer('user', cell('allow'))], 'deny'],
  ['an accepted workspace does not lower what the user named', [layer('user', cell('ask')), layer('workspace', { ...cell('allow'), loosens: true })], 'ask'],
  ['a rule of the user lowers', [layer('user', { rules: [rule('allow')] })], 'allow'],
  ['a rule of the user does not lower a cell of the organisation', [layer('organisation', cell('ask')), layer('user', { rules: [rule('allow')] })], 'ask'],
  ['the organisation’s own does', [layer('organisation', { ...cell('ask'), rules: [rule('allow')] })], 'allow'],
  ['a rule of an accepted workspace does not lower a cell of the user', [layer('user', cell('ask')), layer('workspace', { rules: [rule('allow')], loosens: true })], 'ask'],
  ['a rule of a workspace that nobody accepted does not lower', [layer('workspace', { rules: [rule('allow')] })], 'ask'],
  ['the strictest of two rules', [layer('user', { rules: [rule('allow'), rule('ask')] })], 'ask'],
  ['a rule of the organisation that asks is no more lowered', [layer('organisation', { rules: [rule('ask')] }), layer('user', { rules: [rule('allow')] })], 'ask'],
  ['the workspace raises beside a rule that lowers', [layer('user', { rules: [rule('allow')] }), layer('workspace', { rules: [rule('deny')] })], 'deny'],
  ['a protected path asks beside a cell that allows', [layer('user', { ...cell('allow'), protectedPaths: ['scratch/**'] })], 'ask'],
  ['another path does not', [layer('user', { ...cell('allow'), protectedPaths: ['data/**'] })], 'allow'],
];

describe('policy layers', () => {
  it('record the least that any layer says which may loosen', () => {
    const level = (...layers: readonly PolicyLayer[]): unknown => policyOf(...layers).capture;
    const [all, commands, none] = [layer('organisation', { capture: 'full' }), layer('user', { capture: 'commands' }), layer('workspace', { capture: 'none' })];
    assert.deepEqual([level(), level(all), level(all, commands), level(all, none), level(commands, { ...none, loosens: true })], [undefined, 'full', 'commands', 'full', 'none']);
  });

  for (const [name, layers, expected] of cases) it(`${name} → ${expected}`, () => assert.equal(decisionOf(policyOf(...layers)), expected));

  it('keep a rule whose examples do not hold from lowering, not from raising', () => {
    const [lowers, raises] = [rule('allow'), rule('deny')];
    assert.equal(decisionOf(effectivePolicy([layer('user', { rules: [lowers] })], new Set([lowers]), 'r')), 'ask');
    assert.equal(decisionOf(effectivePolicy([layer('user', { rules: [raises] })], new Set([raises]), 'r')), 'deny');
  });

  it('replace lists from above and add to them from below', () => {
    const policy = policyOf(layer('user', { protectedBranches: ['main'], productionMarks: ['acme'] }), layer('workspace', { protectedBranches: ['stable/*'] }));
    assert.deepEqual([policy.protectedBranches, policy.productionMarks], [['main', 'stable/*'], ['acme']]);
    assert.deepEqual(policyOf(layer('workspace', { productionMarks: ['x'] })).productionMarks, [...defaultPolicy.productionMarks, 'x']);
  });

  it('name one owner of each agent, the highest layer first', () => {
    const policy = policyOf(layer('organisation', { owners: { codex: 'ann' } }), layer('user', { owners: { codex: 'eve', '*': 'bo' } }), layer('workspace', { owners: { '*': 'eve', vscode: 'cy' } }));
    assert.deepEqual(['codex', 'vscode', 'gemini-cli'].map((agent) => ownerOf(policy, agent)), ['ann', 'cy', 'bo']);
    assert.equal(ownerOf(defaultPolicy, 'codex'), undefined);
  });

  it('lower what may be asked and what may last, whoever says it', () => {
    const policy = policyOf(layer('organisation', { questions: { inTenMinutes: 2 }, grants: { lengths: ['quarter-hour', 'session'], idleMinutes: 5 } }), layer('workspace', { questions: { inTenMinutes: 9, inHundredCalls: 1 }, grants: { lengths: ['quarter-hour'], idleMinutes: 9, sessionHours: 1 } }));
    assert.deepEqual([policy.questions, policy.grants], [{ inTenMinutes: 2, inHundredCalls: 1 }, { lengths: ['quarter-hour'], idleMinutes: 5, sessionHours: 1 }]);
    assert.deepEqual(lowestLimits({ inTenMinutes: 3, inHundredCalls: 1 }, policy.questions), { inTenMinutes: 2, inHundredCalls: 1 });
    assert.deepEqual([defaultPolicy.questions, policyOf(layer('user', {})).grants], [undefined, undefined]);
  });

  it('take an environment that is not production only from a layer that loosens', () => {
    const staging = { name: 'staging', production: false, hosts: ['*'], contexts: [], profiles: [], branches: [], paths: [] };
    assert.deepEqual([policyOf(layer('workspace', { environments: [staging] })).environments, policyOf(layer('user', { environments: [staging] })).environments], [[], [staging]]);
  });
});

const mcp: Effect = { ...loss, kind: 'network', blastRadius: 'shared' };
const database = (connection: string): Effect => ({ ...loss, kind: 'database', blastRadius: 'shared', target: { kind: 'database', connection } });
const production = { name: 'eu', production: true, hosts: ['db-*.acme.example'], contexts: [], profiles: [], branches: [], paths: ['infra/eu/**'] };
const denied = (match: LayerRule['match'], effect: Effect, more: object = {}): boolean =>
  decisionOf(policyOf(layer('user', { environments: [production], rules: [rule('deny', { match })] })), effect, more) === 'deny';

const frozen = (id: string): object => ({ freeze: { kind: 'on', freezes: [{ id, mode: 'observe', reason: 'r', by: 'ann', since: '2025-01-01T00:00:00Z' }] } });

/** Selectors: what matches, and its neighbour that does not. */
const selectors: readonly (readonly [string, boolean, boolean])[] = [
  ['an agent', denied({ agent: ['codex'] }, loss, { agent: 'codex' }), denied({ agent: ['codex'] }, loss, { agent: 'vscode' })],
  ['an agent that is not known, when raising', denied({ agent: ['codex'] }, loss), false],
  ['a freeze while it holds', denied({ freeze: ['release-*'] }, loss, frozen('release-4')), denied({ freeze: ['release-*'] }, loss, frozen('holiday'))],
  ['a freeze whose state is not known', denied({ freeze: ['release-*'] }, loss, { freeze: { kind: 'unknown', why: 'x' } }), denied({ freeze: ['release-*'] }, loss, { freeze: { kind: 'off' } })],
  ['a task', denied({ task: ['deploy*'] }, loss, { actionOf: () => ({ kind: 'task', label: 'deploy to eu' }) }), denied({ task: ['deploy*'] }, loss, { actionOf: () => ({ kind: 'task', label: 'build' }) })],
  ['the server of an MCP call', denied({ mcpServer: ['git*'] }, mcp, { actionOf: () => ({ kind: 'mcp', server: 'github', tool: 'x', input: {} }) }), denied({ mcpServer: ['git*'] }, mcp, { actionOf: () => ({ kind: 'mcp', server: 'jira', tool: 'x', input: {} }) })],
  ['the tool of an MCP call', denied({ mcpTool: ['delete_*'] }, mcp, { actionOf: () => ({ kind: 'mcp', tool: 'delete_repo', input: {} }) }), denied({ mcpTool: ['delete_*'] }, mcp, { actionOf: () => ({ kind: 'shell', command: 'delete_repo', dialect: 'posix' }) })],
  ['an environment by a host in a connection string', denied({ environment: ['eu'] }, database('postgres://app@db-7.acme.example:5432/shop')), denied({ environment: ['eu'] }, database('postgres://app@db-7.other.example/shop'))],
  ['a path below a directory that goes as a whole', denied({ path: ['scratch/deep/**'] }, { ...loss, target: { kind: 'path', path: '/w/scratch', recursive: true } }), denied({ path: ['scratch/deep/**'] }, { ...loss, target: { kind: 'path', path: '/w/scratch', recursive: false } })],
  ['a path of a workspace that goes as a whole', denied({ path: ['src/**'] }, { ...loss, target: { kind: 'path', path: '/w', recursive: true } }), denied({ path: ['/etc/**'] }, { ...loss, target: { kind: 'path', path: '/w', recursive: true } })],
  ['an environment by a path', denied({ environment: ['eu'] }, { ...loss, target: { kind: 'path', path: '/w/infra/eu/main.tf', recursive: false } }), denied({ environment: ['eu'] }, loss)],
  ['a path', denied({ path: ['scratch/**'] }, loss), denied({ path: ['src/**'] }, loss)],
];

describe('selectors of a rule', () => {
  for (const [name, matching, other] of selectors) it(name, () => assert.deepEqual([matching, other], [true, false]));

  it('lower only where every path matches', () => {
    const git = (paths: readonly string[]): Effect => ({ ...loss, kind: 'git-discard', target: { kind: 'git', repository: '/w', loses: 'untracked', paths } });
    const policy = policyOf(layer('user', { rules: [rule('allow', { match: { path: ['scratch/**'] } })] }));
    assert.deepEqual([decisionOf(policy, git(['/w/scratch/a'])), decisionOf(policy, git(['/w/scratch/a', '/w/src/b']))], ['allow', 'ask']);
    assert.equal(decide([git(['/w/scratch/a'])], { policy, freeze: { kind: 'off' }, now: '', root: '/w' }).decision, 'ask');
  });
});
