import assert from 'node:assert/strict';
import { readPolicyLayer } from '../../../../src/node/policy/readPolicyLayer.ts';

const origin = { source: 'user', loosens: true, file: 'policy.yaml' } as const;
const text = `
version: 1
environments:
  eu-production: { hosts: ['db-*.acme.example'], branches: [live] }
  playground: { production: false, contexts: [kind-*] }
protected:
  branches: [main, 'stable/*']
  paths: [infra/**]
matrix:
  recoverable: { file: allow }   # small mistakes are mine
productionMarks: [LIVE]
rules:
  - id: mine.terraform
    when: { program: terraform, radius: [shared, production], mcp: { tool: apply* } }
    decision: deny
    reason: infrastructure goes through the pipeline
    alternative: open a pull request
    match:
      - terraform apply -auto-approve
      - { command: terraform destroy, cwd: infra, env: { TF_WORKSPACE: eu } }
    notMatch:
      - { mcp: { server: tf, tool: plan } }
`;

describe('policy file', () => {
  it('says in few words what becomes a layer', () => {
    const read = readPolicyLayer(text, origin);
    if (!read.ok) assert.fail(JSON.stringify(read.problems));
    const { rules, environments, ...layer } = read.layer;
    assert.deepEqual(layer, { source: 'user', loosens: true, matrix: { recoverable: { file: 'allow' } }, protectedBranches: ['main', 'stable/*'], protectedPaths: ['infra/**'], productionMarks: ['live'] });
    assert.deepEqual(environments?.map(({ name, production, hosts, contexts }) => [name, production, hosts, contexts]), [['eu-production', true, ['db-*.acme.example'], []], ['playground', false, [], ['kind-*']]]);
    assert.deepEqual(rules, [{
      id: 'mine.terraform', origin: 'policy.yaml:13', match: { program: ['terraform'], blastRadius: ['shared', 'production'], mcpTool: ['apply*'] }, decision: 'deny', reason: 'infrastructure goes through the pipeline', alternative: 'open a pull request',
      examples: {
        match: [
          { text: 'terraform apply -auto-approve', action: { kind: 'shell', command: 'terraform apply -auto-approve', dialect: 'posix' } },
          { text: 'terraform destroy', action: { kind: 'shell', command: 'terraform destroy', dialect: 'posix' }, dialect: 'posix', cwd: 'infra', env: { TF_WORKSPACE: 'eu' } },
        ],
        notMatch: [{ text: 'tf.plan', action: { kind: 'mcp', server: 'tf', tool: 'plan', input: {} } }],
      },
    }]);
  });

  const problems: Readonly<Record<string, { readonly text: string; readonly lines: readonly number[] }>> = {
    'broken YAML': { text: 'version: 1\nrules: [\n', lines: [3] },
    'no version': { text: 'rules: []\n', lines: [1] },
    'another version': { text: '# ours\nversion: 2\n', lines: [2] },
    'an unknown member': { text: 'version: 1\nrule: []\n', lines: [1] },
    'an unknown row and an unknown column': { text: 'version: 1\nmatrix:\n  harmless: { file: allow }\n  reversible:\n    town: ask\n', lines: [3, 5] },
    'a rule that matches everything': { text: 'version: 1\nrules:\n  - id: a\n    when: {}\n    decision: ask\n    reason: r\n', lines: [4] },
    'an empty selector': { text: 'version: 1\nrules:\n  - id: a\n    when: { path: [] }\n    decision: ask\n    reason: r\n', lines: [4] },
    'a pattern with too many braces': { text: 'version: 1\nrules:\n  - id: a\n    when: { path: "{a,b}{a,b}{a,b}{a,b}{a,b}" }\n    decision: ask\n    reason: r\n', lines: [4] },
    'a rule without a reason': { text: 'version: 1\nrules:\n  - id: a\n    when: { effect: delete }\n    decision: ask\n', lines: [3] },
    'an id twice': { text: 'version: 1\nrules:\n  - { id: a, when: { effect: delete }, decision: ask, reason: r }\n  - { id: a, when: { effect: move }, decision: ask, reason: r }\n', lines: [4] },
    'a doubled key': { text: 'version: 1\nversion: 1\n', lines: [2] },
    'an alias': { text: 'version: 1\nproductionMarks: &a [live]\nprotected: { branches: *a }\n', lines: [3] },
    'a name that is none': { text: 'version: 1\nenvironments:\n  __proto__: { production: true }\n', lines: [3] },
    'a name that is no word': { text: 'version: 1\n? [matrix]\n: 1\n', lines: [2] },
    'two documents': { text: 'version: 1\n---\nversion: 1\n', lines: [2] },
    'twenty thousand levels in one line': { text: `version: 1\n${'- '.repeat(20_000)}x\n`, lines: [2] },
    'twenty thousand brackets': { text: `version: 1\nrules: ${'['.repeat(20_000)}\n`, lines: [2] },
    nothing: { text: '', lines: [1] },
  };
  for (const [title, { text: wrong, lines }] of Object.entries(problems)) {
    it(`tells the line: ${title}`, () => {
      const read = readPolicyLayer(wrong, origin);
      const found = read.ok ? [] : read.problems;
      assert.deepEqual(found.map(({ line }) => line), lines, JSON.stringify(found));
    });
  }
});
