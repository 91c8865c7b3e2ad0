import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { declareFreeze } from '../../../src/node/freeze/freezeStore.ts';
import { buildBundles, dist } from '../../support/hookProcess.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

/** The hook as people copy it from the README. */
const prePush = /```sh\n(#!\/bin\/sh\n# \.git\/hooks\/pre-push[^]*?)```/.exec(fs.readFileSync(path.join(import.meta.dirname, '../../../README.md'), 'utf8'))?.[1] ?? '';

describe('checks in git hooks and in CI', function () {
  this.timeout(120_000);
  const place = temporaryDirectory();
  const at = (name: string): string => path.join(place.path, name);
  const environment = (): NodeJS.ProcessEnv => ({ PATH: `${at('bin')}:${process.env['PATH'] ?? ''}`, HOME: at('home'), GIT_AUTHOR_NAME: 'Dana', GIT_AUTHOR_EMAIL: 'dana@mail.example', GIT_COMMITTER_NAME: 'Dana', GIT_COMMITTER_EMAIL: 'dana@mail.example' });
  const run = (program: string, args: readonly string[], input = ''): { readonly status: number | null; readonly output: string } => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: at('shop'), env: environment(), input, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  const git = (...args: readonly string[]): number | null => run('git', args).status;
  const check = (...args: readonly string[]): number | null => run('tagout', ['check', ...args]).status;
  const commit = (name: string): void => {
    fs.writeFileSync(path.join(at('shop'), name), `${name}\n`);
    assert.deepEqual([git('add', '-A'), git('commit', '-qm', name)], [0, 0]);
  };
  const policy = (text: string): void => {
    fs.mkdirSync(at('shop/.tagout'), { recursive: true });
    fs.writeFileSync(at('shop/.tagout/policy.yaml'), text);
  };
  const freeze = (mode: 'ask' | 'deny'): void => declareFreeze(at('state'), at('shop'), { id: `f-${mode}`, mode, reason: 'release 4.2', by: 'dana', since: '2030-01-01T00:00:00.000Z' }, Date.now());

  before(buildBundles);
  beforeEach(() => {
    for (const name of ['bin', 'home', 'shop']) fs.mkdirSync(at(name));
    fs.writeFileSync(at('bin/tagout'), `#!/bin/sh\nexec '${process.execPath}' '${path.join(dist, 'tagout.cjs')}' --state '${at('state')}' "$@"\n`, { mode: 0o755 });
    assert.deepEqual([git('init', '-q', '-b', 'main'), git('init', '-q', '--bare', at('origin')), git('remote', 'add', 'origin', at('origin'))], [0, 0, 0]);
    fs.writeFileSync(at('shop/.git/hooks/pre-push'), prePush, { mode: 0o755 });
    commit('first');
    assert.equal(git('push', '-q', '--no-verify', 'origin', 'main'), 0);
    assert.equal(git('checkout', '-qb', 'topic'), 0);
    commit('second');
  });

  it('lets a branch of work pass, and stops what the policy and a freeze refuse', () => {
    const remote = (ref: string): string => run('git', ['-C', at('origin'), 'rev-parse', '--verify', '-q', ref]).output.trim();
    assert.equal(git('push', '-q', 'origin', 'topic'), 0);
    policy('version: 1\nrules:\n  - { id: team.no-release, when: { program: git, rule: git.push }, decision: deny, reason: releases are made by the pipeline }\n');
    commit('third');
    const refused = run('git', ['push', 'origin', 'topic']);
    assert.deepEqual([refused.status === 0, /team\.no-release/.test(refused.output), remote('topic') === run('git', ['rev-parse', 'topic']).output.trim()], [false, true, false]);
    fs.rmSync(at('shop/.tagout'), { recursive: true });
    freeze('deny');
    assert.match(run('git', ['push', 'origin', 'topic']).output, /release 4\.2/);
    assert.match(run('git', ['push', 'origin', '--delete', 'main']).output, /DENY/);
    assert.notEqual(remote('main'), '');
  });

  it('reads what git announces: new branches, forced pushes and deletions', () => {
    const [first, second, other] = ['first~0', 'topic', 'main'].map((name) => run('git', ['rev-parse', name === 'first~0' ? 'main' : name]).output.trim());
    const lines = [`refs/heads/topic ${second} refs/heads/topic ${'0'.repeat(40)}`, `refs/heads/main ${first} refs/heads/topic ${second}`, `(delete) ${'0'.repeat(40)} refs/heads/old ${other}`, `refs/heads/topic ${second} refs/heads/main ${first}`];
    const { status, output } = run('tagout', ['check', '--json', '--pre-push', 'origin'], `${lines.join('\n')}\n`);
    const judged = output.trim().split('\n').map((line) => JSON.parse(line) as { readonly command: string; readonly verdict: string });
    assert.deepEqual(judged.map(({ command, verdict }) => `${verdict} ${command}`), ['allow git push origin topic:topic', 'ask git push --force origin main:topic', 'ask git push origin --delete old', 'ask git push origin topic:main']);
    assert.deepEqual([status, run('tagout', ['check', '--pre-push', 'origin'], '').status, run('tagout', ['check', '--pre-push', 'origin'], 'nonsense\n').status], [10, 0, 2]);
  });

  it('judges a script as a whole, and says its verdict to programs', () => {
    const { status, output } = run('tagout', ['check', '--stdin', '--json'], 'npm ci\ngit push --force origin main\n');
    const { verdict, findings } = JSON.parse(output) as { readonly verdict: string; readonly findings: readonly { readonly rule: string }[] };
    assert.deepEqual([status, verdict, findings.some(({ rule }) => rule.startsWith('git.push'))], [10, 'ask', true]);
    assert.deepEqual([run('tagout', ['check', '--stdin'], 'git status\n').status, check('--stdin', '--', 'ls'), check()], [0, 2, 2]);
  });

  it('is never weaker than the editor, whatever is said on the command line', () => {
    fs.writeFileSync(at('loose.yaml'), 'version: 1\nmatrix: { irreversible: { workspace: allow, machine: allow }, reversible: { shared: allow } }\nrules:\n  - { id: mine.all, when: { program: git }, decision: allow, reason: all }\n');
    assert.deepEqual([check('--', 'git push --force origin main'), check('--policy', at('loose.yaml'), '--', 'git push --force origin main')], [10, 10]);
    policy('version: 1\nrules:\n  - { id: team.all, when: { program: git }, decision: allow, reason: all }\n');
    assert.equal(check('--', 'git push --force origin main'), 10);
    policy('version: 1\nrules: {\n');
    assert.equal(check('--', 'git push --force origin main'), 10);
    fs.rmSync(at('shop/.tagout'), { recursive: true });
    freeze('deny');
    assert.deepEqual([check('--', 'git push origin topic'), check('--freeze', 'ask', '--', 'git push origin topic'), check('--', 'git status'), check('--', 'rm -rf .tagout ~/.claude/settings.json')], [20, 20, 0, 20]);
  });
});
