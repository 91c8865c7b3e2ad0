import assert from 'node:assert/strict';
import { lookupInCatalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../src/core/decide.ts';
import type { FreezeState } from '../../../src/core/freeze/freeze.ts';
import { judge } from '../../../src/core/judge.ts';
import { effectivePolicy, type PolicyLayer } from '../../../src/core/policy/layers.ts';
import { defaultPolicy, type Policy, type PolicyRule } from '../../../src/core/policy/policy.ts';
import { describedWorld } from '../../../src/core/resolve/describedWorld.ts';
import { replacementFor, type Replacement } from '../../../src/core/replaceQuestion.ts';
import type { Verdict } from '../../../src/core/verdict.ts';

const root = '/home/dev/shop';
const off: FreezeState = { kind: 'off' };
const frozen: FreezeState = { kind: 'on', freezes: [{ id: 'f', mode: 'ask', reason: 'release', by: 'dana', since: '2026-01-01T00:00:00Z' }] };

interface Given {
  readonly policy?: Policy;
  readonly freeze?: FreezeState;
  readonly protectedPaths?: readonly string[];
  readonly raise?: (verdict: Verdict) => Verdict;
}

function replacement(command: string, { policy = defaultPolicy, freeze = off, protectedPaths = [], raise = (verdict) => verdict }: Given = {}): Replacement {
  const world = describedWorld({ cwd: root, facts: { root, home: '/home/dev', git: { branch: 'topic' } } });
  const effects = judge({ kind: 'shell', command, dialect: 'posix' }, { world, policy, programs: lookupInCatalogue });
  const verdict = decide(effects, { policy, freeze, now: '2026-01-02T00:00:00Z', root, matchesPath: () => true });
  return replacementFor(raise(verdict), { policy, root, protectedPaths, caseInsensitive: false });
}

const withRule = (source: PolicyRule['source'], decision: PolicyRule['decision']): Policy => ({ ...defaultPolicy, rules: [{ id: 'mine.no-rm', match: { rule: ['files.*'] }, decision, reason: 'ask me', source, mayLower: false }] });
const layered = (...layers: readonly Omit<PolicyLayer, 'loosens'>[]): Policy => effectivePolicy(layers.map((layer) => ({ loosens: layer.source !== 'workspace', ...layer })), new Set(), 'r');

describe('a checkpoint in place of a question', () => {
  const replaced: Readonly<Record<string, unknown>> = {
    'rm -rf notes': { paths: [{ path: `${root}/notes` }], repositories: [] },
    'rm .env': { paths: [{ path: `${root}/.env` }], repositories: [] },
    'rm notes/*.md': { paths: [{ path: `${root}/notes`, pattern: '*.md' }], repositories: [] },
    'find . -name "*.md" -delete': { paths: [{ path: root, pattern: '**/*.md' }], repositories: [] },
    'find notes -type f -delete': { paths: [{ path: `${root}/notes`, pattern: '**' }], repositories: [] },
    'find . -name "*.md" | xargs rm': { paths: [{ path: root, pattern: '**/*.md' }], repositories: [] },
    '> data.db': { paths: [{ path: `${root}/data.db` }], repositories: [] },
    'python3 -c "import shutil; shutil.rmtree(\'notes\')"': { paths: [{ path: `${root}/notes` }], repositories: [] },
  };
  for (const [command, kept] of Object.entries(replaced)) it(command, () => assert.deepEqual(replacement(command), { kind: 'replaced', plan: { ...(kept as object), beyond: [] } }));

  for (const command of ['git reset --hard', 'git clean -fdx', 'git checkout -- .', 'git stash drop', 'git stash clear', 'git branch -D old', 'git tag -d v1', 'git gc --prune=now', 'git reflog expire --expire=now --all', 'git update-ref -d refs/heads/x']) {
    it(command, () => assert.equal(replacement(command).kind, 'replaced'));
  }

  const asked: Readonly<Record<string, RegExp>> = {
    'git status': /nobody is asked/, 'sudo rm -rf /': /nobody is asked/, 'rm -rf ~/papers': /beyond the workspace/, 'rm -rf ../other': /beyond the workspace/, 'rm -rf .git': /more than its content/, 'rm .git/index': /more than its content/,
    'rm -rf $TARGET': /not fully understood/, 'rm -rf notes && acmectl purge': /not fully understood/, 'rm -rf notes && git push --force origin main': /beyond the workspace|bring back/, 'psql -c "drop table users"': /bring back|beyond/,
    'ssh build rm -rf notes': /beyond/, 'git submodule foreach "git reset --hard"': /not known what it reaches/, 'GIT_DIR=/srv/x.git git reset --hard': /not known what it reaches/, 'GIT_WORK_TREE=$X git reset --hard': /not known what it reaches/,
    'git --git-dir=/srv/x.git branch -D main': /not known what it reaches/, 'git -c core.worktree=/srv reset --hard': /bring back/, 'git checkout-index -f -a': /not known what it reaches/,
    'cat .env': /bring back/, 'npm publish': /beyond|bring back/,
  };
  for (const [command, why] of Object.entries(asked)) {
    it(`asks: ${command}`, () => {
      const found = replacement(command);
      assert.match(found.kind === 'asked' ? found.why : 'replaced', why);
    });
  }

  const why = (command: string, given: Given): string => {
    const found = replacement(command, given);
    return found.kind === 'asked' ? found.why : 'replaced';
  };

  it('leaves a question of the user, the organisation and the workspace alone', () => {
    for (const source of ['user', 'organisation', 'workspace'] as const) assert.match(why('rm -rf notes', { policy: withRule(source, 'ask') }), /rule `mine\.no-rm` of the/);
  });

  it('leaves a question of a freeze, of a limit and about a refused object alone', () => {
    assert.match(why('rm -rf notes', { freeze: frozen }), /freeze/);
    for (const source of ['limit', 'default'] as const) {
      const raise = (verdict: Verdict): Verdict => ({ ...verdict, findings: [{ decision: 'ask', rule: 'session.denied-object', source, reason: 'refused before', span: { start: 0, end: 0 } }, ...verdict.findings] });
      assert.match(why('rm -rf notes', { raise }), /asks/);
    }
  });

  it('leaves a cell alone that the policy sets', () => {
    for (const decision of ['ask', 'deny'] as const) assert.match(why('rm -rf notes', { policy: layered({ source: 'workspace', matrix: { irreversible: { workspace: decision } } }) }), decision === 'ask' ? /policy itself decides/ : /nobody is asked/);
  });

  it('leaves the guard’s files alone, also below what is deleted', () => {
    const protectedPaths = [`${root}/.claude/settings.json`];
    assert.match(why('rm -rf .claude', { protectedPaths }), /guard rests/);
    assert.equal(why('rm -rf notes', { protectedPaths }), 'replaced');
  });

  it('stays within the workspace, also where the repository is larger', () => {
    const verdict: Verdict = { decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, frozen: false, findings: [] };
    const finding = (paths?: readonly string[]): Verdict => ({ ...verdict, findings: [{ decision: 'ask', rule: 'git.reset', source: 'default', reason: 'r', span: { start: 0, end: 0 }, effect: { kind: 'git-discard', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 0, end: 0 }, uninspectable: false, rule: 'git.reset', reason: 'r', target: { kind: 'git', repository: '/home/dev', loses: 'tracked-changes', ...(paths === undefined ? {} : { paths }) } } }] });
    const facts = { policy: defaultPolicy, root, protectedPaths: [], caseInsensitive: false };
    assert.deepEqual([replacementFor(finding(), facts).kind, replacementFor(finding([`${root}/src`]), facts).kind, replacementFor(finding([`${root}/src`, '/home/dev/x']), facts).kind], ['asked', 'replaced', 'asked']);
  });

  describe('policy', () => {
    const off: Omit<PolicyLayer, 'loosens'> = { source: 'organisation', checkpoints: { replaceQuestions: false, maxMegabytes: 10 } };
    const t = (title: string, layers: readonly Omit<PolicyLayer, 'loosens'>[], expected: Partial<Policy['checkpoints']>): void => {
      it(title, () => assert.deepEqual(layered(...layers).checkpoints, { ...defaultPolicy.checkpoints, ...expected }));
    };
    t('the organisation replaces', [{ source: 'organisation', checkpoints: { maxMegabytes: 4096, perSession: 5 } }], { maxMegabytes: 4096, perSession: 5 });
    t('the user lowers, and says how long to keep', [{ source: 'user', checkpoints: { maxMegabytes: 4096, maxFiles: 5, keepDays: 90 } }], { maxFiles: 5, keepDays: 90 });
    t('the workspace lowers only', [{ source: 'workspace', checkpoints: { replaceQuestions: false, maxMegabytes: 1, keepDays: 1, keepMegabytes: 1 } }], { replaceQuestions: false, maxMegabytes: 1 });
    for (const source of ['user', 'workspace'] as const) t(`the ${source} switches nothing on again`, [off, { source, checkpoints: { replaceQuestions: true, maxMegabytes: 256 } }], { replaceQuestions: false, maxMegabytes: 10 });

    it('switched off, every question stays', () => assert.match(why('rm -rf notes', { policy: layered(off) }), /policy keeps/));
  });
});
