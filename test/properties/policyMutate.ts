import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../src/core/judge.ts';
import { failedExamples } from '../../src/core/policy/examples.ts';
import { effectivePolicy, type LayerRule, type PolicyLayer } from '../../src/core/policy/layers.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { globMatcher } from '../../src/node/globs.ts';
import { readPolicyLayer } from '../../src/node/policy/readPolicyLayer.ts';
import { isLooser, strictness } from '../support/policyStrictness.ts';
import { randomNumbers } from '../support/randomNumbers.ts';

/** Policies that mutations start from: between them they use every member of the format. */
export const policySeeds: readonly string[] = [
  `version: 1
# how production is recognised
environments:
  eu: { production: true, hosts: ["db-*.acme.example"], contexts: [k-eu], branches: ["live/*"], paths: ["infra/eu/**"] }
  playground: { production: false, contexts: [kind-*], profiles: [sandbox] }
protected: { branches: [main, "release/*"], paths: ["infra/**"] }
matrix:
  reversible: { machine: allow }
  irreversible: { workspace: deny, production: deny }
productionMarks: [live, prod]
owners: { codex: ann@acme.example, "*": bo@acme.example }
limits: { questionsInTenMinutes: 2, questionsInHundredCalls: 1 }
grants: { lengths: [quarter-hour], idleMinutes: 5, sessionHours: 1 }
checkpoints: { replaceQuestions: false, maxFiles: 100, maxMegabytes: 10, perTenMinutes: 3, perSession: 9, sessionMegabytes: 40, keepDays: 3, keepMegabytes: 400 }
`,
  `version: 1
rules:
  - id: team.drafts
    when: { effect: delete, path: "drafts/**" }
    decision: allow
    reason: drafts are cheap
    match: [rm drafts/a.md]
    notMatch: [rm src/a.ts]
  - id: team.terraform
    when: { program: terraform, radius: [shared, production], agent: codex, environment: eu }
    decision: deny
    reason: infrastructure goes through the pipeline
    alternative: open a pull request
    match: [{ command: terraform destroy, cwd: infra, env: { TF_WORKSPACE: eu }, agent: codex }]
  - id: team.tickets
    when: { mcp: { server: jira, tool: "delete_*" }, reversibility: irreversible, rule: "mcp.*", task: "deploy*", freeze: "release-*" }
    decision: ask
    reason: |
      somebody looks
      at these
    notMatch: [{ mcp: { server: jira, tool: get_issue } }, { task: build }, { edit: src/a.ts }, { sql: "select 1" }]
`,
  '{"version":1,"matrix":{"recoverable":{"file":"allow","workspace":"allow"}},"rules":[{"id":"a","when":{"effect":"write"},"decision":"ask","reason":"r"}]}\n',
  `version: 1
readOnlyConnections: [{ connection: "postgres://*@db.acme.example/*", client: psql, args: ["service=reader"] }]
matrix: { irreversible: { file: allow, workspace: allow, machine: allow, shared: allow, production: allow } }
`,
];

/** Pieces that YAML, or the format, reads specially. */
const pieces = [':', ': ', '- ', '-', '{', '}', '[', ']', ',', '"', "'", '#', '&a ', '*a', '!!js/function ', '!!binary ', '!!set ', '|', '>-', '---\n', '...\n', '\n', '\n\n', '  ', '\t', '? ', '<<: ', '%YAML 1.1\n', '~', 'null', 'true', 'no', '0x10', '.inf', '1e999', '2026-01-01', '__proto__', 'constructor', 'toString', 'allow', 'ask', 'deny', 'version: 1\n', 'rules:\n', 'matrix:', 'when:', 'decision: allow\n', 'match: [ls]\n', 'loosens: true\n', 'mayLower: true', 'source: organisation\n', '"**"', '*', '**/*', '{a,b}{c,d}{e,f}{g,h}{i,j}', '\u0000', '\u202e', '\ufeff', '\ud83d', 'é', '\r', '\u2028', '['.repeat(200), '{a: '.repeat(200)];

