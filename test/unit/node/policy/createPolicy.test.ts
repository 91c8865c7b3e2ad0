import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../../../src/core/judge.ts';
import { effectivePolicy } from '../../../../src/core/policy/layers.ts';
import { defaultPolicy } from '../../../../src/core/policy/policy.ts';
import { presetNames } from '../../../../src/core/policy/presets.ts';
import { proposePolicy, resets } from '../../../../src/core/policy/proposePolicy.ts';
import type { RepositoryFacts } from '../../../../src/core/policy/repositoryFacts.ts';
import { globMatcher } from '../../../../src/node/globs.ts';
import { policyOfFile, type ExampleTools } from '../../../../src/node/policy/compilePolicy.ts';
import { readPolicyLayer } from '../../../../src/node/policy/readPolicyLayer.ts';
import { readRepository } from '../../../../src/node/policy/readRepository.ts';
import { assertGolden } from '../../../support/golden.ts';
import { isLooser, strictness } from '../../../support/policyStrictness.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

const tools: ExampleTools = { judge, programs: lookupInCatalogue, matchesPath: globMatcher() };

/** Repositories by their files. */
const samples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shop: {
    'package.json': '{"scripts":{"build":"tsc","deploy":"vercel deploy --prod","db:reset":"prisma migrate reset --force","logs":"kubectl --context shop-prod-eu logs deploy/web"},"devDependencies":{"prisma":"5"}}',
    'prisma/schema.prisma': 'model Order { id Int @id }', 'infra/prod/main.tf': '', 'infra/staging/main.tf': '', 'infra/modules/vpc/main.tf': '',
    '.vscode/tasks.json': '{ // tasks\n "tasks": [{ "label": "build" }, { "label": "deploy to production" }, { "label": "release: npm" }] }',
    '.github/workflows/deploy.yml': 'on:\n  push:\n    branches: [live, "hotfix/*"]\njobs:\n  web:\n    environment: production\n    steps: []\n', '.github/workflows/test.yml': 'on: [push]\njobs: { test: { steps: [] } }\n',
    '.env': 'DATABASE_URL=postgres://dev:dev@localhost/shop\n', '.env.example': 'DATABASE_URL=\n', '.env.production': 'DATABASE_URL=postgres://app:s3cret@db-7.acme.example:5432/shop\nREDIS_HOST=cache.acme.example\n',
    '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': '# pack-refs\nabc refs/remotes/origin/stable\nabc refs/remotes/origin/topic/x\n', '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/stable\n', '.git/refs/heads/main': 'abc\n',
    'node_modules/other/main.tf': '',
  },
  service: {
    'alembic.ini': '', 'app/main.py': '', 'charts/api/Chart.yaml': 'name: api\n', 'k8s/overlays/prod/kustomization.yaml': '', 'k8s/overlays/dev/kustomization.yaml': '', 'deploy/web.yaml': 'apiVersion: v1\nkind: Service\n',
    '.gitlab-ci.yml': 'deploy:\n  environment: { name: production }\n  script: [helm upgrade api charts/api --kube-context=eu-live]\n', Makefile: 'deploy:\n\thelm upgrade api charts/api --kube-context=eu-live\n',
  },
  plain: { 'README.md': 'hello', 'src/a.ts': '' },
};

const hostile: RepositoryFacts = {
  scripts: [{ name: 'deploy"\n- evil', command: 'x' }, { name: 'release', command: '' }], tasks: ['deploy" }', 'deploy: [all]', 'deploy\nrules: []', 'release # now', "publish 'x'", 'deploy, and more', 'ship it: now'], infrastructure: ['a: b/prod', '- x', '*y', '&z', 'in fra/é', 'true', '1e3'], manifests: ['{x}', '!!js', '../prod', 'a,b'],
  contexts: ['prod:eu', 'arn:aws:eks:eu-1:1:cluster/prod', '@prod', 'staging'], migrations: Object.keys(resets), workflows: [{ file: '.github/workflows/a b.yml', branches: ['**', 'feature/[x]', 'null', 'v*'], environments: ['production'] }],
  defaultBranch: 'no', branches: ['release-1', 'prod\u202e', 'live'], envFiles: ['.env', 'a/.env.production'], productionHosts: ['db.acme.example'], partial: true,
};

describe('proposed policy', () => {
  const directory = temporaryDirectory();
  const factsOf = (name: string): RepositoryFacts => {
    for (const [file, text] of Object.entries(samples[name] ?? {})) {
      fs.mkdirSync(path.dirname(path.join(directory.path, file)), { recursive: true });
      fs.writeFileSync(path.join(directory.path, file), text);
    }
    return readRepository(directory.path);
  };

  for (const name of Object.keys(samples)) {
    it(`of ${name}: is as it was looked at`, () => {
      const facts = factsOf(name);
      assertGolden(`policy/${name}`, { facts, ...Object.fromEntries(presetNames.map((preset) => [preset, proposePolicy(facts, preset).split('\n')])) });
    });
    for (const preset of presetNames) it(`of ${name}, ${preset}: is read without a finding`, () => assert.deepEqual(policyOfFile('p.yaml', proposePolicy(factsOf(name), preset), tools).problems, []));
    for (const preset of ['standard', 'strict'] as const) it(`of ${name}, ${preset}: never loosens the defaults, accepted or not`, () => assert.equal(loosens(proposePolicy(factsOf(name), preset)), false));
  }

  for (const preset of presetNames) {
    it(`of hostile names, ${preset}: is read without a finding and says nothing that they say`, () => {
      const text = proposePolicy(hostile, preset);
      assert.deepEqual(policyOfFile('p.yaml', text, tools).problems, [], text);
      assert.doesNotMatch(text, /evil|\u202e/);
      if (preset !== 'relaxed') assert.equal(loosens(text), false);
    });
  }

  it('relaxed loosens once it is accepted', () => assert.equal(loosens(proposePolicy(factsOf('plain'), 'relaxed')), true));

  it('holds no secret of an environment file', () => assert.doesNotMatch(JSON.stringify(factsOf('shop')), /s3cret|app:/));

  it('looks at a part of a repository that is too large, and says so', () => {
    for (let at = 0; at < 30; at += 1) fs.mkdirSync(path.join(directory.path, `d${at}`));
    const facts = readRepository(directory.path, 20);
    assert.equal(facts.partial, true);
    assert.match(proposePolicy(facts, 'standard'), /only a part/);
  });
});

function loosens(text: string): boolean {
  const read = readPolicyLayer(text, { source: 'workspace', loosens: true, file: 'p.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return isLooser(strictness(effectivePolicy([read.layer], new Set(), 'r')), strictness(defaultPolicy));
}
