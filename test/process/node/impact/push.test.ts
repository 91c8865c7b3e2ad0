import { deepEqual, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { measureImpact } from '../../../../src/node/impact.ts';
import { ImpactPlace, partsOf } from '../../../support/judgedImpact.ts';

describe('impact of a push', function () {
  this.timeout(30_000);
  let place: ImpactPlace;
  beforeEach(() => {
    place = new ImpactPlace();
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', path.join(place.base, 'remote.git')]);
    place.git('config', 'user.email', 'dana@example.test');
    place.git('remote', 'add', 'origin', path.join(place.base, 'remote.git'));
    place.commit('first');
    place.gitAs('Mika', 'commit', '-q', '--allow-empty', '-m', 'by Mika');
    place.git('commit', '-q', '--allow-empty', '-m', 'by Dana');
    place.git('push', '-q', '-u', 'origin', 'main');
  });
  afterEach(() => place.remove());

  it('counts what a rewrite replaces, and whose it is', async () => {
    place.git('reset', '-q', '--hard', 'HEAD~2');
    const impact = await place.measure('git push --force');
    const [push] = partsOf(impact, 'push').map(({ facts }) => facts);
    deepEqual([impact.loss, push?.commits.map(({ subject }) => subject), push?.others.map(({ author, commits, lost }) => [author, commits, lost]), push?.lease, push?.refs.map(({ name }) => name), impact.complete], [
      'Rewrites `main` on `origin`: 2 commits there are replaced, 1 of them by Mika.', ['by Dana', 'by Mika'], [['Mika', 1, 1]], 'holds', ['main'], true,
    ]);
    match(push?.fetchedAt ?? '', /^\d{4}-/);
  });

  it('says that a lease sees nothing where a fetch brought in what the branch never had', async () => {
    const other = path.join(place.base, 'other');
    execFileSync('git', ['clone', '-q', path.join(place.base, 'remote.git'), other], { stdio: 'ignore' });
    execFileSync('git', ['-C', other, '-c', 'user.name=Mika', '-c', 'user.email=mika@example.test', 'commit', '-q', '--allow-empty', '-m', 'later'], { stdio: 'ignore' });
    execFileSync('git', ['-C', other, 'push', '-q', 'origin', 'HEAD:main'], { stdio: 'ignore' });
    place.git('fetch', '-q');
    const [push] = partsOf(await place.measure('git push -f origin main'), 'push').map(({ facts }) => facts);
    deepEqual([push?.act, push?.lease, push?.commits.length], ['rewrite', 'blind', 1]);
  });

  it('tells a deletion whose commits are elsewhere from one whose are not', async () => {
    place.git('push', '-q', 'origin', 'main:old', 'main:kept');
    place.git('commit', '-q', '--allow-empty', '-m', 'only there');
    place.git('push', '-q', 'origin', 'HEAD:alone');
    const lossOf = async (command: string): Promise<string> => (await place.measure(command)).loss;
    deepEqual([await lossOf('git push origin --delete old'), await lossOf('git push origin :alone')], [
      'Deletes `old` on `origin`; other branches have all of its commits.', 'Deletes `alone` on `origin`: 1 commit is on no other branch there.',
    ]);
  });

  it('does not guess what was never fetched', async () => {
    const elsewhere = new ImpactPlace();
    try {
      elsewhere.git('remote', 'add', 'origin', path.join(place.base, 'remote.git'));
      elsewhere.commit('unrelated');
      const impact = await elsewhere.measure('git push --force origin main');
      deepEqual([impact.loss, partsOf(impact, 'push').map(({ facts }) => [facts.act, facts.lease, facts.fetchedAt, facts.why])], ['Changes `main` on `origin`; what is there now is not known.', [['unknown', 'unknown', undefined, 'this clone never fetched from it']]]);
    } finally {
      elsewhere.remove();
    }
  });

  it('starts nothing that the repository names', async () => {
    const witness = path.join(place.base, 'ran');
    place.write('.gitattributes', '* filter=evil diff=evil\n');
    place.write('a.txt', 'one');
    place.commit('attributes');
    for (const key of ['filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'diff.evil.textconv', 'diff.external', 'core.fsmonitor', 'core.sshCommand', 'core.pager', 'core.alternateRefsCommand', 'gpg.program', 'uploadpack.packObjectsHook']) place.git('config', key, `sh -c 'touch ${witness}; cat'`);
    place.git('config', 'filter.evil.required', 'true');
    place.git('config', 'log.showSignature', 'true');
    place.write('a.txt', 'two, and longer');
    place.write('b.txt', 'new');
    const questions = ['git push --force', 'rm -rf .', 'git reset --hard HEAD~1', 'git clean -fdx', 'git branch -D main', 'rm a.txt b.txt'].map((command) => place.judged(command));
    fs.rmSync(witness, { force: true });
    for (const question of questions) await measureImpact(question);
    deepEqual(fs.existsSync(witness), false);
  });
});