/** Text number `index` of the run `seed`: a policy after a few changes that keep most of its form. */
export function policyTextAt(seed: number, index: number, seeds: readonly string[] = policySeeds): string {
  const random = randomNumbers(seed * 1_000_003 + index);
  const next = (below: number): number => Math.floor(random() * below);
  const pick = (items: readonly string[]): string => items[next(items.length)] ?? '';
  let tokens = pick(seeds).split(/(\s+|[:,[\]{}"'#-])/).filter((token) => token !== '');
  for (let count = next(6); count >= 0; count -= 1) {
    const at = next(tokens.length + 1);
    switch (next(9)) {
      case 0: tokens.splice(at, 0, pick(pieces)); break;
      case 1: tokens.splice(at, 1 + next(3)); break;
      case 2: tokens.splice(at, 1, pick(pieces)); break;
      case 3: tokens.splice(at, 1, tokens[next(tokens.length)] ?? ''); break;
      case 4: tokens.splice(at, 0, ...tokens.slice(next(tokens.length)).slice(0, 12)); break;
      case 5: tokens = [...tokens.slice(0, at), ...pick(seeds).split(/(\s+)/).slice(next(20))]; break;
      case 6: tokens.splice(at, 0, String.fromCharCode(next(0x3000))); break;
      case 7: tokens.splice(at, 1, pick(['allow', 'ask', 'deny', '1', '-1', '99999999', 'irreversible', 'delete', '""'])); break;
      default: tokens = tokens.slice(0, at);
    }
  }
  return tokens.join('');
}

const matchesPath = globMatcher();
const accepted = policySeeds.map((text): PolicyLayer => {
  const read = readPolicyLayer(text, { source: 'workspace', loosens: true, file: 'policy.yaml' });
  if (!read.ok) throw new Error(`a seed cannot be read: ${JSON.stringify(read.problems)}`);
  return read.layer;
});
const alone = strictness(defaultPolicy);
const inForce = accepted.map((layer) => strictness(effectivePolicy([layer], new Set(), 'r')));

/**
 * What is wrong with the reading of a text; undefined = nothing. A problem has a line that is in the text, and words; what is
 * read as a workspace's own never loosens the defaults nor the version that was accepted; a rule whose examples do not hold lowers nothing.
 */
export function policyFaultOf(text: string, index: number): string | undefined {
  try {
    const read = readPolicyLayer(text, { source: 'workspace', loosens: false, file: 'policy.yaml' });
    if (!read.ok) return problemFault(text, read.problems);
    if (isLooser(strictness(effectivePolicy([read.layer], new Set(), 'r')), alone)) return 'a text that nobody accepted loosens the defaults';
    const at = index % accepted.length;
    const held = accepted[at];
    if (held !== undefined && isLooser(strictness(effectivePolicy([held, read.layer], new Set(), 'r')), inForce[at] ?? [])) return 'a text that nobody accepted loosens the version in force';
    return unprovenFault(text);
  } catch (error) {
    return `threw: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What is wrong with the problems of a text that was refused: each has a line that is in it, and words. */
export function problemFault(text: string, problems: readonly { readonly line: number; readonly message: string }[]): string | undefined {
  const lines = text.split(/\r\n|\r|\n/).length;
  if (problems.length === 0) return 'is refused without a word';
  const wrong = problems.find(({ line, message }) => !Number.isInteger(line) || line < 1 || line > lines || message.trim() === '' || message.length > 2000);
  return wrong === undefined ? undefined : `a problem without a place or words: ${JSON.stringify(wrong)} (${lines} lines)`;
}

/** The same text as the user's own: only rules that hold their examples may lower. */
function unprovenFault(text: string): string | undefined {
  const read = readPolicyLayer(text, { source: 'user', loosens: true, file: 'policy.yaml' });
  if (!read.ok) return 'is read by one layer and not by the other';
  const policy = effectivePolicy([read.layer], new Set(), 'r');
  const failing = (read.layer.rules ?? []).filter((rule) => failedExamples(rule, { judge, policy, programs: lookupInCatalogue, matchesPath }).length > 0);
  const without = effectivePolicy([{ ...read.layer, rules: (read.layer.rules ?? []).filter((rule) => !failing.includes(rule)) }], new Set(), 'r');
  return isLooser(strictness(effectivePolicy([read.layer], new Set<LayerRule>(failing), 'r')), strictness(without)) ? 'a rule whose example does not hold loosens' : undefined;
}
