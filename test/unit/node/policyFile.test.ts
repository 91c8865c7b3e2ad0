import assert from 'node:assert/strict';
import { defaultMatrix, defaultPolicy, type Policy } from '../../../src/core/policy/policy.ts';
import type { PolicyLayer } from '../../../src/core/policy/overlay.ts';
import { globMatcher } from '../../../src/node/globs.ts';
import { compilePolicy, readPolicyLayer } from '../../../src/node/policyFile.ts';
import type { LineProblem } from '../../../src/node/yamlText.ts';

const text = `
version: 1
matrix:
  recoverable: { file: allow }   # small mistakes are mine
  irreversible: { workspace: deny }
protectedBranches: [main, 'stable/*']
productionMarks: [LIVE]
rules:
  - id: mine.terraform
    match: { program: terraform, blastRadius: [shared, production] }
    decision: deny
    reason: infrastructure goes through the pipeline
    alternative: open a pull request
`;

function compile(source: PolicyLayer['source'], base: Policy = defaultPolicy): Policy {
  const read = readPolicyLayer(text, source);
  if (!read.ok) assert.fail(read.problems.map(({ message }) => message).join());
  return compilePolicy(base, read.layer);
}

describe('policy file', () => {
  it('lets the user replace what the layer names', () => {
    const { revision, ...policy } = compile('user');
    assert.deepEqual(policy, {
      version: 1,
      matrix: { ...defaultMatrix, recoverable: { ...defaultMatrix.recoverable, file: 'allow' }, irreversible: { ...defaultMatrix.irreversible, workspace: 'deny' } },
      protectedBranches: ['main', 'stable/*'],
      productionMarks: ['live'],
      rules: [{
        id: 'mine.terraform', match: { program: ['terraform'], blastRadius: ['shared', 'production'] }, decision: 'deny', reason: 'infrastructure goes through the pipeline',
        alternative: 'open a pull request', source: 'user',
      }],
    });
    assert.match(revision, /^sha256:[0-9a-f]{16}$/);
  });

  it('lets the workspace only tighten', () => {
    const { matrix, protectedBranches, productionMarks, rules } = compile('workspace');
    assert.deepEqual([matrix.recoverable.file, matrix.irreversible.workspace, rules.map(({ source }) => source)], ['ask', 'deny', ['workspace']]);
    assert.deepEqual([...defaultPolicy.protectedBranches, 'stable/*'], protectedBranches);
    assert.deepEqual([...defaultPolicy.productionMarks].filter((mark) => !productionMarks.includes(mark)), []);
  });

  it('has a revision that follows what matters and nothing else', () => {
    const other = readPolicyLayer(text.replace('# small mistakes are mine', ''), 'user');
    assert.equal(other.ok && compilePolicy(defaultPolicy, other.layer).revision, compile('user').revision);
    assert.notEqual(compile('user').revision, compile('workspace').revision);
  });

  const problems: Readonly<Record<string, { readonly text: string; readonly lines: readonly number[] }>> = {
    'broken YAML': { text: 'version: 1\nrules: [\n', lines: [3] },
    'no version': { text: 'rules: []\n', lines: [1] },
    'another version': { text: '# ours\nversion: 2\n', lines: [2] },
    'an unknown member': { text: 'version: 1\nrule: []\n', lines: [1] },
    'an unknown row and an unknown column': { text: 'version: 1\nmatrix:\n  harmless: { file: allow }\n  reversible:\n    town: ask\n', lines: [3, 5] },
    'a rule that matches everything': { text: 'version: 1\nrules:\n  - id: a\n    match: {}\n    decision: ask\n    reason: r\n', lines: [4] },
    'an empty selector': { text: 'version: 1\nrules:\n  - id: a\n    match: { path: [] }\n    decision: ask\n    reason: r\n', lines: [4] },
    'a rule without a reason': { text: 'version: 1\nrules:\n  - id: a\n    match: { kind: delete }\n    decision: ask\n', lines: [3] },
    'a doubled key': { text: 'version: 1\nversion: 1\n', lines: [2] },
    'an alias': { text: 'version: 1\nproductionMarks: &a [live]\nprotectedBranches: *a\n', lines: [1] },
    nothing: { text: '', lines: [1] },
  };
  for (const [title, { text: wrong, lines }] of Object.entries(problems)) {
    it(`tells the line: ${title}`, () => {
      const read = readPolicyLayer(wrong, 'user');
      const found: readonly LineProblem[] = read.ok ? [] : read.problems;
      assert.deepEqual(found.map(({ line }) => line), lines, JSON.stringify(found));
    });
  }
});

describe('globs', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['src/**', 'src/a/b.ts', true], ['*.env', '.env', true], ['**/.env', 'a/b/.env', true], ['data', 'data/2030/x.csv', true], ['data', 'database', false], ['/etc/**', '/etc/hosts', true],
    ['!src', 'other', false], ['#x', '#x', true], ['a*a*a*a*a*a*a*a*..b', 'a'.repeat(200), false],
  ];
  for (const [glob, file, expected] of cases) {
    it(`${glob} ${expected ? 'holds' : 'leaves out'} ${file.slice(0, 40)}`, () => assert.equal(globMatcher()(glob, file), expected));
  }
});
