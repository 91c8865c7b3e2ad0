import { deepEqual, equal } from 'node:assert/strict';
import type { Action } from '../../../../src/core/action.ts';
import { endingOf, grantCovers, grantIdleMs, type AskedAct, type Grant } from '../../../../src/core/grant/grant.ts';
import { grantScopesOf } from '../../../../src/core/grant/grantScope.ts';
import type { Effect, Finding, Verdict } from '../../../../src/core/verdict.ts';
import { judgeCase } from '../../../corpus/judgeCase.ts';

const actions = (command: string): readonly Action[] => [{ kind: 'shell', command, dialect: 'posix' }];
const verdictOf = (command: string): Verdict => judgeCase({ id: 'grant', command }).calm;
const act = (command: string, changes: Partial<AskedAct> = {}): AskedAct => ({ verdict: verdictOf(command), actions: actions(command), workspace: '/srv', agent: 'codex', session: 's-1', ...changes });
const grantFor = (command: string): Grant => ({
  id: 'g-1', workspace: '/srv', agent: 'codex', session: 's-1', length: 'session', scopes: grantScopesOf(act(command)) ?? [], by: 'ann', example: command, givenAt: 1000, usedAt: 1000, uses: 0, revision: 'r1',
});

/** An act with effects of our own making, for what no command of the corpus does. */
function made(effects: readonly Partial<Effect>[], source: Finding['source'] = 'default'): AskedAct {
  const findings = effects.map((changes): Finding => {
    const effect: Effect = { kind: 'delete', reversibility: 'recoverable', blastRadius: 'workspace', span: { start: 0, end: 0 }, uninspectable: false, rule: 'files.rm', reason: 'deletes', ...changes };
    return { decision: 'ask', rule: effect.rule, source, reason: effect.reason, span: effect.span, effect };
  });
  return { ...act('true'), verdict: { decision: 'ask', reversibility: 'recoverable', blastRadius: 'workspace', uninspectable: effects.some(({ uninspectable }) => uninspectable === true), frozen: false, findings } };
}
const path = (name: string, recursive = false, pattern?: string): Partial<Effect> => ({ target: { kind: 'path', path: name, recursive, ...(pattern === undefined ? {} : { pattern }) } });
const covered = (granted: Partial<Effect>, asked: Partial<Effect>): boolean => grantCovers({ ...grantFor('true'), scopes: grantScopesOf(made([granted])) ?? [] }, made([asked]));

