import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { acceptPolicy } from '../../../src/node/policy/heldPolicy.ts';
import { policyPlace } from '../../../src/node/policy/policyPlace.ts';
import { buildBundles, dist, start, type Ended } from '../../support/hookProcess.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryPlace } from '../../support/temporaryDirectory.ts';

const lettingGo = 'version: 1\nrules:\n  - { id: mine.drafts, when: { effect: git-remote }, decision: allow, reason: my branches are mine, match: [git push --force origin topic] }\n';
const refusing = 'version: 1\nrules:\n  - { id: team.no-pods, when: { program: kubectl, agent: codex }, decision: deny, reason: the cluster is not touched from here, alternative: open a pull request, match: [{ command: kubectl delete pod x, agent: codex }] }\n';

describe('policy files in a hook process', function () {
  this.timeout(60_000);
  const { at, write } = temporaryPlace();
  const propose = (command: string): Promise<Ended> => start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', 'codex', '--state', at('state')], JSON.stringify(shellEvent('codex', command, at('shop'))), { PATH: process.env['PATH'], HOME: at('home') }).ended;
  const endOf = async (command: string): Promise<Ended['end']> => (await propose(command)).end;

  before(buildBundles);
  beforeEach(() => {
    write(at('shop', 'drafts', 'novel.md'), 'chapter one');
    write(at('home', '.keep'), '');
    execFileSync('git', ['init', '-q'], { cwd: at('shop') });
  });

  it('let the user loosen, and count from the next call', async () => {
    assert.equal(await endOf('git push --force origin topic'), 2);
    write(at('state', 'policy.yaml'), lettingGo);
    assert.equal(await endOf('git push --force origin topic'), 0);
    fs.rmSync(at('state', 'policy.yaml'));
    assert.equal(await endOf('git push --force origin topic'), 2);
  });

  it('do not let the repository loosen, unless the person accepted exactly that text', async () => {
    write(at('shop', '.tagout', 'policy.yaml'), lettingGo);
    assert.equal(await endOf('git push --force origin topic'), 2);
    acceptPolicy(policyPlace(at('state'), at('shop'), process.platform), lettingGo);
    fs.rmSync(at('state', 'workspaces'), { recursive: true });
    acceptPolicy(policyPlace(at('state'), at('shop'), process.platform), lettingGo);
    assert.equal(await endOf('git push --force origin topic'), 0);
    write(at('shop', '.tagout', 'policy.yaml'), `${lettingGo}# one more character\n`);
    assert.equal(await endOf('git push --force origin topic'), 0, 'the accepted version stays in force');
  });

  it('tighten from the repository at once, for the agents they name, with the words of their author', async () => {
    assert.equal(await endOf('kubectl get pods'), 0);
    write(at('shop', '.tagout', 'policy.yaml'), refusing);
    const { end, stderr } = await propose('kubectl get pods');
    assert.equal(end, 2);
    assert.match(stderr, /the cluster is not touched from here.*Instead: open a pull request/s);
  });

  it('are refused to agents through every door', async () => {
    write(at('shop', '.tagout', 'policy.yaml'), 'version: 1\n');
    execFileSync('git', ['add', '.tagout'], { cwd: at('shop') });
    for (const command of ['echo x > .tagout/policy.yaml', 'rm -r .tagout', 'mv /dev/null .tagout/policy.yaml', `cp x ${at('state')}/policy.yaml`, 'git rm -f .tagout/policy.yaml', 'git checkout HEAD~1 -- .tagout']) assert.equal(await endOf(command), 2, command);
  });
});
