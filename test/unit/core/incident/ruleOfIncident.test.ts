import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Action } from '../../../../src/core/action.ts';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../../src/core/decide.ts';
import { reconstruct } from '../../../../src/core/incident/incident.ts';
import { ruleOfIncident, type IncidentRuleResult } from '../../../../src/core/incident/ruleOfIncident.ts';
import { ruleText, withRule } from '../../../../src/core/incident/ruleText.ts';
import { judge } from '../../../../src/core/judge.ts';
import { failedExamples } from '../../../../src/core/policy/examples.ts';
import { defaultPolicy } from '../../../../src/core/policy/policy.ts';
import { describedWorld, type Scene } from '../../../../src/core/resolve/describedWorld.ts';
import type { TraceBody, TraceEvent } from '../../../../src/core/trace/event.ts';
import { globMatcher } from '../../../../src/node/globs.ts';
import { addRule } from '../../../../src/node/policy/addRule.ts';
import { readPolicyLayer } from '../../../../src/node/policy/readPolicyLayer.ts';
import { told } from '../../../support/traceStories.ts';

const tools = { judge, programs: lookupInCatalogue, matchesPath: globMatcher() };
const workspace = '/home/dana/shop';
const shell = (command: string): Action => ({ kind: 'shell', command, dialect: 'posix' });

/** One judged act, as the hook records it. */
function act(action: Action, scene: Scene, proposal: string, from: string, end: readonly TraceBody[]): readonly TraceEvent[] {
  const world = describedWorld({ ...scene, facts: { root: workspace, ...scene.facts } });
  const verdict = decide(judge(action, { world, policy: defaultPolicy, programs: tools.programs }), { policy: defaultPolicy, freeze: { kind: 'off' }, now: from, root: workspace });
  return told('s', [{ kind: 'proposal', tool: 'Bash', input: {}, actions: [action], reasoning: { source: 'none' } }, { kind: 'verdict', verdict, policyRevision: 'p', freezes: [] }, ...end], from, proposal);
}
const allowed: TraceBody = { kind: 'decision', decision: 'allow', by: 'policy', reason: 'everyday work' };
const approved: TraceBody = { kind: 'decision', decision: 'allow', by: 'person', reason: 'approved by dana' };

/** The rule of an act that a person let through, in a session that did some harmless work before. */
function ruleFor(action: Action, scene: Scene = {}, harmless = 'git status --short', end: TraceBody = approved): IncidentRuleResult {
  const events = [...act(shell(harmless), {}, 'before', '2026-03-01T10:00:00.000Z', [allowed]), ...act(action, scene, 'root', '2026-03-01T10:01:00.000Z', [end])];
  const incident = reconstruct(events, { kind: 'act', id: 'root' });
  if (incident === undefined) throw new Error('the act is not there');
  return ruleOfIncident(incident, { ...tools, policy: defaultPolicy, files: scene.files ?? {} });
}

const untracked: Scene = { files: { 'notes/a.md': 'a' }, facts: { git: { untracked: ['notes'] } } };
const push: Scene = { files: { 'package.json': '{"scripts":{"db:push":"drizzle-kit push --force"}}', 'drizzle.config.json': '{"dialect":"postgresql","dbCredentials":{"url":"postgres://db.prod.acme.example/shop"}}' } };

/** The act → selector, decision, files of the example, harmless neighbour. */
const rules: readonly (readonly [name: string, made: () => IncidentRuleResult, expected: readonly unknown[]])[] = [
  ['a deletion in the workspace: by its path', () => ruleFor(shell('rm -rf notes'), untracked), [{ kind: ['delete'], path: ['notes', 'notes/**'] }, 'deny', [], 'git status --short']],
  ['a force push: by its rule', () => ruleFor(shell('git push --force origin main')), [{ rule: ['git.push-force'], blastRadius: ['shared'] }, 'deny', [], 'git status --short']],
  ['a script: by what it runs, with the files that say so', () => ruleFor(shell('npm run db:push'), push, 'npm test'), [{ rule: ['orm.push'], blastRadius: ['production'] }, 'deny', ['package.json', 'drizzle.config.json'], 'npm test']],
  ['an MCP call: by server and tool', () => ruleFor({ kind: 'mcp', server: 'db', tool: 'execute', input: { sql: 'drop table orders' } }), [{ mcpTool: ['execute'], mcpServer: ['db'] }, 'deny', [], 'git status --short']],
  ['a task: by its label', () => ruleFor({ kind: 'task', label: 'deploy' }), [{ task: ['deploy'] }, 'deny', [], 'git status --short']],
  ['what passed by itself is asked about', () => ruleFor(shell('rm -rf notes'), untracked, 'ls', allowed), [{ kind: ['delete'], path: ['notes', 'notes/**'] }, 'ask', [], 'ls']],
];