describe('grant', () => {
  it('is offered only for what was understood, stays here and comes back', () => {
    const offered = ['git branch -D x', 'git stash drop', 'git tag -d v1', 'npm i -g x', 'pkill node', 'systemctl restart x', 'docker system prune'];
    const refused = ['ls', 'rm -r src', 'git reset --hard', 'git push --force', 'mkdir ~/x', 'rm ~/x.txt', 'acmectl sync', 'cat ~/.ssh/id_rsa', 'terraform destroy', 'git branch -D x && rm -r src', 'git branch -D x && acmectl sync', 'npm publish', 'git branch -D "$(cat names'];
    deepEqual([...offered, ...refused].filter((command) => grantScopesOf(act(command)) !== undefined), offered);
  });
  it('is offered for no frozen act and for none that an organisation, a limit or the memory of a refusal raised', () => {
    equal(grantScopesOf({ verdict: { ...verdictOf('git branch -D x'), frozen: true }, actions: [] }), undefined);
    equal(grantScopesOf({ verdict: judgeCase({ id: 'grant', command: 'npm i -g x && git push' }).frozen, actions: [] }), undefined);
    for (const source of ['organisation', 'freeze', 'autonomy', 'budget', 'limit'] as const) equal(grantScopesOf(made([path('/srv/a')], source)), undefined, source);
    const verdict = verdictOf('git branch -D x');
    const refusedBefore: Finding = { decision: 'ask', rule: 'session.denied-object', source: 'default', reason: 'refused before', span: { start: 0, end: 0 } };
    equal(grantScopesOf({ verdict: { ...verdict, findings: [refusedBefore, ...verdict.findings] }, actions: [] }), undefined);
  });
  for (const change of [{ kind: 'guard' }, { kind: 'config' }, { kind: 'secret' }, { kind: 'execute' }, { kind: 'deploy' }, { blastRadius: 'shared' }, { blastRadius: 'production' }, { reversibility: 'irreversible' }, { uninspectable: true }, { posture: 'deny' }] as const) {
    it(`is not offered for ${JSON.stringify(change)}`, () => equal(grantScopesOf(made([{ ...path('/srv/a'), ...change }])), undefined));
  }

  it('covers the same kind of act in the same place and nothing beside it', () => {
    const grant = grantFor('git branch -D old');
    equal(grantCovers(grant, act('git branch -D other')), true);
    for (const command of ['git tag -d v1', 'git stash drop', 'git reset --hard', 'git branch -D x && git stash drop', 'git push origin :x']) equal(grantCovers(grant, act(command)), false, command);
  });
  it('covers one agent in one session and one workspace', () => {
    const grant = grantFor('git branch -D old');
    for (const change of [{ agent: 'claude-code' }, { session: 's-2' }, { workspace: '/other' }] as const) equal(grantCovers(grant, act('git branch -D old', change)), false);
  });
  it('covers without an object the same words alone', () => {
    equal(grantCovers(grantFor('npm i -g typescript'), act('npm  i -g typescript')), true);
    equal(grantCovers(grantFor('npm i -g typescript'), act('npm i -g other')), false);
  });
  it('covers files of the same directory, and below it only what was granted as a tree', () => {
    deepEqual([
      covered(path('/srv/docs/a.md'), path('/srv/docs/b.md')), covered(path('/srv/docs/a.md'), path('/srv/docs/deep/b.md')), covered(path('/srv/docs/a.md'), path('/srv/docs', true)), covered(path('/srv/docs/a.md'), path('/srv/docs/old', true)),
      covered(path('/srv/docs', true), path('/srv/docs/deep/b.md')), covered(path('/srv/docs', true), path('/srv/docs/deep', true)), covered(path('/srv/docs', true), path('/srv/docs2/b.md')), covered(path('/srv/docs', true), path('/srv', true)),
      covered(path('/srv/docs', false, '*.log'), path('/srv/docs/a.log')), covered(path('/srv/docs', false, '*/x'), path('/srv/docs/deep/x')), covered(path('C:\\srv\\a.md'), path('C:\\srv\\b.md')), covered(path('C:\\srv', true), path('C:\\srv\\deep\\b.md')),
    ], [true, false, false, false, true, true, false, false, true, true, true, true]);
  });
  it('covers one repository', () => {
    const branches = (repository: string): Partial<Effect> => ({ kind: 'git-history', target: { kind: 'git', repository, loses: 'refs' } });
    deepEqual([covered(branches('/srv'), branches('/srv')), covered(branches('/srv'), branches('/other'))], [true, false]);
  });
  it('covers no worse effect of the same rule', () => {
    equal(covered({ ...path('/srv/a'), reversibility: 'reversible' }, path('/srv/b')), false);
    equal(covered({ ...path('/srv/a'), blastRadius: 'file' }, { ...path('/srv/b'), blastRadius: 'machine' }), false);
  });

  it('ends by time, by disuse, by a clock that is turned back and by other rules', () => {
    const grant = grantFor('git branch -D old');
    const used = { ...grant, usedAt: 1000 + 11 * 3_600_000 };
    deepEqual([endingOf(grant, 1000, 'r1'), endingOf(grant, 999 + grantIdleMs, 'r1'), endingOf(grant, 1000 + grantIdleMs, 'r1'), endingOf(grant, 999, 'r1'), endingOf(grant, 1001, 'r2')], [undefined, undefined, 'idle', 'clock', 'rules-changed']);
    deepEqual([endingOf(used, used.usedAt + 1, 'r1'), endingOf({ ...used, usedAt: 1000 + 12 * 3_600_000 - 1 }, 1000 + 12 * 3_600_000, 'r1')], [undefined, 'expired']);
    deepEqual(endingOf({ ...grant, length: 'quarter-hour', usedAt: 1000 + 14 * 60_000 }, 1000 + 15 * 60_000, 'r1'), 'expired');
  });
});
