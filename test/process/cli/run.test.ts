import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { asAgent, eachOnStage, propose, recordedSteps, rewritten, type Stage } from '../../support/approvedRun.ts';

describe('tagout run', function () {
  this.timeout(60_000);
  let stage: Stage;
  eachOnStage((opened) => (stage = opened));

  const approved = async (command: string, agent: Parameters<typeof propose>[2] = 'claude-code', changes: object = {}): Promise<string> => {
    const answer = await propose(stage, command, agent, changes);
    const line = rewritten(answer);
    assert.ok(line !== undefined, `not rewritten: ${JSON.stringify(answer)}`);
    return line;
  };
  const drafts = (): boolean => fs.existsSync(path.join(stage.shop, 'drafts/novel.md'));

  it('runs what was approved, once, and records start and end', async () => {
    const line = await approved('rm -rf drafts');
    assert.match(line, /^\/\S+\/state\/bin\/tagout run [0-9a-f]{48}; exit; rm -rf drafts$/);
    assert.deepEqual(await asAgent(stage, line), { stdout: '', stderr: '', end: 0 });
    assert.equal(drafts(), false);
    assert.deepEqual(recordedSteps(stage), ['proposal', 'verdict', 'bound', 'ask', 'decision allow', 'run started', 'run ended 0']);
    fs.mkdirSync(path.join(stage.shop, 'drafts'));
    const again = await asAgent(stage, line);
    assert.equal(again.end, 126);
    assert.match(again.stderr, /this approval is not known: it was used before/);
    assert.equal(fs.existsSync(path.join(stage.shop, 'drafts')), true);
  });

  it('hands streams, exit code and input through', async () => {
    const line = await approved('rm -rf drafts; echo gone; echo careful >&2; (exit 7)');
    assert.deepEqual(await asAgent(stage, line), { stdout: 'gone\n', stderr: 'careful\n', end: 7 });
  });

  for (const shell of ['bash', 'sh', 'dash', 'zsh'].filter((name) => execFileSync('sh', ['-c', `command -v ${name} || true`], { encoding: 'utf8' }) !== '')) {
    it(`runs in the same shell: ${shell}`, async () => {
      const line = await approved('rm -rf drafts; echo "${BASH_VERSION:+bash}${ZSH_VERSION:+zsh}$POSIXLY_CORRECT"; case $- in *c*) ;; esac; echo "$0"');
      const plain = await asAgent(stage, 'echo "${BASH_VERSION:+bash}${ZSH_VERSION:+zsh}$POSIXLY_CORRECT"; echo "$0"', { shell });
      assert.deepEqual(await asAgent(stage, line, { shell }), plain);
    });
  }

  it('ends by the signal that ended the command', async () => {
    const line = await approved('rm -rf drafts; kill -TERM $$');
    assert.equal((await asAgent(stage, line)).end, 143);
    assert.equal(recordedSteps(stage).at(-1), 'run ended SIGTERM');
  });

  it('gives the command its environment back', async () => {
    const line = await approved('rm -rf drafts; echo "$NODE_OPTIONS,$ELECTRON_RUN_AS_NODE,$TAGOUT_OWN_NODE_OPTIONS"');
    assert.equal((await asAgent(stage, line, { env: { NODE_OPTIONS: '--no-warnings' } })).stdout, '--no-warnings,,\n');
  });

  it('leaves to the agent\'s own shell what that keeps', async () => {
    const line = await approved('cd drafts && rm -f novel.md');
    assert.match(line, / run --here [0-9a-f]{48} && \{ cd drafts && rm -f novel\.md; \}$/);
    assert.equal((await asAgent(stage, `${line}; pwd`)).stdout, `${stage.shop}/drafts\n`);
    assert.equal(drafts(), false);
    assert.equal(recordedSteps(stage).at(-1), 'run started');
    assert.equal((await asAgent(stage, `${line}; echo $?`)).stdout, '126\n');
  });

  const mutations: readonly (readonly [string, string, () => void, RegExp, NodeJS.ProcessEnv?])[] = [
    ['a script changed', 'sh clean.sh', () => fs.writeFileSync(path.join(stage.shop, 'clean.sh'), 'rm -rf drafts readme.md'), /the file \S+clean\.sh changed/],
    ['a target got more entries', 'rm -rf drafts', () => fs.writeFileSync(path.join(stage.shop, 'drafts/other.md'), 'chapter two'), /drafts has 1 entry more/],
    ['a target is a link now', 'rm -rf drafts', () => {
      fs.renameSync(path.join(stage.shop, 'drafts'), path.join(stage.shop, 'kept'));
      fs.symlinkSync('kept', path.join(stage.shop, 'drafts'));
    }, /drafts/],
    ['HEAD moved', 'git reset --hard HEAD~0 && rm -rf drafts', () => execFileSync('git', ['-c', 'user.name=dana', '-c', 'user.email=dana@mail.example', 'commit', '--allow-empty', '-qm', 'second'], { cwd: stage.shop }), /HEAD of \S+ moved/],
    ['the environment names another database', 'rm -rf drafts', () => undefined, /the environment variable DATABASE_URL changed/, { DATABASE_URL: 'postgres://prod/shop' }],
    ['PATH finds another program', 'rm -rf drafts', () => {
      fs.mkdirSync(path.join(stage.home, 'bin'));
      fs.writeFileSync(path.join(stage.home, 'bin/rm'), '#!/bin/sh\n/bin/rm -rf readme.md', { mode: 0o755 });
    }, /the program rm is another file/, { PATH: 'shadowed' }],
    ['a pattern matches more', 'rm -f drafts/*.md', () => fs.writeFileSync(path.join(stage.shop, 'drafts/other.md'), 'chapter two'), /has 1 entry more/],
  ];
  for (const [what, command, change, why, env] of mutations) {
    it(`does not run when ${what}`, async () => {
      fs.writeFileSync(path.join(stage.shop, 'clean.sh'), 'rm -rf drafts');
      const line = await approved(command);
      change();
      const path_ = env?.['PATH'] === 'shadowed' ? { PATH: `${stage.home}/bin:${process.env['PATH'] ?? ''}` } : env;
      const { stderr, end } = await asAgent(stage, line, path_ === undefined ? {} : { env: path_ });
      assert.equal(end, 126, stderr);
      assert.match(stderr, why);
      assert.equal(fs.existsSync(path.join(stage.shop, 'readme.md')), true);
      assert.equal(fs.existsSync(path.join(stage.shop, 'drafts')), true);
      assert.equal(recordedSteps(stage).at(-1), 'run refused');
    });
  }

  it('does not run in another directory', async () => {
    const { stderr, end } = await asAgent(stage, await approved('rm -rf drafts'), { cwd: stage.home });
    assert.deepEqual([end, drafts()], [126, true]);
    assert.match(stderr, /the command was started in/);
  });

  it('does not run when the window is gone', async () => {
    const line = await approved('rm -rf drafts');
    await stage.close();
    const { stderr, end } = await asAgent(stage, line);
    assert.deepEqual([end, drafts()], [126, true]);
    assert.match(stderr, /the editor window that approved this is gone/);
  });

  it('refuses at answer time what changed while the person was asked', async () => {
    stage.onAsk = () => fs.writeFileSync(path.join(stage.shop, 'drafts/other.md'), 'chapter two');
    const answer = await propose(stage, 'rm -rf drafts');
    assert.equal(answer.end, 2);
    assert.match(answer.stderr, /not what was approved: \S+drafts has 1 entry more, since it was asked about/);
  });

  it('is refused to an agent that writes it by itself, and passes where the hook is asked twice', async () => {
    const line = await approved('rm -rf drafts');
    assert.deepEqual(await propose(stage, line), { stdout: '', stderr: '', end: 0 });
    for (const forged of [line.replace('rm -rf drafts', 'rm -rf readme.md'), `${stage.state}/bin/tagout run ${'ab'.repeat(24)}; exit; rm -rf drafts`]) assert.equal((await propose(stage, forged)).end, 2, forged);
    assert.equal((await propose(stage, line, 'claude-code', { session_id: 'another' })).end, 2);
    await asAgent(stage, line);
    assert.equal((await propose(stage, line)).end, 2);
  });

  const agents: readonly (readonly [Parameters<typeof propose>[2], object, boolean])[] = [
    ['claude-code', {}, true], ['gemini-cli', {}, true], ['opencode', {}, true], ['copilot-cli', {}, true], ['vscode', {}, true],
    ['codex', { permission_mode: 'bypassPermissions' }, true], ['codex', {}, false], ['qwen-code', {}, false],
  ];
  for (const [agent, changes, rewrites] of agents) {
    it(`${rewrites ? 'rewrites' : 'does not rewrite'} for ${agent ?? ''} ${JSON.stringify(changes)}`, async () => {
      const answer = await propose(stage, 'rm -rf drafts', agent, changes);
      assert.equal(answer.end, 0, answer.stderr);
      const line = rewritten(answer);
      assert.equal(line !== undefined, rewrites, answer.stdout);
      if (line === undefined) return;
      assert.equal((await asAgent(stage, line)).end, 0);
      assert.equal(drafts(), false);
    });
  }

});