describe('the rule of an incident', () => {
  for (const [name, make, expected] of rules) {
    it(`is for ${name}`, () => {
      const made = make();
      ok(made.kind === 'rule', made.kind === 'none' ? made.why : '');
      const { match, decision, example, neighbour } = made.rule;
      deepEqual([match, decision, Object.keys(example.files ?? {}), neighbour.text], expected);
      deepEqual(failedExamples({ match, decision, examples: { match: [example], notMatch: [neighbour] } }, { ...tools, policy: defaultPolicy }), []);
      const added = addRule('policy.yaml', '', made.rule, 'what happened', tools);
      ok(added.kind === 'text', JSON.stringify(added));
      const read = readPolicyLayer(added.text, { source: 'workspace', loosens: false, file: 'policy.yaml' });
      ok(read.ok);
      deepEqual([read.layer.rules?.map((rule) => [rule.id, rule.incident, rule.match])], [[[made.rule.id, made.rule.incident, match]]]);
    });
  }
  it('is none for what no example can say', () => deepEqual(
    [ruleFor({ kind: 'tool', tool: 'odd', input: {} }).kind, ruleFor(shell('ls')).kind, ruleFor(shell(`rm -rf ${'x'.repeat(2000)}`)).kind], ['none', 'none', 'none'],
  ));
});

const made = (): Extract<IncidentRuleResult, { kind: 'rule' }>['rule'] => {
  const result = ruleFor(shell('rm -rf notes'), untracked);
  if (result.kind !== 'rule') throw new Error(result.why);
  return result.rule;
};
const first = '- { id: a.b, when: { effect: deploy }, decision: ask, reason: why }';

/** Ways of writing a policy; the rule is put behind what is there. */
const policies: Readonly<Record<string, string>> = {
  'a list': `version: 1\n# mine\nrules:\n  ${first} # kept\n\nlimits: { questionsInTenMinutes: 3 }\n`,
  'a list without an indent': `version: 1\nrules:\n${first}\n`,
  'a list that is indented further': `rules:\n      ${first}\nversion: 1`,
  'a list in brackets': `version: 1 # kept\nrules: [${first.slice(2)}]\n`,
  'a text over several lines at the end': 'version: 1\nrules:\n  - id: a.b\n    when: { effect: deploy }\n    decision: ask\n    reason: |\n      one\n      two\n',
};

describe('a policy with the rule of an incident', () => {
  for (const [name, policy] of Object.entries(policies)) {
    it(`has it behind the others: ${name}`, () => {
      const added = addRule('policy.yaml', policy, made(), 'rm -rf notes', tools);
      ok(added.kind === 'text', JSON.stringify(added));
      const read = readPolicyLayer(added.text, { source: 'workspace', loosens: false, file: 'policy.yaml' });
      ok(read.ok);
      deepEqual(read.layer.rules?.map(({ id }) => id), ['a.b', made().id]);
      equal(added.text.includes('# kept'), policy.includes('# kept'));
      deepEqual(addRule('policy.yaml', added.text, made(), 'rm -rf notes', tools), { kind: 'there' });
    });
  }
  it('keeps every line that was there', () => {
    const policy = policies['a list'] ?? '';
    const text = withRule(policy, ruleText(made(), 'rm -rf notes'));
    deepEqual(text.split('\n').filter((line) => policy.split('\n').includes(line)), policy.split('\n'));
  });
  it('is not made of one that cannot be read', () => equal(addRule('policy.yaml', 'version: [', made(), '', tools).kind, 'wrong'));
});
