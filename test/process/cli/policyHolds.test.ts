import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildBundles, dist, start } from '../../support/hookProcess.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryPlace } from '../../support/temporaryDirectory.ts';

/** What would let the act go if it counted: as a policy, and as everything else that could be taken for one. */
const loose = 'version: 1\nmatrix: { irreversible: { shared: allow, production: allow }, recoverable: { shared: allow }, reversible: { shared: allow } }\nprotected: { branches: [] }\nrules:\n  - { id: mine.push, when: { effect: git-remote }, decision: allow, reason: go, match: [git push --force origin topic] }\n';
const held = JSON.stringify({ v: 1, text: loose, accepted: true, acceptedDigests: [], good: {} });

/** What an attempt may change of the call; it changes files by itself. */
interface Call {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  readonly event?: object;
}

/** Nothing that a repository, a setting, a variable or an argument can say loosens the policy (design, "Trust"). */
describe('the policy is not loosened', function () {
  this.timeout(60_000);
  const { at, write } = temporaryPlace();
  const git = (...words: readonly string[]): void => void execFileSync('git', ['-c', 'user.name=dev', '-c', 'user.email=dev@acme.example', ...words], { cwd: at('shop'), stdio: 'ignore' });
  const commit = (): void => {
    write(at('shop', '.tagout', 'policy.yaml'), loose);
    git('add', '-A');
    git('commit', '-qm', 'policy');
  };
  const propose = async ({ cwd = at('shop'), env = {}, args = [], event = {} }: Call = {}): Promise<number | string> =>
    (await start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', 'codex', '--state', at('state'), ...args], JSON.stringify({ ...shellEvent('codex', 'git push --force origin topic', cwd), ...event }), { PATH: process.env['PATH'], HOME: at('home'), ...env }).ended).end;

  const attempts: Readonly<Record<string, () => Call>> = {
    'the working tree': () => (write(at('shop', '.tagout', 'policy.yaml'), loose), {}),
    'the working tree, changed twice': () => (write(at('shop', '.tagout', 'policy.yaml'), 'version: 1\n'), write(at('shop', '.tagout', 'policy.yaml'), loose), {}),
    'a link in the working tree': () => (write(at('elsewhere', 'policy.yaml'), loose), fs.symlinkSync(at('elsewhere'), at('shop', '.tagout')), {}),
    'HEAD': () => (commit(), {}),
    'a ref of the remote that was rewritten': () => (commit(), git('update-ref', 'refs/remotes/origin/main', 'HEAD'), {}),
    'a default branch that was named anew': () => (commit(), git('update-ref', 'refs/remotes/origin/main', 'HEAD'), git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main'), {}),
    'git configuration of the repository': () => (git('config', 'tagout.policy', at('shop', 'loose.yaml')), write(at('shop', 'loose.yaml'), loose), {}),
    'settings.json of the workspace': () => (write(at('shop', '.vscode', 'settings.json'), JSON.stringify({ 'tagout.policy': loose, 'tagout.policy.file': 'loose.yaml', 'tagout.approval.surface': 'none', 'chat.tools.autoApprove': true })), {}),
    'what is held, laid into the repository': () => (write(at('shop', '.tagout', 'policy.held.json'), held), write(at('shop', '.tagout', 'policy.yaml'), loose), {}),
    'a compiled policy, laid into the repository': () => (write(at('shop', '.tagout', 'policy.json'), JSON.stringify({ format: 2, stamps: ['absent', 'absent', 'absent'], policy: {} })), {}),
    'a signed bundle, laid into the repository': () => (write(at('shop', '.tagout', 'bundle.tar.gz'), loose), write(at('shop', '.tagout', 'bundle.yaml'), 'version: 1\nurl: http://127.0.0.1:1/\nkey: x\n'), {}),
    'the user’s home': () => (write(at('home', '.tagout', 'policy.yaml'), loose), write(at('home', '.config', 'tagout', 'policy.yaml'), loose), write(at('home', '.local', 'state', 'tagout', 'policy.yaml'), loose), {}),
    'a repository within the repository': () => {
      write(at('shop', 'inner', '.tagout', 'policy.yaml'), loose);
      execFileSync('git', ['init', '-q'], { cwd: at('shop', 'inner') });
      return { cwd: at('shop', 'inner') };
    },
    'TAGOUT_POLICY': () => (write(at('loose.yaml'), loose), { env: { TAGOUT_POLICY: at('loose.yaml'), TAGOUT_POLICY_FILE: at('loose.yaml'), TAGOUT_ALLOW: '1', TAGOUT_DISABLE: '1' } }),
    'variables that move the state': () => (write(at('other', 'tagout', 'policy.yaml'), loose), { env: { XDG_STATE_HOME: at('other'), XDG_CONFIG_HOME: at('other'), LOCALAPPDATA: at('other'), TAGOUT_STATE: at('other', 'tagout') } }),
    'another home': () => (write(at('other', '.local', 'state', 'tagout', 'policy.yaml'), loose), { env: { HOME: at('other'), USERPROFILE: at('other') } }),
    'an option that names a policy': () => (write(at('loose.yaml'), loose), { args: ['--policy', at('loose.yaml')] }),
    'a second state on the launcher’s line': () => (write(at('other', 'policy.yaml'), loose), { args: ['--state', at('other')] }),
    'a second agent on the launcher’s line': () => ({ args: ['--agent', 'vscode'] }),
    'a deadline on the launcher’s line': () => ({ args: ['--deadline-ms', '1'] }),
    'the event itself': () => ({ event: { permission_mode: 'bypassPermissions', approval_policy: 'never', policy: loose, tagout: { decision: 'allow' } } }),
    'the user’s own file, broken': () => (write(at('state', 'policy.yaml'), loose.replace('version: 1', 'version: [')), {}),
    'the user’s own file with a rule that its example belies': () => (write(at('state', 'policy.yaml'), 'version: 1\nrules:\n  - { id: mine.push, when: { effect: git-remote }, decision: allow, reason: go, match: [git status] }\n'), {}),
  };

  before(buildBundles);
  beforeEach(() => {
    write(at('shop', 'a.txt'), 'a');
    write(at('home', '.keep'), '');
    execFileSync('git', ['init', '-q'], { cwd: at('shop') });
  });

  it('although the user’s own file could', async () => {
    assert.equal(await propose(), 2);
    write(at('state', 'policy.yaml'), loose);
    assert.equal(await propose(), 0);
  });

  for (const [name, attempt] of Object.entries(attempts)) it(`by ${name}`, async () => assert.equal(await propose(attempt()), 2));

  it('by any word of the command line', async () => {
    write(at('loose.yaml'), loose);
    for (const words of [['policy', 'accept', at('loose.yaml')], ['policy', 'test', at('loose.yaml')], ['policy', 'apply', at('loose.yaml')], ['check', '--policy', at('loose.yaml'), '--', 'git push --force origin topic'], ['policy', 'diff', at('loose.yaml')]]) {
      await start(process.execPath, [path.join(dist, 'tagout.cjs'), '--state', at('state'), ...words], '', { PATH: process.env['PATH'], HOME: at('home') }, at('shop')).ended;
      assert.equal(await propose(), 2, words.join(' '));
    }
  });
});
