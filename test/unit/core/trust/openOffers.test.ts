import { deepEqual, equal } from 'node:assert/strict';
import { answersTo, openOffers, type OpenOffers } from '../../../../src/core/trust/openOffers.ts';
import type { ProgramTrust } from '../../../../src/core/trust/trust.ts';
import { judgeCase } from '../../../corpus/judgeCase.ts';

const offered = (command: string): OpenOffers | undefined => openOffers(judgeCase({ id: 'offer', command }).calm);
const scopes = (command: string): string => offered(command)?.scopes.join(' ') ?? 'none';
const answers = (command: string, scope: ProgramTrust['scope']): readonly ProgramTrust[] => {
  const open = offered(command);
  return open === undefined ? [] : answersTo(open, scope);
};

describe('what a person may answer for the workspace', () => {
  it('is offered where the unknown program is the only question', () => {
    equal(scopes('acmectl orders sync'), 'verb workspace');
    equal(scopes('acmectl list && acmectl sync'), 'verb workspace');
    equal(scopes('ls && acmectl list'), 'verb reading workspace');
  });

  it('is not offered beside any other question', () => {
    for (const command of ['ls', 'rm -rf src', 'acmectl sync && rm -rf src', 'acmectl sync > ~/.bashrc', 'acmectl sync ~/.ssh/id_rsa', 'gh pr merge 7', 'git push origin main']) equal(scopes(command), 'none', command);
  });

  it('is offered for talk, and for its verb alone', () => {
    equal(scopes('gh pr comment 7 --body fixed'), 'verb');
    deepEqual(answers('gh pr comment 7 --body fixed', 'verb'), [{ program: 'gh', scope: 'verb', verb: 'pr comment' }]);
  });

  it('is not offered in a freeze', () => {
    equal(openOffers(judgeCase({ id: 'offer', command: 'acmectl orders sync' }).frozen), undefined);
  });

  it('is remembered once for each question', () => {
    deepEqual(answers('acmectl sync && acmectl sync && acmectl list', 'verb'), [{ program: 'acmectl', scope: 'verb', verb: 'sync' }, { program: 'acmectl', scope: 'verb', verb: 'list' }]);
    deepEqual(answers('acmectl sync && acmectl list', 'workspace'), [{ program: 'acmectl', scope: 'workspace' }]);
  });
});
